"""Numbers that are the sum or the middle of two or more facts, where the sentence says that they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY, Quantity
from agents.verifier.matching import Match
from agents.verifier.reading import Sentence
from agents.verifier.values import span

_SUM = re.compile(
    r"합[은이하산치쳐친]|합계|더[하한해]|총(?!수|회|재)|모두|전체|\b(?:combined|together|total(?:s|led|ing)?|sums?|in\sall|altogether|between\sthem|plus|adds?\sup|another|half\sof)\b",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"중간|중앙|가운데|평균|\b(?:mid-?points?|middle|cent(?:re|er)|average[sd]?|mean)\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"전체의|총액의|비중|몫|차지|\b(?:of\s(?:the|all|its|that)|made\sup|account(?:s|ed|ing)?\sfor|shares?\sof)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:the\s|these\s)?(?:two|three|both|pair|trio)\b|(?<![가-힣])(?:두|세|양)\s?(?:곳|회사|고객|사|종목)|둘|셋",
    re.IGNORECASE,
)
_REST = re.compile(
    r"나머지|해외|국외|[을를]\s제외|이외|그\s?밖|\b(?:rest|remain(?:s|ing|der)|others?|elsewhere|abroad|overseas|outside|non-\w+)\b",
    re.IGNORECASE,
)
"""What is not one of the parts that are told."""
_MOST = 5
"""Summands of one sum; of more facts than twice as many none is tried."""


def total(text: str, sentence: Sentence, number: Quantity, facts: Sequence[Fact]) -> Match | None:
    """The match of a number that the facts of its unit sum up to, or that lies in the middle of two of them."""
    alike = list(dict.fromkeys(fact for fact in facts if _is_of(fact, number)))
    summed = bool(_SUM.search(text, sentence.start, sentence.end))
    middle = bool(_MIDDLE.search(text, sentence.start, sentence.end))
    low, high = span(number)
    whole = bool(_WHOLE.search(text, sentence.start, sentence.end)) and number.unit == "percent"
    for some in _sets([fact for fact in facts if fact.unit in MONEY] if whole else ()):
        value = some[0].value / (sum(fact.value for fact in some) or 1.0)
        if any(low <= share <= high for share in (value, 1 - value if len(some) == 2 else value)):
            return Match(some[0], "derived", some)
    if number.unit == "percent" and _REST.search(text, sentence.start, sentence.end):
        for fact in alike:
            if low <= 1 - fact.value <= high:
                return Match(fact, "derived", (fact,))
    summed = summed or (whole and _TOGETHER.search(text, sentence.start, sentence.end) is not None)
    if summed and (times := _each(sentence, number, alike)) is not None:
        return times
    for some in _sets(alike) if summed or middle else ():
        value = sum(fact.signed_value for fact in some)
        if summed and low <= abs(value) <= high:
            return Match(some[-1], "derived", some)
        if middle and low <= abs(value / len(some)) <= high:
            return Match(some[-1], "derived", some)
    return None


_LARGE = 1e8


def _is_of(fact: Fact, number: Quantity) -> bool:
    """Whether a fact is of a number's unit, which a headline may leave out of a large sum: 미국 13조."""
    left_out = fact.unit == "bare" and fact.printed is not None and fact.value >= _LARGE
    return fact.unit == number.unit or (left_out and number.unit in MONEY)


def _each(sentence: Sentence, number: Quantity, facts: Sequence[Fact]) -> Match | None:
    """So many times the same: three times 500 billion."""
    low, high = span(number)
    counts = {round(q.value) for q in sentence.own.quantities if q.unit == "count"}
    for fact in facts:
        if any(low <= fact.value * n <= high for n in counts if n > 1):
            return Match(fact, "derived", (fact,))
    return None


def _sets(facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    if len(facts) <= 2 * _MOST:
        for n in range(2, min(len(facts), _MOST) + 1):
            yield from combinations(facts, n)
