"""Two figures of a sentence that say which way something went, or which of two lies above the other."""

import datetime as dt
import re
from collections.abc import Sequence

from agents.verifier.facts import Fact, Facts
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.matching import window_fits
from agents.verifier.reading import Piece, Sentence
from agents.verifier.verdicts import Course, Verdict

_MARKS = frozenset({"sma", "high_52w", "low_52w", "target"})


def _has_level(number: Quantity) -> bool:
    return (
        number.unit in MONEY
        or number.unit in ("bare", "index", "shares")
        or (number.unit == "percent" and number.level)
    )


_FROM = re.compile(
    r"\b(?:from|than|versus|vs\.?|against|over|compared\s(?:with|to))\s(?:about\s|around\s|an?\s|the\s)?[$₩€£]?$",
    re.IGNORECASE,
)
_FROM_KO = re.compile(r"\s?(?:에서(?=\s)|보다(?=\s)|\s?대비|에\s?비해|에\s?견줘)")
_WORTH = 90
"""Characters between the two figures of a change."""


def of_change(word: Direction, sentence: Sentence, piece: Piece, course: Course, text: str) -> Verdict | None:
    """By the two figures between which something rose or fell, one of which is said to be the earlier."""
    if word.group not in ("move", "level", "rating", "size"):
        return None
    known = [q for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found and _has_level(q)]
    told = _telling(text, sentence, piece)
    here = [q for q in known if told.start <= q.start < told.end]
    earlier = [q for q in here if _is_earlier(text, sentence, q)]
    if len(earlier) != 1:
        return None
    others = [q for q in here if q is not earlier[0]] or [q for q in known if q.end <= piece.start][-1:]
    alike = [q for q in others if q.unit == earlier[0].unit and abs(q.start - earlier[0].start) <= _WORTH]
    if len(alike) != 1 or alike[0].signed_value == earlier[0].signed_value:
        return None
    fine = (alike[0].signed_value > earlier[0].signed_value) == (word.polarity > 0)
    fact = course.matches[alike[0]].fact
    return Verdict(fine, "derived" if fine else "direction", fact.evidence if fact else None)


def _telling(text: str, sentence: Sentence, piece: Piece) -> Piece:
    """The clause that tells a word's figures: its own, or the next with any where that goes on with "to" or "from"."""
    later = next((p for p in sentence.pieces if p.start >= piece.start and p.own.quantities), piece)
    return later if text.startswith(("to ", "from "), later.start) else piece


def of_years(word: Direction, piece: Piece, course: Course) -> Verdict | None:
    """By the year before in the same line of the cited text: "fell to $485.2 million" of 642,775 and 485,208."""
    if word.group not in ("move", "size", "level"):
        return None
    matched = [m.fact for q in piece.own.quantities if (m := course.matches.get(q)) and m.found and m.fact]
    for fact in matched:
        before = (
            _year_before(fact, course.facts)
            if fact.printed and fact.unit not in ("percent", "points")
            else None
        )
        if before is not None and before.value != fact.value:
            fine = (fact.value > before.value) == (word.polarity > 0)
            return Verdict(fine, "derived" if fine else "direction", fact.evidence)
    return None


def _years(fact: Fact) -> set[int | None]:
    """The years of a figure; those of its dates where no period is told: the year ended 31 December 2019."""
    return {one.year for one in fact.context.fiscals or fact.context.days}


def _year_before(fact: Fact, facts: Facts) -> Fact | None:
    """The nearest figure of the same sentence that is of the year before."""
    years = _years(fact)
    if len(years) != 1 or fact.printed is None or (year := min(y or 0 for y in years)) == 0:
        return None
    at = fact.printed.start
    near = [
        f for f in facts.facts
        if f.sentence is fact.sentence and f.reading is fact.reading and f.printed and f.unit == fact.unit and f.verbatim == fact.verbatim
        and _years(f) == {year - 1}
    ]  # fmt: skip
    return min(near, key=lambda f: abs((f.printed.start if f.printed else 0) - at), default=None)


def _is_earlier(text: str, sentence: Sentence, number: Quantity) -> bool:
    before = text[max(sentence.start, number.start - 24) : number.start]
    return bool(_FROM.search(before) or _FROM_KO.match(text, number.end))


_POINTED_AT = re.compile(r"(?:이|그|해당)\s?(?:선|평균|가격|수준)\s?(?:보다\s)?$")
"""What was told before and is compared with: 이 선 위에."""
_POINTED = 12
_DENIED = re.compile(r"\b(?:never|not|no|without|neither|nor)\b|n't\b", re.IGNORECASE)


def of_levels(word: Direction, sentence: Sentence, course: Course, text: str) -> Verdict | None:
    """By two figures of the sentence: from 100 to 120, a close above an average."""
    found = _told_levels(word, sentence, course)
    if word.group == "level" and _is_of_names(word, sentence, text):
        return None
    if word.group == "level" and len(found) < 2:
        return _marks(word, sentence, course)
    if len(found) < 2 or word.group not in ("move", "level") or _compares_others(word, sentence, found, text):
        return None
    first, second = _pair(word, _without_gap(word, _of_now(word, found, course)), text)
    if _POINTED_AT.search(text, max(sentence.start, word.start - _POINTED), word.start):
        first, second = second, first
    if first.signed_value == second.signed_value or first.unit != second.unit:
        return None
    fine = (second.signed_value > first.signed_value) == (word.polarity > 0) and word.polarity != 0
    fact = course.matches[second].fact or course.matches[first].fact
    return Verdict(fine, "derived" if fine else "direction", fact.evidence if fact else None)


def _told_levels(word: Direction, sentence: Sentence, course: Course) -> Sequence[Quantity]:
    """The sentence's figures that evidence carries and that may lie above or below each other; of shares alone both."""
    carried = [q for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found]
    levels = [q for q in carried if _has_level(q)]
    percents = [q for q in carried if q.unit == "percent"]
    alone = word.group == "level" and len(levels) < 2 and len(percents) == 2
    return percents if alone and not any(q.sign for q in percents) else levels


def _compares_others(word: Direction, sentence: Sentence, found: Sequence[Quantity], text: str) -> bool:
    """Whether a word does not set these figures against each other: denied, between them, or beside another kind."""
    korean = "가" <= text[word.start] <= "힣"
    if word.group == "move":
        return korean and found[0].end <= word.start < found[1].start  # 74.3까지 올라 70을 넘겼다
    if _DENIED.search(text, max(sentence.start, word.start - 40), word.start):
        return True
    if not korean:
        return not any(q.start >= word.end for q in found)
    every = [q for q in sentence.own.quantities if q.end <= word.start]
    alike = {q.unit for q in found if q.end <= word.start}
    return bool(every) and every[-1].unit not in alike  # set against a figure of another kind: the 14% of it


def _of_now(word: Direction, found: Sequence[Quantity], course: Course) -> Sequence[Quantity]:
    """The figures that may be compared: beside a mark and the one close, whatever else the sentence tells of before."""
    tags = {q: fact.context.tags for q in found if (fact := course.matches[q].fact)}
    closes = [q for q in found if "close" in tags.get(q, ())]
    before = [q for q in found if q.end <= word.start]
    if (
        word.group != "level"
        or len(closes) != 1
        or not before
        or not tags.get(before[-1], frozenset[str]()) & _MARKS
    ):
        return found
    return [closes[0], before[-1]] if closes[0].end <= before[-1].start else found


def _is_of_names(word: Direction, sentence: Sentence, text: str) -> bool:
    """Whether a word sets a company against another, whatever figures stand elsewhere: 삼성전자보다 높다."""
    behind = [
        name for name in sentence.own.names if name.end <= word.start and text.startswith("보다", name.end)
    ]
    return bool(behind) and not any(behind[-1].end <= q.start < word.start for q in sentence.own.quantities)


def _marks(word: Direction, sentence: Sentence, course: Course) -> Verdict | None:
    """A close against a mark that is named without its figure: above its average, below its 52-week high."""
    tags = {a.tag for a in sentence.own.attributes} & _MARKS
    keys = frozenset(k for name in sentence.own.names for k in name.keys) or sentence.inherited
    plain = [f for f in course.facts.facts if f.printed is None and (not keys or f.context.keys & keys)]
    closes = [f for f in plain if "close" in f.context.tags]
    marks = [f for f in plain if f.context.tags & tags and "cross" not in f.evidence]
    windows = [w for p in sentence.pieces if p.start <= word.start < p.end for w in p.own.windows]
    if len(windows) > 1 and windows[0].end <= word.start < windows[1].start:
        closes = [f for f in marks if window_fits(windows[0], f.context)]  # one average against another
        windows = windows[1:2]
    marks = [f for f in marks if not windows or any(window_fits(w, f.context) for w in windows)]
    if len(tags) != 1 or not closes or len(marks) != 1:
        return None
    last = max(closes, key=lambda f: f.context.dates or (dt.date.min,))
    fine = (last.value > marks[0].value) == (word.polarity > 0)
    return Verdict(fine, "derived" if fine else "direction", marks[0].evidence)


def _without_gap(word: Direction, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures that are compared: of three the one right before the word says how far they lie apart."""
    if word.group != "level" or len(found) < 3:
        return found
    return [number for number in found if not 0 <= word.start - number.end <= 1] or found


def _pair(word: Direction, found: Sequence[Quantity], text: str) -> tuple[Quantity, Quantity]:
    """What it is compared with, and what is said to be higher or lower; for a move the older and the newer."""
    if word.group != "level":
        falls_first = word.end <= found[0].start and not found[0].level
        return (found[1], found[0]) if falls_first else (found[0], found[1])
    korean = "가" <= text[word.start] <= "힣"
    near = [i for i, q in enumerate(found) if (q.end <= word.start if korean else q.start >= word.end)]
    other = (near[-1] if korean else near[0]) if near else 0
    rest = [q for i, q in enumerate(found) if i != other]
    before = [q for q in rest if q.end <= word.start]
    return found[other], (before[-1] if before and not korean else rest[0])
