"""News as stories: what articles reported of a company, by the events that the graph holds, oldest first.

Reports of one kind that follow each other within days are one story: a recall and its extension, a suit and the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import get_args

from kg.port import AsOf, Graph
from stockelper.types import Edge, EventType

READ = 2_000
"""Events of one company that are looked at."""
PAUSE = timedelta(days=7)
"""From so many days without a report on, the next one of the same kind begins another story."""


_TYPES: tuple[EventType, ...] = get_args(EventType)


@dataclass(frozen=True)
class Told:
    """A story: what kind of event (None: a source that gives none), its reports, the first one first."""

    type: EventType | None
    reports: tuple[Edge, ...]

    @property
    def first(self) -> date:
        """The day of the first report."""
        return _day(self.reports[0])

    @property
    def last(self) -> date:
        """The day of the last report."""
        return _day(self.reports[-1])


def told_of(graph: Graph, company: str, *, known_by: datetime, start: date, end: date) -> list[Told]:
    """The stories of a company with reports in `start..end` (both in), by the day of their last report.

    Only what was known by `known_by` counts, and nothing that begins after `end`.
    """
    edges = graph.edges(
        (company,), direction="out", types=("AFFECTED_BY",), as_of=AsOf(known_by, None), limit=READ
    )
    within = sorted(
        (edge for edge in edges if start <= _day(edge) <= end), key=lambda one: (_day(one), one.id)
    )
    types: set[EventType | None] = {type_of(edge) for edge in within}
    stories = [story for type_ in types for story in _parted(type_, within)]
    return sorted(stories, key=lambda one: (one.last, one.reports[0].id))


def type_of(edge: Edge) -> EventType | None:
    """The kind of the event that an edge leads to, where its name tells one: recall 2026-03-02."""
    word = edge.tail.rpartition(":")[2].partition(" ")[0]
    return next((known for known in _TYPES if known == word), None)


def _parted(type_: EventType | None, edges: Sequence[Edge]) -> list[Told]:
    own = [edge for edge in edges if type_of(edge) == type_]
    if type_ is None:
        return [Told(None, (edge,)) for edge in own]
    cuts = [n + 1 for n, (one, other) in enumerate(pairwise(own)) if _day(other) - _day(one) > PAUSE]
    bounds = [0, *cuts, len(own)]
    return [Told(type_, tuple(own[begin:end])) for begin, end in pairwise(bounds)]


def _day(edge: Edge) -> date:
    return edge.valid_from or edge.known_at.date()
