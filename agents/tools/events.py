"""What a price has ever done: closes at a daily limit, long runs, a halving, and how far it is from an extreme."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.performance import Stretch, moved_over, stretch
from agents.tools.tape import Tape, no_bars, tape_between
from agents.tools.telling import together, told
from stockelper import measures
from stockelper.errors import NoData
from stockelper.measures import Array
from stockelper.types import Evidence, Frozen, Measure, Parameter, Window

SHOWN = 10
"""Days at a limit that are listed."""
HALF = -0.5


class EventsArguments(Frozen):
    """Which security, over which window, which of `EVENTS`, and how many sessions a run has at least (None: the longest)."""

    security: str
    window: Window
    measures: tuple[Measure, ...]
    least: int | None = None


def events(arguments: EventsArguments, context: Context) -> Part:
    """Closes at a daily limit, the longest runs, whether the price ever halved, over the stored sessions of a window.

    Raises:
        NoData: no session of the window is stored, or the market has no daily limits.
    """
    found = stretch(arguments.security, arguments.window, context)
    parts = [EVENTS[one](found, arguments.least) for one in arguments.measures if one in EVENTS]
    return together([*parts, Part(notes=health(found.tape, context, arguments.window.to))])


class SinceExtremeArguments(Frozen):
    """Which security, from the highest (or lowest) close of which window up to now."""

    security: str
    window: Window
    lowest: bool = False


def since_extreme(arguments: SinceExtremeArguments, context: Context) -> Part:
    """The return from the highest or lowest close of a window to the last close that is known.

    Raises:
        NoData: no session of the window is stored.
    """
    window = arguments.window
    tape = tape_between(arguments.security, window.from_, context.clock.today(), context)
    end = tape.row_on_or_before(window.to)
    close = tape.column("close")[: (end or 0) + 1]
    if not np.isfinite(close).any():
        raise no_bars(arguments.security, context)
    row = int(np.nanargmin(close) if arguments.lowest else np.nanargmax(close))
    figure = tape.stated("close", row)
    code = "market.since_low" if arguments.lowest else "market.since_high"
    edges = {"first": tape.stated("close", 0), "last": tape.stated("close", len(close) - 1)}
    shown: dict[str, Parameter] = {"name": tape.name, **_dates(tape, 0, len(close) - 1)}
    heading = told(code, {"figure": figure}, shown, operands=edges.values())
    moved = moved_over(Stretch(tape, row)) if row < tape.frame.height - 1 else Part()
    return together([heading, moved, Part(notes=health(tape, context, None, window.from_))])


def _dates(tape: Tape, first: int, last: int) -> dict[str, Parameter]:
    return {"from_date": tape.dates[first].isoformat(), "to_date": tape.dates[last].isoformat()}


def _over(found: Stretch) -> dict[str, Parameter]:
    return {"name": found.tape.name, **_dates(found.tape, found.first, -1)}


def _ends(found: Stretch) -> tuple[Evidence, Evidence]:
    """The first and the last close, which the dates of a sentence rest on."""
    return found.start, found.end


def _limit_days(found: Stretch, sign: int) -> Part:
    tape, way = found.tape, "up" if sign > 0 else "down"
    if tape.market.price_limit(tape.dates[-1], tape.security.board) is None:
        raise NoData("no_limits", name=tape.name)
    close = tape.column("close")
    rows = [row for row in range(found.first + 1, len(close)) if _is_at_limit(tape, close, row, sign)]
    if not rows:
        return told(f"market.limit_{way}_none", {}, _over(found), operands=_ends(found))
    count = tape.measured(f"limit_{way}_days", float(len(rows)), "count", found.first, -1)
    heading = told(f"market.limit_{way}_days", {"count": count}, _over(found), operands=_ends(found))
    return together([heading, *(_limit_day(tape, row) for row in rows[::-1][:SHOWN])])


def _is_at_limit(tape: Tape, close: Array, row: int, sign: int) -> bool:
    """Whether a close is the limit price or, where that is no multiple of a tick, the last tick before it."""
    day = tape.dates[row]
    limit = tape.market.price_limit(day, tape.security.board)
    before, after = close[row - 1], close[row]
    if limit is None or not np.isfinite(before) or not np.isfinite(after) or not before or not after:
        return False
    tick = float(tape.market.tick(Decimal(str(after)), day, tape.security.board))
    reach = sign * (after - before)
    return bool(float(limit) * before - 2 * tick < reach <= float(limit) * before + tick)


def _limit_day(tape: Tape, row: int) -> Part:
    before, close = tape.stated("close", row - 1), tape.stated("close", row)
    moved = tape.derived("return", "return", before, close)
    return told("market.limit_day", {"moved": moved, "close": close}, operands=(before,))


def _runs(found: Stretch, sign: int, least: int | None) -> Part:
    """The longest run one way; where a length is asked for, how often there was one as long, and the latest."""
    way = "rise" if sign > 0 else "fall"
    signs = np.sign(np.nan_to_num(np.diff(found.tape.column("close")[found.first :]))) == sign
    edges = np.flatnonzero(np.diff(np.concatenate(([0], signs.astype(int), [0]))))
    spans = [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if not spans:
        return Part()
    longest = together([_longest(found, max(spans, key=_length), way), _stored_over(found)])
    if least is None:
        return longest
    long = [one for one in spans if _length(one) >= least]
    if not long:
        none = told("market.runs_none", {}, {"name": found.tape.name})
        return together([none, longest])
    times = found.tape.measured(f"{way}_runs", float(len(long)), "count", found.first, -1)
    counted = told(f"market.runs_{way}", {"times": times}, {"name": found.tape.name})
    latest = told("market.runs_latest", {"run": _run(found, long[-1])}, {"name": found.tape.name})
    return together([counted, latest, longest])


def _longest(found: Stretch, span: tuple[int, int], way: str) -> Part:
    run = _run(found, span)
    return told(f"market.longest_{way}", {"run": run}, {"name": found.tape.name})


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _stored_over(found: Stretch) -> Part:
    return told("market.stored_over", {}, _over(found), operands=_ends(found))


def _run(found: Stretch, span: tuple[int, int]) -> Evidence:
    first, end = span
    row = found.first + first + 1
    return found.tape.measured("run", float(end - first), "count", row, found.first + end)


def _halved(found: Stretch, least: int | None) -> Part:
    del least
    tape = found.tape
    close = tape.column("close")[found.first :]
    fall = measures.drawdown(close)
    peak, trough = (tape.stated("close", found.first + row) for row in (fall.peak, fall.trough))
    depth = tape.derived("drawdown", "return", peak, trough)
    named = {"depth": depth, "peak": peak, "trough": trough}
    answer = "yes" if fall.depth <= HALF else "no"
    told_so = told(f"market.halved_{answer}", {}, _over(found), operands=_ends(found))
    return together([told_so, told("market.drawdown", named, {"name": tape.name})])


EVENTS: Mapping[Measure, Callable[[Stretch, int | None], Part]] = MappingProxyType(
    {
        "limit_up_days": lambda found, _: _limit_days(found, 1),
        "limit_down_days": lambda found, _: _limit_days(found, -1),
        "longest_rise": lambda found, least: _runs(found, 1, least),
        "longest_fall": lambda found, least: _runs(found, -1, least),
        "halved": _halved,
    }
)
"""What can be asked of all stored sessions, and how each is told."""


class PriceGapArguments(Frozen):
    """Securities whose last closes are set against each other, on the last session that all of them have."""

    securities: tuple[str, ...]
    day: Window | None = None


def price_gap(arguments: PriceGapArguments, context: Context) -> Part:
    """How far one close lies above or below another's: a preferred share's against the common one.

    Raises:
        NoData: one of them has no prices.
    """
    today = context.clock.today()
    until = arguments.day.to if arguments.day else today
    first = Window.model_validate({"from": until.replace(day=1), "to": until, "label": "range"})
    found = [stretch(one, first, context) for one in arguments.securities]
    return together([_gap(one, other) for one, other in pairwise(_preferred_first(found))])


def _preferred_first(found: list[Stretch]) -> list[Stretch]:
    """With the share whose name goes on from another's, as a preferred share's does, in front."""
    return sorted(found, key=lambda one: -len(one.tape.name))


def _gap(one: Stretch, other: Stretch) -> Part:
    own, base = one.end, other.end
    gap = one.tape.derived("price_gap", "return", base, own)
    way = "flat" if not gap.value else "up" if gap.value > 0 else "down"
    named = {"own": own, "base": base, "gap": gap}
    return told(f"market.price_gap_{way}", named, {"name": one.tape.name, "other": other.tape.name})
