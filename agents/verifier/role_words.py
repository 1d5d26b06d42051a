"""Relations told by the word for a party's role: "suppliers of B: A", "B의 최대주주는 A"."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.parties import WHO_KO, Party, Side, Told, behind, pair, written_before
from agents.verifier.reading import Reading, Sentence

_ROLES: tuple[tuple[str, Side, str], ...] = (
    ("SUPPLIES", "head", r"(?:공급|납품)(?:사|업체|처)|suppliers?"),
    ("SUPPLIES", "tail", r"고객사?|거래처|customers?|clients?"),
    ("COMPETES_WITH", "head", r"경쟁(?:사|업체|자)|competitors?|rivals?"),
    ("SUBSIDIARY_OF", "head", r"(?:자|종속)회사|subsidiar(?:y|ies)"),
    ("SUBSIDIARY_OF", "tail", r"모회사|parent(?:\scompany)?"),
    ("AFFILIATE_OF", "head", r"(?:계열|관계)사|affiliates?"),
    ("PARTNERS_WITH", "head", r"협력(?:사|업체)|파트너사?|partners?"),
    ("HOLDS", "head", r"주주|(?:share|stock)holders?"),
)
_ROLE = "|".join(f"(?P<r{i}>{pattern})" for i, (_, _, pattern) in enumerate(_ROLES))
_KIND_OF = r"(?:(?:주요|최대|대표|핵심|단일|개인)\s?|\d대\s?)*"
_OF_KO = re.compile(rf"의\s{_KIND_OF}(?:{_ROLE})(?P<after>들?(?:은|는|이|가|로는|에는)(?=\s)|:)?")
_OF_EN = re.compile(rf"\b(?i:{_ROLE})\s(?:of|to|for)\s(?:the\s)?$")
_S_EN = re.compile(rf"(?:'s|’s)\s(?:(?:\w+\s){{0,2}}?)(?i:{_ROLE})\b")
_ON_EN = re.compile(r"\s?(?::|\[|(?:are|is|include[sd]?|were|was)\b)")
_IS_EN = re.compile(
    r"\b(?:is|was|are|were|be|became|remains?|as)\s(?:(?:an?|the|one\sof(?:\sthe)?)\s)?(?:[\w-]+\s){0,2}$"
)


def _role(found: re.Match[str]) -> tuple[str, Side]:
    index = next(i for i in range(len(_ROLES)) if found[f"r{i}"])
    return _ROLES[index][0], _ROLES[index][1]


def by_role_ko(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`B의 최대주주는 A`, `A는 B의 최대주주`."""
    for found in _OF_KO.finditer(reading.text, sentence.start, sentence.end):
        whose = next((party for party in parties if party.end == found.start()), None)
        whose = whose or written_before(reading, sentence, found.start())
        if whose is None:
            continue
        before = [party for party in parties if party.end < whose.start]
        others = (
            behind(reading, sentence, parties, found.end())
            if found["after"]
            else [party for party in before[-1:] if WHO_KO.match(reading.text, party.end)]
        )
        yield from pair(*_role(found), whose, others)


_AND_EN = re.compile(r"(?:,|,?\sand|,?\sor)\s(?:the\s)?")


def _row(text: str, parties: Sequence[Party]) -> list[Party]:
    """The last party and those that stand in a row with it: A, B and C."""
    row = list(parties[-1:])
    for party in reversed(parties[:-1]):
        if not _AND_EN.fullmatch(text, party.end, row[0].start):
            break
        row.insert(0, party)
    return row


def by_role_en(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`Suppliers of B: A`, `A is the largest shareholder of B`, `B's suppliers are A`."""
    text = reading.text
    for whose in parties:
        of = _OF_EN.search(text, sentence.start, whose.start)
        own = None if of else _S_EN.match(text, whose.end)
        found = of or own
        if found is None:
            continue
        end = whose.end if of else found.end()
        before = [party for party in parties if party.end < found.start() and party is not whose]
        if _ON_EN.match(text, end):
            others = behind(reading, sentence, parties, end)
        else:
            start = found.start() if of else whose.start
            others = _row(text, before) if before and _IS_EN.search(text, before[-1].end, start) else []
        yield from pair(*_role(found), whose, others)
