"""Whose shares an investor that is no listed company holds: a pension fund, an asset manager."""

import re

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from agents.tools.holders import holder_line
from agents.tools.linking import graph_of
from agents.tools.telling import together, told
from kg.facts import holder_id
from kg.port import AsOf
from stockelper.errors import NoData
from stockelper.markets.registry import MARKETS
from stockelper.types import Frozen, Subgraph

READ, SHOWN = 400, 10
INVESTORS = {
    "국민연금공단": re.compile(r"국민 ?연금(?:공단)?|\bnational pension service\b|\bnps\b", re.IGNORECASE),
    "BlackRockFundAdvisors": re.compile(r"블랙 ?록|\bblack ?rock\b", re.IGNORECASE),
}
"""Investors that people ask about, by the name that they report under."""


def investor(question: str) -> str | None:
    """The investor whose holdings a question is about."""
    return next((name for name, said in INVESTORS.items() if said.search(question)), None)


class StakesArguments(Frozen):
    """Whose holdings, in the companies of which market (None: any), from which share on (a fraction)."""

    holder: str
    market: str | None = None
    least: float | None = None


def stakes(arguments: StakesArguments, context: Context) -> Part:
    """The companies that an investor is known to hold shares of, the largest share first.

    Raises:
        NoData: none is known.
    """
    graph, own = graph_of(context), holder_id(arguments.holder)
    found = graph.edges(
        (own,), direction="out", types=("HOLDS",), as_of=AsOf.at(context.clock.now()), limit=READ
    )
    prefix = MARKETS[arguments.market].prefix if arguments.market else ""
    kept = [
        edge
        for edge in found
        if edge.head == own
        and edge.tail.startswith(prefix)
        and (edge.ratio or 0.0) >= (arguments.least or 0.0)
    ]
    if not kept:
        raise NoData("no_holdings_of", name=arguments.holder)
    ranked = sorted(kept, key=lambda edge: -(edge.ratio or 0.0))[:SHOWN]
    ids = sorted({own, *(edge.tail for edge in ranked)})
    nodes = {node.id: node for node in graph.nodes(ids, known_by=context.clock.now())}
    seen = Seen(own, ranked, nodes, context)
    first = {"first": evidence_of(ranked[0], seen)}
    lines = [holder_line(edge, edge.tail, seen) for edge in ranked]
    drawn = Subgraph(nodes=tuple(nodes[key] for key in sorted(nodes)), edges=tuple(ranked))
    heading = told("relations.stakes", first, {"name": seen.name(own)})
    return together([heading, *lines, Part(subgraph=drawn)])
