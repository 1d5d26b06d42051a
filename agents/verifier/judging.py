"""The numbers of an answer, each with what it is about and the fact that carries it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from agents.verifier.context import bound, context
from agents.verifier.contradictions import contradicted, is_return
from agents.verifier.deriving import derived
from agents.verifier.directing import Said
from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.matching import Match, candidates, conflict, match, sign_fits, window_fits
from agents.verifier.rankings import place_of, rankings_of
from agents.verifier.reading import Piece, Reading, Sentence

_RSI_MARKS = frozenset({20.0, 30.0, 50.0, 70.0, 80.0})
_RSI = re.compile(r"RSI|상대\s?강도|과매[수도]|over(?:bought|sold)", re.IGNORECASE)
_MARK_AFTER = re.compile(
    r"\s?(?:[을를이]\s?)?(?:선|이상|이하|넘|웃|밑|상회|하회|초과|미만|보다|위|아래|기준|포인트\s(?:위|아래)|or\s(?:above|below|more|less))"
)
_MARK_BEFORE = re.compile(
    r"\b(?:above|below|over|under|than|threshold(?:\sof)?|mark(?:\sof)?|the|at\sleast|at\smost)\s$",
    re.IGNORECASE,
)
_SETTLED = frozenset({"sign", "period", "date", "measure"})
_FROM_TO = re.compile(
    r"\bfrom\b[^.]{0,80}?\d[^.]{0,80}?\bto\b[^.]{0,80}?\d|\d[^.]{0,80}?에서[^.]{0,80}?\d[^.]{0,80}?로",
    re.IGNORECASE,
)
_CONDITION = "condition:"
_CONDITIONS = re.compile(r"조건\(|conditions\s\(")
_CELL = "): "
_BOUND_SIDE = re.compile(
    r"(?P<above>이상|초과|at\sleast|over|above)|(?P<below>이하|미만|at\smost|under|below)", re.IGNORECASE
)
_SIDE_REACH = 10
"""Characters between a screen's bound and the word that says on which side of it."""
_MEANT = 4
_SMALL = 31
_MOST = 200
"""Numbers of one sentence from which on it is no sentence, and none is tried as the result of others."""
_ALWAYS_SMALL = frozenset({"가지", "위", "번째", "회", "차례", "개", "곳"})


@dataclass(frozen=True)
class Judged:
    """A number of the answer with what it is about and what became of it."""

    number: Quantity
    word: Direction | None
    about: Context
    match: Match
    sentence: Sentence
    piece: Piece
    cell: bool = False
    """The number stands alone behind a colon: `- Samsung Electronics (005930): 5`."""


@dataclass
class Bench:
    """The evidence of one answer, made ready, and the numbers judged so far."""

    facts: Facts
    said: Sequence[Said]
    counts: frozenset[int]
    judged: dict[Quantity, Judged] = field(default_factory=dict[Quantity, Judged])
    signs: dict[Quantity, int] = field(default_factory=dict[Quantity, int])

    @cached_property
    def conditions(self) -> tuple[Fact, ...]:
        """The bounds that a screen was asked with."""
        return tuple(fact for fact in self.facts.facts if fact.evidence.startswith(_CONDITION))

    def of(self, sentence: Sentence) -> list[Judged]:
        """The judged numbers of a sentence, in order."""
        return [self.judged[q] for q in sentence.own.quantities if q in self.judged]


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
            _replace(bench, item, Match(item.match.fact, "sign"))
    for sentence in reading.sentences:
        if len(sentence.own.quantities) > _MOST:
            continue
        for item in bench.of(sentence):
            if not item.match.found and not (
                bench.conditions and _is_condition(reading.text, sentence, item.number)
            ):
                _again(reading, item, bench)


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


def _judged(reading: Reading, sentence: Sentence, piece: Piece, number: Quantity, bench: Bench) -> Judged:
    """A number with the fact that carries it, if one does and nothing beside the number says otherwise."""
    word = bound(reading.text, piece, number)
    about = context(reading, sentence, piece, number)
    cell = reading.text.endswith(_CELL, 0, number.start)
    if bench.conditions and _is_condition(reading.text, sentence, number):
        found = _bound(reading.text, number, about, bench.conditions)
        return Judged(number, word, about, found, sentence, piece, cell)
    found = match(number, word, about, bench.facts, _falls(sentence))
    if found.found and found.fact is not None:
        wrong = contradicted(reading.text, sentence, piece, number, found.fact, bench.facts)
        found = Match(found.fact, wrong) if wrong else found
    return Judged(number, word, about, found, sentence, piece, cell)


def _replace(bench: Bench, item: Judged, found: Match) -> None:
    bench.judged[item.number] = replace(item, match=found)


def _again(reading: Reading, item: Judged, bench: Bench) -> None:
    if item.match.reason == "value" and item.match.fact is not None:
        return  # the words beside it deny what the evidence has
    stated = [] if item.match.reason in _SETTLED else _stated(reading, item, bench)
    meant = _meant(item, stated, bench)
    in_order = bool(stated) and _in_order(reading.text, item.sentence)
    beside = _in_line(item, stated, bench)
    stated = [*stated, *_in_rows(reading.text, item, bench)]
    result = derived(item.number, item.word, stated, meant, in_order)
    if result is None and beside:
        result = derived(item.number, item.word, [*stated, *beside])
    if result is not None:
        bench.signs[item.number] = result[1]
        _replace(bench, item, result[0])
    elif _is_gap_to_round(reading.text, item):
        _replace(bench, item, Match(None, "derived"))
    elif _is_place(reading, item, bench):
        _replace(bench, item, Match(None, "counted"))
    elif (grown := _multiplied(item, bench)) is not None:
        _replace(bench, item, grown)
    elif _is_rsi_mark(reading.text, item):
        _replace(bench, item, Match(None, "convention"))
    elif (
        item.number.unit in ("count", "bare")
        and item.number.value in bench.counts
        and item.match.fact is None
    ):
        _replace(bench, item, Match(None, "counted"))


_SHORT_OF = re.compile(
    r"\s?(?:이\s|가\s)?(?:모자[란라]|부족|못\s?미|남짓|더\s|덜\s)|\s(?:short\s(?:of)?|shy\s(?:of)?|below|under|above|over|beyond)\b",
    re.IGNORECASE,
)


def _is_gap_to_round(text: str, item: Judged) -> bool:
    """Whether a sum is what two printed figures of its sentence lie apart: 12만 원에서 100원 모자란 119,900원."""
    number = item.number
    if number.unit not in MONEY or not _SHORT_OF.match(text, number.end):
        return False
    others = [q.value for q in item.sentence.own.quantities if q is not number and q.unit == number.unit]
    return any(abs(abs(a - b) - number.value) <= number.half for a, b in combinations(others, 2))


def _is_place(reading: Reading, item: Judged, bench: Bench) -> bool:
    """Whether a place in an order, 3위, is the one that the company has by the evidence's figures."""
    number = item.number
    if number.unit != "count" or not reading.text[number.start : number.end].endswith(("위", "번째")):
        return False
    rankings = list(rankings_of(bench.facts.facts))
    return round(number.value) in place_of(reading, item.sentence, number.start, rankings)


_LINE = 6
"""Figures beside the stated ones that are tried as what a change was counted from."""


def _in_line(item: Judged, stated: Sequence[Fact], bench: Bench) -> list[Fact]:
    """The figures beside the stated ones in their texts, where a change is told and only its end."""
    if item.number.unit not in ("percent", "points") or item.word is None:
        return []
    found = [f for f in bench.facts.facts if any(_is_beside(f, one) for one in stated)]
    return found if len(found) <= _LINE else []


def _is_beside(fact: Fact, stated: Fact) -> bool:
    """Whether a figure stands in the line or sentence of a stated one, or of its account in the sentence next to it."""
    if fact is stated or fact.sentence is None or stated.sentence is None:
        return False
    if fact.reading is not stated.reading or (fact.unit, fact.verbatim) != (stated.unit, stated.verbatim):
        return False
    apart = abs(fact.sentence.index - stated.sentence.index)
    return apart == 0 or (apart == 1 and bool(fact.context.tags & stated.context.tags))


_APART = re.compile(
    r"보다|차이|격차|높[여였인]|낮[췄춰춘]|올[려렸린]|내[려렸린]|인[상하]|앞[섰서]|증가\s?폭|감소\s?폭|상승\s?폭|하락\s?폭|\b(?:than|gap|ahead|apart|difference|widened|gained|raised|lifted|lowered|cut)\b",
    re.IGNORECASE,
)
_ROW = 12
"""Figures of one sentence of a text that are tried against each other."""


def _in_rows(text: str, item: Judged, bench: Bench) -> list[Fact]:
    """The figures of a cited text's short rows where a sentence tells how far two lie apart without naming them."""
    if item.number.unit not in (*MONEY, "points") or not _APART.search(
        text, item.sentence.start, item.sentence.end
    ):
        return []
    unit = "percent" if item.number.unit == "points" else item.number.unit
    alike = [f for f in bench.facts.facts if f.printed and not f.verbatim and f.unit in (unit, "bare")]
    return alike if 1 < len(alike) <= _ROW else []


def _multiplied(item: Judged, bench: Bench) -> Match | None:
    """The return or growth that a multiple speaks of: a price that doubled returned 100 %, 277 % more is 3.8 times."""
    if item.number.unit != "times":
        return None
    for fact in bench.facts.facts:
        alike = abs(1 + fact.signed_value - item.number.value) <= item.number.half
        grown = is_return(fact) or (fact.printed is not None and fact.unit == "percent" and fact.sign != 0)
        if alike and grown and conflict(item.about, fact.context) is None:
            return Match(fact, "derived")
    return None


def _in_order(text: str, sentence: Sentence) -> bool:
    """Whether the sentence states the earlier figure first."""
    return bool(_FROM_TO.search(text, sentence.start, sentence.end))


def _is_rsi_mark(text: str, item: Judged) -> bool:
    """Whether a number is a usual mark that an RSI is held against, and not said to be one."""
    number = item.number
    if number.unit not in ("bare", "index") or number.value not in _RSI_MARKS:
        return False
    marked = _MARK_AFTER.match(text, number.end) or _MARK_BEFORE.search(
        text[max(0, number.start - 16) : number.start]
    )
    return bool(marked and _RSI.search(text, item.sentence.start, item.sentence.end))


def _stated(reading: Reading, item: Judged, bench: Bench) -> list[Fact]:
    """The facts that the sentence, or the one before it, states."""
    index = item.sentence.index
    near = reading.sentences[max(0, index - 1) : index + 1]
    return [j.match.fact for s in near for j in bench.of(s) if j.match.found and j.match.fact]


def _meant(item: Judged, stated: Sequence[Fact], bench: Bench) -> list[Fact]:
    """The companies' closes beside a stated price; for a gap in percentage points, the returns beside another."""
    points = item.number.unit == "points"
    if not stated:
        return []
    keys = item.about.keys | frozenset(key for name in item.sentence.own.names for key in name.keys)
    tag = "return" if points else "close"
    known = [f for f in bench.facts.facts if f.printed is None and tag in f.context.tags]
    one = len({f.context.keys for f in known}) == 1
    known = [f for f in known if f.context.keys <= keys or (one and not keys)]
    if points:
        windows = item.about.windows or tuple(w for f in stated for w in f.context.windows)
        known = [f for f in known if any(window_fits(w, f.context) for w in windows)]
    return [f for f in known if f not in stated][-_MEANT:]


def worth_saying(item: Judged, bench: Bench) -> bool:
    """Whether an unmatched number is a claim: small counts of nothing in particular are not."""
    number = item.number
    if item.match.found:
        return True
    if number.spoken:
        told = [f for f in bench.facts.facts if f.unit == "times" or is_return(f)]
        return any(conflict(item.about, fact.context) is None for fact in told)
    if item.match.fact is not None:
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
