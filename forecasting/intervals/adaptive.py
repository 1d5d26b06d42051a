"""Quantiles of past scores by group, whose tail probabilities follow what the market's intervals missed.

Scores are weighted by age (Barber et al. 2023, Conformal prediction beyond exchangeability, Annals of
Statistics 51); each tail's probability is then corrected by the misses that have come due, for the market and
for each group (Gibbs & Candès 2021, Adaptive Conformal Inference under Distribution Shift, NeurIPS 34). The
correction is multiplicative, so that a probability stays between 0 and 1. Its step for the market was chosen for each
horizon on 2020 to 2024: over 20 sessions labels come too late for a quick one. Its step for the groups shrinks with
the horizon, since labels that overlap tell the same news so many times.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from forecasting import elementary
from forecasting.intervals.histogram import cumulated, quantiles, shares_below
from forecasting.intervals.weighted import decayed_sum

Matrix = NDArray[np.float64]


MARKET_STEPS: Mapping[int, float] = MappingProxyType({1: 0.01, 5: 0.009, 20: 0.0005})


@dataclass(frozen=True)
class Adaptation:
    """How fast the past fades and misses count.

    Attributes:
        half_life: of a score's weight, in sessions.
        market_steps: what a miss of the whole market moves its tails by, by horizon; of another one as the nearest.
        group_step: what a group's miss beyond the market's moves the group's by, for the horizon of one session.
    """

    half_life: float = 125.0
    market_steps: Mapping[int, float] = field(default_factory=lambda: MARKET_STEPS)
    group_step: float = 0.02
    warm_up: int = 20
    widest: float = 0.04
    narrowest: float = 5.0

    def market_step(self, horizon: int) -> float:
        """Of a horizon, or of the nearest that has one."""
        return self.market_steps[min(self.market_steps, key=lambda known: abs(known - horizon))]


ADAPTATION = Adaptation()


def adaptive_quantiles(
    daily: Matrix, *, horizon: int, level: float, adaptation: Adaptation = ADAPTATION
) -> Matrix:
    """The lower and the upper score of every day and group, shape (T, G, 2); NaN while too little has come due.

    Args:
        daily: shape (T, G, CELLS), counts of the scores of labels that start on that day.
        horizon: sessions until a label is known.
    """
    return _Adapting(daily, horizon, (1 - level) / 2, adaptation).run()


class _Adapting:
    """The state that the days hand on."""

    def __init__(self, daily: Matrix, horizon: int, tail: float, how: Adaptation) -> None:
        self.horizon, self.tail, self.how = horizon, tail, how
        self.number = daily.sum(axis=2)
        self.realised = cumulated(daily)
        self.weighted = cumulated(_weighted(daily, horizon, how.half_life))
        self.market = np.zeros(2)
        self.groups = np.zeros((daily.shape[1], 2))
        self.found = np.full((*daily.shape[:2], 2), np.nan)
        self.due = 0

    def run(self) -> Matrix:
        for row in range(len(self.found)):
            if row >= self.horizon and self.number[row - self.horizon].any():
                self.due += 1
                self._learn(row - self.horizon)
            if self.due >= self.how.warm_up:
                self._say(row)
        return self.found

    def _learn(self, row: int) -> None:
        """Move the tails by what that day's intervals missed."""
        said = self.found[row]
        if np.isnan(said).any():
            return
        below = shares_below(self.realised[row], said[:, 0])
        above = 1 - shares_below(self.realised[row], said[:, 1])
        missed = np.where(self.number[row][:, None] > 0, np.column_stack([below, above]), self.tail)
        share = self.number[row] / self.number[row].sum()
        mean = (share[:, None] * missed).sum(axis=0)
        self.market += self.how.market_step(self.horizon) * (mean - self.tail)
        self.groups += self.how.group_step / self.horizon * (missed - mean)

    def _say(self, row: int) -> None:
        moved = elementary.exp(-(self.market + self.groups) / self.tail)
        tails = self.tail * np.clip(moved, self.how.widest, self.how.narrowest)
        below = self.weighted[row]
        self.found[row, :, 0] = quantiles(below, tails[:, 0])
        self.found[row, :, 1] = quantiles(below, 1 - tails[:, 1])


def _weighted(daily: Matrix, horizon: int, half_life: float) -> Matrix:
    """Decayed counts of what has come due, every day weighing the same in its groups, however many securities."""
    total = daily.sum(axis=(1, 2), keepdims=True)
    due = np.zeros_like(daily)
    if horizon < len(daily):
        due[horizon:] = (daily / np.where(total > 0, total, 1.0))[:-horizon]
    return decayed_sum(due.reshape(len(daily), -1), 0.5 ** (1 / half_life)).reshape(daily.shape)
