"""How two companies are linked: the edges between them, else the shortest ways over others."""

from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of, link
from agents.tools.linking import READ, graph_of
from agents.tools.tape import name_of, security_of
from agents.tools.telling import together
from kg.ontology import RELATIONS
from kg.port import AsOf
from kg.walks import simple_paths
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.types import Edge, Frozen, Note, Parameter, RelationType, Statement, Subgraph

STEPS = 3
WAYS = 3
"""Shortest ways that are told."""
TIES: tuple[RelationType, ...] = tuple(
    one.type for one in RELATIONS.values() if one.tails == ("Company",) and one.type != "LEADS"
)
"""Relations among companies: that two belong to one sector or are in one article links nobody."""


class LinkedArguments(Frozen):
    """Two companies, and the relations asked for (none: any)."""

    first: str
    second: str
    types: tuple[RelationType, ...] = ()


def linked(arguments: LinkedArguments, context: Context) -> Part:
    """Whether and how two companies are linked, directly or over up to two others.

    Raises:
        NoData: no way of that length is stored.
    """
    first, second = arguments.first, arguments.second
    as_of = AsOf.at(context.clock.now())
    near = graph_of(context).edges((first,), direction="both", types=TIES, as_of=as_of, limit=READ)
    between = [edge for edge in near if second in (edge.head, edge.tail)]
    wanted = [edge for edge in between if not arguments.types or edge.type in arguments.types]
    notes: tuple[Note, ...] = ()
    names = {"name": _name(first, context), "other": _name(second, context)}
    if arguments.types and not wanted:
        notes = (Note(code="not_so_linked", parameters={**names}),)
    if wanted or between:
        return together([told_between("direct", wanted or between, names, first, context), Part(notes=notes)])
    edges, _ = simple_paths(graph_of(context), first, second, as_of, STEPS, READ, types=TIES)
    ways = list(_ways(edges, first, second))[:WAYS]
    if not ways:
        raise NoData("not_linked", **names)
    parts = [told_between("way", way, names, first, context) for way in ways]
    return together([*parts, Part(subgraph=_joined(parts), notes=notes)])


def told_between(code: str, edges: Sequence[Edge], names: dict[str, str], own: str, context: Context) -> Part:
    """The edges between two companies as one sentence of the section `relations`, with the drawing of them."""
    ids = sorted({end for edge in edges for end in (edge.head, edge.tail)})
    nodes = graph_of(context).nodes(ids, known_by=context.clock.now())
    seen = Seen(own, edges, {node.id: node for node in nodes}, context)
    parameters: dict[str, Parameter] = {**names, "list": "; ".join(link(edge, seen) for edge in edges)}
    text = render(context.language, f"relations.{code}", **parameters)
    evidence = [evidence_of(edge, seen, text) for edge in edges]
    statement = Statement(
        code=f"relations.{code}",
        evidence={f"edge{n}": item.id for n, item in enumerate(evidence)},
        parameters=parameters,
    )
    return Part((statement,), tuple(evidence), subgraph=Subgraph(nodes=tuple(nodes), edges=tuple(edges)))


def _joined(parts: Sequence[Part]) -> Subgraph:
    drawn = [part.subgraph for part in parts if part.subgraph]
    nodes = {node.id: node for one in drawn for node in one.nodes}
    edges = {edge.id: edge for one in drawn for edge in one.edges}
    return Subgraph(
        nodes=tuple(nodes[key] for key in sorted(nodes)), edges=tuple(edges[key] for key in sorted(edges))
    )


def _ways(edges: Sequence[Edge], start: str, goal: str) -> Iterator[tuple[Edge, ...]]:
    """Ways from the one to the other over no company twice, shortest first, each over other companies."""
    level: list[tuple[str, tuple[Edge, ...], tuple[str, ...]]] = [(start, (), (start,))]
    told: set[tuple[str, ...]] = set()
    while level:
        following: list[tuple[str, tuple[Edge, ...], tuple[str, ...]]] = []
        for at, way, passed in level:
            for edge in edges:
                if at not in (edge.head, edge.tail):
                    continue
                other = edge.tail if edge.head == at else edge.head
                if other == goal and passed not in told:
                    told.add(passed)
                    yield (*way, edge)
                elif other not in (goal, *passed) and len(way) + 1 < STEPS:
                    following.append((other, (*way, edge), (*passed, other)))
        if told:
            return
        level = following


def _name(security: str, context: Context) -> str:
    return name_of(security_of(security, context), context.language)
