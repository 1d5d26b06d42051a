"""How a company is related to others, from the corporate graph as it was known at the clock's moment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from agents.context import Context
from agents.specialist import Part
from agents.tools.around import around
from agents.tools.edges import Seen, between_companies, within
from agents.tools.holders import holders
from agents.tools.linking import (
    NAMED,
    READ,
    drawn,
    graph_of,
    listed,
    no_relations,
    other_end,
    role,
    seen_around,
)
from agents.tools.owned import parents, subsidiaries
from agents.tools.supplied import SUPPLY, supplied
from agents.tools.tape import name_of, security_of
from agents.tools.telling import together
from agents.tools.wanted_ties import CommonArguments, ExposureArguments, RelationsArguments, nothing_of
from kg import queries
from kg.ontology import RELATIONS
from kg.port import AsOf
from stockelper.clock import Clock, end_of
from stockelper.errors import NoData
from stockelper.markets.registry import MARKETS
from stockelper.types import Edge, RelationType, Subgraph

Side = Literal["in", "out"]

_SENTENCES: Mapping[tuple[RelationType, Side], str] = MappingProxyType(
    {
        ("SUPPLIES", "in"): "suppliers",
        ("SUPPLIES", "out"): "customers",
        ("COMPETES_WITH", "in"): "competitors",
        ("COMPETES_WITH", "out"): "competitors",
        ("SUBSIDIARY_OF", "in"): "subsidiaries",
        ("SUBSIDIARY_OF", "out"): "parents",
        ("AFFILIATE_OF", "in"): "affiliates",
        ("AFFILIATE_OF", "out"): "affiliates",
        ("PARTNERS_WITH", "in"): "partners",
        ("PARTNERS_WITH", "out"): "partners",
        ("MAKES", "out"): "products",
        ("LEADS", "in"): "leaders",
        ("HOLDS", "in"): "holders",
        ("HOLDS", "out"): "holdings",
        ("ACQUIRES", "in"): "acquisitions",
        ("ACQUIRES", "out"): "acquisitions",
        ("INVESTS_IN", "in"): "investments",
        ("INVESTS_IN", "out"): "investments",
        ("BELONGS_TO", "out"): "sectors",
    }
)
"""A relation, seen from the company at its tail (`in`) or head (`out`), to the sentence that lists it."""


def relations(arguments: RelationsArguments, context: Context) -> Part:
    """Suppliers, customers, competitors, holders, subsidiaries, products, sector of a company."""
    own = arguments.security
    if arguments.day is not None:
        moment = min(end_of(arguments.day), context.clock.now())
        context = replace(context, clock=Clock(moment))
    types = arguments.types or tuple(dict.fromkeys(type_ for type_, _ in _SENTENCES))
    found = around(own, types, arguments.direction, context, owners=arguments.owners)
    large = [edge for edge in found.edges if _large_enough(edge, arguments.least)]
    asked = [edge for edge in large if _is_wanted_end(other_end(edge, own), arguments)]
    seen = between_companies(seen_around(own, asked, context))
    name = name_of(security_of(own, context), context.language)
    groups: dict[str, list[Edge]] = {}
    for edge in seen.edges:
        if code := _SENTENCES.get((edge.type, "in" if edge.tail == own else "out")):
            groups.setdefault(code, []).append(edge)
    if not groups:
        raise nothing_of(arguments, name, _asked(arguments, context), context, others=bool(large))
    parts = [_group(code, groups[code], name, seen, arguments, found.cut) for code in _ordered(groups)]
    peers = [_peers(groups["sectors"], own, context)] if "sectors" in groups else []
    truncated = found.cut or len(seen.edges) > READ
    return together([*parts, *peers, drawn(within(seen, READ), truncated=truncated)])


def _asked(arguments: RelationsArguments, context: Context) -> str:
    """What the relations that are asked for are called: suppliers and customers where no side of them is."""
    sides = ("in", "out") if arguments.direction == "both" else (arguments.direction,)
    asked = [_SENTENCES.get((type_, side)) for type_ in arguments.types for side in sides]
    codes = dict.fromkeys(code for code in asked if code)
    return ", ".join(role(code, context) for code in codes) or role("all", context)


def _is_wanted_end(node: str, arguments: RelationsArguments) -> bool:
    """Whether a node is a company of the market that is asked for, if any, and none that the question leaves out."""
    inside = arguments.market is None or node.startswith(f"{MARKETS[arguments.market].prefix}:")
    return inside and node not in arguments.without


def _large_enough(edge: Edge, least: float | None) -> bool:
    return least is None or (edge.ratio is not None and edge.ratio >= least)


def exposure(arguments: ExposureArguments, context: Context) -> Part:
    """Which companies are hit through this one: customers, parents and owners, hop by hop."""
    found = queries.run(
        graph_of(context),
        "exposure",
        (arguments.security,),
        known_by=context.clock.now(),
        depth=arguments.depth,
        limit=READ,
    )
    own = arguments.security
    seen = between_companies(Seen(own, found.edges, {node.id: node for node in found.nodes}, context))
    name = name_of(security_of(own, context), context.language)
    hit = [edge for edge in seen.edges if seen.is_company(edge.head) and seen.is_company(edge.tail)]
    direct = [edge for edge in hit if own in (edge.head, edge.tail)]
    further = [edge for edge in hit if edge not in direct]
    if not direct:
        raise no_relations(name, context, role("dependents", context))
    near = {other_end(edge, own) for edge in direct}
    parts = [listed("exposure_direct", direct, [other_end(e, own) for e in direct], name, seen)]
    pairs = [(node, edge) for edge in further for node in (edge.head, edge.tail) if node not in {own, *near}]
    if pairs:
        far, edges = zip(*pairs, strict=True)
        parts.append(listed("exposure_next", edges, far, name, seen))
    return together([*parts, drawn(seen, truncated=found.truncated)])


def common(arguments: CommonArguments, context: Context) -> Part:
    """What two companies are both linked to."""
    ids = (arguments.first, arguments.second)
    found = queries.run(graph_of(context), "common", ids, known_by=context.clock.now(), limit=READ)
    seen = Seen(ids[0], found.edges, {node.id: node for node in found.nodes}, context)
    names = [name_of(security_of(one, context), context.language) for one in ids]
    wanted = [edge for edge in found.edges if _is_wanted(edge, ids, arguments)]
    ends = [{other_end(edge, one) for edge in wanted if one in (edge.head, edge.tail)} for one in ids]
    both = ends[0] & ends[1]
    pairs = [(node, edge) for edge in wanted for node in (edge.head, edge.tail) if node in both]
    if not pairs:
        raise NoData("no_common", name=names[0], other=names[1])
    shared, edges = zip(*pairs, strict=True)
    said = listed("common", edges, shared, names[0], seen, other=names[1])
    links = [edge for edge in wanted if both & {edge.head, edge.tail}]
    shown = Seen(
        seen.own, links, {key: seen.nodes[key] for key in {*ids, *both} if key in seen.nodes}, context
    )
    return together([said, drawn(shown, truncated=found.truncated)])


def _is_wanted(edge: Edge, ids: tuple[str, str], arguments: CommonArguments) -> bool:
    if arguments.types and edge.type not in arguments.types:
        return False
    if arguments.direction == "both" or RELATIONS[edge.type].symmetric:
        return True
    return (edge.tail if arguments.direction == "in" else edge.head) in ids


def _ordered(groups: Mapping[str, object]) -> list[str]:
    return [code for code in dict.fromkeys(_SENTENCES.values()) if code in groups]


def _group(
    code: str, edges: Sequence[Edge], name: str, seen: Seen, arguments: RelationsArguments, cut: bool
) -> Part:
    own = arguments.security
    if code == "holders":
        return holders(edges, name, seen)
    # Only of all that are stored is it said how many they are.
    if code == "subsidiaries" and arguments.market is None and not cut:
        return subsidiaries(edges, name, seen, rest=arguments.rest)
    if code == "parents":
        return parents(edges, name, seen)
    if arguments.goods and code in SUPPLY:
        return supplied(code, arguments.goods, edges, own, name, seen)
    return listed(code, edges, [other_end(edge, own) for edge in edges], name, seen)


def _peers(edges: Sequence[Edge], own: str, context: Context) -> Part:
    sector = edges[0].tail
    as_of = AsOf.at(context.clock.now())
    inside = graph_of(context).edges(
        (sector,), direction="in", types=("BELONGS_TO",), as_of=as_of, limit=NAMED + 2
    )
    others = [edge for edge in inside if edge.head != own]
    if not others:
        return Part()
    seen = seen_around(own, [edges[0], *others], context)
    said = listed("peers", others, [edge.head for edge in others], "", seen, sector=seen.name(sector))
    return together(
        [said, Part(subgraph=Subgraph(edges=tuple(others[:NAMED]), nodes=tuple(seen.nodes.values())))]
    )
