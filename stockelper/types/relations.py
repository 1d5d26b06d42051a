"""The corporate graph as it crosses borders."""

import datetime as dt

from stockelper.types.frozen import Frozen
from stockelper.types.words import RelationType


class Node(Frozen):
    """A node of the corporate graph."""

    id: str
    kind: str
    name: str


class EdgeSource(Frozen):
    """The document that says a relation holds."""

    id: str
    title: str | None = None
    url: str | None = None


class Edge(Frozen):
    """A relation with its validity in the world (`valid_*`) and in our knowledge (`known_at`)."""

    id: str
    type: RelationType
    head: str
    tail: str
    ratio: float | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    known_at: dt.datetime
    confidence: float
    source: EdgeSource


class Subgraph(Frozen):
    """Nodes and edges, sorted by id; `truncated` when a limit cut something off."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    truncated: bool = False
