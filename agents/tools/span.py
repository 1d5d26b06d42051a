"""The sessions of a window and the close that its return is counted from."""

import datetime as dt
import re

from agents.context import Context
from agents.tools.tape import Tape, no_bars, tape_between
from stockelper.types import Window

LEAD = 20
"""Days read before a window, so that the close before it is there across the longest holidays."""
_ROLLING = re.compile(r"\d+[dwmy]|default")
_BETWEEN = re.compile(r"range|since_.*")
_SINCE_A_DAY = re.compile(r"since_\d{4}-\d\d-\d\d")
"""Counts from a day, which on a closed one has the last close before it."""
_ONE_DAY = frozenset({"today", "yesterday"})


def is_one_day(window: Window) -> bool:
    """Whether the window is a single day."""
    return window.from_ == window.to


def days_back(today: dt.date, days: int, label: str) -> Window:
    """The window of the last `days` days."""
    return Window.model_validate({"from": today - dt.timedelta(days=days), "to": today, "label": label})


def window_tape(security: str, window: Window, context: Context, lead: int = LEAD) -> tuple[Tape, int]:
    """The window's sessions and the row of the close that returns are counted from.

    A span counted back from today (a month) starts at the last close up to its first day; a calendar period
    (this year) at the last close before it; a span between two given dates at its first close. "Today" on a
    closed day is the last session. `lead` are the days read before the window.

    Raises:
        NoData: no session of the window is stored.
    """
    start = window.from_ - dt.timedelta(days=lead)
    tape = tape_between(security, start, window.to, context)
    if tape.dates[-1] >= window.from_:
        first = next(row for row, day in enumerate(tape.dates) if day >= window.from_)
        return tape, base_row(tape.dates, window, first)
    if window.label in _ONE_DAY:
        return tape, max(tape.frame.height - 2, 0)
    raise no_bars(security, context)


def base_row(dates: list[dt.date], window: Window, first: int) -> int:
    """The row of the close that returns are counted from; `first` is the window's first session."""
    if _BETWEEN.fullmatch(window.label) and not is_one_day(window):
        closed = _SINCE_A_DAY.fullmatch(window.label) is not None and dates[first] > window.from_
        return max(first - 1, 0) if closed else first
    if _ROLLING.fullmatch(window.label) and dates[first] == window.from_:
        return first
    return max(first - 1, 0)


def own_row(dates: list[dt.date], window: Window, base: int) -> int:
    """The row of the first session whose trading belongs to the window, where returns are counted from row `base`."""
    counted_back = _ROLLING.fullmatch(window.label) is not None
    return base if dates[base] >= window.from_ and not counted_back else base + 1


def base_day(window: Window, first: dt.date, before: dt.date) -> dt.date:
    """The same as a date: `first` is the window's first session, `before` the session before it."""
    return (before, first)[base_row([before, first], window, 1)]
