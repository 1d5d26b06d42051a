"""Dates, fiscal periods and lengths of time in Korean and English text, in the order in which they are read.

What one pattern has read is hidden from the next, so that `2025년 12월 30일` is not a year and a month as well.
"""

import re
from collections.abc import Iterable

from agents.verifier.marks import Mark
from agents.verifier.moment_dates import DATES
from agents.verifier.moment_makers import Maker
from agents.verifier.moment_periods import PERIODS

PATTERNS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(p), make) for p, make in (*DATES, *PERIODS)
)


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans in order blanked out, every other character where it was."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], "\0" * (end - max(start, at)))
        at = max(at, end)
    return "".join((*parts, text[at:])) if parts else text


def moments(text: str) -> tuple[list[Mark], str]:
    """Every date, period and length of time, and the text with them hidden."""
    marks: list[Mark] = []
    for pattern, make in PATTERNS:
        found = [mark for match in pattern.finditer(text) if (mark := make(match)) is not None]
        marks += found
        text = hide(text, ((mark.start, mark.end) for mark in found))
    return marks, text
