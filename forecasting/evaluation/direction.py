"""Scores of up-or-down calls and of the probabilities behind them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Calls = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Confusion:
    """Counts of calls against outcomes; sums of two are the counts of both."""

    true_up: float
    false_up: float
    true_down: float
    false_down: float

    @property
    def total(self) -> float:
        """All calls."""
        return self.true_up + self.false_up + self.true_down + self.false_down


def confusion(called_up: Calls, went_up: Calls) -> Confusion:
    """Count; both of one shape."""
    return Confusion(
        true_up=float(np.sum(called_up & went_up)),
        false_up=float(np.sum(called_up & ~went_up)),
        true_down=float(np.sum(~called_up & ~went_up)),
        false_down=float(np.sum(~called_up & went_up)),
    )


def accuracy(counts: Confusion) -> float:
    """The share of right calls; NaN of none."""
    return (counts.true_up + counts.true_down) / counts.total if counts.total else float("nan")


def mcc(counts: Confusion) -> float:
    """Matthews' correlation in [-1, 1]; 0 where one side was never called or never came.

    Source: Matthews (1975), doi:10.1016/0005-2795(75)90109-9.
    """
    called_up, went_up = counts.true_up + counts.false_up, counts.true_up + counts.false_down
    called_down, went_down = counts.true_down + counts.false_down, counts.true_down + counts.false_up
    scale = float(np.sqrt(called_up * went_up * called_down * went_down))
    if scale == 0:
        return 0.0
    return (counts.true_up * counts.true_down - counts.false_up * counts.false_down) / scale


def brier(p_up: Values, went_up: Calls) -> float:
    """The mean squared distance of a probability from what came: 0.25 is a coin's.

    Source: Brier (1950), Monthly Weather Review 78.
    """
    return float(np.mean((p_up - went_up) ** 2))


@dataclass(frozen=True)
class CalibrationPoint:
    """One bin of probabilities: their mean, the share that came true, and how many they are."""

    predicted: float
    observed: float
    n: int


def calibration_curve(p_up: Values, went_up: Calls, *, bins: int = 10) -> tuple[CalibrationPoint, ...]:
    """Probabilities in bins of equally many, each beside what came; fewer bins where there are few values."""
    order = np.argsort(p_up, kind="stable")
    parts = [part for part in np.array_split(order, bins) if part.size]
    return tuple(
        CalibrationPoint(float(np.mean(p_up[part])), float(np.mean(went_up[part])), part.size)
        for part in parts
    )
