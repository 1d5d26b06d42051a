"""Stretches of time that go by a name: this week, last month, year to date, yesterday."""

import datetime as dt
import re
from collections.abc import Callable

from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Span
from agents.planner.today import Today, rolling

_FIRST = dt.date(1990, 1, 1)
"""Before the first session that any market's table has."""


def _this_week(today: Today) -> Span:
    return Span(today.date - dt.timedelta(days=today.date.weekday()), today.date, "this_week")


def _last_week(today: Today) -> Span:
    monday = today.date - dt.timedelta(days=today.date.weekday() + 7)
    return Span(monday, monday + dt.timedelta(days=4), "last_week")


def _this_month(today: Today) -> Span:
    return Span(today.date.replace(day=1), today.date, "this_month")


def _last_month(today: Today) -> Span:
    last = today.date.replace(day=1) - dt.timedelta(days=1)
    return Span(last.replace(day=1), last, "last_month")


def _quarter_of(day: dt.date) -> Span:
    return calendar.quarter(day.year, (day.month + 2) // 3)


def _this_quarter(today: Today) -> Span:
    return Span(_quarter_of(today.date).first, today.date, "this_quarter")


def _last_quarter(today: Today) -> Span:
    span = _quarter_of(_quarter_of(today.date).first - dt.timedelta(days=1))
    return Span(span.first, span.last, "last_quarter")


def _ytd(today: Today) -> Span:
    return Span(today.date.replace(month=1, day=1), today.date, "ytd")


def _years_ago(count: int, label: str) -> Callable[[Today], Span]:
    def read(today: Today) -> Span:
        span = calendar.year(today.date.year - count)
        return Span(span.first, span.last, label)

    return read


def _last_day_of_last_year(today: Today) -> Span:
    return calendar.day(
        today.market.session_on_or_before(today.date.replace(month=1, day=1) - dt.timedelta(days=1))
    )


def _today(today: Today) -> Span:
    return Span(today.date, today.date, "today")


def _sessions_ago(count: int, label: str) -> Callable[[Today], Span]:
    def read(today: Today) -> Span:
        before = today.market.session_on_or_before(today.date - dt.timedelta(days=1))
        found = today.market.session_offset(before, 1 - count)
        return Span(found, found, label)

    return read


def _a_year_ago(today: Today) -> Span:
    found = today.market.session_on_or_before(rolling(1, "y", today).first)
    return Span(found, found, "1y_ago")


def _fixed(count: int, unit: str) -> Callable[[Today], Span]:
    return lambda today: rolling(count, unit, today)


def _ever(today: Today) -> Span:
    return Span(_FIRST, today.date, "ever")


_ALONE = "(?<![가-힣])"
"""Nothing of a word stands before: 금주 is no part of "지금 주가", 당일 none of 배당일."""
_NO_WEEK = r"[가-힣]*(?:식|문|가(?!\s))|주(?:총|환|들|식|명|의|\s?총회)|요|도|력|행|포|장"
"""What makes another word of 주: 주식, 주문, 주가, 주주총회, 주요, 주도, 주력."""

NAMED: tuple[tuple[re.Pattern[str], Callable[[Today], Span]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (r"역대|사상(?=\s?(?:최[고저대]|처음))|상장\s?(?:이후|이래|후)|최[고저](?:가|점)(?:은|는|이|가|를|을)? ?(?:언제|찍은)|all[- ]time|(?<![a-z])ever(?![a-z])|since (?:its |the )?(?:ipo|listing|inception)", _ever),
        (r"올\s?초\s?(?:대비|이후|부터|이래)|연초\s?(?:대비|이후|부터|이래)|연초부터|새해\s?들어|올해\s?들어|올\s?들어|year[- ]to[- ]date|(?<![a-z])ytd(?![a-z])|since the (?:start|beginning) of (?:the|this) year|(?:at|from|than) (?:at )?(?:the )?(?:start|beginning) of (?:the|this) year", _ytd),
        (rf"(?:이번\s?|{_ALONE}금\s?)주(?!{_NO_WEEK})|this week", _this_week),
        (rf"(?:지난|저번)\s?주(?!일|가|식|{_NO_WEEK})|{_ALONE}전주(?:\s?대비)?(?![가-힣])|last w(?:ee)?k(?![a-z])", _last_week),
        (rf"이번\s?달(?!러)|{_ALONE}(?:이달(?!러)|금월|당월)|this month", _this_month),
        (r"(?:지난|저번)\s?달|전월|last mo(?:nth)?(?![a-z])", _last_month),
        (r"이번\s?분기|this quarter|current quarter", _this_quarter),
        (r"(?:지난|저번|전|직전)\s?분기|(?:last|latest|previous|most recent) quarter", _last_quarter),
        (r"(?:작년|지난\s?해|전년)\s?(?:연)?말(?!\s?(?:부터|이후|이래|대비))|(?:작년|지난\s?해|전년)\s?(?:도\s?)?(?:마지막\s?(?:거래일|날|종가)|폐장일|납회일|종가)|(?:the )?end of last year|last year[- ]end|last year'?s (?:final |last |closing )?(?:close|session|trading day|closing price|price)(?![a-z])|(?:where|what|than) (?:it|□|they) (?:closed|ended|finished) last year", _last_day_of_last_year),
        (r"(?:작년|지난\s?해)\s?이맘\s?때(?:쯤)?|this time last y(?:ea)?r", _a_year_ago),
        (r"재작년|year before last", _years_ago(2, "2_years_ago")),
        (r"작년|지난\s?해|전년(?!\s?대비)|last (?:year|yr)(?![a-z])", _years_ago(1, "last_year")),
        (rf"올해|{_ALONE}금년|올\s?한\s?해|this (?:year|yr)(?![a-z])|(?<![a-z])the (?:whole|full|entire) year(?! (?:of|in|before|after|\d|ago|result|earning|guid|revenue|profit|forecast|outlook|number|figure))", _ytd),
        (r"그저께|그제|엊그제|day before yesterday", _sessions_ago(2, "2_days_ago")),
        (r"(?:어제|어저께)(?!\s?(?:보다|대비|에 비해))|전일(?!\s?대비)|전날(?!\s?(?:보다|대비|에 비해))|(?<!than )yesterday", _sessions_ago(1, "yesterday")),
        (r"간밤|어젯밤|last night|overnight", _sessions_ago(0, "latest")),
        (rf"오늘|{_ALONE}(?:금일|당일)|today(?:'s)?|(?:어제|전날|어저께)\s?(?:보다|대비|에 비해)|than yesterday", _today),
        (r"(?:최근\s?)?보름(?!달)", _fixed(15, "d")),
        (r"사흘", _fixed(3, "d")),
        (r"이틀", _fixed(2, "d")),
        (r"열흘", _fixed(10, "d")),
        (r"(?:최근\s?)?일주일(?!\s?(?:뒤|후))|(?:past|last) couple of weeks", _fixed(1, "w")),
        (r"(?:past|last) (?:few|couple of|several) days|며칠\s?(?:간|동안|새|사이)|최근\s?며칠|요\s?며칠", _fixed(5, "s")),
        (r"(?:past|last) few weeks|몇\s?주\s?(?:간|동안|새)", _fixed(3, "w")),
        (r"(?:past|last) (?:few|several) months|몇\s?달\s?(?:간|동안|새)|최근\s?몇\s?(?:달|개월)", _fixed(3, "m")),
        (r"(?:past|last) (?:few|several) years|몇\s?년\s?(?:간|동안|새)|최근\s?몇\s?년", _fixed(3, "y")),
    )
)  # fmt: skip
"""What is said, and how it is read against today."""
