"""Calendar expressions in Korean and English: a day, a month, a quarter, a half or a year.

Each reads to a span of dates. A month, a day or a quarter without its year is the latest one that has
begun by today.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from agents.planner.calendar_spans import Found, Span
from agents.planner.date_grammar import GRAMMAR
from agents.planner.date_readers import slashed_day
from agents.planner.date_words import YEAR

_YEAR_SAID = re.compile(YEAR)
_BESIDE = re.compile(r"[^\d.]{0,16}")
"""What stands between two dates of which one may leave its year to the other."""
_SLASHED = re.compile(
    r"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/.]| ?(?:ratio|day))"
)


def dates(text: str, today: dt.date) -> list[Found]:
    """The calendar expressions of a text in order; of two that overlap the more exact one."""
    taken: list[Found] = []
    for found in _all(text, today):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return _of_one_year(text, sorted(taken), today)


def slashed(text: str, today: dt.date) -> list[Found]:
    """Dates such as `12/30`, month first."""
    found = ((match, slashed_day(match, today)) for match in _SLASHED.finditer(text))
    return [Found(match.start(), match.end(), span) for match, span in found if span]


def _of_one_year(text: str, found: Sequence[Found], today: dt.date) -> list[Found]:
    """With the year of a neighbour for those that name none: "2023년 3분기랑 4분기", "May and June 2024"."""
    return [
        one if _YEAR_SAID.search(text[one.start : one.end]) else _with_year(text, one, neighbours, today)
        for one, neighbours in _with_neighbours(found)
    ]


def _with_neighbours(found: Sequence[Found]) -> Iterator[tuple[Found, Sequence[Found]]]:
    for at, one in enumerate(found):
        yield one, (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])


def _with_year(text: str, one: Found, neighbours: Sequence[Found], today: dt.date) -> Found:
    """The expression read again with the year of the first neighbour that stands beside it and says one."""
    for other in neighbours:
        said = _YEAR_SAID.search(text[other.start : other.end])
        gap = text[min(one.end, other.end) : max(one.start, other.start)]
        if said and _BESIDE.fullmatch(gap):
            alone, year = text[one.start : one.end].strip(), said.group()
            again = _reread(f"in {year}년 {alone}", today) or _reread(f"in {alone} {year}", today)
            return one._replace(span=again) if again else one
    return one


def _reread(text: str, today: dt.date) -> Span | None:
    """The one expression that a text is, behind "in "."""
    for pattern, reader in GRAMMAR:
        match = pattern.fullmatch(text, 3)
        if match and (span := reader(match, today)):
            return span
    return None


def _all(text: str, today: dt.date) -> Iterator[Found]:
    for pattern, reader in GRAMMAR:
        for match in pattern.finditer(text):
            span = reader(match, today)
            if span is not None:
                yield Found(match.start(), match.end(), span)
