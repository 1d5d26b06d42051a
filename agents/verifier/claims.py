"""From judged marks to the claims that are handed out: numbers and words of direction."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agents.verifier.bench import Bench
from agents.verifier.context import context
from agents.verifier.directing import judge
from agents.verifier.facts import Context
from agents.verifier.judging import worth_saying
from agents.verifier.marks import Day, Direction, Mark, Quantity
from agents.verifier.ranges import backdated, inverted
from agents.verifier.reading import Reading
from agents.verifier.verdicts import Course
from stockelper.types import Claim


@dataclass(frozen=True)
class Known:
    """What the evidence as a whole holds: names (`keys`, and `sources` folded text), dates and periods.

    `citations` maps a marker's number to the evidence that it stands for; None when nobody said, then a
    marker counts the evidence in order. `texts` are the cited texts: id, folded text, companies; `published` says when each appeared. `structured`
    are the companies that figures belong to, `moments` when figures became known, `befores` the dates that changes
    count from, `reported` the companies that cited texts are stored under, `by_source` the ids of each source, `weekdays`
    the days of the week that each text names.
    """

    keys: frozenset[str]
    whole: Context
    years: frozenset[int]
    ids: tuple[str, ...]
    citations: Mapping[int, Sequence[str]] | None
    text_dates: Context
    texts: Sequence[tuple[str, str, frozenset[str]]] = ()
    published: Mapping[str, Sequence[dt.date]] = field(default_factory=dict[str, Sequence[dt.date]])
    structured: frozenset[str] = frozenset()
    moments: frozenset[dt.datetime] = frozenset()
    befores: frozenset[dt.date] = frozenset()
    reported: frozenset[str] = frozenset()
    weekdays: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    by_source: Sequence[Sequence[str]] = ()
    days: Mapping[str, Sequence[Day]] = field(default_factory=dict[str, Sequence[Day]])
    """The full dates that each text names."""


def claim(reading: Reading, mark: Mark, kind: str, supported: bool, reason: str, **more: object) -> Claim:
    """The claim that a mark makes; `more` are the claim's `value` and `evidence_id`."""
    return Claim.model_validate(
        {
            "kind": kind, "text": reading.text[mark.start : mark.end], "start": mark.start, "end": mark.end,
            "supported": supported, "reason": reason, **more,
        }
    )  # fmt: skip


def numbers(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """Numbers and percentages."""
    below = {item.number for item in (*inverted(reading, bench), *backdated(reading, bench))}
    for number, item in bench.judged.items():
        if not worth_saying(item, bench):
            continue
        if number in below:
            yield claim(reading, number, _kind(number), False, "value", value=number.value)
            continue
        kind = _kind(number)
        said = number.sign or (
            item.word.polarity if item.word and kind == "percent" and not number.level else 1
        )
        fact = item.match.fact
        yield claim(
            reading, number, kind, item.match.found, item.match.reason,
            value=round(number.value * (said or 1), 12), evidence_id=fact.evidence if fact else None,
        )  # fmt: skip


def _kind(number: Quantity) -> str:
    return "percent" if number.unit in ("percent", "points") else "number"


_COMMAND = "`stockelper "


def directions(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """Words that say which way."""
    matches = {number: item.match for number, item in bench.judged.items()}
    course = Course(bench.facts, bench.said, matches, bench.signs)
    for sentence in reading.sentences:
        if _COMMAND in reading.text[sentence.start : sentence.end]:
            continue  # what may be typed
        for piece in sentence.pieces:
            for word in piece.own.directions:
                stand_in = Quantity(word.start, word.end, 0.0, 0.0, "percent")
                about = context(reading, sentence, piece, stand_in)
                verdict = judge(word, reading, sentence, piece, about, course)
                if not verdict.silent:
                    yield claim(
                        reading, word, "direction", verdict.supported, verdict.reason,
                        value=_sense(word), evidence_id=verdict.evidence,
                    )  # fmt: skip


def _sense(word: Direction) -> str:
    return {1: "up", -1: "down", 0: "flat"}[word.polarity]
