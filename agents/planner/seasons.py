"""A season of a year: 작년 여름, 올가을, "last summer", "the winter of 2023"."""

import datetime as dt
import re

from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Span
from agents.planner.date_readers import stated_year
from agents.planner.date_words import SEASON_EN, SEASON_KO, SEASONS, YEAR, YEAR_KO

PATTERNS: tuple[str, ...] = (
    rf"(?:{YEAR_KO})(?:의)?\s?{SEASON_KO}(?P<how>)",
    rf"(?<![가-힣])(?P<how>지난|저번|올|이번|요번)\s?{SEASON_KO}(?P<year>)(?P<word>)",
    rf"(?<![가-힣])(?P<how>)(?!봄(?![에철부]))(?!봄에 ?(?:도|는|야)? ?(?:안|못))(?:한)?{SEASON_KO}(?P<year>)(?P<word>)",
    rf"(?<![a-z])(?P<word>last year|this year)'?s? {SEASON_EN}(?P<year>)(?P<how>)",
    rf"(?<![a-z])(?!fall in){SEASON_EN} (?:of |in )?(?:(?P<year>{YEAR})|(?P<word>last year|this year))(?!\d)(?P<how>)",
    rf"(?<![a-z])(?P<year>{YEAR})'?s? {SEASON_EN}(?P<word>)(?P<how>)",
    rf"(?<![a-z])(?P<how>last|this past|this|past|previous) {SEASON_EN}(?P<year>)(?P<word>)",
    rf"(?<![a-z])(?:in|over|during|throughout|since|from|until) (?:the )?(?!fall){SEASON_EN}(?P<year>)(?P<word>)(?P<how>)",
    rf"(?<![a-z])(?:in|over|during) the {SEASON_EN}(?=\s*(?:$|[?.,]))(?P<year>)(?P<word>)(?P<how>)",
)
"""With its year, with a word for which one is meant, or alone where its place in the sentence makes it a time."""
_ENDED = frozenset({"지난", "저번", "last", "this past", "past", "previous"})
"""Words for the latest one that is over."""


def season(match: re.Match[str], today: dt.date) -> Span | None:
    """The season of the year that is said, else the latest one that is over, or that has begun."""
    number = SEASONS[match["s"].lower()]
    year = stated_year(match, today)
    if year is not None:
        return calendar.season(year, number)
    latest = [calendar.season(today.year - ago, number) for ago in range(3)]
    if match["how"].lower() in _ENDED:
        return next(one for one in latest if one.last < today)
    return calendar.begun(latest, today)
