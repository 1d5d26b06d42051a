"""The stretch of time or the day that a question names, and what is meant where it names none."""

import datetime as dt
import re

from agents.context import Context
from agents.tools.span import days_back, is_one_day
from stockelper.markets.registry import market_of
from stockelper.types import Plan, Window

_UNNAMED = frozenset({"default", "today"})
_EVER_DAYS = 365 * 35
_YEARS_BACK = re.compile(r"(?P<n>\d+)y")


def last_month(context: Context) -> Window:
    """The last month, in which a move is looked for."""
    return days_back(context.clock.today(), 31, "1m")


def last_quarter(context: Context) -> Window:
    """The last three months, over which securities are compared."""
    return days_back(context.clock.today(), 91, "3m")


def last_year(context: Context) -> Window:
    """The last year, in which falls, extremes and ties to an index are looked for."""
    return days_back(context.clock.today(), 365, "1y")


def all_time(context: Context) -> Window:
    """All that may be stored."""
    return days_back(context.clock.today(), _EVER_DAYS, "ever")


def days_span(plan: Plan, context: Context) -> Window:
    """The stretch whose days, months or years are told: the one that is named, else a year, of years the last ten."""
    named = named_span(plan)
    if "yearly_return" not in plan.measures:
        return named or last_year(context)
    today = context.clock.today()
    count = _YEARS_BACK.fullmatch(named.label) if named else None
    first = today.year + 1 - int(count["n"]) if count else named.from_.year if named else today.year - 9
    end = named.to if named and count is None else today
    return Window.model_validate({"from": dt.date(first, 1, 1), "to": end, "label": "years"})


def named_span(plan: Plan) -> Window | None:
    """The stretch of time that the question itself names."""
    window = plan.window
    return window if window and window.label not in _UNNAMED and not is_one_day(window) else None


def told_span(security: str, plan: Plan, context: Context) -> Window | None:
    """The stretch to tell of; none where its market had no session in it, a year where a fall was asked for."""
    span = named_span(plan)
    if span is None and "drawdown" in plan.measures and named_day(plan) is None:
        return last_year(context)
    return span if span and market_of(security).sessions(span.from_, span.to) else None


def named_day(plan: Plan) -> dt.date | None:
    """The day that the question names; None where it means the newest."""
    return plan.window.to if plan.window and plan.window.label not in _UNNAMED else None


def named_window(plan: Plan) -> Window | None:
    """The window that the question names, be it a day; None where it means the newest day."""
    return None if named_day(plan) is None else plan.window
