"""Edges of the corporate graph as a reader sees them: names in the answer's language, and evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from agents.context import Context
from agents.tools.tape import name_of, source_label
from kg.edges import source_of
from kg.nobody import can_be_company
from kg.ontology import RELATIONS
from stockelper.language.catalogue import render
from stockelper.securities.sectors import sector_name
from stockelper.types import Edge, Evidence, Node


@dataclass(frozen=True)
class Seen:
    """Edges around the company `own`, with the names of the nodes at their ends."""

    own: str
    edges: Sequence[Edge]
    nodes: Mapping[str, Node]
    context: Context

    def is_company(self, node: str) -> bool:
        """Whether a node is a company."""
        return node in self.nodes and self.nodes[node].kind == "Company"

    def name(self, node: str) -> str:
        """What a node is called: a listed company by its listing, a sector in the reader's language."""
        listed = self.context.resolver.listing.get(node)
        if listed:
            return name_of(listed, self.context.language)
        if node not in self.nodes:
            return node.partition(":")[2]
        known = self.nodes[node]
        return sector_name(known.name, self.context.language) if known.kind == "Sector" else known.name


def is_of_article(edge: Edge) -> bool:
    """Whether an edge was read out of an article's text, and comes from no filing, list or import."""
    return source_of(edge.id).startswith("text")


def link(edge: Edge, seen: Seen) -> str:
    """One edge in words: 모도리소재: 공급 → 온새미반도체."""
    language = seen.context.language
    label = RELATIONS[edge.type].label(language)
    return render(
        language, "relations.link", head=seen.name(edge.head), relation=label, tail=seen.name(edge.tail)
    )


def evidence_of(edge: Edge, seen: Seen, text: str | None = None) -> Evidence:
    """An edge as evidence; `text` tells it together with the edges that the same sentence lists."""
    language = seen.context.language
    own = seen.own if seen.own in (edge.head, edge.tail) else edge.head
    source = source_label(edge.source.id, language)
    return Evidence(
        id=f"relation:{edge.id}",
        kind="relation",
        security=own,
        name=edge.type,
        value=edge.ratio,
        unit=None if edge.ratio is None else "fraction",
        date=edge.valid_from,
        known_at=edge.known_at,
        source=source,
        text=text or link(edge, seen),
        title=edge.source.title
        or render(language, "relations.source_title", name=seen.name(own), source=source),
        url=edge.source.url,
    )


def between_companies(seen: Seen) -> Seen:
    """Without edges to nodes kept as companies whose name can be none's: groups of people, phrases."""
    kept = [edge for edge in seen.edges if all(_is_somebody(node, seen) for node in (edge.head, edge.tail))]
    return _of_edges(kept, seen)


def within(seen: Seen, most: int) -> Seen:
    """The first edges alone, with the nodes at their ends."""
    return _of_edges(seen.edges[:most], seen)


def as_own(edges: Sequence[Edge], own: str, bearers: Collection[str]) -> list[Edge]:
    """Edges of securities that are or were the same company's as `own`, as its own; none from it to itself."""
    turned = [
        edge.model_copy(update={end: own for end in ("head", "tail") if getattr(edge, end) in bearers})
        if {edge.head, edge.tail} & {*bearers} - {own}
        else edge
        for edge in edges
    ]
    return [edge for edge in turned if edge.head != edge.tail]


def _of_edges(kept: Sequence[Edge], seen: Seen) -> Seen:
    ends = {node for edge in kept for node in (edge.head, edge.tail)}
    return replace(seen, edges=kept, nodes={key: node for key, node in seen.nodes.items() if key in ends})


def _is_somebody(node: str, seen: Seen) -> bool:
    is_listed = seen.context.resolver.listing.get(node) is not None
    return is_listed or not seen.is_company(node) or can_be_company(seen.name(node))
