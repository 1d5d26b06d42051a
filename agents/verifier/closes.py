"""Closes that are called the highest or lowest: held against the other closes of the time that is spoken of."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.marks import Fiscal
from agents.verifier.reading import Sentence

_HIGHEST = re.compile(
    r"최고\s?종가|종가\s(?:기준\s)?최고|가장\s높[게은]\s(?:끝|마감|종가)|\b(?:highest|best)\s(?:close|finish)\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(
    r"최저\s?종가|종가\s(?:기준\s)?최저|가장\s낮[게은]\s(?:끝|마감|종가)|\b(?:lowest|worst)\s(?:close|finish)\b",
    re.IGNORECASE,
)
_HALF = 6
"""The last month of the first half of a year."""


def is_no_extreme(before: str, sentence: Sentence, fact: Fact, facts: Facts) -> bool:
    """Whether a close that is called the highest (or lowest) of its time is not so among those known of the days and
    periods that the sentence names.

    The earliest is left out: a stretch of time is counted from the close before it.
    """
    highest, lowest = _HIGHEST.search(before), _LOWEST.search(before)
    if not (highest or lowest) or "close" not in fact.context.tags:
        return False
    first, last = _named_days(sentence)
    others = [
        (day, value) for day, value in sorted(_closes(sentence, fact, facts))[1:] if first <= day <= last
    ]
    return any(value > fact.value if highest else value < fact.value for _, value in others)


def _named_days(sentence: Sentence) -> tuple[str, str]:
    """The first and the last of the full dates that a sentence names, where it names several; else any day."""
    days = [day for day in sentence.own.days if day.year and day.month and day.day]
    named = sorted({f"{day.year}-{day.month:02}-{day.day:02}" for day in days})
    return (named[0], named[-1]) if len(named) > 1 else ("", "9999")


def _closes(sentence: Sentence, fact: Fact, facts: Facts) -> Iterator[tuple[str, float]]:
    periods = sentence.own.fiscals
    for other in facts.facts:
        if (
            other.printed is None
            and (not periods or _is_in(periods, other.context))
            and "close" in other.context.tags
            and other.context.keys == fact.context.keys
        ):
            yield min(map(str, other.context.dates), default=""), other.value


def _is_in(periods: Sequence[Fiscal], about: Context) -> bool:
    """Whether a day lies in one of the years, halves or quarters; one that is of no year is not looked at."""
    years = {period.year for period in periods if period.year}
    return not years or any(
        date.year in years
        and (part is None or part in (10 + (date.month > _HALF) + 1, (date.month - 1) // 3 + 1))
        for date in about.dates
        for part in {period.part for period in periods}
    )
