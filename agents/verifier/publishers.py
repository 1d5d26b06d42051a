"""Who published a quoted article: the name in brackets behind its title is that of the article's own source."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.quoting import letters
from agents.verifier.reading import Reading
from stockelper.types import Claim, Evidence

_TITLED = re.compile(r"“(?P<title>[^”\n]{4,400})”\s?\((?P<by>[^()\n]{2,40})\)")
_UNNAMED = frozenset({"", "news"})
_DATE = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}")
_SHORT = 40
"""Letters beside a title from which on a bare text is its body, and need not say who published it."""


def publishers(reading: Reading, evidence: Sequence[Evidence]) -> Iterator[Claim]:
    """A claim for each publisher that the articles with the title before it do not have."""
    found = list(_TITLED.finditer(reading.text))
    sources = (
        [(letters(item.title or ""), item) for item in evidence if item.title or item.text] if found else []
    )
    for match in found:
        title, by = letters(match["title"]), letters(match["by"])
        own = [item for whole, item in sources if title and _is_titled(title, whole, item)]
        if own and by and not _DATE.search(match["by"]) and not any(_may_be(by, title, item) for item in own):
            yield claim(reading, Mark(*match.span("by")), "name", False, "name")


def _is_titled(title: str, whole: str, item: Evidence) -> bool:
    return title == whole or (not whole and letters(item.text or "").startswith(title))


def _may_be(by: str, title: str, item: Evidence) -> bool:
    """Whether an article may be of a publisher: its source or its text says so, or neither says who it is of."""
    said, source = letters(item.text or ""), letters(item.source)
    if by in said or by == source or source.startswith(by) or by.startswith(source or "\0"):
        return True
    return (item.source in _UNNAMED and len(said.replace(title, "")) > _SHORT) or said in ("", title)
