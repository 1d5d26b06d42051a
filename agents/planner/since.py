"""A stretch that reaches from a named one to today: "since March", "작년 말 대비", "against the close of 5 March"."""

import datetime as dt
import re

from agents.planner.calendar_spans import Found, Span

_SINCE_BEFORE = re.compile(
    r"(?:since|from|after|starting(?: in)?)\s(?:the\s)?(?:start of |beginning of |end of |year[- ]end )?$",
    re.IGNORECASE,
)
_SINCE_AFTER = re.compile(
    r"^\s?(?:부터|이후|이래|이후로|(?:연휴 )?지나고|지난 (?:뒤|후)|쇠고|onwards?|초\s?(?:부터|이후|대비)|연?말\s?(?:부터|이후|이래|대비))",
    re.IGNORECASE,
)
_AGAINST_BEFORE = re.compile(
    r"(?<![a-z])(?:versus|vs\.?|compared (?:to|with)|against|than|relative to|up on|down on|over|above|below)\s(?:the )?"
    r"(?:(?:close|price|level|closing price) (?:of|at|on|from) )?(?:the )?(?:end of |year[- ]end )?$",
    re.IGNORECASE,
)
_AGAINST_AFTER = re.compile(
    r"^\s?(?:연?말)?\s?(?:의\s?)?(?:종가|주가|가격|시세)?\s?(?:보다|대비|에 비해|(?:하고|이랑|랑|과|와)\s?(?:비교|견주|견줘))"
)
"""Beside a day, or the end of a stretch: today's price is held against its close."""
_END = re.compile(r"^\s?(?:연)?말|(?<=end of )$|(?<=year[- ]end )$", re.IGNORECASE)
"""Behind or before a stretch: its end is meant."""
_ON_THE_DAY = re.compile(r"(?<![a-z])(?:was|were|why)\s.*(?<![a-z])(?:up|down) on (?:the )?$")
"""Before a day: what happened on it is asked, not what has happened since."""
_COMPARED = re.compile(r"^\s?(?:대비|에 비해)")


def since(text: str, found: Found, today: dt.date) -> Span | None:
    """The stretch from a named one to today; None where the words count from nothing.

    From the end of a named stretch it is `after_` it: returns count from the last close that the stretch had.
    """
    label = found.span.label
    if label in ("today", "ytd") or (label[0].isdigit() and found.span.last == today):
        return None
    before, after = text[: found.start], text[found.end :]
    if found.span.first == found.span.last and _ON_THE_DAY.search(before):
        return None
    if label == "last_year" and _COMPARED.match(after):
        return Span(today.replace(month=1, day=1), today, "ytd")
    ended = bool(_END.match(after) or _END.search(before))
    if not _counts(before, after, at_one_close=ended or found.span.first == found.span.last):
        return None
    if ended and found.span.first != found.span.last:
        return Span(found.span.last + dt.timedelta(days=1), today, f"after_{label}")
    return Span(found.span.first, today, f"since_{label}")


def _counts(before: str, after: str, *, at_one_close: bool) -> bool:
    """Whether the words around a stretch count from it; a mere comparison does from `at_one_close` only."""
    if _SINCE_BEFORE.search(before) or _SINCE_AFTER.match(after):
        return True
    return at_one_close and bool(_AGAINST_BEFORE.search(before) or _AGAINST_AFTER.match(after))
