"""A market as a whole: index levels, advancers and decliners, the busiest shares, the largest moves, sectors."""

import datetime as dt

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.age import age_of_market
from agents.tools.gauges import Gauged, gauged
from agents.tools.grouped import covered
from agents.tools.health import health
from agents.tools.listing import counted, item, livelier
from agents.tools.listing import turnover as turnover_of
from agents.tools.matrix import Matrix, newest_session
from agents.tools.performance import moved_over, stretch
from agents.tools.ranking import leaders
from agents.tools.scope import Scope, scope_of
from agents.tools.sectors import first_and_last
from agents.tools.span import is_one_day
from agents.tools.tape import Tape, last_tape, tape_between
from agents.tools.telling import direction, together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import Market
from stockelper.types import Frozen, Language, Note, Window

MOVERS = 3
SECTORS, SECTORS_ASKED = 2, 5
"""Sectors told from either end of the ranking, and where they are asked for."""
LIVELY = 0.5
"""The share of a market's securities, by turnover, among which the largest moves are looked for."""


class BriefingArguments(Frozen):
    """Which markets or boards (none: the stored one that fits), over which window (None: the newest day)."""

    markets: tuple[str, ...] = ()
    sector: str | None = None
    window: Window | None = None
    asked_in: Language | None = None
    by_sector: bool = False


class IndexArguments(Frozen):
    """Which index, on which day (None: the newest)."""

    index: str
    day: dt.date | None = None


def briefing(arguments: BriefingArguments, context: Context) -> Part:
    """Index levels and changes, advancers and decliners, the most traded, the largest moves and sectors of a market.

    Over a window longer than a day all of them count from the close that the window's returns count from.

    Raises:
        NoData: no prices of the market are stored for that time.
    """
    window = arguments.window
    scope = scope_of(arguments.markets, arguments.sector, context, arguments.asked_in)
    last = newest_session(scope.market, context, window.to if window else None)
    span = window if window and not is_one_day(window) else None
    if span and last < span.from_:
        raise NoData("no_market_since", market=_market(scope.market, context), date=last.isoformat())
    change = gauged("return" if span else "change", scope.market, last, span, context)
    boards = {b: i for b, i in scope.market.indices.items() if scope.board in (None, b)}
    levels = [_level_if_stored(index, last, span, context) for index in dict.fromkeys(boards.values())]
    inside = _inside(scope, change.matrix)
    aged = age_of_market(scope.market, last, window.to if window else None, context)
    notes = Part(notes=(Note(code=f"basis_{change.matrix.basis}"), *aged))
    moved = [*_busiest(change, inside, context), *_movers(change, inside, context)]
    of_sectors = _sectors(scope, change, arguments, context)
    told_first = [*of_sectors, *moved] if arguments.by_sector else [*moved, *of_sectors]
    return together([*levels, _breadth(scope, change, inside, context), *told_first, notes])


def index_level(arguments: IndexArguments, context: Context) -> Part:
    """The level of an index and its change against the previous session."""
    if arguments.day is None:
        tape = last_tape(arguments.index, context)
        return together([level(tape), Part(notes=health(tape, context))])
    start = arguments.day - dt.timedelta(days=30)
    return level(tape_between(arguments.index, start, arguments.day, context))


def level(tape: Tape) -> Part:
    """One sentence on an index's last close."""
    close = tape.stated("close", -1)
    if tape.frame.height == 1:
        return told("market.index_only", {"close": close}, {"name": tape.name})
    before = tape.stated("close", -2)
    moved = tape.derived("return", "return", before, close)
    named = {"close": close, "moved": moved}
    return told(f"market.index_{direction(moved.value)}", named, {"name": tape.name}, operands=(before,))


def _level_if_stored(index: str, last: dt.date, span: Window | None, context: Context) -> Part:
    try:
        if span:
            return moved_over(stretch(index, span, context))
        return index_level(IndexArguments(index=index, day=last), context)
    except NoData as error:
        return Part(notes=(Note(code="no_index_level", parameters={"name": error.parameters["name"]}),))


def _market(market: Market, context: Context) -> str:
    return render(context.language, f"market.market_{market.code}")


def _since(change: Gauged) -> dict[str, str]:
    """The date that moves count from where that is not the session before; by it a sentence is chosen."""
    longer = change.gauge.measure == "return" and change.base is not None
    return {"since_date": change.base.isoformat()} if longer and change.base else {}


def _inside(scope: Scope, matrix: Matrix) -> list[bool]:
    return [scope.members is None or security in scope.members for security in matrix.securities]


def _breadth(scope: Scope, change: Gauged, inside: list[bool], context: Context) -> Part:
    matrix = change.matrix
    values = change.values[np.array(inside) & np.isfinite(matrix.high[-1])]
    if not len(values):
        return Part()
    counts = {"up": float(np.sum(values > 0)), "down": float(np.sum(values < 0))}
    since = _since(change)
    base = change.base if since else None
    named = {name: counted(name, value, matrix, context, base) for name, value in counts.items()}
    group, stored = covered(scope, matrix, context)
    shown = {"market": _market(matrix.market, context), "group": group, **since}
    return told("market.breadth_since" if since else "market.breadth", {**named, **stored}, shown)


def _sectors(scope: Scope, change: Gauged, arguments: BriefingArguments, context: Context) -> list[Part]:
    """The sectors that led and lagged; none where one sector is told."""
    if arguments.sector:
        return []
    return first_and_last(change, scope, SECTORS_ASKED if arguments.by_sector else SECTORS, context)


def _busiest(change: Gauged, inside: list[bool], context: Context) -> list[Part]:
    """What the securities with the highest turnover did: those that most of the market's money is in.

    Of a market so small that the movers hold most of it they are not told apart.
    """
    matrix = change.matrix
    turnover = np.nan_to_num(matrix.volume[-1] * matrix.close[-1])
    there = np.array(inside) & (turnover > 0) & np.isfinite(change.values)
    if there.sum() <= 4 * MOVERS:
        return []
    order = np.argsort(np.where(there, -turnover, np.inf), kind="stable")[:MOVERS]
    lines = [item(change, int(column), context) for column in order]
    since = _since(change)
    heading = f"market.busiest{'_since' if since else ''}"
    by = {f"turnover{n}": turnover_of(matrix, int(column), context) for n, column in enumerate(order)}
    return [told(heading, {"first": lines[0].evidence[0], **by}, since), *lines]


def _movers(change: Gauged, inside: list[bool], context: Context) -> list[Part]:
    """The largest gains and losses among the livelier half of the market, so that tiny ones do not lead."""
    matrix = change.matrix
    turnover = np.nan_to_num(matrix.volume[-1] * matrix.close[-1])
    lively = np.array(inside) & (turnover > 0) & np.isfinite(matrix.high[-1]) & np.isfinite(change.values)
    halved = bool(lively.sum() > 4 * MOVERS)
    if halved:
        lively &= turnover >= np.quantile(turnover[lively], LIVELY)
    order = np.argsort(np.where(lively, -change.values, np.inf), kind="stable")[: int(lively.sum())]
    risen = [int(at) for at in order if change.values[at] > 0]
    fallen = [int(at) for at in order[::-1] if change.values[at] < 0]
    parts: list[Part] = []
    since = _since(change)
    for code, ranked in (("movers_top", risen), ("movers_bottom", fallen)):
        columns, notes = leaders(change, ranked, MOVERS, context)
        parts.append(Part(notes=tuple(note for note in notes if since)))
        lines = [item(change, column, context) for column in columns]
        heading = f"market.{code}{'_lively' if halved else ''}{'_since' if since else ''}"
        among = {"among": livelier(matrix, 1 - LIVELY, context)} if halved else {}
        parts += [told(heading, {"first": lines[0].evidence[0], **among}, since), *lines] if lines else []
    return parts
