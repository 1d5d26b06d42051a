"""Calls of many days counted by day, so that a day with all that happened on it is the unit of chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.bootstrap import block_length, interval_of
from forecasting.evaluation.direction import Confusion, mcc
from forecasting.movement.movements import Mask, Matrix

Counts = NDArray[np.float64]
Rows = NDArray[np.intp]
Measure = Callable[[Confusion], float]


@dataclass(frozen=True)
class Figure:
    """A measure with its 95 % interval over days; n is the number of samples."""

    value: float
    n: int
    ci: tuple[float, float]


def daily_counts(score: Matrix, label: Matrix, samples: Mask) -> Counts:
    """Shape (T, 4): true up, false up, true down, false down of each day; all arguments of shape (T, N)."""
    up, went_up = score > 0, label > 0
    kinds = (up & went_up, up & ~went_up, ~up & ~went_up, ~up & went_up)
    return np.stack([(kind & samples).sum(axis=1) for kind in kinds], axis=1).astype(np.float64)


def mean_over_seeds(counts: Sequence[Counts], measure: Measure) -> float:
    """The mean of a measure over the seeds' counts of the same days."""
    return float(np.mean([measure(_total(one)) for one in counts]))


def figure(counts: Sequence[Counts], measure: Measure, *, seed: int) -> Figure:
    """The mean over seeds with the interval of a block bootstrap over days."""
    by_seed = np.stack(counts, axis=1)
    flat = by_seed.reshape(len(by_seed), -1)

    def resampled(rows: Rows) -> float:
        times = np.bincount(rows, minlength=len(flat)).astype(np.float64)
        totals = (times @ flat).reshape(len(counts), -1).tolist()
        return sum(measure(Confusion(*total)) for total in totals) / len(totals)

    interval = interval_of(resampled, len(by_seed), length=block_length(_net_right(by_seed)), seed=seed)
    return Figure(mean_over_seeds(counts, measure), int(counts[0].sum()), interval)


def mcc_of(counts: Sequence[Counts]) -> float:
    """Matthews' correlation, mean over seeds."""
    return mean_over_seeds(counts, mcc)


def _total(counts: Counts) -> Confusion:
    return Confusion(*counts.sum(axis=0))


def _net_right(by_seed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Right calls less wrong ones of each day, mean over seeds."""
    return (by_seed @ np.array([1.0, -1.0, 1.0, -1.0])).mean(axis=1)
