"""The measures that a whole market can be screened by, computed on a matrix of its prices."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from agents.context import Context
from agents.tools.leaps import beyond_limit as is_beyond_limit
from agents.tools.matrix import YEAR_OF_SESSIONS, Matrix, matrix
from agents.tools.own_days import of_own_days
from agents.tools.span import base_day
from stockelper import measures
from stockelper.markets.registry import Market
from stockelper.measures import Array
from stockelper.types import EvidenceKind, Measure, Screen, Window

Unit = str
CROSSING = (20, 60)
"""The averages whose cross is looked for where none are named."""
CROSSED_WITHIN = 5
"""Sessions for which a cross is news."""
SEASON = 66
"""Sessions that measures of a month or two share, so that one reading serves them all."""


@dataclass(frozen=True)
class Gauge:
    """A measure: how it is computed, how many sessions it needs, its unit (`money`: the market's currency)."""

    measure: Measure
    name: str
    kind: EvidenceKind
    unit: Unit
    sessions: int
    compute: Callable[[Matrix], Array]


@dataclass(frozen=True)
class Gauged:
    """A measure's value for each column of the matrix.

    `row` is the matrix's row of the close that a return starts from, `base` that row's date; None where the
    value is no return.
    """

    gauge: Gauge
    matrix: Matrix
    values: Array
    row: int | None
    base: dt.date | None


def gauged(
    measure: Measure,
    market: Market,
    last: dt.date,
    window: Window | None,
    context: Context,
    periods: int = 20,
    crossing: tuple[int, int] = CROSSING,
) -> Gauged:
    """A measure of every security of a market at the close of session `last`; `periods` are an average's, `crossing`
    those of two that cross.

    Raises:
        NoData: no bars are stored.
    """
    gauge = GAUGES[measure]
    if measure in ("sma", "cross"):
        gauge = from_average(periods) if measure == "sma" else crossed(*crossing)
    if measure in _OVER_A_WINDOW:
        return _over_window(gauge, market, last, window, context)
    days = _sessions(market, last, _shared(gauge.sessions))
    found = matrix(market, days, context)
    row = len(days) - 2 if measure == "change" else None
    if row is None:
        return Gauged(gauge, found, gauge.compute(found), None, None)
    values = _return(found, row)
    return Gauged(gauge, found, np.where(is_beyond_limit(found, values), np.nan, values), row, days[row])


def meets(item: Screen, found: Gauged) -> NDArray[np.bool_]:
    """Which securities meet a condition; rankings let all in that have a value.

    Without a threshold: above (below) the average or the band, at the year's high or low.
    """
    values, matrix = found.values, found.matrix
    with np.errstate(invalid="ignore"):
        if item.operator in ("top", "bottom"):
            return ~np.isnan(values)
        if item.threshold is None and item.measure == "high_52w":
            return (matrix.high[-1] >= np.nanmax(matrix.high, axis=0)) & ~np.isnan(values)
        if item.threshold is None and item.measure == "low_52w":
            return (matrix.low[-1] <= np.nanmin(matrix.low, axis=0)) & ~np.isnan(values)
        bound = _bound(item)
        return values >= bound if item.operator == "above" else values <= bound


def _bound(item: Screen) -> float:
    if item.threshold is None:
        return 1.0 if item.measure == "bollinger" and item.operator == "above" else 0.0
    if item.measure == "high_52w":
        return -abs(item.threshold)
    return abs(item.threshold) if item.measure in ("drawdown", "low_52w") else item.threshold


def _over_window(
    gauge: Gauge, market: Market, last: dt.date, window: Window | None, context: Context
) -> Gauged:
    first = _base(market, last, window)
    if gauge.measure == "return" and first == market.session_offset(last, -1):
        return gauged("change", market, last, None, context)
    if gauge.measure == "return":
        found = matrix(market, [first, last], context)
        return Gauged(gauge, found, _return(found, 0), 0, first)
    found = matrix(market, market.sessions(first, last), context)
    return Gauged(gauge, found, gauge.compute(found), None, first)


def _base(market: Market, last: dt.date, window: Window | None) -> dt.date:
    if window is None:
        return market.session_offset(last, -1)
    first = window.from_
    if not market.is_session(first):
        first = market.session_offset(first, 1)
    first = min(first, last)
    return base_day(window, first, market.session_offset(first, -1))


def _sessions(market: Market, last: dt.date, count: int) -> list[dt.date]:
    return market.sessions(market.session_offset(last, 1 - count), last)


def _shared(sessions: int) -> int:
    return next(size for size in (2, SEASON, YEAR_OF_SESSIONS) if sessions <= size)


def _return(found: Matrix, row: int) -> Array:
    before, after = found.close[row], found.close[-1]
    return np.divide(after, before, out=np.full_like(after, np.nan), where=before > 0) - 1.0


def beyond_limit(found: Gauged) -> bool:
    """Whether moves were left out because the market's rules do not allow them."""
    return found.gauge.measure == "change" and bool(
        is_beyond_limit(found.matrix, _return(found.matrix, 0)).any()
    )


def _extreme(found: Matrix, of: Callable[[Array], Array], prices: Array) -> Array:
    """The close relative to an extreme of the year; unknown where half of the year is missing."""
    enough = np.isfinite(prices).sum(axis=0) > YEAR_OF_SESSIONS // 2
    filled = np.where(enough, prices, 1.0)
    return np.where(enough, found.close[-1] / of(filled) - 1.0, np.nan)


def _worst_fall(found: Matrix) -> Array:
    """The deepest fall from an earlier close, without its sign."""
    with np.errstate(invalid="ignore"):
        falls = found.close / np.maximum.accumulate(found.close, axis=0) - 1.0
    return -np.min(falls, axis=0)


def _band_place(found: Matrix) -> Array:
    bands = measures.bollinger(found.close)
    width = bands.upper[-1] - bands.lower[-1]
    return np.divide(
        found.close[-1] - bands.lower[-1], width, out=np.full_like(width, np.nan), where=width > 0
    )


def crossed(short: int, long: int) -> Gauge:
    """How far a short average lies over a long one, where it crossed it within the last sessions."""

    def apart(found: Matrix) -> Array:
        gap = measures.sma(found.close, short) / measures.sma(found.close, long) - 1.0
        before = gap[-1 - CROSSED_WITHIN : -1]
        turned = (np.sign(before) == -np.sign(gap[-1])).any(axis=0) & np.isfinite(before).all(axis=0)
        return np.where(turned, gap[-1], np.nan)

    sessions = long + CROSSED_WITHIN
    return Gauge("cross", f"sma_{short}_over_{long}", "indicator", "fraction", sessions, apart)


def _run(found: Matrix) -> Array:
    """The sessions for which the close has risen (above zero) or fallen (below) without a break."""
    signs = np.sign(np.nan_to_num(np.diff(found.close, axis=0)))[::-1]
    lasts = np.cumprod(signs == signs[0], axis=0).sum(axis=0)
    return np.where(np.isfinite(found.close[-1]), lasts * signs[0], np.nan)


def _spread(found: Matrix) -> Array:
    """The volatility of what was traded: a price that never moved is no calm share but none that trades."""
    spread = measures.volatility(found.close)
    return np.where(spread > 0, spread, np.nan)


def from_average(periods: int) -> Gauge:
    """The close relative to its average of so many sessions."""
    return Gauge(
        "sma", f"from_sma_{periods}", "indicator", "fraction", periods,
        lambda m: m.close[-1] / measures.sma(m.close, periods)[-1] - 1.0,
    )  # fmt: skip


_OVER_A_WINDOW: frozenset[Measure] = frozenset({"return", "drawdown"})

GAUGES: Mapping[Measure, Gauge] = MappingProxyType(
    {
        gauge.measure: gauge
        for gauge in (
            Gauge("close", "close", "price", "money", 1, lambda m: m.close[-1]),
            Gauge("change", "change", "return", "fraction", 2, lambda m: _return(m, -2)),
            Gauge("return", "return", "return", "fraction", 2, lambda m: _return(m, 0)),
            Gauge("drawdown", "drawdown", "return", "fraction", 2, _worst_fall),
            Gauge("volume", "volume", "volume", "shares", 1, lambda m: m.volume[-1]),
            Gauge("turnover", "turnover", "price", "money", 1, lambda m: m.volume[-1] * m.close[-1]),
            Gauge(
                "volume_ratio", "volume_ratio_20", "ratio", "times", 21, lambda m: measures.volume_ratio(m.volume)
            ),
            from_average(20),
            crossed(*CROSSING),
            Gauge("streak", "run", "indicator", "count", SEASON, _run),
            Gauge("rsi", "rsi_14", "indicator", "points", YEAR_OF_SESSIONS, lambda m: of_own_days(m.close, lambda close: measures.rsi(close)[-1])),
            Gauge(
                "macd", "macd_histogram", "indicator", "fraction", YEAR_OF_SESSIONS,
                lambda m: of_own_days(m.close, lambda close: measures.macd(close).histogram[-1]) / m.close[-1],
            ),
            Gauge("bollinger", "bollinger_place", "indicator", "times", 20, _band_place),
            Gauge(
                "volatility", "volatility_60", "indicator", "fraction", 61, _spread
            ),
            Gauge(
                "high_52w", "from_high_52w", "indicator", "fraction", YEAR_OF_SESSIONS,
                lambda m: _extreme(m, lambda v: np.nanmax(v, axis=0), m.high),
            ),
            Gauge(
                "low_52w", "from_low_52w", "indicator", "fraction", YEAR_OF_SESSIONS,
                lambda m: _extreme(m, lambda v: np.nanmin(v, axis=0), m.low),
            ),
        )
    }
)  # fmt: skip
"""Every screenable measure."""
