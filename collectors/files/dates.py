"""A date or a moment as people and their programs write it.

Months without a name are read as the column's market writes them (the US month first). Where a column holds proof of
another order, its values are believed; what stays open is not read. Years of two digits are a matter of `short_years`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from collectors.files.short_years import AMERICAN, ShortOrder, with_whole_year, year_of

Order = Literal["month", "day", "open"]
"""Which of the two stands first in `12/30/2025`; `open` where nothing tells."""
_TOLD: dict[ShortOrder, Order] = {"mdy": "month", "dmy": "day"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = "|".join(_MONTHS)
_WEEKDAY = re.compile(
    r"\s*\(\s*(?:[월화수목금토일](?:요일)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\s*\)"
    r"|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+(?=[a-z]{3})"
    r"|\s+[월화수목금토일]요일",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"'?(\d{4}|\d{2})\s*([./-]|년)\s*(\d{1,2})\s*(?:[./-]|월)\s*(\d{1,2})\s*[.일]?(?:[T\s]+(.+))?"
)
_YEAR_MONTH = re.compile(r"(\d{4})\s*(?:[./-]|년)\s*(\d{1,2})\s*[.월]?")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[T\s]+(.+))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0|(\d{2})(\d{2})(\d{2})?)")
_MONTH_NAMED = re.compile(rf"({_NAME})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?:,?\s+(.+))?")
_DAY_NAMED = re.compile(rf"(\d{{1,2}})[\s-]({_NAME})[a-z]*\.?,?[\s-](\d{{4}})(?:,?\s+(.+))?")
_CLOCK = re.compile(
    r"(오전|오후|am|pm)?\s*(\d{1,2})(?::|시\s*)(\d{2})?(?:(?::|분\s*)(\d{2})초?)?분?\s*(am|pm)?",
    re.IGNORECASE,
)
_NOON = 12


@dataclass(frozen=True)
class Span:
    """A day or a month, by its first and last date."""

    first: date
    last: date


def read(
    value: str, zone: str, order: Order = "open", short: ShortOrder | None = None
) -> datetime | Span | None:
    """What a cell says; None where it says no date, or one that may be read in two ways.

    Args:
        value: the cell.
        zone: the name of the market's time zone, which tells how its people write dates.
        order: what the cell's column tells, by `order_of`.
        short: the same of years with two digits, by `short_years.proven`; without it they stand as the market's people
            write them.
    """
    plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", value)).strip()
    if short is not None:
        plain = with_whole_year(plain, short)
        order = _TOLD.get(short, "open") if order == "open" else order
    readers: tuple[Callable[[str], datetime | Span | None], ...] = (
        _iso,
        _compact,
        lambda text: _year_first(text, zone),
        lambda text: _year_last(text, zone, order),
        _named,
        _epoch,
        _mail,
    )
    return next((found for reader in readers if (found := reader(plain)) is not None), None)


def order_of(values: Iterable[str]) -> Order:
    """Whether a column writes the month or the day first, by the values that leave no choice; open where both do or
    none does. `25/01/07` leaves one: its year may stand first."""
    seen: set[Order] = set()
    for value in values:
        found = _YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if not found or len(found[3]) == 2:
            continue
        if int(found[1]) != int(found[2]) and max(int(found[1]), int(found[2])) > len(_MONTHS):
            seen.add("day" if int(found[1]) > len(_MONTHS) else "month")
    return seen.pop() if len(seen) == 1 else "open"


def _iso(value: str) -> datetime | Span | None:
    try:
        if len(value) <= len("2025-12-30"):
            return _one_day(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    midnight = moment.tzinfo is None and moment.time() == time(0)
    return _one_day(moment.date()) if midnight else moment


def _compact(value: str) -> datetime | Span | None:
    """`202512301530`, with seconds or without; `20251230.0`, as a table of numbers writes it."""
    found = _COMPACT.fullmatch(value)
    if found is None:
        return None
    hour, minute, second = found.group(4, 5, 6)
    clock = f"{hour}:{minute}:{second or '00'}" if hour else None
    return _dated(int(found[1]), int(found[2]), int(found[3]), clock)


def _year_first(value: str, zone: str) -> datetime | Span | None:
    """`2020.01`, `2020-01`, `2020/1/2`, `2020. 1. 2. 14:30`, `2020년 1월 2일`; outside the US `20.1.2` too."""
    month = _YEAR_MONTH.fullmatch(value)
    if month:
        return _month(int(month[1]), int(month[2]))
    found = _YEAR_FIRST.fullmatch(value)
    if found is None:
        return None
    is_told = len(found[1]) > 2 or found[2] == "년" or value.startswith("'")
    if zone == AMERICAN and not is_told:
        return None
    return _dated(year_of(found[1]), int(found[3]), int(found[4]), found[5])


def _year_last(value: str, zone: str, order: Order) -> datetime | Span | None:
    """`12/30/2025` where the column or the market tells that the month comes first, `30.12.2025` where the column does."""
    found = _YEAR_LAST.fullmatch(value)
    if found is None or (len(found[3]) == 2 and zone != AMERICAN):
        return None
    first, second = int(found[1]), int(found[2])
    is_month_first = order == "month" or (order == "open" and zone == AMERICAN) or first == second
    if not is_month_first and order != "day":
        return None
    month, day = (first, second) if is_month_first else (second, first)
    return _dated(year_of(found[3]), month, day, found[4])


def _named(value: str) -> datetime | Span | None:
    """`Dec 30, 2025`, `30-Dec-2025`."""
    lower = value.lower()
    if found := _MONTH_NAMED.fullmatch(lower):
        name, day, year, clock = found.groups()
    elif found := _DAY_NAMED.fullmatch(lower):
        day, name, year, clock = found.groups()
    else:
        return None
    return _dated(int(year), _MONTHS.index(name) + 1, int(day), clock)


def _dated(year: int, month: int, day: int, clock: str | None) -> datetime | Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if not clock:
        return _one_day(found)
    at = _clock(clock)
    return None if at is None else datetime.combine(found, at)


def _clock(text: str) -> time | None:
    """`14:30`, `2:30 PM`, `오후 2시 30분`, or what an ISO time is; the naive ones are left so."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return _iso_clock(text.strip())
    half = (found[1] or found[5] or "").lower()
    hour = int(found[2])
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in {"오후", "pm"} else 0)
    try:
        return time(hour, int(found[3] or 0), int(found[4] or 0))
    except ValueError:
        return None


def _iso_clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _epoch(value: str) -> datetime | None:
    if not value.isdecimal() or len(value) not in (10, 13):
        return None
    return datetime.fromtimestamp(int(value) / (1000 if len(value) == 13 else 1), tz=UTC)


def _mail(value: str) -> datetime | None:
    if not any(character.isalpha() for character in value):
        return None  # without a month's name it would guess which number is what
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None


def _month(year: int, month: int) -> Span | None:
    try:
        first = date(year, month, 1)
    except ValueError:
        return None
    return Span(first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def _one_day(day: date) -> Span:
    return Span(day, day)
