"""What the tools of relations share: edges around a company, told as lists of names with each edge as evidence."""

from collections.abc import Sequence
from datetime import date

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from kg.port import Graph
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.types import Edge, Note, Parameter, Statement, Subgraph

NAMED = 8
"""Names that one sentence lists."""
READ = 200
"""Edges that a tool reads."""


def role(code: str, context: Context) -> str:
    """What those are called who have a role towards a company: `suppliers`, `holders`, or `all` for any."""
    return render(context.language, f"relations.role_{code}")


def no_relations(name: str, context: Context, what: str, day: date | None = None) -> NoData:
    """What is said where the graph has none: that no `what` was known by the day which the question names, if any."""
    if day is not None:
        return NoData("no_relations_by", name=name, what=what, date=day.isoformat())
    code = "no_relations" if context.clock.is_live else "no_relations_known"
    return NoData(code, name=name, what=what)


def graph_of(context: Context) -> Graph:
    """The corporate graph.

    Raises:
        NoData: there is none.
    """
    if context.graph is None:
        raise NoData("no_graph")
    return context.graph


def seen_around(own: str, edges: Sequence[Edge], context: Context) -> Seen:
    """Edges around a company with the nodes at their ends, as known at the clock's moment."""
    ids = sorted({node for edge in edges for node in (edge.head, edge.tail)})
    nodes = graph_of(context).nodes(ids, known_by=context.clock.now()) if ids else []
    return Seen(own, edges, {node.id: node for node in nodes}, context)


def listed(
    code: str, edges: Sequence[Edge], nodes: Sequence[str], name: str, seen: Seen, **more: str
) -> Part:
    """A sentence that lists nodes, each with the edge that tells it as evidence."""
    unique = list(dict.fromkeys(nodes))
    names = ", ".join(seen.name(node) for node in unique[:NAMED])
    if len(unique) > NAMED:
        names = render(seen.context.language, "relations.and_more", list=names)
    first = dict(reversed(list(zip(nodes, edges, strict=True))))
    shown = [first[node] for node in unique[:NAMED]]
    parameters: dict[str, Parameter] = {"name": name, "list": names, **more}
    # Each edge is told as the list that it stands in: names that are read apart from others are easily misread.
    text = render(seen.context.language, f"relations.{code}", **parameters)
    evidence = [evidence_of(edge, seen, text) for edge in shown]
    statement = Statement(
        code=f"relations.{code}",
        evidence={f"edge{n}": item.id for n, item in enumerate(evidence)},
        parameters=parameters,
    )
    return Part(statements=(statement,), evidence=tuple(evidence))


def drawn(seen: Seen, *, truncated: bool) -> Part:
    """The edges as a picture, noted where there are more than were read."""
    graph = Subgraph(
        nodes=tuple(seen.nodes[key] for key in sorted(seen.nodes)),
        edges=tuple(sorted(seen.edges, key=lambda edge: edge.id)),
        truncated=truncated,
    )
    return Part(subgraph=graph, notes=(Note(code="truncated"),) if truncated else ())


def other_end(edge: Edge, own: str) -> str:
    """The end of an edge that is not the company itself."""
    return edge.head if edge.tail == own else edge.tail
