"""Marks that a company is said to have made: a 52-week high on a day, a golden cross, against the days of the evidence."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.facts import Fact
from agents.verifier.marks import Mark
from agents.verifier.matching import days_fit
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_HIGH = r"(?:52주\s?)?(?:신고가|최고가|최고치)|52-?\s?week\shighs?"
_LOW = r"(?:52주\s?)?(?:신저가|최저가|최저치)|52-?\s?week\slows?"
_MADE = re.compile(
    rf"(?i)(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))(?=(?:를|을|까지)?\s?(?:또\s|다시\s)?(?:새로\s?썼|새로\s?쓴|경신|갱신|기록|찍|올라|내려|깼))"
    rf"|\b(?:hit|sets?|reach(?:ed|es)|touch(?:ed|es)|notched|made|posted)\s(?:a\s|its\s|new\s|fresh\s)*(?:(?P<high2>52-?\s?week\shighs?)|(?P<low2>52-?\s?week\slows?))"
)
_CROSS = re.compile(
    r"(?i)(?P<golden>골든\s?크로스|golden\scross)|(?P<death>(?:데드|데스)\s?크로스|(?:death|dead)\scross)"
)


def marks_made(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each mark that was not made, or not on the day that the sentence tells."""
    if not any(fact.printed is None for fact in bench.facts.facts):
        return
    for sentence in reading.sentences:
        plain = _of_company(sentence, bench.facts.facts)
        for found in _MADE.finditer(reading.text, sentence.start, sentence.end):
            tag = "high_52w" if found["high"] or found["high2"] else "low_52w"
            if _is_not_made(sentence, [f for f in plain if tag in f.context.tags], plain):
                group = next(name for name in ("high", "low", "high2", "low2") if found[name])
                yield claim(reading, Mark(*found.span(group)), "direction", False, "measure")
        yield from _crosses(reading, sentence, plain)


def _of_company(sentence: Sentence, facts: Sequence[Fact]) -> Sequence[Fact]:
    keys = frozenset(key for name in sentence.own.names for key in name.keys) or sentence.inherited
    return [f for f in facts if f.printed is None and (not keys or f.context.keys & keys)]


def _is_not_made(sentence: Sentence, marks: Sequence[Fact], plain: Sequence[Fact]) -> bool:
    """Whether the mark's day is known and is none of the sentence's, nor, where it names none, the newest."""
    dated = [fact for fact in marks if len(fact.context.dates) == 1]
    if not dated:
        return False
    if sentence.own.days:
        return not any(days_fit(sentence.own.days, fact.context) for fact in dated)
    newest = max(date for fact in plain for date in fact.context.dates)
    return not sentence.own.fiscals and all(newest not in fact.context.dates for fact in dated)


def _crosses(reading: Reading, sentence: Sentence, plain: Sequence[Fact]) -> Iterator[Claim]:
    for found in _CROSS.finditer(reading.text, sentence.start, sentence.end):
        name, other = ("golden_cross", "death_cross") if found["golden"] else ("death_cross", "golden_cross")
        own = [fact for fact in plain if name in fact.evidence]
        if not own and any(other in fact.evidence for fact in plain):
            yield claim(reading, Mark(*found.span()), "direction", False, "measure")
        piece = next((p for p in sentence.pieces if p.start <= found.start() < p.end), None)
        for day in piece.own.days if piece and own else ():
            if not any(days_fit((day,), fact.context) for fact in own):
                yield claim(reading, day, "date", False, "date", value=reading.text[day.start : day.end])
