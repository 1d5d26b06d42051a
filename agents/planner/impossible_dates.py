"""Dates that no calendar has, such as February 30."""

import re

from agents.planner.calendar_spans import valid_day
from agents.planner.date_readers import month_by_name
from agents.planner.date_words import MONTH

_FULL = re.compile(
    r"(?<!\d)(?P<y>[12]\d{3})(?:-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)|\s?년\s?(?P<m2>\d\d?)\s?월\s?(?P<d2>\d\d?)\s?일)"
)
_YEARLESS = re.compile(
    rf"(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<d>\d\d?)\s?일|(?<![a-z])(?P<name>{MONTH})\s(?P<d2>\d\d?)(?:st|nd|rd|th)?(?!\d)",
    re.IGNORECASE,
)
_LEAP_YEAR = 2024
"""A year that has all days."""


def impossible(text: str) -> str | None:
    """The first full date of a text that no calendar has, such as February 30."""
    for found in _FULL.finditer(text):
        month, day = int(found["m"] or found["m2"]), int(found["d"] or found["d2"])
        if valid_day(int(found["y"]), month, day) is None:
            return found.group()
    return next((found.group() for found in _YEARLESS.finditer(text) if not _is_in_a_year(found)), None)


def _is_in_a_year(found: re.Match[str]) -> bool:
    month = month_by_name(found["name"]) if found["name"] else int(found["m"])
    return valid_day(_LEAP_YEAR, month, int(found["d"] or found["d2"])) is not None
