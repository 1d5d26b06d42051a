"""How many sessions ahead a question looks."""

import re

from agents.numerals import NUMBER, number

DEFAULT = 5
"""Sessions, where nothing is named."""
_SESSIONS = {"일": 1, "거래일": 1, "주": 5, "주일": 5, "개월": 20, "달": 20, "분기": 60, "년": 250,
             "day": 1, "trading day": 1, "session": 1, "week": 5, "month": 20, "quarter": 60, "year": 250}  # fmt: skip
_NAMED = tuple(
    (re.compile(pattern, re.IGNORECASE), sessions)
    for pattern, sessions in (
        (r"모레|day after tomorrow", 2),
        (r"내일|명일|익일|다음\s?(?:날|거래일)|tomorrow|next (?:trading )?(?:day|session)", 1),
        (r"다다음\s?주", 10),
        (r"다음\s?주|차주|담\s?주|이번\s?주|금주|일주일\s?(?:뒤|후|안|내)|next week|this week|coming week", 5),
        (r"다음\s?달|내달|담\s?달|이번\s?달|next month|this month|coming month", 20),
        (r"다음\s?분기|next quarter|coming quarter", 60),
        (r"반년|half a year|six months", 120),
        (r"상반기|하반기|연말|올해\s?말|year[- ]end|end of (?:the |this )?year", 120),
        (r"내년|next year|coming year|long[- ]term|장기", 250),
        (r"월말|이번\s?달\s?말|end of (?:the |this )?month|\beom\b", 20),
        (
            r"[월화수목금]요일|주말|\b(?:by|on|before|until|this) (?:mon|tues|wednes|thurs|fri)day|end of (?:the |this )?week|\beow\b",
            5,
        ),
        (r"오늘|today", 1),
        (r"단기|short[- ]term", 5),
        (r"중기|medium[- ]term", 60),
    )
)  # fmt: skip
_COUNTED = (
    re.compile(
        rf"(?:향후|앞으로|다음)\s?(?P<n>{NUMBER})\s?(?P<unit>거래일|주일|개월|분기|일|주|달|년)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<n>{NUMBER})\s?(?P<unit>거래일|주일|개월|분기|일|주|달|년)\s?(?:뒤|후|이내|안에|내에|이후|쯤 뒤|정도 뒤|전망|예측)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:in|next|within|over the next|coming|for)\s(?:the\s)?(?:next\s)?(?P<n>an?|{NUMBER})[\s-]"
        r"(?P<unit>trading day|session|day|week|month|quarter|year)s?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<n>{NUMBER})[\s-](?P<unit>trading day|session|day|week|month|quarter|year)s?\s?"
        r"(?:from now|out|ahead|later|forecast|outlook|target|horizon|prediction)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:forecast|outlook|prediction|projection|target)[^.?!]{{0,16}}?(?<![\d.])(?P<n>{NUMBER})[\s-](?P<unit>trading day|session|day|week|month|quarter|year)s?",
        re.IGNORECASE,
    ),
)


_YEAR = re.compile(r"(?:19|20)\d\d")
"""A year of the calendar, which counts none: "2027년 전망"."""


def horizon(text: str) -> int | None:
    """Sessions ahead that a text names; None where it names none."""
    for pattern in _COUNTED:
        match = next((one for one in pattern.finditer(text) if not _YEAR.fullmatch(one["n"])), None)
        if match:
            return max(1, number(match["n"]) * _SESSIONS[match["unit"].lower()])
    return next((sessions for pattern, sessions in _NAMED if pattern.search(text)), None)
