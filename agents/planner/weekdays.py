"""Days that are called by their weekday: "지난주 화요일", "on Friday"."""

import datetime as dt
import re

from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Found, Span
from agents.planner.today import Today

_WEEKDAY = re.compile(
    r"(?<!black )(?P<of>지난\s?주\s?|지난\s?|이번\s?주\s?|last |on |this )?(?P<day>[월화수목금토일]요일|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])",
    re.IGNORECASE,
)
_WEEKDAYS = ("월mon", "화tues", "수wednes", "목thurs", "금fri", "토satur", "일sun")
_OF_LAST_WEEK = re.compile(r"지난\s?주")


def weekdays(text: str, today: Today) -> list[Found]:
    """The weekdays of a text and the dates that they mean."""
    return [Found(match.start(), match.end(), _weekday(match, today)) for match in _WEEKDAY.finditer(text)]


def _weekday(match: re.Match[str], today: Today) -> Span:
    """The latest such day up to today; that of the calendar week before where that is said."""
    name = match["day"].lower()
    wanted = next(at for at, both in enumerate(_WEEKDAYS) if name[0] == both[0] or name.startswith(both[1:]))
    if _OF_LAST_WEEK.match(match["of"] or ""):
        return calendar.day(today.date + dt.timedelta(days=wanted - today.date.weekday() - 7))
    return calendar.day(today.date - dt.timedelta(days=(today.date.weekday() - wanted) % 7))
