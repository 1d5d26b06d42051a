"""From judged marks to the claims that are handed out."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from agents.verifier.absences import is_absent
from agents.verifier.context import context
from agents.verifier.directing import Course, judge
from agents.verifier.facts import Context, Fact
from agents.verifier.judging import Bench, Judged, worth_saying
from agents.verifier.marks import Cite, Clock, Day, Direction, Fiscal, Label, Mark, Quantity, Window
from agents.verifier.matching import days_fit, window_fits
from agents.verifier.ranges import backdated, inverted, inverted_days
from agents.verifier.reading import Reading, Sentence
from agents.verifier.weekdays import is_of, is_weekday
from stockelper.types import Claim

_BEFORE = re.compile(r"(?:전\s?거래일|(?:previous|prior)\s(?:session|trading\sday))\s?\($", re.IGNORECASE)
_NEAR = 30
_ASTRAY = 1
"""How many markers may point amiss: more of them count by another rule than is known here."""
_CLOSED = re.compile(r"[^.\n]{0,20}종가\s기준\s")
_OVER_A_DAY = re.compile(r"(?:에|에는)?\s(?:전\s?거래일|from\sthe\sprevious\ssession)")
_CLOSED_AT = re.compile(r"\bclosed\sat\s$")


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


def _blamed(items: Sequence[Judged], reason: str) -> bool:
    return any(item.match.reason == reason for item in items)


def _date_text(day: Day) -> str:
    year, month, date = (f"{part:02d}" if part else "" for part in (day.year, day.month, day.day))
    return "-".join(part for part in (year, month, date) if part)


def _carried(mark: Day | Fiscal | Window, items: Sequence[Judged]) -> str | None:
    """The evidence of a matched number of the sentence that has this date or period."""
    for item in items:
        fact = item.match.fact
        if item.match.found and fact and _fits(mark, fact.context):
            return fact.evidence
    return None


def _fits(mark: Day | Fiscal | Window, about: Context) -> bool:
    if isinstance(mark, Day):
        return days_fit((mark,), about)
    if isinstance(mark, Window):
        return window_fits(mark, about)
    return any(_period_known(mark, f, frozenset()) for f in about.fiscals)


def _period_known(mark: Fiscal, other: Fiscal, years: frozenset[int]) -> bool:
    if mark.part is not None and other.part != mark.part:
        return False
    if mark.year is None or other.year == mark.year:
        return True
    return other.year is None and mark.year in years


def dates(reading: Reading, bench: Bench, known: Known) -> Iterator[Claim]:
    """Dates, fiscal periods and, where the evidence knows any, lengths of time."""
    before_begun = set(inverted_days(reading))
    for sentence in reading.sentences:
        items = bench.of(sentence)
        for day in () if is_absent(reading.text, sentence) and not items else sentence.own.days:
            source = _carried(day, items)
            fine = source is not None or (days_fit((day,), known.whole) and not _blamed(items, "date"))
            fine = fine and (day.year is None or day.year in known.years)
            fine = fine and (bool(items) or _when_quoted(day, sentence, known))
            fine = fine and (bool(items) or not _belied(day, reading, sentence, bench, known))
            fine = fine and (bool(items) or not _is_of_another_text(day, reading, sentence, bench, known))
            fine = fine and day not in before_begun
            fine = fine and not _is_no_session_before(day, reading.text, known)
            fine = fine and not _is_of_another_close(day, reading.text, items)
            yield claim(
                reading,
                day,
                "date",
                fine,
                "evidence" if fine else "date",
                value=_date_text(day),
                evidence_id=source,
            )
        for label in sentence.own.labels:
            if _unheard_weekday(label, sentence, items, known) or any(
                is_of(label, day, reading.text) is False for day in sentence.own.days
            ):
                yield claim(reading, label, "date", False, "date", value=label.text)
        for clock in sentence.own.clocks if known.moments else ():
            yield _clock(reading, clock, known)
        for fiscal in sentence.own.fiscals:
            yield _fiscal(reading, fiscal, items, known)
        for window in sentence.own.windows:
            yield from _window(reading, window, items, known)


def _is_of_another_text(day: Day, reading: Reading, sentence: Sentence, bench: Bench, known: Known) -> bool:
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


def _unheard_weekday(label: Label, sentence: Sentence, items: Sequence[Judged], known: Known) -> bool:
    """Whether a day of the week, with no date beside it, is none of those that the texts which carry the sentence name,
    or else any cited text."""
    if not is_weekday(label) or any(day.day for day in sentence.own.days):
        return False
    facts = [item.match.fact for item in items if item.match.found and item.match.fact]
    heard = frozenset[str]().union(*(known.weekdays.get(fact.evidence, frozenset[str]()) for fact in facts))
    heard = heard or frozenset[str]().union(*known.weekdays.values())
    return bool(heard) and label.text not in heard


def _clock(reading: Reading, clock: Clock, known: Known) -> Claim:
    """A time of day is that at which a figure became known."""
    there = {moment.astimezone(ZoneInfo(clock.zone)).time() for moment in known.moments}
    fine = any((time.hour, time.minute) == (clock.hour, clock.minute) for time in there)
    value = f"{clock.hour:02d}:{clock.minute:02d}"
    return claim(reading, clock, "date", fine, "evidence" if fine else "date", value=value)


def _is_no_session_before(day: Day, text: str, known: Known) -> bool:
    """Whether a date that is called the previous session's is not one that any change counts from."""
    said = _BEFORE.search(text, max(0, day.start - _NEAR), day.start)
    return said is not None and bool(known.befores) and not any(day.fits(date) for date in known.befores)


def _is_of_another_close(day: Day, text: str, items: Sequence[Judged]) -> bool:
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
        if over_a_day and item.match.found and fact and fact.context.dates:
            return not day.fits(fact.context.dates[0])
    return False


def _when_quoted(day: Day, sentence: Sentence, known: Known) -> bool:
    """Whether a date before a quotation, in a sentence without a figure, is that of a text that has it."""
    later = [quote for quote in sentence.own.quotes if day.end <= quote.start]
    sources = [source for quote in later[:1] for source in quote.sources]
    dates = [date for source in sources for date in known.published.get(source, ())]
    return not dates or any(day.fits(date) for date in dates)


def _belied(day: Day, reading: Reading, sentence: Sentence, bench: Bench, known: Known) -> bool:
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


def _fiscal(reading: Reading, mark: Fiscal, items: Sequence[Judged], known: Known) -> Claim:
    source = _carried(mark, items)
    said = {f.year for f in known.whole.fiscals if f.year and mark.part is not None and f.part == mark.part}
    heard = any(_period_known(mark, other, known.years) for other in known.whole.fiscals)
    heard = heard and (not said or mark.year is None or mark.year in said)
    heard = heard or (mark.part is None and mark.year in known.years)
    fine = source is not None or (heard and not _blamed(items, "period"))
    return claim(
        reading,
        mark,
        "date",
        fine,
        "evidence" if fine else "period",
        value=reading.text[mark.start : mark.end],
        evidence_id=source,
    )


def _window(reading: Reading, mark: Window, items: Sequence[Judged], known: Known) -> Iterator[Claim]:
    source = _carried(mark, items)
    blamed = _blamed(items, "period")
    if source or (window_fits(mark, known.whole) and not blamed):
        yield claim(
            reading,
            mark,
            "date",
            True,
            "evidence",
            value=reading.text[mark.start : mark.end],
            evidence_id=source,
        )
    elif (
        blamed
        or mark.exact
        or (not mark.basis and mark.span != "ytd" and (known.whole.windows or known.whole.length))
    ):
        yield claim(reading, mark, "date", False, "period", value=reading.text[mark.start : mark.end])


def directions(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """Words that say which way."""
    matches = {number: item.match for number, item in bench.judged.items()}
    course = Course(bench.facts, bench.said, matches, bench.signs)
    for sentence in reading.sentences:
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


def citations(reading: Reading, bench: Bench, known: Known) -> Iterator[Claim]:
    """Markers: they must point to evidence and, where it is known which, to one that carries the sentence."""
    cited = [(s, cite) for s in reading.sentences for cite in s.own.cites]
    carried = {cite: _carries(s, cite, bench, known) for s, cite in cited}
    told = [value for value in carried.values() if value is not None]
    strict = known.citations is not None or (any(told) and told.count(False) <= _ASTRAY)
    for _, cite in cited:
        there = bool(_targets(cite, known))
        fine = there and not (strict and carried[cite] is False)
        yield claim(
            reading,
            cite,
            "citation",
            fine,
            "evidence" if fine else "citation",
            value=float(cite.n),
            evidence_id=next(iter(_targets(cite, known)), None),
        )


def _targets(cite: Cite, known: Known) -> Sequence[str]:
    if known.citations is not None:
        return known.citations.get(cite.n, ())
    if 1 <= cite.n <= len(known.ids):
        return known.ids[cite.n - 1 : cite.n]
    return [name for name in known.ids if name in (str(cite.n), f"e{cite.n}")]


def _carries(sentence: Sentence, cite: Cite, bench: Bench, known: Known) -> bool | None:
    """Whether cited evidence carries a number of the sentence; None when no number was matched."""
    targets = frozenset(_targets(cite, known))
    if quoted := [source for quote in sentence.own.quotes for source in quote.sources]:
        return not targets.isdisjoint(quoted)
    if known.citations is None and 1 <= cite.n <= len(known.by_source):  # a marker may count the sources
        targets |= frozenset(known.by_source[cite.n - 1])
    facts = [item.match.fact.evidence for item in bench.of(sentence) if item.match.found and item.match.fact]
    if not facts:
        return None
    return not targets.isdisjoint(facts)
