"""Two figures that a text sets in an order: from the one to the other, between the one and the other."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agents.verifier.bench import Bench, Judged
from agents.verifier.marks import Day, Quantity
from agents.verifier.reading import Reading, Sentence
from agents.verifier.values import same_figure

_SPREAD_BEFORE = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|run(?:s|ning)?|trad(?:e[sd]?|ing)|between|guidance|range\sof|estimates?\sof|band(?:s|\sof)?)\b[^.\n\d]{0,40}$",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"\s?(?:에서|부터|to|and|[-~])\s?")
_UNTIL = re.compile(r"\s?(?:까지|사이|범위|구간)")
_FROM_DAY = re.compile(r"부터\s|\s(?:to|through|until)\s")
_CHANGE_EN = (re.compile(r"\bfrom\s$", re.IGNORECASE), re.compile(r"[^.\n\d]{0,30}\bto\s", re.IGNORECASE))
_BACK_EN = (re.compile(r"\bto\s$", re.IGNORECASE), re.compile(r"[^.\n\d]{0,40}\bfrom\s", re.IGNORECASE))
_CHANGE_KO = (re.compile(r"\s?에서\s[^.\n\d]{0,12}"), re.compile(r"\s?(?:으?로)(?![가-힣])"))


def inverted(reading: Reading, bench: Bench) -> Iterator[Judged]:
    """The upper ends of ranges that lie below their lower ends."""
    for sentence in reading.sentences:
        for low, high in pairwise(sentence.own.quantities):
            if low.unit != high.unit or not _SPREAD.fullmatch(reading.text, low.end, high.start):
                continue
            named = _SPREAD_BEFORE.search(reading.text[sentence.start : low.start])
            until = _UNTIL.match(reading.text, high.end)
            if (named or until) and low.signed_value > high.signed_value and (item := bench.judged.get(high)):
                yield item


def inverted_days(reading: Reading) -> Iterator[Day]:
    """The ends of stretches of time that end before they begin."""
    for sentence in reading.sentences:
        for first, last in pairwise(sentence.own.days):
            if _FROM_DAY.fullmatch(reading.text, first.end, last.start) and _key(first) > _key(last):
                yield last


def _key(day: Day) -> tuple[int, int, int]:
    return (day.year or 0, day.month or 0, day.day or 0) if day.year else (0, 0, 0)


def backdated(reading: Reading, bench: Bench) -> Iterator[Judged]:
    """Both ends of changes whose first figure is known to be the later one."""
    for sentence in reading.sentences:
        for start, end in _changes(reading.text, sentence):
            if _SPREAD_BEFORE.search(reading.text[sentence.start : start.start]):
                continue  # "ranged from a low to a high" says nothing of which came first
            items = [bench.judged[q] for q in (start, end) if q in bench.judged]
            dates = [_date(item) for item in items]
            if len(dates) == 2 and dates[0] and dates[1] and dates[0] > dates[1]:
                yield from items


def _date(item: Judged) -> dt.date | None:
    """The one day of the structured value that carries a figure."""
    fact = item.match.fact if item.match.found else None
    return fact.context.dates[0] if fact and fact.printed is None and len(fact.context.dates) == 1 else None


def reversed_changes(reading: Reading, texts: Sequence[Reading]) -> Iterator[Quantity]:
    """The ends of changes that the cited texts tell the other way round, and nowhere as the answer does."""
    told = [pair for said in texts for sentence in said.sentences for pair in _changes(said.text, sentence)]
    for sentence in reading.sentences:
        for start, end in _changes(reading.text, sentence):
            if same_figure(start, end) or any(same_figure(a, start) and same_figure(b, end) for a, b in told):
                continue
            if any(same_figure(a, end) and same_figure(b, start) for a, b in told):
                yield start
                yield end


def _changes(text: str, sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of "from A to B", the earlier first."""
    for first, second in pairwise(sentence.own.quantities):
        if first.unit != second.unit:
            continue
        english = _CHANGE_EN[0].search(text, sentence.start, first.start) and _CHANGE_EN[1].fullmatch(
            text, first.end, second.start
        )
        korean = _CHANGE_KO[0].fullmatch(text, first.end, second.start) and _CHANGE_KO[1].match(
            text, second.end
        )
        if english or korean:
            yield first, second
        elif _BACK_EN[0].search(text, sentence.start, first.start) and _BACK_EN[1].fullmatch(
            text, first.end, second.start
        ):
            yield second, first
