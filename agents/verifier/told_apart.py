"""What a cited text's own sentence says of its figure that the words beside the figure in the answer exclude.

A text says of a figure over how many days its average runs, which cross it goes with, in which units of time it is
counted, whose distance it is. An answer that says another such thing of the same figure is wrong.
"""

import re
from collections.abc import Sequence

from agents.verifier.crossing import other_cross, zone_belied
from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY, Quantity, Settings
from agents.verifier.matching import Reason
from agents.verifier.reading import Piece, Sentence

_AVERAGE = re.compile(
    r"(?P<n>\d{1,3})\s?(?:일\s?(?:선|이동\s?평균|이평|평균)|거래일\s?(?:이동\s?)?평균|[- ](?:day|session)\s(?:simple\s|exponential\s)?(?:moving\s)?(?:average|MA\b|line))",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\b(?:a|per|each|every)\s(?P<en>day|week|month|year)\b(?!\s(?:ago|earlier|before|later))|하루|(?P<ko>한\s?달|일주일|(?<!최)[일주월연])\s?평균|\bdaily\b",
    re.IGNORECASE,
)
_PERIODS = {
    "day": "d",
    "week": "w",
    "month": "m",
    "year": "y",
    "일": "d",
    "주": "w",
    "월": "m",
    "연": "y",
    "한달": "m",
    "한 달": "m",
    "일주일": "w",
}
_HIGH, _LOW = frozenset({"high", "high_52w"}), frozenset({"low", "low_52w"})
_PRICES = frozenset({"open", "high", "low", "close"})
_SUBJECT = re.compile(r"\b(?:the|its)\s(?P<en>open|high|low|close)\s(?:is|was|stands|stood)\s|(?P<ko>시가|고가|저가|종가)[는은가이]\s", re.IGNORECASE)  # fmt: skip
_KOREAN = {"시가": "open", "고가": "high", "저가": "low", "종가": "close"}


def told_otherwise(
    text: str, sentence: Sentence, piece: Piece, number: Quantity, fact: Fact
) -> Reason | None:
    """What the sentence of a printed fact and the clause of the answer say differently of one figure; None where nothing."""
    if fact.reading is None or fact.sentence is None or fact.printed is None:
        return None
    own = fact.reading.text[fact.sentence.start : fact.sentence.end]
    said = text[piece.start : piece.end]
    if _differ(lengths(said), lengths(own)) and number.unit in ("percent", "points", "times"):
        return "period"
    if number.unit == "shares" and _differ(_per(said), _per(own)):
        return "period"
    if other_cross(text[sentence.start : sentence.end], own):
        return "measure"
    if "rsi" in fact.context.tags and zone_belied(text[piece.start : _next(sentence, number)], fact.value):
        return "measure"
    if _is_computed_otherwise(sentence, number, fact.sentence):
        return "period"
    if number.unit in ("percent", *MONEY) and _is_of_another_price(text, piece, number, fact):
        return "measure"
    return None


def lengths(said: str) -> frozenset[str]:
    """Over how many days the averages run that are told."""
    return frozenset(found["n"] for found in _AVERAGE.finditer(said))


def _per(said: str) -> frozenset[str]:
    """In which units of time something is counted."""
    return frozenset(_PERIODS[(m["en"] or m["ko"] or "day").lower()] for m in _PER.finditer(said))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _next(sentence: Sentence, number: Quantity) -> int:
    """Where what is said of a figure ends: at the next one."""
    return min((q.start for q in sentence.own.quantities if q.start >= number.end), default=sentence.end)


def _is_computed_otherwise(sentence: Sentence, number: Quantity, home: Sentence) -> bool:
    """Whether the indicator before a figure has other parameters than its text says."""
    before = [one for one in sentence.own.settings if one.end <= number.start]
    there: list[Settings] = [one for one in home.own.settings if before and one.of == before[-1].of]
    return bool(there) and not any(_alike(before[-1].values, one.values) for one in there)


def _alike(some: Sequence[int], others: Sequence[int]) -> bool:
    """Whether one list of parameters is part of the other: a MACD of 12 and 26 days has a signal of 9 besides."""
    return set(some) <= set(others) or set(others) <= set(some)


def _is_of_another_price(text: str, piece: Piece, number: Quantity, fact: Fact) -> bool:
    """Whether a distance from a high is told as one from a low, or that of a close as that of an open."""
    if fact.sentence is None or fact.reading is None:
        return False
    there = {word.tag for word in fact.sentence.own.attributes}
    here = {word.tag for word in piece.own.attributes}
    for own, other in ((_HIGH, _LOW), (_LOW, _HIGH)):
        if here & own and not here & other and there & other and not there & own:
            return True
    told = subject(text, piece, number) if number.unit == "percent" else None
    return told is not None and told not in there and bool(there & (_PRICES - {told}))


def subject(text: str, piece: Piece, number: Quantity) -> str | None:
    """The price that a clause is about: "the low is 2% above", 시가는 20일 이동평균보다."""
    found = _SUBJECT.search(text, piece.start, number.start)
    return None if found is None else _KOREAN.get(found["ko"] or "", (found["en"] or "").lower() or None)


_LEVELS: tuple[tuple[str, frozenset[str]], ...] = (
    ("from_average", frozenset({"sma"})), ("from_high", frozenset({"high_52w", "high"})), ("from_low", frozenset({"low_52w", "low"})),
    ("from_band", frozenset({"bollinger"})), ("volatility", frozenset({"volatility"})),
)  # fmt: skip
_LEVEL_TAGS = frozenset(tag for _, tags in _LEVELS for tag in tags)


def is_of_another_level(text: str, piece: Piece, fact: Fact) -> bool:
    """Whether the distance from an average is told as one from a high of the year, and the like."""
    own = next((tags for name, tags in _LEVELS if fact.name.startswith(name)), None)
    said = {word.tag for word in piece.own.attributes} & _LEVEL_TAGS
    if own is None:
        return False
    run = frozenset(_RUN.findall(fact.evidence)) if "sma" in own else frozenset()
    told = lengths(text[piece.start : piece.end])
    return (bool(said) and said.isdisjoint(own)) or bool(run and told and told.isdisjoint(run))


_RUN = re.compile(r"[se]ma_(\d{1,3})(?!\d)")
