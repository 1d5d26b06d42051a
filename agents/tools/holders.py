"""Who holds shares of a company, each with the share and, where only an article tells of it, with the article's date."""

from collections.abc import Sequence

from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of, is_of_article
from agents.tools.linking import NAMED
from agents.tools.telling import together, told
from kg.edges import source_of
from stockelper.types import Edge, Note

CURATED = "curated"
"""The source of the relations that come with the product, which are no reports of large stakes."""
REPORTED = "KRX:"
"""Companies whose holders are read from reports of large stakes, each together with related parties."""


def holder_line(edge: Edge, node: str, seen: Seen) -> Part:
    """One line of a list of stakes: the name at one end of the edge and the share, as far as it is known."""
    code = "relations.holder" if edge.ratio is not None else "relations.holder_unknown"
    parameters = {"holder": seen.name(node)}
    if is_of_article(edge) and edge.valid_from is not None:
        # A headline of years ago says nothing of today's share.
        code, parameters = f"{code}_told", {**parameters, "date": edge.valid_from.isoformat()}
    return told(code, {"ratio": evidence_of(edge, seen)}, parameters)


def holders(edges: Sequence[Edge], name: str, seen: Seen) -> Part:
    """The holders of a company, the largest known share first, with what is to be said of where they come from."""
    ranked = sorted(edges, key=lambda edge: -(edge.ratio or 0.0))[:NAMED]
    heading = told("relations.holders", {"first": evidence_of(ranked[0], seen)}, {"name": name})
    lines = [holder_line(edge, edge.head, seen) for edge in ranked]
    return together([heading, *lines, Part(notes=tuple(Note(code=code) for code in _notes(ranked)))])


def _notes(edges: Sequence[Edge]) -> list[str]:
    filed = any(_is_reported(edge) for edge in edges)
    told_of = any(is_of_article(edge) for edge in edges)
    return [*(["holders_reported"] if filed else []), *(["holders_told"] if told_of else [])]


def _is_reported(edge: Edge) -> bool:
    return (
        edge.tail.startswith(REPORTED)
        and edge.ratio is not None
        and not is_of_article(edge)
        and source_of(edge.id) != CURATED
    )
