"""What the patterns of dates and lengths of time make of a match: a day, a period, a length, a time of day."""

import re
from collections.abc import Callable
from typing import cast

from agents.numerals import ENGLISH, KOREAN
from agents.verifier.marks import Clock, Day, Fiscal, Label, Mark, Span, Window

Maker = Callable[[re.Match[str]], Mark | None]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "상": 1,
    "하": 2,
}
_WORDS = {**KOREAN, **ENGLISH, "a": 1, "": 1}
_SPANS = {
    "거래일": "d", "영업일": "d", "일": "d", "day": "d", "session": "d", "d": "d", "주일": "w", "주": "w", "week": "w", "w": "w",
    "달": "m", "개월": "m", "month": "m", "m": "m", "년": "y", "year": "y", "y": "y",
}  # fmt: skip
_YEAR_IN_WEEKS = 52
_ZONES = {
    "한국시간": "Asia/Seoul", "KST": "Asia/Seoul", "미국동부시간": "America/New_York", "동부시간": "America/New_York",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "UTC": "UTC", "GMT": "UTC",
}  # fmt: skip


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def a_day(found: re.Match[str]) -> Mark | None:
    """A date, perhaps in part; None where it cannot be one."""
    parts = found.groupdict()
    named, month = parts.get("mon"), parts.get("m")
    number = _MONTHS.index(named[:3].lower()) + 1 if named else int(month) if month else None
    day = int(parts["d"]) if parts.get("d") else None
    possible = (number is None or 1 <= number <= 12) and (day is None or 1 <= day <= 31)
    if not possible and not (parts.get("y") and number is not None and day is not None):
        return None  # with a year it is a date that never was, and no evidence has it
    return Day(found.start(), found.end(), _full_year(parts.get("y")), number, day)


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text.lower()) or int(text)


def a_fiscal(found: re.Match[str]) -> Mark:
    """A year, or a quarter (1 to 4) or half (11, 12) of one."""
    parts = found.groupdict()
    part = _ordinal(parts["q"]) if parts.get("q") else 10 + _ordinal(parts["h"]) if parts.get("h") else None
    return Fiscal(found.start(), found.end(), _full_year(parts.get("y")), part)


def a_quarter(found: re.Match[str]) -> Mark:
    """A quarter whose year stands in one of two forms."""
    return Fiscal(found.start(), found.end(), _full_year(found["y"] or found["y2"]), int(found["q"]))


def a_window(found: re.Match[str]) -> Mark:
    """A length of time: a number and its unit."""
    number, unit = (found["n"] or "").lower().replace(",", ""), found["u"].lower()
    n = int(number) if number.isdigit() else _WORDS[number]
    if unit in ("quarter", "분기"):
        return Window(found.start(), found.end(), 3 * n, "m")
    return Window(found.start(), found.end(), n, cast("Span", _SPANS[unit]))


_DAY_WORDS = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}


def days_in_words(found: re.Match[str]) -> Mark:
    """Days that are one word: 이틀, 보름."""
    return Window(found.start(), found.end(), _DAY_WORDS[found["n"]], "d", exact=True)


def of_mark(found: re.Match[str]) -> Mark:
    """The length of a high or low; that of 52 weeks is what it is called."""
    n = int(found["n"])
    if n == _YEAR_IN_WEEKS:
        return Mark(found.start(), found.end())
    return Window(found.start(), found.end(), n, "w", exact=True)


def a_clock(found: re.Match[str]) -> Mark:
    """A time of day with its zone; without one a label."""
    zone = (found["zone"] or "").replace(" ", "").upper()
    if not zone:
        return Label(found.start(), found.end(), found[0])
    return Clock(found.start(), found.end(), int(found["h"]), int(found["min"]), _ZONES[zone])


def fixed(n: int, span: Span, *, basis: bool = True) -> Maker:
    """A maker of one length of time, whatever was matched."""
    return lambda found: Window(found.start(), found.end(), n, span, basis)


def nothing(found: re.Match[str]) -> Mark:
    """Something that is read and says no time."""
    return Mark(found.start(), found.end())


def a_year(found: re.Match[str], year: str) -> Mark:
    """A fiscal year."""
    return Fiscal(found.start(), found.end(), _full_year(year), None)
