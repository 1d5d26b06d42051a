"""Dates that the evidence has, and has of something else: of another close, another text, another session."""

import re
from collections.abc import Sequence

from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import Known
from agents.verifier.facts import Context, Fact
from agents.verifier.marks import Day
from agents.verifier.matching import days_fit
from agents.verifier.reading import Reading, Sentence
from agents.verifier.stretches import full

_BEFORE = re.compile(r"(?:전\s?거래일|(?:previous|prior)\s(?:session|trading\sday))\s?\($", re.IGNORECASE)
_NEAR = 30
_CLOSED = re.compile(r"[^.\n]{0,20}종가\s기준\s")
_OVER_A_DAY = re.compile(r"(?:에|에는)?\s(?:전\s?거래일|from\sthe\sprevious\ssession)")
_CLOSED_AT = re.compile(r"\bclosed\sat\s$")


def is_of_another_text(day: Day, reading: Reading, sentence: Sentence, bench: Bench, known: Known) -> bool:
    """Whether a date told without a figure is none of those of the text that carries the sentence before it."""
    if not sentence.index or sentence.own.names:
        return False
    before = bench.of(reading.sentences[sentence.index - 1])
    facts = [item.match.fact for item in before if item.match.found and item.match.fact]
    texts = {fact.evidence: fact.reading for fact in facts if fact.reading is not None}
    if not facts or len(texts) != 1 or any(fact.printed is None for fact in facts):
        return False
    ((source, text),) = texts.items()
    dates = known.published.get(source, ())
    said = [other for one in text.sentences for other in one.own.days]
    return bool(said) and not days_fit((day,), Context(dates=tuple(dates), days=tuple(said)))


def is_no_session_before(day: Day, text: str, known: Known) -> bool:
    """Whether a date that is called the previous session's is not one that any change counts from."""
    said = _BEFORE.search(text, max(0, day.start - _NEAR), day.start)
    return said is not None and bool(known.befores) and not any(day.fits(date) for date in known.befores)


def is_of_another_close(day: Day, text: str, items: Sequence[Judged]) -> bool:
    """Whether the close, or the move from the session before, that is told of this very day is another day's."""
    after = _CLOSED.match(text, day.end)
    for item in items:
        told_after = after is not None and item.number.start == after.end()
        over_a_day = _OVER_A_DAY.match(text, day.end) is not None and item.number.unit == "percent"
        told_before = text[item.number.end : day.start] == " on " and _CLOSED_AT.search(
            text, 0, item.number.start
        )
        fact = item.match.fact
        if (told_after or told_before) and item.match.found and fact and fact.context.dates:
            return not days_fit((day,), fact.context)
        if over_a_day and item.match.found and fact and fact.context.dates and fact.printed is None:
            return not day.fits(fact.context.dates[0])
        if over_a_day and item.match.found and fact and _is_the_first_of_two(day, fact):
            return True
    return False


def _is_the_first_of_two(day: Day, fact: Fact) -> bool:
    """Whether a day is the one that a text counts a change from: from the close of the 1st to that of the 4th."""
    dates = sorted(date for one in (fact.sentence.own.days if fact.sentence else ()) if (date := full(one)))
    return len(dates) == _TWO and day.fits(dates[0]) and not day.fits(dates[1])


_TWO = 2


def belied(day: Day, reading: Reading, sentence: Sentence, bench: Bench, known: Known) -> bool:
    """Whether a date that no text has heads figures that are all of another date."""
    if days_fit((day,), known.text_dates):
        return False
    facts: list[Fact] = []
    for later in reading.sentences[sentence.index + 1 :]:
        if later.own.days:
            break
        facts += [item.match.fact for item in bench.of(later) if item.match.found and item.match.fact]
    dated = [fact for fact in facts if fact.context.dates and fact.printed is None]
    dated = [
        fact for fact in dated if len(fact.context.dates) == 1
    ] or dated  # a change has two days, a close its own
    return bool(dated) and not any(days_fit((day,), fact.context) for fact in dated)
