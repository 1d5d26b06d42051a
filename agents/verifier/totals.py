"""Numbers that are the sum or the middle of two or more facts, where the sentence says that they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from agents.verifier.facts import Fact
from agents.verifier.marks import Quantity
from agents.verifier.matching import Match, span
from agents.verifier.reading import Sentence

_SUM = re.compile(
    r"합[은이하산치쳐친]|합계|더[하한해]|총(?!수|회|재)|모두|전체|\b(?:combined|together|total(?:s|led|ing)?|sums?|in\sall|altogether|between\sthem|plus|adds?\sup|another|half\sof)\b",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"중간|중앙|가운데|평균|\b(?:mid-?points?|middle|cent(?:re|er)|average[sd]?|mean)\b", re.IGNORECASE
)
_MOST = 5
"""Summands of one sum; of more facts than twice as many none is tried."""


def total(text: str, sentence: Sentence, number: Quantity, facts: Sequence[Fact]) -> Match | None:
    """The match of a number that the facts of its unit sum up to, or that lies in the middle of two of them."""
    alike = list(dict.fromkeys(fact for fact in facts if fact.unit == number.unit))
    summed = bool(_SUM.search(text, sentence.start, sentence.end))
    middle = bool(_MIDDLE.search(text, sentence.start, sentence.end))
    low, high = span(number)
    for some in _sets(alike) if summed or middle else ():
        value = sum(fact.signed_value for fact in some)
        if summed and low <= abs(value) <= high:
            return Match(some[-1], "derived", some)
        if middle and low <= abs(value / len(some)) <= high:
            return Match(some[-1], "derived", some)
    return None


def _sets(facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    if len(facts) <= 2 * _MOST:
        for n in range(2, min(len(facts), _MOST) + 1):
            yield from combinations(facts, n)
