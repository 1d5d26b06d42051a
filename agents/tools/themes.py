"""The large view of the corporate graph: which companies deal with each other more than with the rest."""

from collections import Counter
from collections.abc import Sequence

from agents.context import Context
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from agents.tools.linking import NAMED, graph_of
from agents.tools.telling import together
from kg.communities import Community, communities
from kg.ontology import RELATIONS
from kg.port import AsOf
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.securities.sectors import sector_name
from stockelper.types import Edge, Frozen, Parameter, RelationType, Statement, Subgraph

MOST = 3
READ = 2_000
CITED = 4
"""Edges that stand for a community as its evidence."""


class ThemesArguments(Frozen):
    """A sector that the communities should be of; None: the largest ones of any."""

    sector: str | None = None


def themes(arguments: ThemesArguments, context: Context) -> Part:
    """Communities of companies that deal with each other: who is in them and by which relations they hang together.

    Raises:
        NoData: the graph holds none, or none of that sector.
    """
    as_of = AsOf.at(context.clock.now())
    found = communities(graph_of(context), as_of)
    chosen = [one for one in found if _about(one, arguments.sector, as_of, context)][:MOST]
    if not chosen:
        raise NoData("no_themes", sector=arguments.sector or "")
    parts = [_told(one, as_of, context) for one in chosen]
    nodes = {node.id: node for part in parts if part.subgraph for node in part.subgraph.nodes}
    edges = {edge.id: edge for part in parts if part.subgraph for edge in part.subgraph.edges}
    drawn = Subgraph(
        nodes=tuple(nodes[key] for key in sorted(nodes)), edges=tuple(edges[key] for key in sorted(edges))
    )
    return together([Part(subgraph=drawn), *parts])


def _about(community: Community, sector: str | None, as_of: AsOf, context: Context) -> bool:
    """Whether a third of the members whose sector is known belong to the one that was asked for."""
    if sector is None:
        return True
    listing = context.resolver.listing
    sectors = [known.sector for id_ in community.members if (known := listing.get(id_)) and known.sector]
    wanted = {sector.lower(), sector_name(sector, "ko").lower(), sector_name(sector, "en").lower()}
    fitting = sum(bool(wanted & {one.lower(), sector_name(one, "en").lower()}) for one in sectors)
    return bool(sectors) and 3 * fitting >= len(sectors)


def _told(community: Community, as_of: AsOf, context: Context) -> Part:
    language = context.language
    nodes = graph_of(context).nodes(community.members, known_by=as_of.known_by)
    seen = Seen(community.members[0], community.edges, {node.id: node for node in nodes}, context)
    names = ", ".join(seen.name(id_) for id_ in community.members[:NAMED])
    count = len(community.members)
    parameters: dict[str, Parameter] = {
        "list": names if count <= NAMED else render(language, "relations.and_more", list=names),
        "count": count,
        "ties": ", ".join(_ties(community.edges, context)),
    }
    text = render(language, "relations.theme", **parameters)
    evidence = [evidence_of(edge, seen, text) for edge in _leading(community)]
    statement = Statement(
        code="relations.theme",
        evidence={f"edge{n}": item.id for n, item in enumerate(evidence)},
        parameters=parameters,
    )
    drawn = Subgraph(nodes=tuple(nodes), edges=community.edges)
    return Part((statement,), tuple(evidence), subgraph=drawn)


def _ties(edges: Sequence[Edge], context: Context) -> list[str]:
    """How many edges of each relation, most first."""
    counts: Counter[RelationType] = Counter(edge.type for edge in edges)
    ranked: list[RelationType] = sorted(counts, key=lambda type_: (-counts[type_], type_))
    return [
        render(
            context.language, "relations.tie", relation=RELATIONS[type_].label(context.language), count=counts[type_]
        )
        for type_ in ranked
    ]  # fmt: skip


def _leading(community: Community) -> list[Edge]:
    """Edges of the best connected member, those to the other well connected ones first."""
    place = {id_: number for number, id_ in enumerate(community.members)}
    own = [edge for edge in community.edges if community.members[0] in (edge.head, edge.tail)]
    return sorted(own, key=lambda edge: (place[edge.head] + place[edge.tail], edge.id))[:CITED]
