"""What a store holds at the start, and the practice market for one that holds nothing."""

from datetime import date

from stockelper.clock import Clock, wall_clock
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, HOLDERS, RELATIONS, SECURITIES
from stockelper.store.documents import Documents, eq


def is_empty(documents: Documents) -> bool:
    """Whether the store holds no prices and no securities at all."""
    return not _holds(documents, BARS.name) and not _holds(documents, SECURITIES.name)


def has_relations(documents: Documents) -> bool:
    """Whether the store holds records that the graph is built from."""
    return _holds(documents, RELATIONS.name) or _holds(documents, HOLDERS.name)


def is_of_practice(documents: Documents) -> bool:
    """Whether the practice market belongs into the store: it holds it already, or nothing at all."""
    return newest_practice_bar(documents) is not None or is_empty(documents)


def bring_up(documents: Documents) -> bool:
    """Create the practice market, or bring it up to the last session. Returns whether anything was to do."""
    newest = newest_practice_bar(documents)
    if newest is not None and newest >= MARKETS["practice"].last_session(wall_clock()):
        return False
    from collectors.practice.install import install

    install(documents, Clock())
    return True


def newest_practice_bar(documents: Documents) -> date | None:
    """The last session of the practice market that is stored; None where the store holds none of it."""
    index = next(iter(MARKETS["practice"].indices.values()))
    rows = documents.read(
        BARS.name, eq("security", index), columns=("date",), order=("date",), descending=True, limit=1
    )
    return None if rows.is_empty() else rows["date"][0]


def _holds(documents: Documents, collection: str) -> bool:
    return not documents.read(collection, limit=1).is_empty()
