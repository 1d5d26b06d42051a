"""Days of the week: as words to be held against a cited text, and against the date that stands beside them."""

import datetime as dt
import re
from collections.abc import Iterator

from agents.verifier.marks import Day, Label

_KOREAN = "월화수목금토일"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = re.compile(
    rf"(?P<ko>[{_KOREAN}])요일|(?<=\()(?P<short>[{_KOREAN}])(?=\))"
    r"|\b(?P<en>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?\b"
)
_APART = re.compile(r"[\s(,]{0,3}")


def weekday(found: re.Match[str]) -> int:
    """The day of the week, Monday 0, of what `WEEKDAY` matched."""
    korean = found["ko"] or found["short"]
    return _KOREAN.index(korean) if korean else _ENGLISH.index(found["en"].lower())


def weekdays(text: str) -> Iterator[Label]:
    """Every day of the week that a text names, its label the English short name."""
    for found in WEEKDAY.finditer(text):
        yield Label(found.start(), found.end(), _ENGLISH[weekday(found)])


def is_weekday(label: Label) -> bool:
    """Whether a label is a day of the week."""
    return label.text in _ENGLISH


def is_of(label: Label, day: Day, text: str) -> bool | None:
    """Whether a date falls on the day of the week beside it; None when they do not stand together."""
    if label.text not in _ENGLISH or day.year is None or day.month is None or day.day is None:
        return None
    between = text[day.end : label.start] if day.end <= label.start else text[label.end : day.start]
    try:
        date = dt.date(day.year, day.month, day.day)
    except ValueError:
        return None
    return date.weekday() == _ENGLISH.index(label.text) if _APART.fullmatch(between) else None
