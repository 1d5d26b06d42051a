"""What an answer quotes from its cited texts letter for letter: of a quotation nothing is a claim but the quotation."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.marks import Quote
from stockelper.types import Evidence

_QUOTED = re.compile(r"“(?P<said>[^“”\n]{12,400})”(?=\s?\()")
"""A quotation with its publisher behind it; in others the figures are claims of their own."""
_AFTER_TITLE = re.compile(r"[^\n:]{0,80}: (?P<excerpt>[^\n]{40,})")
_NO_EXCERPT = re.compile(r"(?:\s?\[[^\]\n]{1,24}\])*\s*$")
"""Markers at the end of a line."""
_LEAST = 40
"""Characters of an excerpt."""


def quotations(text: str, evidence: Sequence[Evidence]) -> list[Quote]:
    """The titles of cited texts where the answer has them between quotation marks, what it takes from those texts word
    for word in the same line, and what it quotes of texts without a title."""
    found: dict[tuple[int, int], set[str]] = {}
    for item in evidence:
        for span in (*_titles(text, item), *_passages(text, item)):
            found.setdefault(span, set()).add(item.id)
    return [Quote(start, end, frozenset(ids)) for (start, end), ids in sorted(found.items())]


def _titles(text: str, item: Evidence) -> Iterator[tuple[int, int]]:
    """Where the title of a text stands between quotation marks, and the excerpt behind it."""
    if not item.title or not (item.text or item.kind in ("article", "filing")):
        return
    for match in re.finditer(re.escape(f"“{item.title}”"), text):
        yield match.span()
        if excerpt := _excerpt(text, match.end(), item.text or ""):
            yield excerpt


def _passages(text: str, item: Evidence) -> Iterator[tuple[int, int]]:
    """Where a text without a title is quoted."""
    body = item.text if not item.title else None
    for match in _QUOTED.finditer(text) if body else ():
        if body and match["said"].rstrip("….") in body:
            yield match.span()


def _excerpt(text: str, at: int, source: str) -> tuple[int, int] | None:
    """The span of what follows a quoted title, when all of it stands in the cited text; an ellipsis ends it."""
    after = _AFTER_TITLE.match(text, at)
    if after is None:
        return None
    said = _NO_EXCERPT.sub("", after["excerpt"])
    words = said.removesuffix("…").rstrip(".")
    start = after.start("excerpt")
    return (start, start + len(said)) if len(words) >= _LEAST and words in source else None
