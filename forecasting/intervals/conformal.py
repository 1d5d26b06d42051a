"""Volatility-normalised conformal intervals of a market, day by day and for its last day.

A score is a log return over the horizon by its expected scale; a day's scores are grouped by the security's rank
in EWMA volatility among the market's. What depends on the whole market (`MarketStatistics`) is small, can be kept,
and serves any selection of the market's securities.
"""

from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from forecasting import elementary
from forecasting.intervals.adaptive import ADAPTATION, Adaptation, adaptive_quantiles
from forecasting.intervals.histogram import counts
from forecasting.intervals.scale import coefficients, scales
from forecasting.intervals.volatility import VolatilityStates
from forecasting.panel import Days

Matrix = NDArray[np.float64]
Groups = NDArray[np.intp]

GROUPS = 6
"""Ranks of volatility with quantiles of their own; with few securities there is one."""
FEWEST_A_GROUP = 10
COVERAGE_SESSIONS = 250
"""Intervals that came due over so many sessions make up a security's realised coverage."""


@dataclass(frozen=True, eq=False)
class MarketStatistics:
    """What the whole market says on each of T days, for one horizon and level; plain arrays that can be kept.

    Attributes:
        market: shape (T, M), as in `VolatilityStates`.
        coefficient: shape (T, P), of `scale.coefficients`.
        cuts: shape (T, G - 1), EWMA volatilities between the groups.
        quantile: shape (T, G, 2), scores of the lower and the upper end.
    """

    horizon: int
    level: float
    days: Days
    market: Matrix
    coefficient: Matrix
    cuts: Matrix
    quantile: Matrix


@dataclass(frozen=True, eq=False)
class IntervalHistory:
    """Intervals of every day, shapes (T, N): simple returns over the horizon; NaN where none can be given.

    Attributes:
        sigma: the standard deviation that the interval's width implies under a normal law, of log returns.
        realised: the return that came; NaN until it is due.
    """

    horizon: int
    level: float
    days: Days
    securities: tuple[str, ...]
    sigma: Matrix
    low: Matrix
    high: Matrix
    realised: Matrix


@dataclass(frozen=True, eq=False)
class Intervals:
    """The intervals of one day, shapes (N,), with how often earlier ones of the security held.

    Attributes:
        share: of intervals that came due over the last 250 sessions and held; NaN of none.
        n: how many came due.
        market_share, market_n: the same over all securities.
    """

    horizon: int
    level: float
    as_of: date
    securities: tuple[str, ...]
    sigma: Matrix
    low: Matrix
    high: Matrix
    share: Matrix
    n: NDArray[np.intp]
    market_share: float
    market_n: int


def market_statistics(
    states: VolatilityStates,
    horizon: int,
    *,
    level: float = 0.9,
    adaptation: Adaptation = ADAPTATION,
    sized_at: int = -1,
) -> MarketStatistics:
    """Scale and quantiles of each day from what had come due by it, for a market's whole panel.

    Args:
        sized_at: the row whose number of securities says whether there are groups of them.
    """
    coefficient = coefficients(states, horizon)
    size = int(states.known[sized_at].sum()) if len(states.known) else 0
    many = GROUPS if size >= GROUPS * FEWEST_A_GROUP else 1
    cuts = _cuts(states, many)
    scores = returns_ahead(states, horizon) / (scales(states, coefficient) * np.sqrt(horizon))
    group = np.where(states.learnable, _groups(states, cuts), -1)
    found = adaptive_quantiles(
        counts(scores, group, many), horizon=horizon, level=level, adaptation=adaptation
    )
    return MarketStatistics(horizon, level, states.days, states.market, coefficient, cuts, found)


def interval_history(states: VolatilityStates, statistics: MarketStatistics) -> IntervalHistory:
    """The intervals of every day and security of `states`, whose days are the statistics' or their last ones.

    Raises:
        ValueError: the days differ.
    """
    end = len(statistics.days)
    rows = slice(end - len(states.days), end)
    if not np.array_equal(statistics.days[rows], states.days):
        raise ValueError("the statistics are of other days than the states")
    shared = _on_market(states, statistics.market[rows])
    scale = scales(shared, statistics.coefficient[rows]) * np.sqrt(statistics.horizon)
    group = _groups(states, statistics.cuts[rows])
    quantile = statistics.quantile[rows]
    row = np.arange(len(group))[:, None]
    low, high = scale * quantile[row, group, 0], scale * quantile[row, group, 1]
    return IntervalHistory(
        horizon=statistics.horizon,
        level=statistics.level,
        days=states.days,
        securities=states.securities,
        sigma=(high - low) / (2 * _normal_end(statistics.level)),
        low=elementary.expm1(low),
        high=elementary.expm1(high),
        realised=elementary.expm1(returns_ahead(states, statistics.horizon)),
    )


def intervals(history: IntervalHistory) -> Intervals:
    """Those of the last day."""
    first = max(0, len(history.days) - COVERAGE_SESSIONS - history.horizon)
    low, high, realised = history.low[first:], history.high[first:], history.realised[first:]
    due = ~(np.isnan(low) | np.isnan(high) | np.isnan(realised))
    held = due & (low <= realised) & (realised <= high)
    number = due.sum(axis=0)
    return Intervals(
        horizon=history.horizon,
        level=history.level,
        as_of=history.days[-1].item(),
        securities=history.securities,
        sigma=history.sigma[-1],
        low=history.low[-1],
        high=history.high[-1],
        share=np.where(number > 0, held.sum(axis=0) / np.maximum(number, 1), np.nan),
        n=number.astype(np.intp),
        market_share=float(held.sum() / number.sum()) if number.sum() else float("nan"),
        market_n=int(number.sum()),
    )


def returns_ahead(states: VolatilityStates, horizon: int) -> Matrix:
    """Log returns over the next sessions, shape (T, N); NaN without a bar at either end or over a re-based price."""
    ahead = np.full_like(states.log_close, np.nan)
    if horizon < len(ahead):
        ahead[:-horizon] = states.log_close[horizon:] - states.log_close[:-horizon]
        broken = states.breaks[horizon:] != states.breaks[:-horizon]
        ahead[:-horizon][broken | ~states.priced[horizon:]] = np.nan
    return np.where(states.priced, ahead, np.nan)


def _on_market(states: VolatilityStates, market: Matrix) -> VolatilityStates:
    """A selection of securities beside the whole market's measures."""
    return replace(states, market=market)


def _cuts(states: VolatilityStates, many: int) -> Matrix:
    """Volatilities that part each day's securities into groups of equally many; those of the day before on an empty one."""
    cuts = np.zeros((len(states.days), many - 1))
    shares = np.arange(1, many) / many
    for row, known in enumerate(states.known):
        if many == 1:
            break
        cuts[row] = np.quantile(states.volatility[row, known], shares) if known.any() else cuts[row - 1]
    return cuts


def _groups(states: VolatilityStates, cuts: Matrix) -> Groups:
    """The group of each security; NaN volatility counts as none's, which no interval is given for."""
    group = np.zeros(states.volatility.shape, dtype=np.intp)
    for cut in cuts.T:
        group += states.volatility > cut[:, None]
    return group


def _normal_end(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
