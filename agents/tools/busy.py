"""How much more than before was traded over a stretch of several sessions: "이번 주에 거래량 급증한 종목"."""

import datetime as dt
from dataclasses import replace

import numpy as np

from agents.context import Context
from agents.tools.gauges import CROSSING, GAUGES, Gauged, gauged
from agents.tools.matrix import YEAR_OF_SESSIONS, Matrix, matrix
from stockelper.markets.registry import Market
from stockelper.measures import Array
from stockelper.types import Measure, Window

USUAL = 20
"""Sessions before the stretch that its volume is set against."""


def over_window(
    measure: Measure,
    market: Market,
    last: dt.date,
    window: Window | None,
    context: Context,
    periods: int = USUAL,
    crossing: tuple[int, int] = CROSSING,
) -> Gauged:
    """As `gauged`, but the volume against its average is that of the whole window where it has several sessions.

    Raises:
        NoData: no bars are stored.
    """
    days = market.sessions(window.from_, last) if measure == "volume_ratio" and window else []
    if not 1 < len(days) <= YEAR_OF_SESSIONS - USUAL:
        return gauged(measure, market, last, window, context, periods, crossing)
    before = market.session_offset(days[0], -USUAL)
    found = matrix(market, market.sessions(before, last), context)
    gauge = replace(GAUGES[measure], name="volume_ratio_over_20", sessions=len(days) + USUAL)
    return Gauged(gauge, found, _busier(found, len(days)), None, days[0])


def over_a_stretch(found: Gauged) -> bool:
    """Whether a value is the volume of a stretch against that of the sessions before it."""
    return found.gauge.measure == "volume_ratio" and found.base is not None


def _busier(found: Matrix, sessions: int) -> Array:
    """The mean volume of the last sessions over that of those before; unknown where a day is missing or none traded."""
    usual, lately = found.volume[:-sessions].mean(axis=0), found.volume[-sessions:].mean(axis=0)
    return np.divide(lately, usual, out=np.full_like(usual, np.nan), where=usual > 0)
