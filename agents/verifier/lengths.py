"""Lengths of time that an answer tells: held against those of the evidence, and against how far its dates lie apart."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from agents.numerals import ENGLISH, KOREAN
from agents.verifier.facts import Context
from agents.verifier.marks import Day, Fiscal, Window

_AGO = re.compile(
    r"\s?(?:전|앞서|뒤|후|만에|이내|안에|도\s?(?:안|채)\s)(?![가-힣]{2})|\s(?:ago|before|earlier|later|after|from\snow)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:less\sthan|under|within|fewer\sthan|not\squite|almost|nearly)\s$", re.IGNORECASE)
_UNDER_KO = re.compile(r"\s?(?:이내|안에|도\s?(?:안|채)\s)")
_UNITS = {
    "d": (r"days?|sessions?", "거래일|영업일|일"), "w": ("weeks?", "주"), "m": ("months?", "개월|달"), "y": ("years?", "년|해"),
}  # fmt: skip
_DAYS = {"d": (1.0, 1.5, 3.0), "w": (7.0, 7.0, 3.0), "m": (30.4, 30.4, 6.0), "y": (365.0, 365.0, 25.0)}
"""The least and most days of a unit, and the slack: sessions count fewer days than the calendar."""
_PARTS = {3: frozenset({1, 2, 3, 4}), 6: frozenset({11, 12}), 9: frozenset({3})}
"""Months that a quarter, a half, three quarters of a year last."""
_MONTHS = {"m": 1, "y": 12}


_COUNTED_OF = re.compile(
    r"\s(?:that|this|last|of\sthe|of\sthat|in\sthe)\s(?:week|month|quarter|year)\b|\s?(?:가운데|중에?서?)\s|\s구간\s",
    re.IGNORECASE,
)


def is_counted_of(text: str, window: Window) -> bool:
    """Whether a length only counts the days of a longer one: Tesla's three trading days that week."""
    return window.n > 1 and _COUNTED_OF.match(text, window.end) is not None


_QUARTER_OF = re.compile(r"\squarter(?:ly|s)?\b|\s?결산")


def names_a_quarter(day: Day, text: str) -> bool:
    """Whether a month says which quarter is meant: the December quarter is the one that ends with it."""
    return day.day is None and _QUARTER_OF.match(text, day.end) is not None


def is_reference(text: str, window: Window) -> bool:
    """Whether a length says how long before or after: two days ago, 1년 전, 3년 만에."""
    said = text[window.start : window.end]
    return bool(_AGO.search(said) or _AGO.match(text, window.end))


def lies_apart(text: str, window: Window, whole: Context) -> bool | None:
    """Whether two days, or two periods, of the evidence lie so long apart; None where it has not two."""
    if window.span == "ytd":
        return None
    low, high, slack = _DAYS[window.span]
    least, most = window.n * low - slack * bool(window.n > 1 or window.span != "d"), window.n * high + slack
    if _UNDER.search(text[max(0, window.start - 16) : window.start]) or _UNDER_KO.match(text, window.end):
        least = (window.n - 1) * low
    gaps = [*_gaps(_dates(whole)), *_fiscal_gaps(whole.fiscals)]
    return any(least <= gap <= most for gap in gaps) if gaps else None


def _dates(whole: Context) -> Sequence[dt.date]:
    years = {day.year for day in whole.days if day.year} | {date.year for date in whole.dates}
    dates = set(whole.dates)
    for day in whole.days:
        for year in (day.year,) if day.year else years:
            if (date := _date(day, year)) is not None:
                dates.add(date)
    return sorted(dates)


def _date(day: Day, year: int | None) -> dt.date | None:
    try:
        return dt.date(year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return None


def _gaps(dates: Sequence[dt.date]) -> Iterator[float]:
    for first, last in combinations(dates[-_MOST:], 2):
        yield float((last - first).days)


_MOST = 40
"""Dates of which each is set against each."""


def _fiscal_gaps(fiscals: Sequence[Fiscal]) -> Iterator[float]:
    for one, other in combinations(fiscals[:_MOST], 2):
        if one.year and other.year and one.part == other.part and one.year != other.year:
            yield 365.0 * abs(one.year - other.year)


_AT_LEAST = re.compile(r"\b(?:more\sthan|over|at\sleast|above)\s$", re.IGNORECASE)
_AT_LEAST_KO = re.compile(r"\s?(?:이상|넘[게은는]|남짓|여\s)")
_ABOVE = 1.5
"""How many times a length its own bound may be: over 20 years of 23."""


def is_over(text: str, window: Window, texts: Sequence[str]) -> bool:
    """Whether a length is told as a bound, and a cited text tells one a little above it."""
    bound = _AT_LEAST.search(text[max(0, window.start - 12) : window.start]) or _AT_LEAST_KO.match(
        text, window.end
    )
    english, korean = _UNITS.get(window.span, ("", ""))
    if not bound or not english:
        return False
    said = re.compile(rf"(?<![\d.,])(\d{{1,3}})(?:\s?(?:{korean})|[\s-](?:{english})\b)")
    told = [int(n) for one in texts for n in said.findall(one)]
    return any(window.n <= n <= _ABOVE * window.n for n in told)


def is_told(window: Window, texts: Sequence[str], whole: Context) -> bool:
    """Whether a cited text counts so many of the unit, as in "the 52nd consecutive year", or a fiscal period is as long."""
    english, korean = _UNITS.get(window.span, ("", ""))
    words = [str(window.n), *(w for w, n in (*ENGLISH.items(), *KOREAN.items()) if n == window.n)]
    said = re.compile(
        rf"\b(?:{'|'.join(words)})(?:st|nd|rd|th)?\s(?:\w+\s)?(?:{english})\b|(?:{'|'.join(words)})\s?(?:{korean})"
    )
    if english and any(said.search(text) for text in texts):
        return True
    parts = _PARTS.get(window.n * _MONTHS.get(window.span, 0), frozenset[int]())
    return any(fiscal.part in parts for fiscal in whole.fiscals) or (
        window.n * _MONTHS.get(window.span, 0) == 12 and any(f.year and f.part is None for f in whole.fiscals)
    )
