"""Relations that a text tells between two parties: who supplies, holds, buys or sues whom, and who competes.

Read from links ("A: supplies → B"), from role words ("suppliers of B: A", "B의 최대주주는 A") and from verbs, active and
passive ("A acquired B", "B was acquired by A", "A가 B를 인수"). What is told otherwise is not read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.verifier.listing import items
from agents.verifier.marks import Mark
from agents.verifier.places import codes
from agents.verifier.reading import Reading, Sentence
from agents.verifier.sounds import sounds_like

Side = Literal["head", "tail"]


@dataclass(frozen=True, slots=True)
class Party(Mark):
    """Somebody a relation is told of: security ids where a listing knows it, and the words of its name."""

    keys: frozenset[str]
    words: frozenset[str]
    guessed: bool = False
    """Told by nothing but its particle."""

    def is_(self, other: "Party") -> bool:
        """Whether both may be the same."""
        if self.keys and other.keys:
            return bool(self.keys & other.keys)
        if self.words and other.words and (self.words <= other.words or other.words <= self.words):
            return True
        return any(sounds_like(one, theirs) for one in self.words for theirs in other.words)

    def same(self, other: "Party") -> bool:
        """Whether both are surely the same: a group's name may stand for any of its companies."""
        return self.words == other.words or bool(self.keys and self.keys == other.keys)


@dataclass(frozen=True, slots=True)
class Told:
    """One relation as told: `head` supplies, holds, acquires, is a subsidiary of `tail`; `said` is the mark that says so."""

    type: str
    head: Party
    tail: Party
    said: Party


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
SYMMETRIC = frozenset({"COMPETES_WITH", "AFFILIATE_OF", "PARTNERS_WITH", "MERGES_WITH", "SUBSIDIARY_PAIR"})
_ROLE = "|".join(f"(?P<r{i}>{pattern})" for i, (_, _, pattern) in enumerate(_ROLES))
_KIND_OF = r"(?:(?:주요|최대|대표|핵심|단일|개인)\s?|\d대\s?)*"
_OF_KO = re.compile(rf"의\s{_KIND_OF}(?:{_ROLE})(?P<after>들?(?:은|는|이|가|로는|에는)(?=\s)|:)?")
_OF_EN = re.compile(rf"\b(?i:{_ROLE})\s(?:of|to|for)\s(?:the\s)?$")
_S_EN = re.compile(rf"(?:'s|’s)\s(?:(?:\w+\s){{0,2}}?)(?i:{_ROLE})\b")
_ON_EN = re.compile(r"\s?(?::|\[|(?:are|is|include[sd]?|were|was)\b)")
_IS_EN = re.compile(
    r"\b(?:is|was|are|were|be|became|remains?|as)\s(?:(?:an?|the|one\sof(?:\sthe)?)\s)?(?:[\w-]+\s){0,2}$"
)
_LINK = re.compile(r"(?P<h>[^:;\n→]{1,60}): (?P<of>[^:;\n→]{1,30}) → (?P<t>[^;\n→]{1,60})")
_LINKS: tuple[tuple[str, str], ...] = (
    ("SUPPLIES", "공급|supplies"), ("COMPETES_WITH", "경쟁|competes"), ("SUBSIDIARY_OF", "자회사|subsidiary"),
    ("AFFILIATE_OF", "계열사|affiliate"), ("HOLDS", "지분|holds"), ("PARTNERS_WITH", "협력|partners"),
    ("ACQUIRES", "인수|acquires"), ("INVESTS_IN", "투자|invests"),
)  # fmt: skip
_VERBS: tuple[tuple[str, str, str, str], ...] = (
    ("SUPPLIES", r"suppl(?:y|ies|ied|ying)\b", "supplied", r"(?P<to>에게?|에도)\s[^.\n]{0,20}?(?:공급|납품)"),
    ("ACQUIRES", r"(?:acquir(?:es?|ed|ing)|buys?|buying|bought|purchas(?:es?|ed|ing)|t(?:akes?|ook)\sover)\b", "acquired|bought|purchased|taken\\sover",
     r"(?P<to>을|를)\s[^.\n]{0,12}?(?:인수|매입|사들)(?!되|됐|당)"),
    ("HOLDS", r"(?:holds?|holding|owns?|(?<!wholly\s)(?<!wholly-)(?<!majority\s)(?<!majority-)(?<!partly\s)(?<!state-)owned|held)\b", "held|owned", r"(?P<to>의)?\s(?:지분|주식|보통주)(?:[^.\n]|\.\d){0,16}?(?:보유|소유|가지|갖고|쥐고)"),
    ("INVESTS_IN", r"invest(?:s|ed|ing)?\b", "backed|funded", r"(?P<to>에)\s[^.\n]{0,16}?투자"),
    ("SUES", r"sue[sd]?\b", "sued", r"(?P<to>을|를)\s[^.\n]{0,12}?(?:제소|고소)"),
)  # fmt: skip
_ACTIVE = re.compile("|".join(f"(?P<v{i}>\\b{active})" for i, (_, active, _, _) in enumerate(_VERBS)))
_PASSIVE = re.compile(
    "|".join(f"(?P<v{i}>\\b(?:{passive})\\sby\\b)" for i, (_, _, passive, _) in enumerate(_VERBS))
)
_KOREAN = tuple(re.compile(pattern) for _, _, _, pattern in _VERBS)
_ANY = re.compile(
    r"공급|납품|고객|거래처|경쟁|회사|계열|관계사|협력|파트너|주주|인수|매입|사들|지분|주식|보통주|투자|제소|고소|[Ss]uppl|[Cc]ustomer|[Cc]lient|[Cc]ompet|[Rr]ival"
    r"|[Ss]ubsid|[Pp]arent|[Aa]ffiliat|[Pp]artner|holder|cquir|b[ou][uy]|purchas|t[ao]o?k|h[oe]ld|own|invest|sue|back|fund"
)
"""Part of any word that a relation is told by."""
_WHO_KO = re.compile(r"(?:이|가|은|는|께서)\s")
_CLAUSE = re.compile(r"하(?:는|고\s있는|고\s있던)|한|해\s온|(?:보유|소유)한")
_CLAUSE_END = re.compile(
    r"(?:이고|이며|이지만|인데|[었았였했됐]고|[었았였했됐]으며|하고|하며|있고|있으며),?\s|;\s"
)
_THOSE = re.compile(r"\s?(?:기업|회사|곳|업체)(?:들)?[은는:]")
_WORD_KO = re.compile(r"(?<![가-힣A-Za-z0-9&])[가-힣A-Za-z&]{3,14}?(?=(?:이|가|은|는|을|를|에|에게)\s)")
_NEAR = 60
"""Characters between a verb and the parties on its sides."""
_REST = 25


def told(reading: Reading) -> Iterator[Told]:
    """Every relation that a text tells."""
    yield from _links(reading)
    for sentence in reading.sentences:
        if not _ANY.search(reading.text, sentence.start, sentence.end):
            continue
        parties = _parties(reading, sentence)
        if len(parties) or "의 " in reading.text[sentence.start : sentence.end]:
            for way in (_by_role_ko, _by_role_en, _by_verb_en, _by_verb_ko):
                yield from way(reading, sentence, parties)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def party_at(reading: Reading, sentence: Sentence, start: int, end: int, guessed: bool = False) -> Party:
    """What stands in a span, with the ids of the listed companies in it."""
    inside = (name for name in sentence.own.names if start <= name.start and name.end <= end)
    keys = frozenset(key for name in inside for key in name.keys if ":" in key)
    keys |= frozenset(code for code in codes(reading.text[start:end]) if code.startswith("ORG-"))
    return Party(start, end, keys, _words(reading.text[start:end]), guessed)


def _parties(reading: Reading, sentence: Sentence) -> list[Party]:
    names = [name for name in sentence.own.names if not name.index]
    spans = [(name.start, name.end) for name in names]
    for other in sentence.own.others:
        if not any(start < other.end and other.start < end for start, end in spans):
            spans.append((other.start, other.end))
    return [party_at(reading, sentence, *span) for span in sorted(spans)]


def _links(reading: Reading) -> Iterator[Told]:
    """`A: supplies → B; C: supplies → B`."""
    for sentence in reading.sentences if "→" in reading.text else ():
        for found in _LINK.finditer(reading.text, sentence.start, sentence.end):
            kind = next((type_ for type_, words in _LINKS if re.search(words, found["of"])), None)
            if kind is not None:
                head, tail = (party_at(reading, sentence, *found.span(part)) for part in ("h", "t"))
                yield Told(kind, head, tail, tail)


def _pair(type_: str, side: Side, whose: Party, others: Sequence[Party]) -> Iterator[Told]:
    """The relations of one anchor with all that play the role's side."""
    for other in others:
        head, tail = (other, whose) if side == "head" else (whose, other)
        yield Told(type_, head, tail, other)


def _role(found: re.Match[str]) -> tuple[str, Side]:
    index = next(i for i in range(len(_ROLES)) if found[f"r{i}"])
    return _ROLES[index][0], _ROLES[index][1]


def _after(reading: Reading, sentence: Sentence, parties: Sequence[Party], at: int) -> list[Party]:
    """The parties behind a place of a sentence; where there is none, the first of each item of the list below."""
    ends = _CLAUSE_END.search(reading.text, at, sentence.end)
    behind = [party for party in parties if at <= party.start < (ends.end() if ends else sentence.end)]
    return behind or [
        party for item in items(reading, sentence) if (party := _first(reading, item)) is not None
    ]


def _first(reading: Reading, item: Sentence) -> Party | None:
    found = re.match(r"\s*(?:[-*•]|\d{1,2}[.)])\s+([^:\[\n(]{2,40})", reading.text[item.start : item.end])
    return party_at(reading, item, item.start + found.start(1), item.start + found.end(1)) if found else None


def _by_role_ko(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`B의 최대주주는 A`, `A는 B의 최대주주`."""
    for found in _OF_KO.finditer(reading.text, sentence.start, sentence.end):
        whose = next((party for party in parties if party.end == found.start()), None)
        whose = whose or _written_before(reading, sentence, found.start())
        if whose is None:
            continue
        before = [party for party in parties if party.end < whose.start]
        others = (
            _after(reading, sentence, parties, found.end())
            if found["after"]
            else [party for party in before[-1:] if _WHO_KO.match(reading.text, party.end)]
        )
        yield from _pair(*_role(found), whose, others)


def _written_before(reading: Reading, sentence: Sentence, at: int) -> Party | None:
    """The words right before a place, from the beginning of their sentence on, as a party without a listing."""
    said = reading.text[sentence.start : at].lstrip(" \t-*•#>")
    return Party(at - len(said), at, frozenset(), _words(said)) if 2 <= len(said) <= _REST else None


_AND_EN = re.compile(r"(?:,|,?\sand|,?\sor)\s(?:the\s)?")


def _row(text: str, parties: Sequence[Party]) -> list[Party]:
    """The last party and those that stand in a row with it: A, B and C."""
    row = list(parties[-1:])
    for party in reversed(parties[:-1]):
        if not _AND_EN.fullmatch(text, party.end, row[0].start):
            break
        row.insert(0, party)
    return row


def _by_role_en(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
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
            others = _after(reading, sentence, parties, end)
        else:
            start = found.start() if of else whose.start
            others = _row(text, before) if before and _IS_EN.search(text, before[-1].end, start) else []
        yield from _pair(*_role(found), whose, others)


def _by_verb_en(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`A acquired B`, `B was acquired by A`."""
    text = reading.text
    passives = [(found, True) for found in _PASSIVE.finditer(text, sentence.start, sentence.end)]
    taken = {found.start() for found, _ in passives}
    actives = [
        (f, False) for f in _ACTIVE.finditer(text, sentence.start, sentence.end) if f.start() not in taken
    ]
    for found, passive in (*passives, *actives):
        before = [p for p in parties if p.end <= found.start() and found.start() - p.end <= _NEAR]
        behind = [p for p in parties if p.start >= found.end() and p.start - found.end() <= _NEAR]
        if before and behind:
            head, tail = (behind[0], before[-1]) if passive else (before[-1], behind[0])
            if not head.is_(tail):  # a company may buy its own shares
                yield Told(_VERBS[int((found.lastgroup or "v0")[1:])][0], head, tail, behind[0])


def _by_verb_ko(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`A가 B를 인수`, `B에 공급하는 기업은 A`, `A가 공급하는 기업은 B`."""
    every = [*parties, *_guessed(reading, sentence, parties)]
    for (type_, _, _, _), verb in zip(_VERBS, _KOREAN, strict=True):
        for whom in every:
            found = verb.match(reading.text, whom.end)
            if found is not None and found.end() <= sentence.end:
                yield from _of_korean(reading, sentence, every, type_, whom, found.end())
    yield from _supplied(reading, sentence, parties)


def _guessed(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Party]:
    """Words that a particle makes a subject or an object of."""
    for found in _WORD_KO.finditer(reading.text, sentence.start, sentence.end):
        if not any(party.start < found.end() and found.start() < party.end for party in parties):
            yield Party(*found.span(), frozenset(), _words(found[0]), guessed=True)


def _of_korean(
    reading: Reading, sentence: Sentence, parties: Sequence[Party], type_: str, whom: Party, at: int
) -> Iterator[Told]:
    clause = _CLAUSE.match(reading.text, at)
    if clause is not None and _THOSE.match(reading.text, clause.end()):
        yield from _pair(type_, "head", whom, _after(reading, sentence, parties, clause.end()))
        return
    who = [party for party in parties if party.end < whom.start and _WHO_KO.match(reading.text, party.end)]
    nearest = sorted(who, key=lambda party: party.end)[-1:]
    yield from _pair(type_, "head", whom, [party for party in nearest if not party.is_(whom)])


_SUPPLIED = re.compile(
    r"(?:이|가)\s(?P<of>공급|납품|지분을?\s?보유|인수|투자)(?:하는|한)\s(?:기업|회사|곳|업체)(?:들)?[은는]"
)
_OF_SUPPLIED = {"공급": "SUPPLIES", "납품": "SUPPLIES", "인수": "ACQUIRES", "투자": "INVESTS_IN"}


def _supplied(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`A가 공급하는 기업은 B`."""
    for who in parties:
        found = _SUPPLIED.match(reading.text, who.end)
        if found is not None:
            type_ = _OF_SUPPLIED.get(found["of"], "HOLDS")
            yield from _pair(type_, "tail", who, _after(reading, sentence, parties, found.end()))
