"""The dates, fiscal periods and lengths of time of an answer, each held against the evidence of its sentence."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.absences import is_absent, is_typed
from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import Known, claim
from agents.verifier.clocks import clock_claim
from agents.verifier.facts import Context
from agents.verifier.lengths import is_counted_of, is_over, is_reference, is_told, lies_apart, names_a_quarter
from agents.verifier.marks import Day, Fiscal, Label, Window
from agents.verifier.matching import days_fit, window_fits
from agents.verifier.other_days import belied, is_no_session_before, is_of_another_close, is_of_another_text
from agents.verifier.quoted_dates import is_of_quote, when_quoted
from agents.verifier.ranges import inverted_days
from agents.verifier.reading import Reading, Sentence
from agents.verifier.weekdays import is_of, is_weekday
from stockelper.types import Claim


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
        absent = is_absent(reading.text, sentence) and not items
        for day in sentence.own.days:
            unsaid = absent and not is_of_quote(day, reading.text, sentence)
            if unsaid or names_a_quarter(day, reading.text) or is_typed(reading.text, sentence, day):
                continue
            yield _day(reading, sentence, day, bench, known, begun=day not in before_begun)
        yield from _weekdays(reading, sentence, items, known)
        for clock in sentence.own.clocks if known.moments else ():
            yield clock_claim(reading, clock, known)
        for fiscal in sentence.own.fiscals:
            yield _fiscal(reading, fiscal, items, known)
        for window in () if absent else sentence.own.windows:
            if not is_counted_of(reading.text, window):
                yield from _window(reading, window, items, known)


def _day(reading: Reading, sentence: Sentence, day: Day, bench: Bench, known: Known, *, begun: bool) -> Claim:
    """The claim of one date; `begun` says that it does not end what begins after it."""
    items = bench.of(sentence)
    source = _carried(day, items)
    heard = days_fit((day,), known.whole) or _ends_period(day, known)
    fine = begun and (source is not None or (heard and not _blamed(items, "date")))
    fine = fine and (day.year is None or day.year in known.years)
    fine = fine and (bool(items) or _stands_alone(day, reading, sentence, bench, known))
    fine = fine and not is_no_session_before(day, reading.text, known)
    fine = fine and not is_of_another_close(day, reading.text, items)
    reason = "evidence" if fine else "date"
    return claim(reading, day, "date", fine, reason, value=_date_text(day), evidence_id=source)


def _stands_alone(day: Day, reading: Reading, sentence: Sentence, bench: Bench, known: Known) -> bool:
    """Whether nothing speaks against a date of a sentence without figures."""
    return (
        when_quoted(day, reading.text, sentence, known)
        and not belied(day, reading, sentence, bench, known)
        and not is_of_another_text(day, reading, sentence, bench, known)
    )


def _weekdays(reading: Reading, sentence: Sentence, items: Sequence[Judged], known: Known) -> Iterator[Claim]:
    """Days of the week that no text names, or that the sentence's own dates are not."""
    for label in sentence.own.labels:
        if _unheard_weekday(label, sentence, items, known) or any(
            is_of(label, day, reading.text) is False for day in sentence.own.days
        ):
            yield claim(reading, label, "date", False, "date", value=label.text)


def _ends_period(day: Day, known: Known) -> bool:
    """Whether a month without a day is the last of a quarter or half of the evidence: by the end of June."""
    if day.day is not None or day.month is None:
        return False
    ends = {
        3 * f.part if f.part <= _QUARTERS else _HALF * (f.part - 10) for f in known.whole.fiscals if f.part
    }
    return day.month in ends


_QUARTERS = 4


def _unheard_weekday(label: Label, sentence: Sentence, items: Sequence[Judged], known: Known) -> bool:
    """Whether a day of the week, with no date beside it, is none of those that the texts which carry the sentence name,
    or else any cited text."""
    if not is_weekday(label) or any(day.day for day in sentence.own.days):
        return False
    facts = [item.match.fact for item in items if item.match.found and item.match.fact]
    heard = frozenset[str]().union(*(known.weekdays.get(fact.evidence, frozenset[str]()) for fact in facts))
    heard = heard or frozenset[str]().union(*known.weekdays.values())
    return bool(heard) and label.text not in heard


_BASE = re.compile(
    r"(?:\b(?:than|from|versus|vs\.?|against|over|above|below|compared\s(?:with|to))\s(?:the\s|that\s)?(?:same\s\w+\s)?(?:in\s|of\s|for\s)?|\bsame\s\w+\s(?:of|in)\s)(?:the\s)?$",
    re.IGNORECASE,
)
_BASE_KO = re.compile(r"(?:\s?(?:같은|동)\s?(?:기간|기|분기))?(?:의|에)?\s?(?:보다|대비|에\s?비해|과\s비교)")


def _is_base(text: str, mark: Fiscal, known: Known) -> bool:
    """Whether a year is what the next one, which the evidence has, is set against: 2% above the same stretch of 2024."""
    said = _BASE.search(text[max(0, mark.start - 40) : mark.start]) or _BASE_KO.match(text, mark.end)
    return said is not None and mark.year is not None and mark.year + 1 in known.years


def _in_quarter(mark: Fiscal, items: Sequence[Judged], known: Known) -> bool:
    """Whether a quarter or half without another to contradict it is one that a date of the figures, or else of the
    evidence, lies in."""
    facts = [item.match.fact.context for item in items if item.match.found and item.match.fact]
    if mark.part is None or any(fiscal.part for fiscal in known.whole.fiscals):
        return False
    months = {date.month for about in facts or [known.whole] for date in about.dates}
    months |= {day.month for about in facts or [known.whole] for day in about.days if day.month}
    return any(mark.part in ((month + 2) // 3, 11 + (month > _HALF)) for month in months)


_HALF = 6


def _fiscal(reading: Reading, mark: Fiscal, items: Sequence[Judged], known: Known) -> Claim:
    source = _carried(mark, items)
    said = {f.year for f in known.whole.fiscals if f.year and mark.part is not None and f.part == mark.part}
    heard = any(_period_known(mark, other, known.years) for other in known.whole.fiscals)
    heard = heard and (not said or mark.year is None or mark.year in said)
    heard = heard or (mark.part is None and mark.year in known.years) or _in_quarter(mark, items, known)
    fine = source is not None or (heard and not _blamed(items, "period"))
    fine = fine or _is_base(reading.text, mark, known)
    value = reading.text[mark.start : mark.end]
    reason = "evidence" if fine else "period"
    return claim(reading, mark, "date", fine, reason, value=value, evidence_id=source)


def _window(reading: Reading, mark: Window, items: Sequence[Judged], known: Known) -> Iterator[Claim]:
    source = _carried(mark, items)
    blamed = _blamed(items, "period")
    said = reading.text[mark.start : mark.end]
    refers = is_reference(reading.text, mark)
    apart = lies_apart(reading.text, mark, known.whole) if refers or _is_spelled(said) else None
    apart = apart if refers or apart else None
    over = is_over(reading.text, mark, [text for _, text, _ in known.texts])
    if source or apart or over or (window_fits(mark, known.whole) and not blamed):
        yield claim(reading, mark, "date", True, "evidence", value=said, evidence_id=source)
    elif apart is False or (blamed and not _is_counted(mark, known)) or _is_unheard(mark, known):
        yield claim(reading, mark, "date", False, "period", value=said)


def _is_spelled(said: str) -> bool:
    return not any(letter.isdigit() for letter in said)


def _is_counted(mark: Window, known: Known) -> bool:
    return is_told(mark, [text for _, text, _ in known.texts], known.whole)


def _is_unheard(mark: Window, known: Known) -> bool:
    """Whether the evidence tells lengths of time and nowhere this one; a length that only compares may go unsaid."""
    told = known.whole.windows or known.whole.length
    if mark.n > 1 and mark.span != "ytd" and not _is_counted(mark, known):
        alike = [w for w in known.whole.windows if w.n == mark.n and w.span != mark.span]
        if alike:
            return True
    may_go_unsaid = mark.basis or mark.span == "ytd" or not told
    return (mark.exact or not may_go_unsaid) and not _is_counted(mark, known)
