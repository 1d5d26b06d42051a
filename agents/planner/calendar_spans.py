"""Stretches of the calendar: a day, a week, a month, a quarter, a half, a year, and which of them has begun."""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_THURSDAY = 3
_WINTER = 4


@dataclass(frozen=True)
class Span:
    """Dates from `first` to `last`, both in it, and the code that names them."""

    first: dt.date
    last: dt.date
    label: str


class Found(NamedTuple):
    """A span and where in the text it was read."""

    start: int
    end: int
    span: Span


def day(value: dt.date) -> Span:
    """One day."""
    return Span(value, value, value.isoformat())


def month(year: int, number: int) -> Span:
    """One calendar month."""
    last = monthrange(year, number)[1]
    return Span(dt.date(year, number, 1), dt.date(year, number, last), f"{year}-{number:02d}")


def quarter(year: int, number: int) -> Span:
    """One calendar quarter."""
    end = month(year, number * 3)
    return Span(dt.date(year, number * 3 - 2, 1), end.last, f"{year}Q{number}")


def half(year: int, number: int) -> Span:
    """One half of a calendar year."""
    end = month(year, number * 6)
    return Span(dt.date(year, number * 6 - 5, 1), end.last, f"{year}H{number}")


def season(year: int, number: int) -> Span:
    """One season from spring (1) to winter (4), whose January and February are of the year after."""
    if number == _WINTER:
        return Span(dt.date(year, 12, 1), month(year + 1, 2).last, f"{year}s{number}")
    first = number * 3
    return Span(dt.date(year, first, 1), month(year, first + 2).last, f"{year}s{number}")


def year(number: int) -> Span:
    """One calendar year."""
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31), str(number))


def week_of(whole: Span, count: int) -> Span | None:
    """The week of a month by its count, from the end where that is below zero; None where it has no such week."""
    thursdays = [
        whole.first + dt.timedelta(days=n)
        for n in range((whole.last - whole.first).days + 1)
        if (whole.first + dt.timedelta(days=n)).weekday() == _THURSDAY
    ]
    at = count - 1 if count > 0 else count
    if not -len(thursdays) <= at < len(thursdays):
        return None
    monday = thursdays[at] - dt.timedelta(days=_THURSDAY)
    return Span(monday, monday + dt.timedelta(days=4), f"{whole.label}w{count if count > 0 else 'last'}")


def valid_day(year: int, month: int, day_of_month: int) -> Span | None:
    """One day by its figures; None where no calendar has it."""
    try:
        return day(dt.date(year, month, day_of_month))
    except ValueError:
        return None


def recent_day(month: int, day_of_month: int, today: dt.date) -> Span | None:
    """The latest such day up to today, of this year or the last."""
    found = [valid_day(y, month, day_of_month) for y in (today.year, today.year - 1)]
    return begun([span for span in found if span], today)


def recent_month(number: int, today: dt.date) -> Span | None:
    """The latest such month that has begun, of this year or the last; None where there is no such month."""
    months = [month(y, number) for y in (today.year, today.year - 1)] if 1 <= number <= 12 else []
    return begun(months, today)


def begun(spans: Sequence[Span], today: dt.date) -> Span | None:
    """The first of the spans that has begun by today, else the first of all; None where there is none."""
    return next((span for span in spans if span.first <= today), spans[0] if spans else None)


def overlaps(found: Found, others: Sequence[Found]) -> bool:
    """Whether a span was read in some of the text that others were read in."""
    return any(found.start < other.end and other.start < found.end for other in others)
