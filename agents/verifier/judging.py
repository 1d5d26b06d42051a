"""The numbers of an answer, each with what it is about and the fact that carries it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from agents.verifier.bench import CONDITION, Bench, Judged
from agents.verifier.binding import bound
from agents.verifier.context import context
from agents.verifier.contradictions import contradicted, is_return
from agents.verifier.counted import counts_are_told, is_of_others
from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.foretold import is_of_another
from agents.verifier.marks import MONEY, Quantity
from agents.verifier.matching import Match, Reason, conflict, match, sign_fits
from agents.verifier.reading import Piece, Reading, Sentence
from agents.verifier.retrying import again, take
from agents.verifier.values import FIRMS, candidates

_CONDITIONS = re.compile(r"조건\(|conditions\s\(")
_CELL = "): "
_BOUND_SIDE = re.compile(
    r"(?P<above>이상|초과|at\sleast|over|above)|(?P<below>이하|미만|at\smost|under|below)", re.IGNORECASE
)
_SIDE_REACH = 10
"""Characters between a screen's bound and the word that says on which side of it."""
_NO_COUNTS = frozenset({"rsi", "macd", "signal", "beta"})
_HANGUL = re.compile("[가-힣]")
_SMALL = 31
_MOST = 200
"""Numbers of one sentence from which on it is no sentence, and none is tried as the result of others."""
_ALWAYS_SMALL = frozenset({"가지", "위", "번째", "회", "차례", "개", "곳"})


def _is_condition(text: str, sentence: Sentence, number: Quantity) -> bool:
    """Whether a number stands in the brackets that tell a screen's conditions."""
    opened = _CONDITIONS.search(text, sentence.start, number.start)
    if opened is None:
        return False
    before = text[opened.end() : number.start]
    return before.count(")") <= before.count("(")


def _falls(sentence: Sentence) -> bool:
    return any(word.polarity < 0 for word in sentence.own.directions)


def judge_numbers(reading: Reading, bench: Bench) -> None:
    """Match every number; what is not found is tried again as the result of two that were."""
    for sentence in reading.sentences:
        for piece in sentence.pieces:
            for number in piece.own.quantities:
                bench.judged[number] = _judged(reading, sentence, piece, number, bench)
    for sentence in reading.sentences:
        for item in _turned_in_its_text(sentence, bench):
            take(bench, item, Match(item.match.fact, "sign"))
    for sentence in reading.sentences:
        if len(sentence.own.quantities) > _MOST:
            continue
        for item in bench.of(sentence):
            if not item.match.found and not (
                bench.conditions and _is_condition(reading.text, sentence, item.number)
            ):
                again(reading, item, bench)


def _turned_in_its_text(sentence: Sentence, bench: Bench) -> Iterator[Judged]:
    """The figures that another text carries by chance, while the one which carries the rest of the sentence has them with
    the other sign: "fell 55% to $94.4 billion" of "rose 55% to $94.4 billion", where something else fell 55 %."""
    items = [item for item in bench.of(sentence) if item.match.reason == "stated" and item.match.fact]
    for item in items if len(items) <= _MOST else ():
        beside = {other.match.fact.evidence for other in items if other is not item and other.match.fact}
        own = item.match.fact.evidence if item.match.fact else ""
        near = [fact for fact in candidates(item.number, bench.facts) if fact.evidence in beside - {own}]
        near = [fact for fact in near if conflict(item.about, fact.context) is None]
        if own not in beside and near and not any(sign_fits(item.number, item.word, f, False) for f in near):
            yield item


def _bound(text: str, number: Quantity, about: Context, conditions: Sequence[Fact]) -> Match:
    """The bound of a screen that a number tells: of what it measures, at least or at most that.

    "At most 40" would be true of any 39, but the question's own bound is what is told.
    """
    said = _BOUND_SIDE.search(text, number.end, number.end + _SIDE_REACH) or _BOUND_SIDE.search(
        text[max(0, number.start - _SIDE_REACH) : number.start]
    )
    for fact in candidates(replace(number, near="exact"), Facts.of(conditions)):
        side = "above" if said and said["above"] else "below" if said else ""
        if (not about.tags or not fact.context.tags or about.tags & fact.context.tags) and (
            side in fact.evidence and (not number.sign or number.sign == fact.sign)
        ):
            return Match(fact, "evidence")
    return Match(conditions[0], "value")


def _of_others(text: str, sentence: Sentence, number: Quantity, fact: Fact) -> Reason | None:
    """What is wrong with a fact that counts, bounds or averages other things than the sentence speaks of."""
    if number.unit not in ("count", "bare", "shares") and fact.name.endswith("_count"):
        return "measure"
    counted = number.unit in ("count", "shares") or number.noun in FIRMS
    bound = fact.evidence.startswith(CONDITION) and not number.unit == fact.unit == "shares"
    if counted and (bound or fact.context.tags & _NO_COUNTS):
        return "measure"  # a bound of the question's is no count, but one of shares traded; nor is an RSI
    if (
        fact.group
        and fact.group not in text[sentence.start : sentence.end]
        and _is_of_script(text[sentence.start : sentence.end], fact.group)
    ):
        return "company"
    apart = is_of_others(text, sentence, number, fact) or is_of_another(text, sentence, number, fact)
    return "measure" if apart else None


def _is_of_script(text: str, group: str) -> bool:
    """Whether a name could stand in a text as it is: both have Hangul, or neither."""
    return bool(_HANGUL.search(text)) == bool(_HANGUL.search(group))


def _judged(reading: Reading, sentence: Sentence, piece: Piece, number: Quantity, bench: Bench) -> Judged:
    """A number with the fact that carries it, if one does and nothing beside the number says otherwise."""
    word = bound(reading.text, piece, number)
    about = context(reading, sentence, piece, number)
    cell = reading.text.endswith(_CELL, 0, number.start)
    if bench.conditions and _is_condition(reading.text, sentence, number):
        found = _bound(reading.text, number, about, bench.conditions)
        return Judged(number, word, about, found, sentence, piece, cell)
    wrong = partial(_of_others, reading.text, sentence, number)
    found = match(number, word, about, bench.facts, _falls(sentence), wrong)
    if found.found and found.fact is not None:
        wrong = contradicted(reading.text, sentence, piece, number, found.fact, bench.facts)
        found = Match(found.fact, wrong) if wrong else found
    counted = counts_are_told(reading.text, sentence, bench.facts.facts)
    return Judged(number, word, about, found, sentence, piece, cell, counted)


def _could_be_told(item: Judged, bench: Bench) -> bool:
    """Whether the sentence states two figures of a kind of which a multiple may be told: they say which."""
    units = [j.number.unit for j in bench.of(item.sentence) if j.match.found and not j.number.spoken]
    units = [unit for unit in units if unit in (*MONEY, "shares", "index", "bare")]
    return item.number.unit == "times" and len(units) > len(set(units))


def worth_saying(item: Judged, bench: Bench) -> bool:
    """Whether an unmatched number is a claim: small counts of nothing in particular are not."""
    number = item.number
    if item.match.found:
        return True
    if number.spoken:
        if _could_be_told(item, bench):
            return True
        if number.unit == "percent":
            return any(f.unit == "percent" and f.printed is not None for f in bench.facts.facts)
        told = [f for f in bench.facts.facts if f.unit == "times" or is_return(f)]
        return any(conflict(item.about, fact.context) is None for fact in told)
    if item.match.fact is not None or (number.noun in FIRMS and item.counted):
        return True
    small = number.value <= _SMALL and number.value == int(number.value) and number.half == 0.5
    if number.unit not in ("bare", "count") or item.about.tags:
        return True
    if not number.noun and item.sentence.own.names and item.cell:
        return True
    if number.unit == "count" and number.noun not in _ALWAYS_SMALL and not small:
        return True
    if not small:
        return True
    same = [f for f in bench.facts.facts if f.printed and number.noun and f.printed.noun == number.noun]
    return any(conflict(item.about, f.context) is None for f in same)
