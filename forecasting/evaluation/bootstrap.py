"""Confidence intervals of statistics over days that depend on each other, by the stationary bootstrap.

A day is the unit: whatever happens to all securities on one day stays together.
Source: Politis & Romano (1994), JASA 89; block length: Politis & White (2004), Econometric Reviews 23,
with the correction of Patton, Politis & White (2009), Econometric Reviews 28.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Rows = NDArray[np.intp]

DRAWS = 2000
SHORTEST = 10
"""Days below which the automatic length is 1."""


def block_length(daily: Values) -> float:
    """The mean length of blocks that suits a series' own dependence, in days; at least 1.

    Args:
        daily: shape (T,), no NaN.
    """
    days = len(daily)
    centred = daily - daily.mean()
    if days < SHORTEST or not np.any(centred):
        return 1.0
    longest = float(np.ceil(min(3 * np.sqrt(days), days / 3)))
    covariance = _autocovariance(centred, days - 1)
    reach = _reach(covariance / covariance[0], days)
    lags = np.arange(1, reach + 1)
    weight = np.minimum(1.0, 2 * (1 - lags / reach))
    spectral = covariance[0] + 2 * float(np.sum(weight * covariance[lags]))
    slope = 2 * float(np.sum(weight * lags * covariance[lags]))
    if spectral <= 0:
        return longest
    best = (slope**2 / spectral**2) ** (1 / 3) * days ** (1 / 3)
    return float(min(max(best, 1.0), longest))


def resampled_days(days: int, *, length: float, draws: int = DRAWS, seed: int = 7) -> Rows:
    """Rows of days drawn in blocks of geometric length that wrap around the end; shape (draws, days).

    Args:
        length: the mean length of a block, 1 or more.
    """
    random = np.random.default_rng(seed)
    starts = random.random((draws, days)) < 1 / length
    starts[:, 0] = True
    fresh = random.integers(0, days, (draws, days))
    position = np.arange(days)
    begun = np.maximum.accumulate(np.where(starts, position, 0), axis=1)
    return (np.take_along_axis(fresh, begun, axis=1) + position - begun) % days


def interval_of(
    statistic: Callable[[Rows], float],
    days: int,
    *,
    length: float,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 7,
) -> tuple[float, float]:
    """The percentile interval of any statistic of the days whose rows it is given."""
    found = [statistic(rows) for rows in resampled_days(days, length=length, draws=draws, seed=seed)]
    return _percentiles(np.array(found), level)


def interval_of_mean(
    daily: Values,
    *,
    weights: Values | None = None,
    length: float | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 7,
) -> tuple[float, float]:
    """The interval of the mean over days; with `weights` (rows a day) of the mean over rows.

    Args:
        daily: shape (T,), a figure a day; days with NaN are left out.
        length: the mean block length in days; automatic when None.
    """
    known = ~np.isnan(daily)
    values = daily[known]
    size = np.ones_like(values) if weights is None else weights[known]
    if not values.size:
        return float("nan"), float("nan")
    chosen = block_length(values) if length is None else length
    rows = resampled_days(len(values), length=chosen, draws=draws, seed=seed)
    means = (values * size)[rows].sum(axis=1) / size[rows].sum(axis=1)
    return _percentiles(means, level)


def _percentiles(found: Values, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low, high = np.quantile(found[~np.isnan(found)], (tail, 1 - tail))
    return float(low), float(high)


def _autocovariance(centred: Values, most: int) -> Values:
    days = len(centred)
    return np.array([float((centred[lag:] * centred[: days - lag]).sum()) / days for lag in range(most + 1)])


def _reach(correlation: Values, days: int) -> int:
    """Twice the last lag before a run of correlations that are no more than noise."""
    quiet_run = max(5, int(np.ceil(np.sqrt(np.log10(days)))))
    most = min(int(np.ceil(np.sqrt(days))) + quiet_run, days - 1)
    loud = np.abs(correlation[1 : most + 1]) >= 2 * np.sqrt(np.log10(days) / days)
    quiet = np.convolve(loud, np.ones(quiet_run), mode="valid") == 0
    last = int(np.argmax(quiet)) if quiet.any() else most - quiet_run
    return min(max(2 * last, 2), days - 1)
