"""How long a stretch of time is by its dates: of a change that a cited text tells, and of one that tells its day in brackets."""

import datetime as dt
import re

from agents.verifier.facts import Fact
from agents.verifier.marks import Day, Mark, Quantity, Span, Window
from agents.verifier.reading import Sentence

DAYS: dict[str, tuple[float, float]] = {
    "d": (1, 11),
    "w": (4, 11),
    "m": (25, 38),
    "q": (80, 105),
    "y": (345, 385),
}
"""Calendar days that lie between two closes a session, week, month, quarter or year apart, long holidays among them."""
SPANS: dict[str, tuple[int, Span]] = {
    "d": (1, "d"),
    "w": (1, "w"),
    "m": (1, "m"),
    "q": (3, "m"),
    "y": (1, "y"),
}
"""The same as lengths of time."""
_BRACKET = re.compile(r"\s?\(")
_TWO = 2


def is_apart(number: Quantity, found: Mark, sentence: Sentence) -> bool:
    """Whether another length of time stands between a figure and a reference: 46% more than a year earlier, after a cut over two months."""
    first, last = sorted((number, found), key=lambda mark: mark.start)
    return any(first.end <= window.start and window.end <= last.start for window in sentence.own.windows)


def fits_printed(fact: Fact, unit: str, n: int) -> bool | None:
    """Whether a change that a cited text tells is over so many units; None where its sentence does not say over how long."""
    if fact.sentence is None or fact.printed is None or fact.unit not in ("percent", "points"):
        return None
    dates = sorted({date for day in fact.sentence.own.days if (date := full(day)) is not None})
    if len(dates) == _TWO:
        return lasts((dates[1] - dates[0]).days, unit, n)
    windows = [window for window in fact.sentence.own.windows if window.basis]
    if len(windows) != 1 or windows[0].span == "ytd":
        return None
    count, span = SPANS[unit]
    return Window(0, 0, n * count, span).agrees(windows[0])


def lasts(days: int, unit: str, n: int) -> bool:
    """Whether so many calendar days are n units of time."""
    low, high = DAYS[unit]
    return low * n <= days <= (high if n == 1 else (high - 3) * n)


def bracket_belies(text: str, sentence: Sentence, found: Mark, unit: tuple[float, float], n: int) -> bool:
    """Whether the date in brackets behind "the previous week" lies nearer to, or farther from, the sentence's first date."""
    bracket = _BRACKET.match(text, found.end)
    inside = next(
        (day for day in sentence.own.days if found.start < day.start and (day.end <= found.end or (bracket and day.start == bracket.end()))),
        None,
    )  # fmt: skip
    first = next((full(day) for day in sentence.own.days if day.end <= found.start), None)
    before = full(inside) if inside else None
    if before is None or first is None:
        return False
    return not unit[0] * n <= (first - before).days <= unit[1] * n


def full(day: Day) -> dt.date | None:
    """The date of a mark that has a year, a month and a day."""
    try:
        return dt.date(day.year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return None
