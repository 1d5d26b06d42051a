"""The edges around a company that a question about it is answered from, under whatever ticker they were stored."""

from collections.abc import Sequence
from typing import NamedTuple

from agents.context import Context
from agents.tools.edges import as_own
from agents.tools.linking import READ, graph_of
from agents.tools.owned import MOST
from agents.tools.tape import security_of
from kg.facts import holder_id
from kg.port import AsOf, Direction
from stockelper.securities.identity import same_company
from stockelper.types import Edge, RelationType


class Around(NamedTuple):
    """Edges of a company, all of which are read unless there are too many (`cut`)."""

    edges: list[Edge]
    cut: bool


def around(
    own: str, types: Sequence[RelationType], direction: Direction, context: Context, *, owners: bool
) -> Around:
    """Its edges of these types and that direction as of the clock's moment; with `owners` its parents (or, of what
    leaves it, its subsidiaries) come first."""
    graph, as_of = graph_of(context), AsOf.at(context.clock.now())
    bearers = same_company(context.documents, own, context.clock.now())
    # A company that reports name as a holder may stand in the graph by that name alone.
    ids = bearers if direction == "in" else (*bearers, holder_id(security_of(own, context).name))
    most = MOST if tuple(types) == ("SUBSIDIARY_OF",) else READ
    found = graph.edges(ids, direction=direction, types=types, as_of=as_of, limit=most + 1)
    side: Direction = "in" if direction == "out" else "out"
    owned = (
        graph.edges(bearers, direction=side, types=("SUBSIDIARY_OF",), as_of=as_of, limit=MOST + 1)
        if owners
        else []
    )
    kept = [*owned[:MOST], *found[:most]]
    return Around(as_own(kept, own, bearers), len(found) > most or len(owned) > MOST)
