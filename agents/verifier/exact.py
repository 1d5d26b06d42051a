"""Listed names that are too short, or too much like words, to be looked for anywhere: told where only a company can stand.

신원은 3% 올랐다, the 52-week high of S&W is: in front of what only a share does, a word that a listing has is its company.
And phrases that end like a company's name (Inc., plc, ETF) are names although all of their words are ordinary.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.marks import Mark, Name
from agents.verifier.ordinary import words
from agents.verifier.remembered import per_resolver
from stockelper.securities.resolver import Resolver

_SUBJECT_KO = re.compile(
    r"(?:^|(?<=[.!?\]]\s)|(?<=\n)|(?<=\n[-*•]\s)|(?<=^[-*•]\s))(?P<n>[가-힣A-Z&]{2,8}?)(?:은|는|이|가|의)\s(?=[^.\n]{0,60}\d)",
    re.MULTILINE,
)
_SUBJECT_EN = re.compile(
    r"(?:\b(?:of|for)\s(?P<of>[A-Z][A-Z&]{1,5})\s(?:at|is|was|on|from|rose|fell|stood)\b"
    r"|(?:^|(?<=[.!?\]]\s)|(?<=\n))(?P<first>[A-Z][A-Z&]{1,5})\s(?:rose|fell|closed|opened|returned|was|is|gained|lost|stands|stood)\b)",
    re.MULTILINE,
)
_CLOSED = re.compile(
    r"(?:^|(?<=[.!?\]]\s)|(?<=\n))(?P<n>[A-Z][A-Za-z&.'-]*(?:\s[A-Z][A-Za-z&.'-]*){0,3})\s(?:closed|opened)\sat\s[$₩]",
    re.MULTILINE,
)
_CORPORATE = re.compile(
    r"(?<![\w$&.])(?P<n>[a-z]?[A-Z][\w&'’-]*\.?,?\s(?:(?:[A-Z][\w&.'’-]*|of|and|&|\d{1,3}),?\s){0,6}?"
    r"(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|plc|PLC|LLC|ETF|ETN|Holdings|Bancorp)\b)"
)
_NO_NAME = re.compile(
    r"^(?:The|An?|Its|Their|Our|Your|This|That|These|Those|Each|Every|Some|Many|Most|All|Any|No|One|Two|Three)\s"
)


@per_resolver(1)
def _listed(resolver: Resolver, key: str) -> Mapping[str, frozenset[str]]:
    """The names of a listing, each with its companies."""
    del key
    found: dict[str, frozenset[str]] = {}
    for record in resolver.listing.records():
        for name in {record.name, record.name_en} - {""}:
            if len(name) <= _LONGEST:
                found[name] = found.get(name, frozenset[str]()) | {record.id}
    return found


_LONGEST = 40
"""Letters of a name that is remembered."""


def exact(text: str, resolver: Resolver, taken: Sequence[Mark]) -> Iterator[Name]:
    """The names of a listing that stand as the subject of a sentence with a figure, or whose price is told."""
    for pattern in (_SUBJECT_KO, _SUBJECT_EN, _CLOSED):
        for found in pattern.finditer(text):
            group = next(key for key, said in found.groupdict().items() if said)
            start, end = found.span(group)
            keys = _listed(resolver, "").get(found[group])
            plain = found[group] in words() or any(m.start < end and start < m.end for m in taken)
            if keys and not plain:
                yield Name(start, end, keys)


def corporate(text: str, taken: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """The spans of phrases that end like a company's name and are none that is known."""
    for found in _CORPORATE.finditer(text):
        start, end = found.span("n")
        known = any(mark.start < end and start < mark.end for mark in taken)
        if not known and not _NO_NAME.match(found["n"]):
            yield start, end
