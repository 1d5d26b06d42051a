"""Relations told by what a party does: "A acquired B", "B was acquired by A", "A가 B를 인수"."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.parties import WHO_KO, Party, Told, behind, pair, words_of
from agents.verifier.reading import Reading, Sentence

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
_CLAUSE = re.compile(r"하(?:는|고\s있는|고\s있던)|한|해\s온|(?:보유|소유)한")
_THOSE = re.compile(r"\s?(?:기업|회사|곳|업체)(?:들)?[은는:]")
_WORD_KO = re.compile(r"(?<![가-힣A-Za-z0-9&])[가-힣A-Za-z&]{3,14}?(?=(?:이|가|은|는|을|를|에|에게)\s)")
_NEAR = 60
"""Characters between a verb and the parties on its sides."""


def by_verb_en(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
    """`A acquired B`, `B was acquired by A`."""
    text = reading.text
    passives = [(found, True) for found in _PASSIVE.finditer(text, sentence.start, sentence.end)]
    taken = {found.start() for found, _ in passives}
    actives = [
        (f, False) for f in _ACTIVE.finditer(text, sentence.start, sentence.end) if f.start() not in taken
    ]
    for found, passive in (*passives, *actives):
        before = [p for p in parties if p.end <= found.start() and found.start() - p.end <= _NEAR]
        after = [p for p in parties if p.start >= found.end() and p.start - found.end() <= _NEAR]
        if before and after:
            head, tail = (after[0], before[-1]) if passive else (before[-1], after[0])
            if not head.is_(tail):  # a company may buy its own shares
                yield Told(_VERBS[int((found.lastgroup or "v0")[1:])][0], head, tail, after[0])


def by_verb_ko(reading: Reading, sentence: Sentence, parties: Sequence[Party]) -> Iterator[Told]:
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
            yield Party(*found.span(), frozenset(), words_of(found[0]), guessed=True)


def _of_korean(
    reading: Reading, sentence: Sentence, parties: Sequence[Party], type_: str, whom: Party, at: int
) -> Iterator[Told]:
    clause = _CLAUSE.match(reading.text, at)
    if clause is not None and _THOSE.match(reading.text, clause.end()):
        yield from pair(type_, "head", whom, behind(reading, sentence, parties, clause.end()))
        return
    who = [party for party in parties if party.end < whom.start and WHO_KO.match(reading.text, party.end)]
    nearest = sorted(who, key=lambda party: party.end)[-1:]
    yield from pair(type_, "head", whom, [party for party in nearest if not party.is_(whom)])


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
            yield from pair(type_, "tail", who, behind(reading, sentence, parties, found.end()))
