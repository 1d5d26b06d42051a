"""Figures a unit of something: a sum divided by what it is spread over, or taken for each quarter of a year."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY, Quantity
from agents.verifier.matching import Match
from agents.verifier.reading import Sentence
from agents.verifier.values import span

_EACH = re.compile(
    r"[주척대명건곳개]\s?당|(?:한|하나|1)\s?(?:주|척|대|명|건|곳|개)에|꼴(?=[이로인을]|$|\s)|씩|평균|\b(?:each|apiece|per|every|averag\w+|implied|works?\sout)\b|\ba\s(?:share|piece|unit|store|vessel|ship)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"연(?:간|으로|\s?환산|율)|1년(?:치|으로)|\b(?:annual(?:ly|i[sz]ed)?|yearly|a\syear|per\syear)\b",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"분기|\bquarter(?:s|ly)?\b", re.IGNORECASE), 4),
    (re.compile(r"반기|\bhal(?:f|ves)\b", re.IGNORECASE), 2),
    (re.compile(r"매월|월\s|한\s?달|\bmonth(?:s|ly)?\b", re.IGNORECASE), 12),
)
"""Parts of a year, and how many it has."""
_MOST = 14
"""Facts from which on none is divided by another."""


def quotient(text: str, sentence: Sentence, number: Quantity, facts: Sequence[Fact]) -> Match | None:
    """The match of a sum of money, or a count, that is so much for each of something that the facts count."""
    if number.unit not in (*MONEY, "shares", "count", "bare") or len(facts) > _MOST:
        return None
    low, high = span(number)
    for value, operands in (
        *_shared(text, sentence, number, facts),
        *_of_year(text, sentence, number, facts),
    ):
        if low <= value <= high:
            return Match(operands[0], "derived", operands)
    return None


def _shared(
    text: str, sentence: Sentence, number: Quantity, facts: Sequence[Fact]
) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    """Each fact of the number's unit divided by each that counts something."""
    if not _EACH.search(text, sentence.start, sentence.end):
        return
    for whole in (fact for fact in facts if fact.unit == number.unit):
        for over in facts:
            if over is not whole and over.unit in ("shares", "count") and over.value > 1:
                yield whole.value / over.value, (whole, over)


def _of_year(
    text: str, sentence: Sentence, number: Quantity, facts: Sequence[Fact]
) -> Iterator[tuple[float, tuple[Fact, ...]]]:
    """Each fact of the number's unit for a whole year, where it is one of a part, or for each part of a year."""
    yearly = _YEARLY.search(text, sentence.start, sentence.end)
    each = _EACH.search(text, sentence.start, sentence.end)
    for fact in (fact for fact in facts if fact.unit == number.unit):
        own = fact.reading.text if fact.reading else ""
        for part, n in _PARTS:
            if yearly and (part.search(own) or part.search(text)):
                yield fact.value * n, (fact,)
            if each and part.search(text, sentence.start, sentence.end):
                yield fact.value / n, (fact,)
