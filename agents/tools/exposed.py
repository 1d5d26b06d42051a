"""Which of several companies a stop of another one reaches, link by link."""

from collections.abc import Sequence

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from agents.tools.linking import READ, graph_of, no_relations, role
from agents.tools.tape import name_of, security_of
from agents.tools.telling import together, told
from kg import queries
from stockelper.types import Edge, Frozen, Note, Subgraph

STEPS = 2


class ExposedArguments(Frozen):
    """The company that stops, and those of which is asked whether they are hit."""

    security: str
    held: tuple[str, ...]


def exposed(arguments: ExposedArguments, context: Context) -> Part:
    """Through which links each of the held companies depends on the one that stops.

    Raises:
        NoData: the graph has no link from the one to any of the others.
    """
    own = arguments.security
    found = queries.run(
        graph_of(context), "exposure", (own,), known_by=context.clock.now(), depth=STEPS, limit=READ
    )
    seen = Seen(own, found.edges, {node.id: node for node in found.nodes}, context)
    name = name_of(security_of(own, context), context.language)
    ways = {one: _way(own, one, found.edges) for one in arguments.held}
    if not any(ways.values()):
        raise no_relations(name, context, role("dependents", context))
    parts = [_told(way, one, name, seen) for one, way in ways.items() if way]
    unlinked = [one for one, way in ways.items() if not way]
    notes = tuple(
        Note(
            code="not_exposed",
            parameters={"name": name_of(security_of(one, context), context.language), "other": name},
        )
        for one in unlinked
    )
    shown = list(dict.fromkeys(edge for way in ways.values() for edge in way))
    ends = {node for edge in shown for node in (edge.head, edge.tail)}
    drawn = Subgraph(nodes=tuple(seen.nodes[key] for key in sorted(ends)), edges=tuple(shown))
    return together([*parts, Part(subgraph=drawn, notes=notes)])


def _told(way: Sequence[Edge], held: str, name: str, seen: Seen) -> Part:
    evidence = {f"edge{n}": evidence_of(edge, seen) for n, edge in enumerate(way)}
    if len(way) == 1:
        return told("relations.exposed", evidence, {"name": seen.name(held), "other": name})
    between = seen.name(_far(way[0], seen.own))
    return told(
        "relations.exposed_through", evidence, {"name": seen.name(held), "other": name, "between": between}
    )


def _way(own: str, held: str, edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """The shortest way of at most two edges from the one to the other; empty where there is none."""
    first = {_far(edge, own): edge for edge in edges if own in (edge.head, edge.tail)}
    if held in first:
        return (first[held],)
    last = (edge for edge in edges if held in (edge.head, edge.tail))
    return next(((first[_far(e, held)], e) for e in last if _far(e, held) in first), ())


def _far(edge: Edge, near: str) -> str:
    return edge.tail if edge.head == near else edge.head
