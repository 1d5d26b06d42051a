"""Subsidiaries of a company, the first of a long list and how many there are, and the parents of one."""

from collections.abc import Sequence

from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from agents.tools.linking import NAMED, listed
from agents.tools.telling import together, told
from stockelper.language.catalogue import render
from stockelper.types import Edge, Evidence, Parameter, Statement

MOST = 5_000
"""Subsidiaries that are read of one company, and so counted."""
MORE = 40
"""Names that are told to somebody who asks for more, or for all."""


def subsidiaries(edges: Sequence[Edge], name: str, seen: Seen, *, rest: bool) -> Part:
    """Subsidiaries by name, listed ones first; of more than a sentence holds their number and the first ones, or with
    `rest` those that follow."""
    ranked = sorted(_surest(edges, by_head=True), key=lambda edge: _place(edge, seen))
    if len(ranked) <= NAMED:
        return listed("subsidiaries", ranked, [edge.head for edge in ranked], name, seen)
    shown = ranked[NAMED : NAMED + MORE] if rest else ranked[:NAMED]
    code = "relations.subsidiaries_rest" if rest else "relations.subsidiaries_first"
    names = ", ".join(dict.fromkeys(seen.name(edge.head) for edge in shown))
    if rest and len(ranked) > NAMED + MORE:
        names = render(seen.context.language, "relations.and_more", list=names)
    parameters: dict[str, Parameter] = {"name": name, "list": names}
    text = render(seen.context.language, code, **parameters, count=len(ranked))
    evidence = [evidence_of(edge, seen, text) for edge in shown]
    count = _counted(len(ranked), evidence[0], text)
    statement = Statement(
        code=code,
        evidence={"count": count.id, **{f"edge{n}": one.id for n, one in enumerate(evidence)}},
        parameters=parameters,
    )
    return Part(statements=(statement,), evidence=(count, *evidence))


def parents(edges: Sequence[Edge], name: str, seen: Seen) -> Part:
    """Whose subsidiary a company is, each with the share where it is told."""
    ranked = _surest(edges, by_head=False)
    shares = [edge for edge in ranked if edge.ratio is not None]
    others = [edge for edge in ranked if edge.ratio is None]
    lines = [
        told(
            "relations.parent_share",
            {"ratio": evidence_of(edge, seen)},
            {"name": name, "parent": seen.name(edge.tail)},
        )
        for edge in shares
    ]
    rest = [listed("parents", others, [edge.tail for edge in others], name, seen)] if others else []
    return together([*lines, *rest])


def _surest(edges: Sequence[Edge], *, by_head: bool) -> list[Edge]:
    """One edge for each company at that end: one with a share, the surest, the newest."""
    ranked = sorted(edges, key=lambda edge: (edge.ratio is not None, edge.confidence, edge.known_at))
    return list({edge.head if by_head else edge.tail: edge for edge in ranked}.values())


def _place(edge: Edge, seen: Seen) -> tuple[bool, str]:
    is_listed = seen.context.resolver.listing.get(edge.head) is not None
    return not is_listed, seen.name(edge.head).casefold()


def _counted(count: int, first: Evidence, text: str) -> Evidence:
    """How many there are, by the document that the first of them is in."""
    return first.model_copy(
        update={
            "id": f"{first.id}:count",
            "name": "subsidiaries_count",
            "value": float(count),
            "unit": "count",
            "text": text,
        }
    )
