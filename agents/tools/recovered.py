"""How far a price fell and when it stood again where it had fallen from, on closes."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from agents.context import Context
from agents.planner.recovering import Recovery
from agents.specialist import Part
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.tape import Tape, no_bars, tape_between
from agents.tools.telling import together, told
from stockelper import measures
from stockelper.language.catalogue import render
from stockelper.measures import Array
from stockelper.types import Evidence, Frozen, Window

BEFORE_LOW = 730
"""Days before a low in which the high is looked for that the price fell from."""
BEFORE_DIP = 90
"""The same before a low of some weeks, where a fall of that time is asked about."""
LONG = 180
"""Days from which on a stretch holds its own high."""
LAST_FALL = -0.2
"""The fall from which on an episode counts where no time is named."""
_FIRST = dt.date(1990, 1, 1)


class RecoveredArguments(Frozen):
    """Of which security (an index too), of which time (None: the last deep fall); `whether`: a yes or no is wanted."""

    security: str
    asked: Recovery
    window: Window | None = None
    whether: bool = False


@dataclass(frozen=True)
class _Way:
    """Rows of the high, of the low after it and of the first close back at the high (None: not yet)."""

    tape: Tape
    peak: int
    trough: int
    back: int | None


def recovered(arguments: RecoveredArguments, context: Context) -> Part:
    """The fall from a high to a low and the first close back at the high, or how far that is still away.

    Raises:
        NoData: nothing is stored of that time.
    """
    window = arguments.window
    start = window.from_ - dt.timedelta(days=BEFORE_LOW) if window else _FIRST
    tape = tape_between(arguments.security, start, context.clock.today(), context)
    way = _way(tape, arguments, context)
    notes = health(tape, context, None, window.from_ if window else None)
    rows = tape.frame.height - way.peak
    extra = Part(charts=(candles(tape, context.language, max(rows, 2)),), notes=notes)
    if way.peak >= way.trough:
        return together([_no_fall(way, arguments, context), extra])
    parts = [_back(way, arguments, context), _fell(way)]
    return together([*(parts[::-1] if arguments.asked.depth_first else parts), extra])


def _way(tape: Tape, arguments: RecoveredArguments, context: Context) -> _Way:
    close = tape.column("close")
    peak = _peak(tape, close, arguments, context)
    later = np.flatnonzero(close[peak + 1 :] >= close[peak])
    if arguments.asked.anchor != "high" and arguments.window is not None:
        low = _lowest(tape, close, arguments.window)
        later = later[later >= max(low - peak - 1, 0)]
    back = peak + 1 + int(later[0]) if len(later) else None
    trough = peak + int(np.nanargmin(close[peak : back if back is not None else len(close)]))
    return _Way(tape, peak, trough, back)


def _peak(tape: Tape, close: Array, arguments: RecoveredArguments, context: Context) -> int:
    """The row of the high that the price fell from."""
    window, asked = arguments.window, arguments.asked
    if window is None:
        return measures.drawdown(close).peak if asked.deepest else _last_fall(close)
    first, last = _rows(tape, window, arguments.security, context)
    if asked.anchor == "high":
        return first + int(np.nanargmax(close[first : last + 1]))
    if asked.anchor == "fall" and (window.to - window.from_).days >= LONG - 1:
        return first + measures.drawdown(close[first : last + 1]).peak
    low = first + int(np.nanargmin(close[first : last + 1]))
    days = BEFORE_LOW if asked.anchor == "low" else BEFORE_DIP
    since = int(tape.frame["date"].search_sorted(tape.dates[low] - dt.timedelta(days=days)))
    return since + int(np.nanargmax(close[since : low + 1]))


def _lowest(tape: Tape, close: Array, window: Window) -> int:
    """The row of the window's lowest close."""
    first = int(tape.frame["date"].search_sorted(window.from_))
    last = tape.row_on_or_before(window.to)
    return first + int(np.nanargmin(close[first : (last or first) + 1]))


def _rows(tape: Tape, window: Window, security: str, context: Context) -> tuple[int, int]:
    first = int(tape.frame["date"].search_sorted(window.from_))
    last = tape.row_on_or_before(window.to)
    if last is None or last < first:
        raise no_bars(security, context)
    return first, last


def _last_fall(close: Array) -> int:
    """The high before the last fall by a fifth and more; before the deepest where none was as deep."""
    tops = np.maximum.accumulate(np.nan_to_num(close))
    deep = np.flatnonzero(close / tops - 1.0 <= LAST_FALL)
    if not len(deep):
        return measures.drawdown(close).peak
    return int(np.flatnonzero(close[: int(deep[-1]) + 1] == tops[int(deep[-1])])[-1])


def _fell(way: _Way) -> Part:
    peak, trough = way.tape.stated("close", way.peak), way.tape.stated("close", way.trough)
    depth = way.tape.derived("drawdown", "return", peak, trough)
    return told("recovery.fell", {"depth": depth, "peak": peak, "trough": trough}, {"name": way.tape.name})


def _back(way: _Way, arguments: RecoveredArguments, context: Context) -> Part:
    answer = _answer(way.back is not None, arguments, context)
    shown = {"name": way.tape.name, "answer": answer}
    peak = way.tape.stated("close", way.peak)
    if way.back is None:
        last = way.tape.stated("close", -1)
        away = way.tape.derived("from_peak", "return", peak, last)
        return told("recovery.not_yet", {"last": last, "away": away, "peak": peak}, shown)
    trough, back = way.tape.stated("close", way.trough), way.tape.stated("close", way.back)
    named = {
        "back": back,
        "peak": peak,
        "trough": trough,
        "rise": way.tape.derived("return", "return", trough, back),
        "length": _days(way.tape, "days_from_high", way.peak, way.back),
        "climb": _days(way.tape, "days_from_low", way.trough, way.back),
    }
    return told("recovery.back", named, shown)


def _days(tape: Tape, name: str, first: int, last: int) -> Evidence:
    """The days of the calendar between two sessions."""
    count = (tape.dates[last] - tape.dates[first]).days
    return tape.measured(name, float(count), "count", first, last)


def _no_fall(way: _Way, arguments: RecoveredArguments, context: Context) -> Part:
    """The high was passed at the next close, or nothing came after it: there is nothing to recover from."""
    peak = way.tape.stated("close", way.peak)
    shown = {"name": way.tape.name, "answer": _answer(True, arguments, context)}
    if way.back is None:
        return told("recovery.at_peak", {"peak": peak}, shown)
    return told("recovery.passed", {"peak": peak, "back": way.tape.stated("close", way.back)}, shown)


def _answer(came_back: bool, arguments: RecoveredArguments, context: Context) -> str:
    if not arguments.whether:
        return ""
    return render(context.language, "asked.yes" if came_back else "asked.no")
