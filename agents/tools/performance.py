"""How a security did over a window: return, extremes, drawdown, volume, and against its index."""

from dataclasses import dataclass, replace

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.span import window_tape
from agents.tools.tape import Tape, security_of
from agents.tools.telling import direction, together, told
from stockelper import measures
from stockelper.errors import NoData
from stockelper.markets.registry import market_of
from stockelper.types import Evidence, Frozen, Note, Window

MIN_FALL = -0.0005


class PerformanceArguments(Frozen):
    """Which security, over which window."""

    security: str
    window: Window


@dataclass(frozen=True)
class Stretch:
    """The closes of a window: from the one that returns are counted from to the last."""

    tape: Tape
    first: int

    @property
    def start(self) -> Evidence:
        """The close that returns are counted from."""
        return self.tape.stated("close", self.first)

    @property
    def end(self) -> Evidence:
        """The last close."""
        return self.tape.stated("close", -1)

    @property
    def moved(self) -> Evidence:
        """The return between both."""
        return self.tape.derived("return", "return", self.start, self.end)


def stretch(security: str, window: Window, context: Context) -> Stretch:
    """The stretch of a window.

    Raises:
        NoData: no session of the window is stored.
    """
    return Stretch(*window_tape(security, window, context))


def performance(arguments: PerformanceArguments, context: Context) -> Part:
    """Return over a window with its first and last close, high and low, drawdown, average volume."""
    found = stretch(arguments.security, arguments.window, context)
    tape = found.tape
    parts = [moved_over(found), _extremes(found), _drawdown(found), _volume(found)]
    chart = Part(
        charts=(candles(tape, context.language, tape.frame.height - found.first),),
        notes=health(tape, context, arguments.window.to, arguments.window.from_),
    )
    return together([*parts, chart])


class RelativeArguments(Frozen):
    """Which security against which index (None: its board's), over which window.

    `asked`: the question is about the index too, so that the answer says where it is not stored.
    """

    security: str
    window: Window
    index: str | None = None
    asked: bool = False


def relative(arguments: RelativeArguments, context: Context) -> Part:
    """A security's return against the return of an index over the same window."""
    index = arguments.index or index_of(arguments.security, context)
    if index is None:
        return Part()
    found = stretch(arguments.security, arguments.window, context)
    try:
        other = stretch(index, arguments.window, context)
    except NoData as error:
        asked = arguments.asked or arguments.index is not None
        note = Note(code="no_index", parameters={"name": str(error.parameters["name"]), "asked": int(asked)})
        return Part(notes=(note,), missing=asked)
    on_same = aligned(found, other)
    if on_same is None:
        return Part(notes=(Note(code="index_behind", parameters={"name": other.tape.name}),))
    return _against(found, on_same)


def aligned(found: Stretch, other: Stretch) -> Stretch | None:
    """The other stretch from and to the same sessions, which it may have begun before or gone on after."""
    dates, first, last = other.tape.dates, found.tape.dates[found.first], found.tape.dates[-1]
    if first not in dates or last not in dates:
        return None
    tape = replace(other.tape, frame=other.tape.frame.head(dates.index(last) + 1))
    return Stretch(tape, dates.index(first))


def index_of(security: str, context: Context) -> str | None:
    """The index of the security's board; the market's first where the board has none."""
    indices = market_of(security).indices
    board = security_of(security, context).board
    return indices.get(board or "") or next(iter(indices.values()), None)


def _against(found: Stretch, other: Stretch) -> Part:
    ahead = gap(found, other)
    named = {"own": found.moved, "index": other.moved, "ahead": ahead}
    operands = (found.start, found.end, other.start, other.end)
    parameters = {"name": found.tape.name, "index_name": other.tape.name}
    return told(f"market.relative_{direction(ahead.value)}", named, parameters, operands=operands)


def gap(left: Stretch, right: Stretch) -> Evidence:
    """The difference of two stretches' returns, in their first operand's name."""
    return left.tape.derived("relative_return", "difference", left.moved, right.moved).model_copy(
        update={"kind": "return", "unit": "fraction", "currency": None}
    )


def moved_over(found: Stretch) -> Part:
    """One sentence on the return over a stretch, with its first and last close."""
    named = {"start": found.start, "end": found.end, "moved": found.moved}
    code = f"market.return_{direction(found.moved.value)}"
    return told(code, named, {"name": found.tape.name})


def _extremes(found: Stretch) -> Part:
    close = found.tape.column("close")[found.first :]
    if len(close) < 3:
        return Part()
    high = found.tape.stated("close", found.first + int(np.argmax(close)))
    low = found.tape.stated("close", found.first + int(np.argmin(close)))
    return told("market.extremes", {"high": high, "low": low}, {"name": found.tape.name})


def _drawdown(found: Stretch) -> Part:
    fall = measures.drawdown(found.tape.column("close")[found.first :])
    if fall.depth > MIN_FALL:
        return Part()
    peak = found.tape.stated("close", found.first + fall.peak)
    trough = found.tape.stated("close", found.first + fall.trough)
    depth = found.tape.derived("drawdown", "return", peak, trough)
    named = {"depth": depth, "peak": peak, "trough": trough}
    return told("market.drawdown", named, {"name": found.tape.name})


def _volume(found: Stretch) -> Part:
    volume = found.tape.column("volume")[found.first :]
    if len(volume) < 2 or not np.nansum(volume):
        return Part()
    usual = found.tape.measured(
        "volume_mean", float(np.nanmean(volume[1:])), "shares", found.first + 1, -1, "volume"
    )
    return told("market.volume_mean", {"volume": usual}, {"name": found.tape.name})
