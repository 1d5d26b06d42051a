"""What words of time are read against, and stretches that end today."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from agents.planner.calendar_spans import Span
from stockelper.markets.market import Market

_MONTHS = {"m": 1, "q": 3, "y": 12}


@dataclass(frozen=True)
class Today:
    """What the words are read against: the clock's date, its market and the newest closed session."""

    date: dt.date
    market: Market
    session: dt.date

    def back(self, count: int) -> dt.date:
        """The first of the last `count` sessions."""
        return self.market.session_offset(self.session, 1 - count)


def months_before(day: dt.date, count: int) -> dt.date:
    """The same day of the month `count` months earlier, or that month's last."""
    at = day.year * 12 + day.month - 1 - count
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def rolling(count: int, unit: str, today: Today) -> Span:
    """The stretch of `count` units that ends today; unit s(essions), d, w, m, q, y."""
    if unit == "s":
        return Span(today.back(count), today.session, f"{count}s")
    if unit in "dw":
        return Span(
            today.date - dt.timedelta(days=count * (7 if unit == "w" else 1)), today.date, f"{count}{unit}"
        )
    months = count * _MONTHS[unit]
    label = f"{months // 12}y" if months % 12 == 0 else f"{months}m"
    return Span(months_before(today.date, months), today.date, label)
