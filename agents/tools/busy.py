"""What was traded over a stretch of several sessions: a day's mean of it, and how much more than before that is."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from agents.context import Context
from agents.tools.gauges import CROSSING, GAUGES, Gauged, gauged
from agents.tools.matrix import YEAR_OF_SESSIONS, Matrix, matrix
from agents.tools.span import base_row, own_row
from stockelper.markets.registry import Market
from stockelper.measures import Array
from stockelper.types import Measure, Window

USUAL = 20
"""Sessions before the stretch that its volume is set against."""
_TRADED: Mapping[Measure, Callable[[Matrix], Array]] = MappingProxyType(
    {"volume": lambda found: found.volume, "turnover": lambda found: found.volume * found.close}
)
"""What is traded in each session, whose mean ranks a stretch."""


def over_window(
    measure: Measure,
    market: Market,
    last: dt.date,
    window: Window | None,
    context: Context,
    periods: int = USUAL,
    crossing: tuple[int, int] = CROSSING,
) -> Gauged:
    """As `gauged`, but what was traded is a day's mean of the whole window where that has several sessions.

    Raises:
        NoData: no bars are stored.
    """
    if measure in _TRADED and window and len(own := _own_days(market, window, last)) > 1:
        return _mean(measure, matrix(market, own, context))
    days = market.sessions(window.from_, last) if measure == "volume_ratio" and window else []
    if not 1 < len(days) <= YEAR_OF_SESSIONS - USUAL:
        return gauged(measure, market, last, window, context, periods, crossing)
    before = market.session_offset(days[0], -USUAL)
    found = matrix(market, market.sessions(before, last), context)
    gauge = replace(GAUGES[measure], name="volume_ratio_over_20", sessions=len(days) + USUAL)
    return Gauged(gauge, found, _busier(found, len(days)), None, days[0])


def against_the_usual(found: Gauged) -> bool:
    """Whether a value is the volume of a stretch against that of the sessions before it."""
    return found.gauge.measure == "volume_ratio" and found.base is not None


def over_a_stretch(found: Gauged) -> bool:
    """Whether a value is of what was traded over a stretch, not in the last session alone."""
    return against_the_usual(found) or (found.gauge.measure in _TRADED and found.base is not None)


def _own_days(market: Market, window: Window, last: dt.date) -> list[dt.date]:
    """The sessions whose trading belongs to a window, as it is told of one security."""
    days = market.sessions(window.from_, last)
    if not days:
        return []
    dates = [market.session_offset(days[0], -1), *days]
    return dates[own_row(dates, window, base_row(dates, window, 1)) :]


def _mean(measure: Measure, found: Matrix) -> Gauged:
    """A day's mean; unknown where half of the sessions are missing, as of a share that was listed on the last days."""
    traded = _TRADED[measure](found)
    there = np.isfinite(traded).sum(axis=0)
    total = np.nansum(traded, axis=0)
    values = np.divide(total, there, out=np.full_like(total, np.nan), where=there > len(found.dates) // 2)
    gauge = replace(GAUGES[measure], name=f"{measure}_mean", sessions=len(found.dates))
    return Gauged(gauge, found, values, None, found.dates[0])


def _busier(found: Matrix, sessions: int) -> Array:
    """The mean volume of the last sessions over that of those before; unknown where a day is missing or none traded."""
    usual, lately = found.volume[:-sessions].mean(axis=0), found.volume[-sessions:].mean(axis=0)
    return np.divide(lately, usual, out=np.full_like(usual, np.nan), where=usual > 0)
