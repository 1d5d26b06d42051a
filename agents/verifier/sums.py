"""Percentages that a sentence tells with both ends of the change: they must be what the two figures make."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import claim
from agents.verifier.marks import MONEY, Quantity
from agents.verifier.reading import Reading, Sentence
from agents.verifier.values import span
from stockelper.types import Claim

_FROM = re.compile(
    r"\bfrom\s+(?:(?:a|an|the|its)\s)?(?:(?:closing|record|intraday)\s)?(?:(?:close|level|price|high|peak|low|trough|total)\s)?(?:of\s)?[$₩€£]?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:on\s+)?(?:a\s+(?:close|level|low|high)\s+of\s+)?to\s+(?:a\s+(?:close|level|low|high)\s+of\s+)?[$₩€£]?", re.IGNORECASE)  # fmt: skip
_FROM_KO = re.compile(r"\s?에서\s+(?:종가\s)?[$₩€£]?")
_TO_KO = re.compile(r"\s?(?:으?로|까지)(?:\s|로\s|의\s|,\s)+(?:약\s)?[+-]?")
_OPENS = re.compile(r"\s?\([+-]?")
_SHUTS = re.compile(
    r"\)\s?(?:올|내|오른|상승|하락|from\s(?:the|its)\s(?:previous|prior|last))", re.IGNORECASE
)
_CLOSED = re.compile(r"종가|마감|\bclosed?\b", re.IGNORECASE)
_BEFORE = re.compile(r",?\s+(?:or\s)?$")
_BEHIND = re.compile(
    r"\s*(?:on\s+)?,?\s*(?:(?:up|down|a\s(?:rise|gain|fall|drop|return|loss|decline)\sof)\s)?[+-]?"
)


def told_sums(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each percentage that the figures which it is told with do not make.

    What one text tells in one sentence is left alone, whatever it counts its change from.
    """
    for sentence in reading.sentences:
        percents = [q for q in sentence.own.quantities if q.unit == "percent"]
        if not percents:
            continue
        text = _without_dates(reading.text, sentence)
        for level, change, told in _in_brackets(text, sentence):
            if not _is_quoted([told, change], bench) and not _is_of(level, change, told):
                yield claim(reading, told, "percent", False, "value", value=told.signed_value)
        for start, end in _ends(text, sentence):
            told = _told(text, sentence, start, end, percents)
            if told is None or _is_quoted([told, start, end], bench):
                continue
            if not _makes(start, end, told) or _is_turned(bench.judged.get(told), start, end):
                yield claim(reading, told, "percent", False, "value", value=told.signed_value)


def _without_dates(text: str, sentence: Sentence) -> str:
    """The text with its dates as blanks, every other character where it was."""
    for mark in (*sentence.own.days, *sentence.own.fiscals, *sentence.own.clocks):
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _ends(text: str, sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of "from A to B"."""
    for first, last in pairwise(q for q in sentence.own.quantities if q.unit in (*MONEY, "index", "bare")):
        if first.unit != last.unit or not first.value or first.spoken or last.spoken:
            continue
        english = _FROM.search(text, sentence.start, first.start) and _TO.fullmatch(
            text, first.end, last.start
        )
        korean = _FROM_KO.fullmatch(text, first.end, last.start) and _TO_KO.match(text, last.end)
        if english or korean:
            yield first, last


def _in_brackets(text: str, sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """A close, by how much it moved and, in brackets, that as a percentage: closed at $142.01, down $2.57 (1.78%)."""
    for change, told in pairwise(sentence.own.quantities):
        level = next((q for q in sentence.own.quantities if q.unit == change.unit), change)
        if (
            change.unit in MONEY
            and told.unit == "percent"
            and _OPENS.fullmatch(text, change.end, told.start)
            and _SHUTS.match(text, told.end)
            and level is not change
            and _CLOSED.search(text, sentence.start, change.start)
        ):
            yield level, change, told


def _is_of(level: Quantity, change: Quantity, told: Quantity) -> bool:
    """Whether a change from or to a level makes the percentage, each as coarse as it is printed."""
    low, high = span(told)
    for base in (level.value - change.value, level.value + change.value):
        least = (change.value - change.half) / (base + level.half + change.half)
        most = (change.value + change.half) / max(base - level.half - change.half, level.half)
        if base > 0 and low <= most and least <= high:
            return True
    return False


def _told(
    text: str, sentence: Sentence, start: Quantity, end: Quantity, percents: Sequence[Quantity]
) -> Quantity | None:
    """The percentage right before "from A" or behind "to B"."""
    opened = _FROM.search(text, sentence.start, start.start)
    for one in percents:
        if opened and one.end <= opened.start() and _BEFORE.fullmatch(text, one.end, opened.start()):
            return one
        behind = _BEHIND if opened else _TO_KO
        if one.start >= end.end and behind.fullmatch(text, end.end, one.start):
            return one
    return None


def _makes(start: Quantity, end: Quantity, told: Quantity) -> bool:
    """Whether the change between two figures, each as coarse as it is printed, may be the percentage."""
    lowest = (end.value - end.half) / (start.value + start.half) - 1
    highest = (end.value + end.half) / max(start.value - start.half, start.half) - 1
    low, high = span(told)
    return any(low <= b and a <= high for a, b in ((lowest, highest), (-highest, -lowest)))


def _is_turned(item: Judged | None, start: Quantity, end: Quantity) -> bool:
    """Whether the word beside a percentage says the other way than its figures go."""
    way = item.word.polarity if item and item.word else 0
    return way * (end.value - start.value) < 0


def _is_quoted(told: Sequence[Quantity], bench: Bench) -> bool:
    """Whether one sentence of a cited text has all the figures."""
    facts = [item.match.fact for q in told if (item := bench.judged.get(q)) and item.match.found]
    homes = {(fact.evidence, fact.sentence.start) for fact in facts if fact and fact.sentence}
    return len(homes) == 1 and all(fact and fact.printed for fact in facts) and len(facts) == len(told)
