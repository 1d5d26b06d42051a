"""Whether a word of direction agrees with the evidence: with its number's sign, a return, or a cited text."""

import re

from agents.verifier.binding import bound
from agents.verifier.extremes import of_figures, of_two
from agents.verifier.facts import Context, Fact
from agents.verifier.levels import of_change, of_levels, of_years
from agents.verifier.listing import of_count, of_list
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.matching import conflict
from agents.verifier.owners import listed
from agents.verifier.reading import Piece, Reading, Sentence
from agents.verifier.saying import Said, local, most_alike, stems
from agents.verifier.verdicts import Course, Verdict

_DISTANCES = frozenset(
    {"drawdown", "high", "low", "high_52w", "low_52w", "sma", "bollinger", "macd", "signal"}
)
"""What a close is away from something: no course of the price over time."""
_FLAT = 0.0055


def _is_level_below_zero(number: Quantity) -> bool:
    """A printed minus of a level: what lies above or below it is said by another figure."""
    return number.sign < 0 and number.unit not in ("percent", "points", "times")


_ENDS = {"high": 1, "high_52w": 1, "low": -1, "low_52w": -1}


_STEPS = "올오내"
"""How words begin that say how far something went, from wherever: 74.3까지 올라."""
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


_BESIDE = 16
"""Characters between a profit or loss and its figure."""


def _of_result(word: Direction, piece: Piece, course: Course) -> Verdict | None:
    """A profit or loss beside a figure that the evidence has: whether it is the other one was asked with the figure."""
    if word.group != "result":
        return None
    for number in piece.own.quantities:
        match = course.matches.get(number)
        near = 0 <= number.start - word.end <= _BESIDE or 0 <= word.start - number.end <= _BESIDE
        if near and number.unit in MONEY and match and match.found and match.fact and match.fact.printed:
            return Verdict(True, "stated", match.fact.evidence)
    return None


def _lies_between(one: Quantity, word: Direction, number: Quantity) -> bool:
    return one is not number and (
        word.end <= one.start < number.start or number.end <= one.start < word.start
    )


def _of_number(word: Direction, number: Quantity, course: Course, text: str) -> Verdict | None:
    match = course.matches.get(number)
    if (
        number.level
        and _UP_TO.match(text, number.end)
        and text[word.start] in _STEPS
        and 0 <= word.start - number.end <= len("까지 ") + 1
    ):
        touched = (
            _of_touched(word, number, match.fact, text) if match and match.found and match.fact else None
        )
        return touched or Verdict(True, "stated", silent=True)  # reached, from wherever
    if match and match.found and match.fact and (touched := _of_touched(word, number, match.fact, text)):
        return touched
    if match is None or match.fact is None or (word.group == "level" and _is_level_below_zero(number)):
        return None
    if number.unit == "times" and any(_lies_between(q, word, number) for q in course.matches):
        return None  # of the figure that stands nearer to the word
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


def _of_run(word: Direction, piece: Piece, course: Course) -> Verdict | None:
    """Of sessions in a row: by the change from the close before them to their last."""
    found = (course.matches.get(number) for number in piece.own.quantities)
    run = next((m.fact for m in found if m and m.found and m.fact and m.fact.name == "run"), None)
    if run is None or not run.context.dates or word.group != "move":
        return None
    first, last = min(run.context.dates), max(run.context.dates)
    for fact in course.facts.facts:
        dates = fact.context.dates
        alike = fact.signed and fact.printed is None and fact.context.keys == run.context.keys
        if alike and len(dates) > 1 and max(dates) == last and 0 <= (first - min(dates)).days <= _BEFORE_RUN:
            return Verdict(
                fact.sign == word.polarity,
                "direction" if fact.sign != word.polarity else "evidence",
                fact.evidence,
            )
    return None


_BEFORE_RUN = 11
"""Days at most between the close before a run and its first session, long holidays among them."""


def _carriers(sentence: Sentence, course: Course) -> frozenset[str]:
    """The cited texts that carry figures of a sentence."""
    facts = [m.fact for q in sentence.own.quantities if (m := course.matches.get(q)) and m.found and m.fact]
    return frozenset(fact.evidence for fact in facts if fact.printed is not None)


def _of_texts(mine: Said, course: Course, carriers: frozenset[str]) -> Verdict | None:
    """By the cited sentences that are most like the answer's, of the texts that carry its figures where any does."""
    if not mine.word.polarity:
        carriers = frozenset({said.evidence for said in course.said if not said.word.polarity})
    top = list(most_alike(mine, course.said, carriers))
    for said in top:
        if said.word.polarity == mine.word.polarity:
            return Verdict(True, "stated", said.evidence)
    return Verdict(False, "direction", top[0].evidence) if top and mine.word.polarity else None


def _of_returns(word: Direction, sentence: Sentence, course: Course) -> Verdict | None:
    """By the returns that the sentence itself gives the companies: who is ahead has the highest of them."""
    names = listed(sentence.own.names)
    subject = next((name for name in reversed(names) if name.end <= word.start), None)
    told: dict[frozenset[str], float] = {}
    for number in sentence.own.quantities:
        owner = next((name for name in reversed(names) if name.end <= number.start), None)
        if (
            owner
            and number.unit == "percent"
            and (number.sign or not number.value)
            and number.end <= word.start
        ):
            told.setdefault(owner.keys, number.signed_value)
    if subject is None or len(told) < 2 or subject.keys not in told:
        return None
    best = max(told.values()) if word.polarity > 0 else min(told.values())
    fine = told[subject.keys] == best
    fact = next((match.fact for match in course.matches.values() if match.fact), None)
    return Verdict(fine, "derived" if fine else "direction", fact.evidence if fact else None)


def _compared(
    word: Direction, reading: Reading, sentence: Sentence, piece: Piece, course: Course
) -> Verdict | None:
    """The verdict on a word that sets one figure or company against others; None for any other word."""
    text, matches = reading.text, course.matches
    for told in (of_count(word, text, piece, matches), of_list(word, reading, sentence, matches)):
        if told is not None:
            return Verdict(told[0], "derived" if told[0] else "direction", told[1])
    extreme = of_figures(word, text, sentence, matches)
    if extreme is None and word.group == "rank":
        first = next((name for name in listed(sentence.own.names) if not name.index), None)
        extreme = of_two(first, text, sentence, course.facts) if first else None
    if extreme is not None:
        return Verdict(extreme.fine, "derived" if extreme.fine else "direction", extreme.evidence)
    return _of_returns(word, sentence, course) if word.group == "rank" else None


_OF_CHANCE = re.compile(
    r"\b(?:chance|probability|odds|likelihood)\sof\s(?:being|closing|ending|finishing|trading)\s$",
    re.IGNORECASE,
)
_BEFORE_CHANCE = 32


def judge(
    word: Direction, reading: Reading, sentence: Sentence, piece: Piece, about: Context, course: Course
) -> Verdict:
    """The verdict on one word of direction."""
    text = reading.text
    if _OF_CHANCE.search(text, max(sentence.start, word.start - _BEFORE_CHANCE), word.start):
        return Verdict(True, "stated", silent=True)  # what may come, of which only the chance is a figure
    if (compared := _compared(word, reading, sentence, piece, course)) is not None:
        return compared
    for number in piece.own.quantities:
        if bound(text, piece, number) is word and (verdict := _of_number(word, number, course, text)):
            return verdict
    for told in (
        _of_run(word, piece, course),
        _of_bound(word, piece, course),
        _of_result(word, piece, course),
        of_change(word, sentence, piece, course, text),
        of_years(word, piece, course),
    ):
        if told is not None:
            return told
    words, near = stems(text[sentence.start : sentence.end]), stems(text[piece.start : piece.end])
    carriers = _carriers(sentence, course)
    by_text = _of_texts(Said(word, about.keys, words, near, local(text, word), ""), course, carriers)
    by_fact = _of_facts(word, about, course)
    by_level = of_levels(word, sentence, course, text)
    verdicts = [v for v in (by_level, by_fact, by_text) if v is not None]
    for verdict in verdicts:
        if verdict.supported:
            return verdict
    if verdicts:
        return verdicts[0]
    return Verdict(False, "direction", silent=True)
