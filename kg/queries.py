"""Named queries over the graph, each as of one time, each with a limit, each the same for every adapter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from types import MappingProxyType

from kg.port import AsOf, Direction, Graph
from kg.walks import Found, Step, simple_paths, walk
from stockelper.errors import BadInput
from stockelper.types import Edge, RelationType, Subgraph

LIMIT = 200
MAX_LIMIT = 10_000
MAX_DEPTH = 6

DOWNSTREAM = (
    Step("out", ("SUPPLIES", "SUBSIDIARY_OF")),
    Step("in", ("HOLDS", "INVESTS_IN")),
)
"""Who is hit when a company stops: its customers, its parent, its owners; and theirs, hop by hop."""


class Result(Subgraph):
    """A named query's answer: the subgraph, what was asked and as of when."""

    query: str
    as_of: datetime


@dataclass(frozen=True)
class Request:
    """What a query gets. `start` and `end` bound a timeline."""

    graph: Graph
    ids: tuple[str, ...]
    as_of: AsOf
    depth: int
    limit: int
    market: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Query:
    """A named query: how many ids it takes, how deep it goes by default (None: it has no depth)."""

    name: str
    ids: int
    answer: Callable[[Request], Found]
    depth: int | None = None


def run(
    graph: Graph,
    name: str,
    ids: Sequence[str] = (),
    *,
    known_by: datetime,
    day: date | None = None,
    depth: int | None = None,
    limit: int = LIMIT,
    market: str | None = None,
    start: date | None = None,
    end: date | None = None,
) -> Result:
    """Ask a named query of `QUERIES`. `day` None is the date of `known_by`.

    An id that the graph does not know gives an empty answer. At most `limit` edges (of `companies`: nodes).

    Raises:
        BadInput: for an unknown name, a wrong number of ids, a depth or limit out of bounds.
    """
    query = _named(name, ids)
    _in_bounds("depth", depth, MAX_DEPTH)
    _in_bounds("limit", limit, MAX_LIMIT)
    as_of = AsOf(known_by, day or known_by.date())
    request = Request(graph, tuple(ids), as_of, depth or query.depth or 1, limit, market, start, end)
    found = query.answer(request)
    return Result(
        query=name,
        as_of=known_by,
        nodes=tuple(sorted(found.nodes, key=attrgetter("id"))),
        edges=tuple(sorted(found.edges, key=attrgetter("id"))),
        truncated=found.truncated,
    )


def _named(name: str, ids: Sequence[str]) -> Query:
    query = QUERIES.get(name)
    if query is None:
        raise BadInput("unknown_query", name=name, known=", ".join(QUERIES))
    if len(ids) != query.ids:
        raise BadInput("query_ids", name=name, wanted=query.ids, found=len(ids))
    return query


def _in_bounds(name: str, value: int | None, highest: int) -> None:
    if value is not None and not 1 <= value <= highest:
        raise BadInput("out_of_bounds", name=name, value=value, low=1, high=highest)


def _closed(request: Request, edges: Sequence[Edge], truncated: bool) -> Found:
    """The edges with the nodes at their ends and the nodes asked for."""
    ids = {*request.ids, *(edge.head for edge in edges), *(edge.tail for edge in edges)}
    nodes = request.graph.nodes(sorted(ids), known_by=request.as_of.known_by)
    return Found(tuple(nodes), tuple(edges), truncated)


def _companies(request: Request) -> Found:
    nodes = request.graph.companies(
        market=request.market, known_by=request.as_of.known_by, limit=request.limit + 1
    )
    return Found(tuple(nodes[: request.limit]), (), len(nodes) > request.limit)


def _adjacent(direction: Direction, *types: RelationType) -> Callable[[Request], Found]:
    def answer(request: Request) -> Found:
        edges = request.graph.edges(
            request.ids, direction=direction, types=types, as_of=request.as_of, limit=request.limit + 1
        )
        return _closed(request, edges[: request.limit], len(edges) > request.limit)

    return answer


def _neighbours(request: Request) -> Found:
    edges, cut = walk(
        request.graph, request.ids, (Step("both"),), request.as_of, request.depth, request.limit
    )
    return _closed(request, edges, cut)


def _exposure(request: Request) -> Found:
    edges, cut = walk(request.graph, request.ids, DOWNSTREAM, request.as_of, request.depth, request.limit)
    return _closed(request, edges, cut)


def _common(request: Request) -> Found:
    first, second = request.ids
    touching = [
        request.graph.edges((id_,), direction="both", as_of=request.as_of, limit=MAX_LIMIT)
        for id_ in (first, second)
    ]
    shared = _others(touching[0], first) & _others(touching[1], second)
    edges = [e for e in (*touching[0], *touching[1]) if e.head in shared or e.tail in shared]
    cut = len(edges) > request.limit or any(len(found) >= MAX_LIMIT for found in touching)
    return _closed(request, edges[: request.limit], cut)


def _others(edges: Sequence[Edge], id_: str) -> set[str]:
    return {edge.tail if edge.head == id_ else edge.head for edge in edges} - {id_}


def _paths(request: Request) -> Found:
    edges, cut = simple_paths(
        request.graph, request.ids[0], request.ids[1], request.as_of, request.depth, request.limit
    )
    return _closed(request, edges, cut)


def _timeline(request: Request) -> Found:
    """Everything that began in the window, whether it still holds or not, oldest first when cut."""
    always = AsOf(request.as_of.known_by, None)
    touching = request.graph.edges(request.ids, direction="both", as_of=always, limit=MAX_LIMIT)
    began = [(edge.valid_from or edge.known_at.date(), edge) for edge in touching]
    inside = [
        (day, edge)
        for day, edge in began
        if (request.start is None or day >= request.start)
        and day <= (request.end or request.as_of.known_by.date())
    ]
    inside.sort(key=lambda pair: (pair[0], pair[1].id))
    cut = len(inside) > request.limit or len(touching) >= MAX_LIMIT
    return _closed(request, [edge for _, edge in inside[: request.limit]], cut)


QUERIES: Mapping[str, Query] = MappingProxyType(
    {
        q.name: q
        for q in (
            Query("companies", 0, _companies),
            Query("neighbours", 1, _neighbours, depth=1),
            Query("suppliers", 1, _adjacent("in", "SUPPLIES")),
            Query("customers", 1, _adjacent("out", "SUPPLIES")),
            Query("competitors", 1, _adjacent("both", "COMPETES_WITH")),
            Query("holders", 1, _adjacent("in", "HOLDS")),
            Query("subsidiaries", 1, _adjacent("in", "SUBSIDIARY_OF")),
            Query("common", 2, _common),
            Query("paths", 2, _paths, depth=4),
            Query("exposure", 1, _exposure, depth=2),
            Query("timeline", 1, _timeline),
        )
    }
)
