"""What one match of a calendar expression says, read against today's date.

Each reader takes a match of its pattern in `date_grammar` and gives the span, or None where no calendar has it.
The groups are named alike: `y` or `year` (figures), `word` (a year by a word), `m`, `d`, `w` (week), `q`, `h`, `p` (part).
"""

import datetime as dt
import re

from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Span
from agents.planner.date_words import HALVES, MONTHS, PARTS, QUARTERS, WEEKS, YEARS_AGO


def iso_day(match: re.Match[str], today: dt.date) -> Span | None:
    """A day in figures, its year of four or two of them."""
    return calendar.valid_day(_whole_year(match["y"]), int(match["m"]), int(match["d"]))


def iso_month(match: re.Match[str], today: dt.date) -> Span | None:
    """A year and a month in figures."""
    return _month_of(int(match["y"]), int(match["m"]), today)


def slashed_day(match: re.Match[str], today: dt.date) -> Span | None:
    """A month and a day in figures without a year."""
    return calendar.recent_day(int(match["m"]), int(match["d"]), today)


def day(match: re.Match[str], today: dt.date) -> Span | None:
    """A day of a month, with or without its year."""
    return _day_of(match, _month_number(match["m"]), int(match["d"]), today)


def month(match: re.Match[str], today: dt.date) -> Span | None:
    """A month, with or without its year."""
    return _month_of(stated_year(match, today), _month_number(match["m"]), today)


def holiday(match: re.Match[str], today: dt.date) -> Span | None:
    """New Year's Day, Christmas Day or its eve."""
    name = match["holiday"].lower()
    if name.startswith(("new", "새")):
        return _day_of(match, 1, 1, today)
    return _day_of(match, 12, 24 if name.endswith(("eve", "이브", "전야")) else 25, today)


def week(match: re.Match[str], today: dt.date) -> Span | None:
    """A week of a month, Monday to Friday: it belongs to the month that its Thursday is in."""
    whole = month(match, today)
    said = re.sub(r"\s", "", match["w"].lower())
    return whole and calendar.week_of(whole, WEEKS.get(said) or int(said))


def part_of_month(match: re.Match[str], today: dt.date) -> Span | None:
    """The first, middle or last ten days of a month."""
    whole = month(match, today)
    if whole is None:
        return None
    part = PARTS[match["p"].lower()]
    first, last = ((1, 10), (11, 20), (21, whole.last.day))[part]
    return Span(whole.first.replace(day=first), whole.first.replace(day=last), f"{whole.label}p{part + 1}")


def part_of_year(match: re.Match[str], today: dt.date) -> Span | None:
    """The first, middle or last months of a year that is named by its number."""
    stated = stated_year(match, today)
    if stated is None:
        return None
    part = PARTS[match["p"].lower()]
    first, last = ((1, 3), (5, 8), (10, 12))[part]
    return Span(
        calendar.month(stated, first).first, calendar.month(stated, last).last, f"{stated}p{part + 1}"
    )


def months(match: re.Match[str], today: dt.date) -> Span | None:
    """Two months and all between them: 7~8월."""
    first, last = int(match["m"]), int(match["n"])
    end = _month_of(stated_year(match, today), last, today) if 1 <= first < last else None
    if end is None:
        return None
    return Span(calendar.month(end.first.year, first).first, end.last, f"{end.label}m{last - first + 1}")


def quarter(match: re.Match[str], today: dt.date) -> Span | None:
    """A quarter, with or without its year."""
    text = match["q"].lower()
    number = QUARTERS.get(text) or int(text)
    return calendar.begun([calendar.quarter(y, number) for y in _years(match, today)], today)


def half(match: re.Match[str], today: dt.date) -> Span | None:
    """A half of a year, with or without the year."""
    number = HALVES[match["h"].lower()]
    return calendar.begun([calendar.half(y, number) for y in _years(match, today)], today)


def year(match: re.Match[str], today: dt.date) -> Span | None:
    """A year by its number; `작년` alone is a named stretch, read elsewhere."""
    stated = None if match["word"] else stated_year(match, today)
    return None if stated is None else calendar.year(stated)


def month_by_name(name: str) -> int:
    """The number of a month by its English name or the first three letters of it."""
    return next(at for at, full in enumerate(MONTHS, 1) if full.startswith(name.lower()[:3]))


def _month_number(said: str) -> int:
    return int(said) if said.isdigit() else month_by_name(said)


def _day_of(match: re.Match[str], month: int, day: int, today: dt.date) -> Span | None:
    stated = stated_year(match, today)
    if stated is None:
        return calendar.recent_day(month, day, today)
    return calendar.valid_day(stated, month, day)


def _month_of(stated: int | None, number: int, today: dt.date) -> Span | None:
    if stated is None:
        return calendar.recent_month(number, today)
    return calendar.month(stated, number) if 1 <= number <= 12 else None


def stated_year(match: re.Match[str], today: dt.date) -> int | None:
    """The year that a match says in figures or by a word; None where it says none."""
    if match["word"]:
        return today.year - YEARS_AGO[match["word"].lower()]
    return _whole_year(match["year"]) if match["year"] else None


def _whole_year(figures: str) -> int:
    """The year that four figures say, or two of this century."""
    number = int(figures)
    return number if number > 99 else 2000 + number


def _years(match: re.Match[str], today: dt.date) -> list[int]:
    """The year that is said, else this one and the last."""
    stated = stated_year(match, today)
    return [today.year, today.year - 1] if stated is None else [stated]
