"""Sectors of a market ranked by how their securities did on average."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.gauges import GAUGES, Gauged, gauged
from agents.tools.grouped import covered
from agents.tools.leaps import beyond_limit
from agents.tools.listing import title
from agents.tools.matrix import newest_session, of_some
from agents.tools.scope import Scope, scope_of
from agents.tools.tape import period
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import Market
from stockelper.securities.sectors import sector_name
from stockelper.types import Evidence, Frozen, Language, Note, Window

SHOWN = 5
FEWEST = 5
"""Securities that a sector has at least, so that one company is no sector."""


class SectorsArguments(Frozen):
    """Which market or board (none: the stored one that fits), over which window (None: the newest day)."""

    markets: tuple[str, ...] = ()
    window: Window | None = None
    asked_in: Language | None = None


def sectors(arguments: SectorsArguments, context: Context) -> Part:
    """The sectors of a market whose securities rose and fell most on average, each counting the same.

    Raises:
        NoData: no prices of the market are stored for that time.
    """
    window = arguments.window
    scope = scope_of(arguments.markets, None, context, arguments.asked_in)
    last = newest_session(scope.market, context, window.to if window else None)
    market = render(context.language, f"market.market_{scope.market.code}")
    if window and last < window.from_:
        raise NoData("no_market_since", market=market, date=last.isoformat())
    found = gauged("return", scope.market, last, window, context)
    parts = first_and_last(found, scope, SHOWN, context)
    if not parts:
        raise NoData("no_sectors", market=market)
    _, stored = covered(scope, found.matrix, context)
    if stored:
        place = scope.label if scope.board else market
        parts.insert(0, told("market.sectors_stored", {"count": stored["stored"]}, {"place": place}))
    return together([*parts, Part(notes=(Note(code=f"basis_{found.matrix.basis}"),))])


def first_and_last(found: Gauged, scope: Scope, count: int, context: Context) -> list[Part]:
    """The sectors with the highest and the lowest mean of a move that was measured; none where none is known.

    Of fewer than twice `count` sectors each is told once.
    """
    ranked = sorted(_means(found, scope.members, context).items(), key=lambda one: -one[1])
    if not ranked:
        return []
    market = render(context.language, f"market.market_{scope.market.code}")
    shown = {
        "market": market,
        "group": _group_of(scope, found, context),
        "since_date": _since(found).isoformat(),
    }
    parts = _listed("top", ranked[:count], found, shown, context)
    if rest := ranked[count:][: -count - 1 : -1]:
        parts += _listed("bottom", rest, found, shown, context)
    return parts


def of_sector(sector: str, market: Market, day: dt.date, context: Context) -> Part | None:
    """The mean move in one sector on a session as a line of a list; None where too few of its securities have one.

    Raises:
        NoData: no bars of its securities are stored.
    """
    inside = [one.id for one in context.resolver.listing.members(market=market.code) if one.sector == sector]
    days = [market.session_offset(day, -1), day]
    there = of_some(market, inside, days, context)
    moves = there.close[-1] / there.close[0] - 1.0
    found = Gauged(GAUGES["return"], there, np.where(beyond_limit(there, moves), np.nan, moves), 0, days[0])
    mean = _means(found, None, context).get(sector)
    return None if mean is None else _line(sector, mean, found, context)


def _group_of(scope: Scope, found: Gauged, context: Context) -> str:
    """What the group of a ranking of sectors is called: its count stands in a sentence of its own."""
    _, stored = covered(scope, found.matrix, context)
    if not stored:
        return scope.label
    code = "market.group_part_of" if scope.board else "market.group_part"
    return render(context.language, code, group=scope.label)


def _since(found: Gauged) -> dt.date:
    return found.base or found.matrix.dates[0]


def _means(found: Gauged, members: frozenset[str] | None, context: Context) -> dict[str, float]:
    """The mean return of each sector that has enough securities with one."""
    values: dict[str, list[float]] = defaultdict(list)
    traded = np.isfinite(found.values) & np.isfinite(found.matrix.high[-1])
    for security, value, there in zip(found.matrix.securities, found.values, traded, strict=True):
        known = context.resolver.listing.get(security)
        if there and known and known.sector and (members is None or security in members):
            values[known.sector].append(float(value))
    return {sector: float(np.mean(each)) for sector, each in values.items() if len(each) >= FEWEST}


def _listed(
    end: str, ranked: Sequence[tuple[str, float]], found: Gauged, shown: dict[str, str], context: Context
) -> list[Part]:
    lines = [_line(sector, value, found, context) for sector, value in ranked]
    heading = told(f"market.sectors_{end}", {"first": lines[0].evidence[0]}, shown)
    return [heading, *lines]


def _line(sector: str, value: float, found: Gauged, context: Context) -> Part:
    matrix, name = found.matrix, sector_name(sector, context.language)
    since, last = _since(found), matrix.dates[-1]
    mean = Evidence(
        id=f"sector:{matrix.market.code}:{sector}:{since}:{last}",
        kind="return",
        name="return",
        value=value,
        unit="fraction",
        basis=matrix.basis,
        date=last,
        period=period(since, last),
        known_at=matrix.known_at,
        source=matrix.source,
        text=name,
        title=title(matrix, context),
    )
    return told("market.sectors_item", {"mean": mean}, {"sector": name})
