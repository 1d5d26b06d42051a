"""Exchange and ticker behind a firm's name, as news wires write it: Maparam Motors NYSE:MPM."""

import re
from collections.abc import Iterator

from kg.extraction.records import Mention
from stockelper.securities.resolver import Resolver

_TICKER = r"[A-Z]{3,8}:[A-Z0-9][A-Z0-9.]{0,9}(?![A-Za-z0-9])"
_OWNER = re.compile(rf"(?<=['’]s)\s{_TICKER}(?=\s)|(?<=-backed)\s{_TICKER}(?=\s)|\s{_TICKER}\s(?=-backed)")
"""Where the ticker tells of the owner and another name follows: Maparam's NYSE:MPM Onsaemi."""
_BEHIND = re.compile(rf"\s(?P<ticker>{_TICKER})")
_NAME = re.compile(r"(?:[A-Z0-9][\w.&'’-]*\s)*[A-Z][\w.&'’-]*$")
_OWNED = re.compile(r"^.*['’]s\s")
_LONGEST = 4
"""Words of a name."""


def without_owners(text: str) -> str:
    """The text without tickers that stand between an owner and what it owns."""
    return _OWNER.sub("", text)


def annotated(text: str, resolver: Resolver) -> Iterator[tuple[int, int, Mention]]:
    """Start, end (behind the ticker) and company of every name with its ticker; the ticker says who it is."""
    for match in _BEHIND.finditer(text):
        name = _NAME.search(text, max(match.start() - 60, 0), match.start())
        words = _OWNED.sub("", name.group()).split(" ")[-_LONGEST:] if name else []
        while len(words) > 1 and words[0].lower() in _LEADING:
            words = words[1:]
        if words:
            written = " ".join(words)
            found = resolver.resolve(match["ticker"]).securities
            security = found[0] if len(found) == 1 else None
            yield match.start() - len(written), match.end(), Mention(written, "company", security)


_LEADING = frozenset(
    [
        "in",
        "and",
        "of",
        "with",
        "by",
        "as",
        "the",
        "a",
        "an",
        "rival",
        "rivals",
        "shares",
        "shares:",
        "for",
        "at",
        "on",
        "from",
        "chipmaker",
        "automaker",
        "giant",
        "megacap",
        "tech",
        "unit",
        "partner",
        "supplier",
        "meanwhile",
        "however",
        "brokerage",
        "company",
        "firm",
        "stocks",
        "stock",
        "former",
    ]
)
"""Words that begin a sentence with a capital and no name."""
