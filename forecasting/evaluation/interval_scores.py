"""Scores of quantiles and of intervals, element by element so that a caller groups them as it likes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


def pinball(quantile: Values, realised: Values, *, probability: float) -> Values:
    """The quantile loss, in the unit of the outcome; least at the true quantile.

    Source: Koenker & Bassett (1978), Econometrica 46.
    """
    missed = realised - quantile
    return np.maximum(probability * missed, (probability - 1) * missed)


def interval_score(low: Values, high: Values, realised: Values, *, level: float) -> Values:
    """The interval's width, and for a miss 2 / (1 - level) times the distance to it; small is good.

    Source: Winkler (1972), JASA 67; Gneiting & Raftery (2007), JASA 102, equation 43.
    """
    penalty = 2 / (1 - level)
    below, above = np.maximum(low - realised, 0.0), np.maximum(realised - high, 0.0)
    return (high - low) + penalty * (below + above)


def covered(low: Values, high: Values, realised: Values) -> Values:
    """1 where the outcome lies within the interval, its ends included, 0 where not, NaN where one is unknown."""
    inside = ((low <= realised) & (realised <= high)).astype(np.float64)
    return np.where(np.isnan(low) | np.isnan(high) | np.isnan(realised), np.nan, inside)


@dataclass(frozen=True)
class GroupCoverage:
    """The share of outcomes within their intervals, in one group of `n`."""

    group: str
    share: float
    n: int


def coverage_by(hits: Values, groups: NDArray[np.str_]) -> tuple[GroupCoverage, ...]:
    """Coverage group by group (a year, a market, a tercile of volatility), groups in order.

    Args:
        hits: of `covered`; NaN is left out.
        groups: the same shape.
    """
    known = ~np.isnan(hits)
    hit, group = hits[known], groups[known]
    return tuple(
        GroupCoverage(str(name), float(np.mean(hit[group == name])), int(np.sum(group == name)))
        for name in np.unique(group)
    )


def terciles(values: Values) -> NDArray[np.str_]:
    """Each value's third among all of them: `low`, `middle`, `high`; NaN is `unknown`."""
    known = ~np.isnan(values)
    names = np.full(values.shape, "unknown", dtype="<U7")
    if not known.any():
        return names
    cuts = np.quantile(values[known], (1 / 3, 2 / 3))
    names[known] = np.array(["low", "middle", "high"])[np.searchsorted(cuts, values[known], side="left")]
    return names


def daily_terciles(values: NDArray[np.float64]) -> NDArray[np.str_]:
    """The thirds among the securities of each day; shape (T, N)."""
    return np.stack([terciles(row) for row in values]) if len(values) else np.full(values.shape, "unknown")
