"""Whether a word of direction agrees with the evidence: with its number's sign, a return, or a cited text."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from agents.verifier.context import bound
from agents.verifier.extremes import of_figures, of_two
from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.listing import of_count, of_list
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.matching import Match, conflict, window_fits
from agents.verifier.owners import listed
from agents.verifier.reading import Piece, Reading, Sentence

_WORD = re.compile(r"[A-Za-z]{3,}|[가-힣]{2,}")
_SAME = frozenset({"move", "level", "rank", "rating", "size"})
_OPTIONAL = frozenset({"level", "rank", "result", "flow", "rating", "size"})
_MARKS = frozenset({"sma", "high_52w", "low_52w", "target"})
_DISTANCES = frozenset(
    {"drawdown", "high", "low", "high_52w", "low_52w", "sma", "bollinger", "macd", "signal"}
)
"""What a close is away from something: no course of the price over time."""
_FLAT = 0.0055
_CLOSE_CALL = 0.12
_LOCAL_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a claim; `silent` claims are not reported, because nothing can be said of them."""

    supported: bool
    reason: str
    evidence: str | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A word of direction in a cited text, with what its sentence speaks of."""

    word: Direction
    keys: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    local: frozenset[str]
    evidence: str


@dataclass(frozen=True)
class Course:
    """What the directions of one answer are checked with."""

    facts: Facts
    said: Sequence[Said]
    matches: Mapping[Quantity, Match]
    signs: Mapping[Quantity, int] = field(default_factory=dict[Quantity, int])


def stems(text: str) -> frozenset[str]:
    """The words of a text by their beginnings, so that endings and particles do not matter."""
    return frozenset(w[:2] if "가" <= w[0] <= "힣" else w.lower()[:5] for w in _WORD.findall(text))


def _local(text: str, word: Direction) -> frozenset[str]:
    """The pairs of letters around a word, the word itself left out."""
    around = text[max(0, word.start - 12) : word.start] + " " + text[word.end : word.end + 8]
    letters = [c for c in around.lower() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))


def said_in(reading: Reading, evidence: str) -> list[Said]:
    """Every word of direction of a cited text."""
    result: list[Said] = []
    for sentence in reading.sentences:
        words = stems(reading.text[sentence.start : sentence.end])
        keys = (
            frozenset(key for name in listed(sentence.own.names) for key in name.keys) or sentence.inherited
        )
        for piece in sentence.pieces:
            near = stems(reading.text[piece.start : piece.end])
            result += [
                Said(word, keys, words, near, _local(reading.text, word), evidence)
                for word in piece.own.directions
            ]
    return result


def _is_level_below_zero(number: Quantity) -> bool:
    """A printed minus of a level: what lies above or below it is said by another figure."""
    return number.sign < 0 and number.unit not in ("percent", "points", "times")


_ENDS = {"high": 1, "high_52w": 1, "low": -1, "low_52w": -1}


_UP_TO = re.compile(r"까지")


def _of_touched(word: Direction, number: Quantity, fact: Fact, text: str) -> Verdict | None:
    """What rose to a day's high or fell to its low: 장중 31만 원까지 올랐다가."""
    ways = {_ENDS[tag] for tag in fact.context.tags if tag in _ENDS}
    reached = number.level and number.unit in MONEY and _UP_TO.match(text, number.end)
    if not reached or word.group != "move" or len(ways) != 1:
        return None
    fine = ways == {word.polarity}
    return Verdict(fine, "evidence" if fine else "direction", fact.evidence)


def _of_bound(word: Direction, piece: Piece, course: Course) -> Verdict | None:
    """A word before a figure that is no more than its bound: above $200 billion, of "over $200 billion"."""
    behind = next((q for q in piece.own.quantities if q.start >= word.end), None)
    match = course.matches.get(behind) if behind else None
    if behind is None or match is None or not match.found or behind.start - word.end > 1:
        return None
    bound_ = {"over": 1, "under": -1}.get(behind.near)
    alike = word.group == "level" and bound_ == word.polarity and match.fact is not None
    return Verdict(True, match.reason, match.fact.evidence) if alike and match.fact else None


def _of_number(word: Direction, number: Quantity, course: Course, text: str) -> Verdict | None:
    match = course.matches.get(number)
    if match and match.found and match.fact and (touched := _of_touched(word, number, match.fact, text)):
        return touched
    if match is None or match.fact is None or (word.group == "level" and _is_level_below_zero(number)):
        return None
    sign = course.signs.get(number, match.fact.sign if match.fact.signed else 0)
    if match.reason == "sign":
        return Verdict(False, "direction", match.fact.evidence)
    gap = word.group == "level" and number.unit in ("percent", "points") and number.end + 1 == word.start
    if not match.found or not sign or (number.level and not gap):
        return None
    return Verdict(
        sign == word.polarity, "evidence" if sign == word.polarity else "direction", match.fact.evidence
    )


def _of_facts(word: Direction, about: Context, course: Course) -> Verdict | None:
    """By returns and changes of the same company over the same time."""
    signed = [
        f for f in course.facts.facts if f.signed and f.printed is None and conflict(about, f.context) is None
    ]
    plain = [f for f in signed if not f.context.tags & _DISTANCES]
    signed = plain if any(f.unit == "percent" for f in plain) else signed
    if not signed or word.group not in ("move", "rank"):
        return None
    if word.group == "rank":
        signed = [f for f in signed if "relative_return" in f.context.tags]
        if not signed:
            return None
    for fact in signed:
        if fact.sign == word.polarity or (not word.polarity and fact.value < _FLAT):
            return Verdict(True, "evidence", fact.evidence)
    return Verdict(False, "direction", signed[0].evidence)


def _likeness(mine: Said, other: Said) -> float:
    return (
        len(mine.words & other.words) / (len(mine.words) or 1)
        + len(mine.near & other.near) / (len(mine.near) or 1)
        + _LOCAL_WEIGHT * len(mine.local & other.local) / (len(mine.local) or 1)
    )


def _may_say(mine: Said, other: Said) -> bool:
    if mine.keys and other.keys and not mine.keys & other.keys:
        return False
    if mine.word.group == other.word.group:
        return True
    return {mine.word.group, other.word.group} <= _SAME and mine.word.group != "level"


def _carriers(sentence: Sentence, course: Course) -> frozenset[str]:
    """The cited texts that carry figures of a sentence."""
    facts = [m.fact for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found and m.fact]
    return frozenset(fact.evidence for fact in facts if fact.printed is not None)


def _of_texts(mine: Said, course: Course, carriers: frozenset[str]) -> Verdict | None:
    """By the cited sentences that are most like the answer's, of the texts that carry its figures where any does."""
    alike = [
        (_likeness(mine, other), other)
        for other in course.said
        if _may_say(mine, other) and (not carriers or other.evidence in carriers)
    ]
    if not alike:
        return None
    best = max(score for score, _ in alike)
    top = [said for score, said in alike if score >= best - _CLOSE_CALL]
    for said in top:
        if said.word.polarity == mine.word.polarity:
            return Verdict(True, "stated", said.evidence)
    return Verdict(False, "direction", top[0].evidence)


def _of_returns(word: Direction, sentence: Sentence, course: Course) -> Verdict | None:
    """By the returns that the sentence itself gives the companies: who is ahead has the highest of them."""
    names = listed(sentence.own.names)
    subject = next((name for name in reversed(names) if name.end <= word.start), None)
    told: dict[frozenset[str], float] = {}
    for number in sentence.own.quantities:
        owner = next((name for name in reversed(names) if name.end <= number.start), None)
        if owner and number.unit == "percent" and number.sign and number.end <= word.start:
            told.setdefault(owner.keys, number.signed_value)
    if subject is None or len(told) < 2 or subject.keys not in told:
        return None
    best = max(told.values()) if word.polarity > 0 else min(told.values())
    fine = told[subject.keys] == best
    fact = next((match.fact for match in course.matches.values() if match.fact), None)
    return Verdict(fine, "derived" if fine else "direction", fact.evidence if fact else None)


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


def _of_change(
    word: Direction, sentence: Sentence, piece: Piece, course: Course, text: str
) -> Verdict | None:
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


def _of_years(word: Direction, piece: Piece, course: Course) -> Verdict | None:
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


def _levels(word: Direction, sentence: Sentence, course: Course, text: str) -> Verdict | None:
    """By two figures of the sentence: from 100 to 120, a close above an average."""
    found = [q for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found and _has_level(q)]
    if word.group == "level" and _is_of_names(word, sentence, text):
        return None
    percents = [
        q for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found and q.unit == "percent"
    ]
    if word.group == "level" and len(found) < 2 and len(percents) == 2 and not any(q.sign for q in percents):
        found = percents
    if word.group == "level" and len(found) < 2:
        return _marks(word, sentence, course)
    if len(found) < 2 or word.group not in ("move", "level"):
        return None
    first, second = _pair(word, _without_gap(word, found), text)
    if first.signed_value == second.signed_value or first.unit != second.unit:
        return None
    sign = 1 if second.signed_value > first.signed_value else -1
    fact = course.matches[second].fact or course.matches[first].fact
    return Verdict(
        sign == word.polarity,
        "derived" if sign == word.polarity else "direction",
        fact.evidence if fact else None,
    )


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


def _compared(
    word: Direction, reading: Reading, sentence: Sentence, piece: Piece, course: Course
) -> Verdict | None:
    """The verdict on a word that sets one figure or company against others; None for any other word."""
    text, matches = reading.text, course.matches
    for told in (of_count(word, piece, matches), of_list(word, reading, sentence, matches)):
        if told is not None:
            return Verdict(told[0], "derived" if told[0] else "direction", told[1])
    extreme = of_figures(word, text, sentence, matches)
    if extreme is None and word.group == "rank":
        first = next((name for name in listed(sentence.own.names) if not name.index), None)
        extreme = of_two(first, text, sentence, course.facts) if first else None
    if extreme is not None:
        return Verdict(extreme.fine, "derived" if extreme.fine else "direction", extreme.evidence)
    return _of_returns(word, sentence, course) if word.group == "rank" else None


def judge(
    word: Direction, reading: Reading, sentence: Sentence, piece: Piece, about: Context, course: Course
) -> Verdict:
    """The verdict on one word of direction."""
    text = reading.text
    if (compared := _compared(word, reading, sentence, piece, course)) is not None:
        return compared
    for number in piece.own.quantities:
        if bound(text, piece, number) is word and (verdict := _of_number(word, number, course, text)):
            return verdict
    if (bounded := _of_bound(word, piece, course)) is not None:
        return bounded
    if (changed := _of_change(word, sentence, piece, course, text)) is not None:
        return changed
    if (grown := _of_years(word, piece, course)) is not None:
        return grown
    words, near = stems(text[sentence.start : sentence.end]), stems(text[piece.start : piece.end])
    carriers = _carriers(sentence, course)
    by_text = _of_texts(Said(word, about.keys, words, near, _local(text, word), ""), course, carriers)
    by_fact = _of_facts(word, about, course)
    by_level = _levels(word, sentence, course, text)
    verdicts = [v for v in (by_level, by_fact, by_text) if v is not None]
    for verdict in verdicts:
        if verdict.supported:
            return verdict
    if verdicts:
        return verdicts[0]
    told_in_words = bool(carriers) or all(fact.printed is not None for fact in course.facts.facts)
    return Verdict(False, "direction", silent=word.group in _OPTIONAL or told_in_words)
