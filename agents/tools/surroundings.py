"""What else moved on the day of a price's largest move: the index, the sector, the rivals, and how much was traded.

None of it is a cause; it says whether the price moved alone.
"""

import datetime as dt
from collections.abc import Iterator

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import is_of_article
from agents.tools.linking import other_end
from agents.tools.marks import traded
from agents.tools.performance import Stretch, index_of, stretch
from agents.tools.sectors import of_sector
from agents.tools.tape import Tape, tape_between
from agents.tools.telling import together, told
from kg.edges import source_of
from kg.port import AsOf
from stockelper.errors import NoData
from stockelper.markets.registry import is_series
from stockelper.types import Edge, Window

RIVALS = 3
"""Rivals that are told."""
_READ = 60
"""Relations that are looked through for them."""
_TOLD_BY = 2
"""Articles that must tell of a rivalry, where no list or filing does: one headline is easily misread."""
_BEFORE = 60
"""Days that hold the sessions whose mean volume is the usual one."""


def surroundings(tape: Tape, row: int, context: Context) -> Part:
    """The moves around a security on the session of row `row`; nothing where none is known."""
    day = tape.dates[row]
    own = tape.security.id
    lines = [*_index(own, day, context), *_sector(tape, day, context)]
    lines += [*_rivals(own, day, context), *_traded(own, day, context)]
    if not lines:
        return Part()
    return together([told("market.around", {"day": tape.stated("close", row)}, {"name": tape.name}), *lines])


def _of(day: dt.date) -> Window:
    return Window.model_validate({"from": day, "to": day, "label": day.isoformat()})


def _moved(security: str, day: dt.date, context: Context) -> Part | None:
    """A security's or an index's move on a day as a line; None where it has no bar of that day."""
    try:
        found = stretch(security, _of(day), context)
    except NoData:
        return None
    return _line(found) if found.tape.dates[-1] == day else None


def _line(found: Stretch) -> Part:
    moved = found.moved
    return told(
        "market.around_item", {"moved": moved}, {"name": found.tape.name}, operands=(found.start, found.end)
    )


def _index(own: str, day: dt.date, context: Context) -> Iterator[Part]:
    index = None if is_series(own) else index_of(own, context)
    if index and (line := _moved(index, day, context)):
        yield line


def _sector(tape: Tape, day: dt.date, context: Context) -> Iterator[Part]:
    if tape.security.sector is None or is_series(tape.security.id):
        return
    try:
        line = of_sector(tape.security.sector, tape.market, day, context)
    except NoData:
        return
    if line:
        yield line


def rivals_of(own: str, context: Context) -> list[str]:
    """The listed rivals of a company that a list or a filing names, or two articles."""
    if context.graph is None:
        return []
    as_of = AsOf.at(context.clock.now())
    edges = context.graph.edges((own,), direction="both", types=("COMPETES_WITH",), as_of=as_of, limit=_READ)
    sources: dict[str, set[str]] = {}
    for edge in edges:
        sources.setdefault(other_end(edge, own), set()).update(_weight(edge))
    known = [one for one, told_by in sources.items() if len(told_by) >= _TOLD_BY]
    return [one for one in known if context.resolver.listing.get(one) is not None]


def _rivals(own: str, day: dt.date, context: Context) -> Iterator[Part]:
    found = rivals_of(own, context)[:RIVALS]
    yield from (line for one in found if (line := _moved(one, day, context)))


def _weight(edge: Edge) -> set[str]:
    """What stands for an edge: an article for itself, any other source for as many as are asked of articles."""
    if is_of_article(edge):
        return {edge.source.url or edge.source.title or edge.id}
    return {f"{source_of(edge.id)} {n}" for n in range(_TOLD_BY)}


def _traded(own: str, day: dt.date, context: Context) -> Iterator[Part]:
    """How many times the usual volume was traded; nothing where the bars before it are too few."""
    tape = tape_between(own, day - dt.timedelta(days=_BEFORE), day, context)
    found = traded(tape)
    if found is not None and "ratio" in found.evidence and tape.dates[-1] == day:
        yield told("market.around_volume", found.evidence, {"name": tape.name}, operands=found.operands)
