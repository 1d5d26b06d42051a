"""Which company of two a sentence says did better, and whether something is so much more or less: by the figures told.

The returns that the sentence gives each of two companies say who is ahead, however that is put; a change of a known way
says whether what it led to is more or less.
"""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark, Name, Quantity
from agents.verifier.owners import listed
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_BETTER = r"better|stronger|best|strongest|leader|winner"
_WORSE = r"weaker|worse|weakest|worst|laggard|loser"
_MADE = re.compile(r"\b(?:mak(?:ing|es)|leav(?:ing|es)|with)\s$", re.IGNORECASE)
_THE_ONE = re.compile(rf"\s(?:as\s)?the\s(?:(?P<more>{_BETTER})|(?P<less>{_WORSE}))\b", re.IGNORECASE)
_IN, _FAVOUR = re.compile(r"\bin\s$"), re.compile(r"['’]s\s(?:(?P<more>favou?r)|(?P<less>disfavou?r))\b")
_SIDE_KO = re.compile(
    r"\s?(?:쪽|측)?의?\s?(?:성과|수익률|흐름|주가|성적)?[이가은는]?\s(?:(?:조금|약간|다소|훨씬|더)\s){0,2}(?:(?P<more>나았|낫|좋았|양호|선방|우세)|(?P<less>나빴|부진|저조|못했|뒤처))"
)
_MORE_OR_LESS = re.compile(
    r"\*{0,2}\s(?:(?P<more>more|larger|bigger|greater)|(?P<less>less|smaller|fewer))\b(?!\s(?:likely|often|volatile))",
    re.IGNORECASE,
)


def favoured(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each company said to have done better or worse than it did, and each such word that is turned."""
    for sentence in reading.sentences:
        returns = _returns(sentence, bench)
        if len(returns) == 2:
            yield from _sides(reading, sentence, returns)
        yield from _turned(reading, sentence, bench)


def _returns(sentence: Sentence, bench: Bench) -> dict[frozenset[str], float]:
    """The first signed percentage behind the name of each company."""
    names = [name for name in listed(sentence.own.names) if not name.index]
    told: dict[frozenset[str], float] = {}
    for number in sentence.own.quantities:
        owner = next((name for name in reversed(names) if name.end <= number.start), None)
        way = _way(number, bench)
        if owner is not None and number.unit == "percent" and way:
            told.setdefault(owner.keys, way * number.value)
    return told


def _way(number: Quantity, bench: Bench) -> int:
    """Which way a found change goes: as printed, or as its evidence has it."""
    item = bench.judged.get(number)
    if item is None or not item.match.found or item.match.fact is None:
        return 0
    return number.sign or bench.signs.get(number, item.match.fact.sign)


def _sides(reading: Reading, sentence: Sentence, returns: dict[frozenset[str], float]) -> Iterator[Claim]:
    ahead, behind = max(returns, key=lambda key: returns[key]), min(returns, key=lambda key: returns[key])
    for name in listed(sentence.own.names):
        said = _said(reading.text, sentence, name)
        if said is None or name.keys not in returns or ahead == behind:
            continue
        if name.keys != (ahead if said["more"] else behind):
            yield claim(reading, name, "name", False, "company")


def _said(text: str, sentence: Sentence, name: Name) -> re.Match[str] | None:
    """What is said of a company right beside its name."""
    before = text[max(sentence.start, name.start - 12) : name.start]
    if _IN.search(before):
        return _FAVOUR.match(text, name.end)
    return (_THE_ONE.match(text, name.end) if _MADE.search(before) else None) or _SIDE_KO.match(
        text, name.end
    )


def _turned(reading: Reading, sentence: Sentence, bench: Bench) -> Iterator[Claim]:
    for number in sentence.own.quantities:
        said = _MORE_OR_LESS.match(reading.text, number.end) if number.unit == "percent" else None
        way = _way(number, bench)
        if said and way and not number.sign and way != (1 if said["more"] else -1):
            start = said.start("more") if said["more"] else said.start("less")
            yield claim(reading, Mark(start, said.end()), "direction", False, "direction")
