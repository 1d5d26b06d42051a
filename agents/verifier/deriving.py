"""Numbers that follow from two facts: a change, a return, a ratio, a difference.

And evidence that says how it was derived is computed again from its operands.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from agents.verifier.endings import result_of
from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.matching import Match
from agents.verifier.values import DIFFERENCES, span
from stockelper.errors import BadInput
from stockelper.formulas import compute
from stockelper.types import Evidence

_ENOUGH = 8
_WHOLE = 0.5
"""Half a unit of a number without decimals: a ratio has some."""
_RELATIVE_SLACK = 1e-6


def recomputes(evidence: Evidence, by_id: Mapping[str, Evidence]) -> bool:
    """Whether a derived evidence agrees with its operands; one without a derivation does.

    Operands that are not among the evidence cannot be checked and are let through.
    """
    if evidence.derivation is None or evidence.value is None:
        return True
    operands = [by_id[name].value for name in evidence.derivation.operands if name in by_id]
    values = [value for value in operands if value is not None]
    if len(values) < len(evidence.derivation.operands):
        return True
    try:
        value = compute(evidence.derivation.formula, values)
    except BadInput:
        return False
    return abs(value - evidence.value) <= max(abs(evidence.value), abs(value)) * _RELATIVE_SLACK + 1e-6


def _when(fact: Fact) -> tuple[dt.date, int] | None:
    context = fact.context
    if fact.printed is None and context.dates:
        return max(context.dates), 0
    if fact.printed is not None and len(context.dates) == 1 and not context.fiscals:
        return context.dates[0], 0
    if len(context.fiscals) == 1 and context.fiscals[0].year:
        return dt.date(context.fiscals[0].year, 1, 1), context.fiscals[0].part or 0
    return None


_FROM = re.compile(r"\b[Ff]rom\s(?:about\s|an?\s)?[$₩€£]?$")
_FROM_KO = re.compile(r"에서(?=\s)")


def _is_told_from(fact: Fact) -> bool:
    """Whether a text tells a figure as what something came from: to $240 from $220."""
    if fact.printed is None or fact.reading is None:
        return False
    text, at = fact.reading.text, fact.printed.start
    return bool(_FROM.search(text[max(0, at - 16) : at]) or _FROM_KO.match(text, fact.printed.end))


def _backwards(before: Fact, after: Fact) -> bool:
    """Whether the first of a pair is known to be the later one."""
    if _is_told_from(after) and not _is_told_from(before) and before.sentence is after.sentence:
        return True
    first, second = _when(before), _when(after)
    return first is not None and second is not None and first > second


def _values(number: Quantity, before: Fact, after: Fact, share: bool) -> Iterator[tuple[float, bool]]:
    """What the number may be of two facts, and whether that has a direction: a change has one, a share has none."""
    a, b = _worth(before), _worth(after)
    if number.unit == "percent" and a and before.unit not in ("percent", "points"):
        yield b / a - 1, True
        if share:
            yield b / a, False
    if number.unit == "times" and number.sign:
        return  # a multiple has no sign
    if a and (number.unit == "times" or (number.unit == "bare" and share and number.half < _WHOLE)):
        yield b / a, False
    if number.unit == "points" and before.unit == "percent" and not _is_gap(before) and not _is_gap(after):
        yield b - a, True
    if number.unit == "index" and before.unit == "percent":
        yield (b - a) * 100, True  # 5.6 points between two rates
    if number.unit in (*MONEY, "shares", "index", "bare") and (
        number.unit not in MONEY or before.unit in (number.unit, "bare")
    ):
        yield b - a, not (a < 0 and b < 0)  # a loss that shrank grew by so much, or shrank


def _worth(fact: Fact) -> float:
    """A sum with the sign of a profit or loss; that something "fell from" it says nothing of its sign."""
    if fact.printed is None or fact.reading is None or fact.unit not in (*MONEY, "shares", "index", "bare"):
        return fact.signed_value
    loss = fact.printed.sign < 0 or result_of(fact.reading.text, fact.printed) < 0
    return -fact.value if loss else fact.value


def _is_gap(fact: Fact) -> bool:
    """Whether a fact is itself what two rates lie apart: a rate less such a gap is a rate again."""
    return bool(fact.context.tags & DIFFERENCES)


_SUM = 1e8
"""From which on a figure of a text without a unit is a sum of its money: 시총 33조."""


def same_kind(a: Fact, b: Fact) -> bool:
    """Whether two figures may be set against each other by their units, one of them perhaps left out in a text."""
    if a.unit == b.unit:
        return True
    bare, other = (a, b) if a.unit == "bare" else (b, a)
    if bare.unit != "bare" or bare.printed is None:
        return False
    return other.unit in ("index", "times") or (other.unit in MONEY and bare.value >= _SUM)


def _comparable(a: Fact, b: Fact) -> bool:
    if a is b or not same_kind(a, b):
        return False
    return not a.context.keys or not b.context.keys or bool(a.context.keys & b.context.keys)


def _pairs(
    stated: Sequence[Fact], meant: Sequence[Fact], in_order: bool
) -> Iterator[tuple[Fact, Fact, bool]]:
    """Pairs of operands, the earlier first where that is known; at least one of them is stated."""
    several = tuple(dict.fromkeys(stated))[-_ENOUGH:]
    for before, after in (combinations if in_order else permutations)(several, 2):
        yield before, after, True
    for one in several:
        for other in meant:
            yield one, other, False
            yield other, one, False


def derived(
    number: Quantity,
    word: Direction | None,
    stated: Sequence[Fact],
    meant: Sequence[Fact] = (),
    in_order: bool = False,
    across: bool = False,
) -> tuple[Match, int] | None:
    """A match by arithmetic on two facts, and the result's sign.

    `stated` are the facts of the sentence, `meant` those that it leaves unsaid; `in_order` says that the
    stated stand in the order of time, `across` that figures of different companies are set against each other.
    """
    said = number.sign or (word.polarity if word else 0)
    low, high = span(number)
    for before, after, both in _pairs(stated, meant, in_order):
        gap = number.unit in ("points", "index") or (number.unit == "times" and before.unit == "percent")
        gap = gap and before.unit == after.unit
        gap = gap or ((across or number.unit == "times") and before.unit == after.unit)
        if not _comparable(before, after) and not gap:
            continue
        backwards = _backwards(before, after)
        for value, directed in _values(number, before, after, both):
            sign = (value > 0) - (value < 0)
            if directed and backwards:
                continue
            if not directed and said and number.unit == "percent" and not number.level:
                continue  # a rise is no share
            if low <= abs(value) <= high and (not said or sign == said or not directed):
                way = (value > 1) - (value < 1) if number.unit == "times" else 0
                return Match(after, "derived", (before, after)), sign if directed else way
    return None
