"""What the explorer page shows: the neighbourhood of a company as of a day, with the evidence of every edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.ontology import RELATIONS
from kg.port import AsOf, Graph
from kg.walks import Step, walk
from stockelper.clock import end_of
from stockelper.types import Edge, RelationType, Subgraph

DRAWN = 60
"""Edges that a drawing can hold and still be read."""
READ = 1_000

TYPES: tuple[RelationType, ...] = tuple(
    one.type for one in RELATIONS.values() if one.type not in ("MENTIONED_IN", "BELONGS_TO", "AFFECTED_BY")
)
"""The relations that are looked at unless others are chosen: a sector or a company's events would fill the page."""


@dataclass(frozen=True)
class Asked:
    """Whose neighbourhood, how far, by which relations, as known at the end of which day and of what held on it."""

    node: str
    depth: int
    types: tuple[RelationType, ...]
    day: date


def neighbourhood(graph: Graph, asked: Asked, limit: int = DRAWN) -> Subgraph:
    """The edges nearest to the node, at most `limit`, and the nodes at their ends."""
    as_of = AsOf(end_of(asked.day), asked.day)
    edges, cut = walk(graph, (asked.node,), (Step("both", asked.types),), as_of, asked.depth, limit)
    ids = {asked.node, *(edge.head for edge in edges), *(edge.tail for edge in edges)}
    nodes = graph.nodes(sorted(ids), known_by=as_of.known_by)
    return Subgraph(nodes=tuple(nodes), edges=tuple(sorted(edges, key=lambda edge: edge.id)), truncated=cut)


def first_day(graph: Graph, node: str, today: date) -> date:
    """Since when anything around the node was known; a day before `today` where nothing was."""
    always = AsOf(end_of(today), None)
    edges = graph.edges((node,), direction="both", as_of=always, limit=READ)
    known = min((edge.known_at.date() for edge in edges), default=today)
    return min(known, today - timedelta(days=1))


def nearest_first(edges: Sequence[Edge], node: str) -> list[Edge]:
    """The node's own edges before those of others, each by relation and surest first."""
    return sorted(edges, key=lambda e: (node not in (e.head, e.tail), e.type, -e.confidence, e.id))
