"""Numbers that no fact carries as it stands, tried again: as the result of two facts, a place, a count, a usual mark."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from agents.verifier.bench import Bench, Judged
from agents.verifier.composed import composed
from agents.verifier.contradictions import is_return
from agents.verifier.deriving import derived
from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY
from agents.verifier.matching import Match, conflict, window_fits
from agents.verifier.neighbours import APART, beside, in_line, in_rows, only_text
from agents.verifier.quotients import quotient
from agents.verifier.rankings import place_of, rankings_of, told_places
from agents.verifier.reading import Reading, Sentence
from agents.verifier.totals import total
from agents.verifier.unsaid import unsaid

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
_PRICES = frozenset({"open", "high", "low", "close"})
_FROM_TO = re.compile(
    r"\bfrom\b[^.]{0,80}?\d[^.]{0,80}?\bto\b[^.]{0,80}?\d|\d[^.]{0,80}?에서[^.]{0,80}?\d[^.]{0,80}?로",
    re.IGNORECASE,
)
_MEANT = 4


def again(reading: Reading, item: Judged, bench: Bench) -> None:
    """Look for what carries a number that was not found, and take it for its match."""
    if item.match.reason == "value" and item.match.fact is not None:
        return  # the words beside it deny what the evidence has
    if item.match.reason == "sign" and _is_printed_otherwise(item):
        return
    if item.match.reason == "measure" and item.number.unit in MONEY and item.about.tags & _PRICES:
        return  # a price of a session is no result of others
    stated = [] if item.match.reason in _SETTLED else _stated(reading, item, bench)
    result = _computed(reading, item, stated, bench)
    if result is not None:
        bench.signs[item.number] = result[1]
        take(bench, item, result[0])
        return
    told = [*stated, *in_rows(reading.text, item, bench)]
    other = (
        _summed(reading.text, item, told, bench)
        or quotient(reading.text, item.sentence, item.number, [*told, *beside(told, bench)])
        or _counted(reading, item, bench)
        or _multiplied(item, bench)
        or (composed(reading.text, item, stated, bench) if item.match.fact is None else None)
        or (Match(None, "convention") if _is_rsi_mark(reading.text, item) else None)
        or (Match(None, "counted") if _is_of_evidence(item, bench) else None)
    )
    if other is not None:
        take(bench, item, other)


def _is_printed_otherwise(item: Judged) -> bool:
    """Whether a number and the text's figure with its value are both printed with a sign, and not the same."""
    printed = item.match.fact.printed if item.match.fact else None
    return printed is not None and printed.sign * item.number.sign < 0


def _computed(
    reading: Reading, item: Judged, stated: Sequence[Fact], bench: Bench
) -> tuple[Match, int] | None:
    """The number as the result of two facts: of the stated, of those beside them, or of some that the sentence names."""
    number, word = item.number, item.word
    in_order = bool(stated) and _in_order(reading.text, item.sentence)
    across = APART.search(reading.text, item.sentence.start, item.sentence.end) is not None
    near = in_line(reading.text, item, stated, bench)
    meant = _meant(item, stated, bench)
    told = [*stated, *in_rows(reading.text, item, bench)]
    return (
        derived(number, word, told, meant, in_order, across)
        or (derived(number, word, [*told, *near]) if near else None)
        or derived(number, word, told, unsaid(reading, item, bench))
    )


def _counted(reading: Reading, item: Judged, bench: Bench) -> Match | None:
    """A gap between two printed figures, or a place in an order."""
    if _is_gap_to_round(reading.text, item):
        return Match(None, "derived")
    return Match(None, "counted") if _is_place(reading, item, bench) else None


def _is_of_evidence(item: Judged, bench: Bench) -> bool:
    """Whether a number counts texts, companies or pieces of evidence."""
    counted = item.number.unit in ("count", "bare") and item.number.value in bench.counts
    return counted and item.match.fact is None


def _summed(text: str, item: Judged, stated: Sequence[Fact], bench: Bench) -> Match | None:
    """The sum or middle of the stated figures, or of those of the text sentences that have them."""
    found = total(text, item.sentence, item.number, stated)
    if found is not None or item.match.reason in _SETTLED:
        return found
    return total(text, item.sentence, item.number, beside(stated, bench) or only_text(bench))


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
    places = place_of(reading, item.sentence, number.start, rankings) or told_places(item.sentence, bench)
    return round(number.value) in places


def _multiplied(item: Judged, bench: Bench) -> Match | None:
    """The return or growth that a multiple speaks of: a price that doubled returned 100 %, 277 % more is 3.8 times."""
    if item.number.unit != "times" or (item.match.fact and item.match.fact.unit == "times"):
        return None  # or the evidence has the multiple itself, of another time or company
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
    found = [j for s in near for j in bench.of(s) if j.match.found and j.match.fact]
    results = [_result(j) for j in found if j.match.reason == "derived" and j.match.operands]
    return [*(j.match.fact for j in found if j.match.fact), *filter(None, results)]


def _result(item: Judged) -> Fact | None:
    """A number that was computed, as a figure to compute with."""
    fact, number = item.match.fact, item.number
    if fact is None or number.unit not in (*MONEY, "shares", "percent"):
        return None
    if number.unit == fact.unit == "percent":
        return None
    return replace(fact, value=number.value, sign=number.sign, unit=number.unit, printed=None, sentence=None)


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


def take(bench: Bench, item: Judged, found: Match) -> None:
    """Put another match in the place of a judged number's."""
    bench.judged[item.number] = replace(item, match=found)
