"""Volatility of each security and of its market, session by session, as far as the bars of that session tell."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from forecasting import elementary
from forecasting.intervals.weighted import carried, weighted_mean, weighted_means
from forecasting.panel import Days, Panel
from forecasting.summing import row_sums

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

DECAY = 0.94
"""The decay of RiskMetrics (1996), Technical Document, for daily returns."""
SESSIONS = 60
FEWEST = 10
"""Sessions with a price that a security needs before anything is said of it."""
FARTHEST = 0.7
"""A log return beyond this is no day's trade but a split or an error: it is not learnt from."""
FLOOR = 0.003
"""Added before a logarithm, so that a day without movement is a small one and not an infinite one."""


@dataclass(frozen=True, eq=False)
class VolatilityStates:
    """What is known of volatility at each close; T sessions, N securities.

    Attributes:
        days, securities: as in the panel.
        log_close: shape (T, N), the last close carried over days without one; NaN before the first.
        priced: shape (T, N), whether there was a bar.
        learnable: shape (T, N), whether a price was made and the history is long enough.
        known: shape (T, N), whether an interval can be given: a bar, a halt's included, and a history.
        breaks: shape (T, N), how many re-based prices there were so far; no outcome reaches over one.
        volatility: shape (T, N), a day's EWMA volatility of log returns over 60 sessions.
        ranges: shape (T, N), log true range of the day; NaN where no price was made.
        own: shapes (T, N), logarithms of measures of each security's volatility.
        market: shape (T, M), the same of the market as a whole.
    """

    days: Days
    securities: tuple[str, ...]
    log_close: Matrix
    priced: Mask
    learnable: Mask
    known: Mask
    breaks: NDArray[np.intp]
    volatility: Matrix
    ranges: Matrix
    own: tuple[Matrix, ...]
    market: Matrix

    def of(self, columns: NDArray[np.intp]) -> "VolatilityStates":
        """Some securities beside the whole market's measures."""
        grids = ("log_close", "priced", "learnable", "known", "breaks", "volatility", "ranges")
        parts = {name: getattr(self, name)[:, columns] for name in grids}
        names = tuple(self.securities[column] for column in columns.tolist())
        own = tuple(measure[:, columns] for measure in self.own)
        return replace(self, securities=names, own=own, **parts)


def log_returns(panel: Panel) -> Matrix:
    """Log returns from close to close, shape (T, N); zero on a halt, NaN where a bar or the one before is not there."""
    return _changes(_log_close(panel), panel)


def _log_close(panel: Panel) -> Matrix:
    return carried(elementary.log(panel.close))


def _changes(log_close: Matrix, panel: Panel) -> Matrix:
    changes = np.full_like(log_close, np.nan)
    np.subtract(log_close[1:], log_close[:-1], out=changes[1:])
    changes[np.isnan(panel.close)] = np.nan
    return changes


def ewma_volatility(returns: Matrix, *, decay: float = DECAY, sessions: int = SESSIONS) -> Matrix:
    """The root of the weighted mean of squared returns over the last sessions, shape (T, N), a day's log return.

    Source: RiskMetrics (1996), Technical Document, section 5.2.
    """
    return np.sqrt(weighted_mean(returns**2, decay, sessions=sessions))


def volatility_states(panel: Panel) -> VolatilityStates:
    """All measures of a panel; one pass, shared by every horizon and level."""
    log_close = _log_close(panel)
    returns, ranges = _changes(log_close, panel), _true_ranges(panel, log_close)
    rebased = np.abs(returns) > FARTHEST
    traded = panel.traded & ~np.isnan(ranges) & ~np.isnan(returns) & ~rebased
    ranges = np.where(traded, ranges, np.nan)
    moved = np.where(traded, returns, np.nan)
    enough = np.cumsum(traded, axis=0) >= FEWEST
    return VolatilityStates(
        days=panel.days,
        securities=panel.securities,
        log_close=log_close,
        priced=~np.isnan(panel.close),
        learnable=traded & enough,
        known=~np.isnan(panel.close) & enough,
        breaks=np.cumsum(rebased, axis=0, dtype=np.intp),
        volatility=ewma_volatility(np.where(rebased, np.nan, returns)),
        ranges=ranges,
        own=_own(ranges, moved),
        market=_market(ranges, moved),
    )


def _true_ranges(panel: Panel, log_close: Matrix) -> Matrix:
    """The day's span of log prices, the close before included (Wilder, 1978)."""
    before = log_close[:-1]
    spans = np.full_like(log_close, np.nan)
    top, bottom = elementary.log(panel.high[1:]), elementary.log(panel.low[1:])
    spans[1:] = np.maximum(top, before) - np.minimum(bottom, before)
    return spans


def _log(values: Matrix) -> Matrix:
    return elementary.log(values + FLOOR)


def _own(ranges: Matrix, moved: Matrix) -> tuple[Matrix, ...]:
    """Today, fast, usual and slow ranges; usual and slow moves from close to close."""
    usual, moves = weighted_means([ranges, moved**2], DECAY)
    slow, slow_moves = weighted_means([ranges, np.abs(moved)], 0.985)
    fast = weighted_mean(ranges, 0.8)
    return (
        _log(carried(ranges)),
        _log(fast),
        _log(usual),
        _log(slow),
        _log(np.sqrt(moves)),
        _log(slow_moves),
    )


def _market(ranges: Matrix, moved: Matrix) -> Matrix:
    """The mean range over securities, today and at three speeds, and the volatility of the mean return."""
    today = carried(_mean_of_day(_log(ranges)))
    common = np.sqrt(weighted_mean(_mean_of_day(moved) ** 2, DECAY))
    return np.hstack([today, *(weighted_mean(today, decay) for decay in (0.8, DECAY, 0.99)), _log(common)])


def _mean_of_day(values: Matrix) -> Matrix:
    """Shape (T, 1); NaN on a day that has none."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = row_sums(np.where(known, values, 0.0))[:, 0]
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)[:, None]
