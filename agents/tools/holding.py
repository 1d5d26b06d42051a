"""A price that somebody says they paid against the last close, and where the stored prices of a company begin."""

import re

from agents.context import Context
from agents.planner.amounts import in_digits
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.tape import Tape, last_tape, tape_between
from agents.tools.telling import direction, together, told
from stockelper.types import Evidence, Frozen, Note

_PAID = re.compile(
    r"(?:평단가?|평균 ?단가|매입 ?(?:가|단가)|매수 ?(?:가|단가)|산 ?가격|(?:bought|purchased|got in|entered)(?: \w+){0,3} (?:at|for)|(?:cost|entry)(?: basis| price)?|my (?:average|avg)|(?:average|avg) (?:cost|price)(?! target))"
    r"[^\d$]{0,12}\$? ?(?P<n>\d[\d,]*(?:\.\d+)?)(?![\d,.]*[- ]?(?:days?|sessions?|weeks?)\b) ?(?P<unit>만)?"
    r"|(?P<m>\d[\d,]*(?:\.\d+)?) ?(?P<unit2>만)? ?(?:원|달러|불)(?:대)?(?:에|으로)? ?(?:샀|사서|산(?![가-힣])|물렸|물려|들어갔|들어간|매수했|매수한|잡았)"
)
_THOUSANDS = {"만": 10_000.0}


def paid(question: str) -> float | None:
    """The price of one share that a question says was paid; None where it names none."""
    found = _PAID.search(in_digits(question.lower()))
    if found is None:
        return None
    number = float((found["n"] or found["m"]).replace(",", ""))
    return number * _THOUSANDS.get(found["unit"] or found["unit2"] or "", 1.0) or None


class PaidArguments(Frozen):
    """Which security, and the price of one share that was paid, in its currency."""

    security: str
    price: float


def since_paid(arguments: PaidArguments, context: Context) -> Part:
    """The return from a price that the asker paid to the last close.

    Raises:
        NoData: nothing is stored.
    """
    tape = last_tape(arguments.security, context)
    end = tape.stated("close", -1)
    start = _said(tape, arguments.price, end)
    moved = tape.derived("return", "return", start, end).model_copy(update={"period": None})
    named = {"start": start, "end": end, "moved": moved}
    code = f"market.since_cost_{direction(moved.value)}"
    return together([told(code, named, {"name": tape.name}), Part(notes=health(tape, context))])


def _said(tape: Tape, price: float, end: Evidence) -> Evidence:
    """The asker's own figure as evidence: no bar has it."""
    return end.model_copy(
        update={"id": f"said:{tape.security.id}:paid:{price:g}", "name": "paid", "value": price}
    )


def _first_day(tape: Tape) -> Part:
    """Where the stored prices begin, and how that session went from its open to its close."""
    close = tape.stated("close", 0)
    if tape.frame["open"][0] is None:
        return told("market.first_stored", {"close": close}, {"name": tape.name})
    opened = tape.stated("open", 0)
    moved = tape.derived("return", "return", opened, close)
    named = {"open": opened, "close": close, "moved": moved}
    return told(f"market.first_stored_{direction(moved.value)}", named, {"name": tape.name})


class FirstStoredArguments(Frozen):
    """Which security, and what was asked about it that no record tells."""

    security: str
    what: str


def first_stored(arguments: FirstStoredArguments, context: Context) -> Part:
    """That a figure of a listing is not stored, and where the stored prices begin.

    Raises:
        NoData: nothing is stored.
    """
    today = context.clock.today()
    tape = tape_between(arguments.security, today.replace(year=1990, day=1), today, context)
    lacking = Note(code="not_stored", parameters={"name": tape.name, "what": arguments.what})
    said = _first_day(tape)
    return together([said, Part(notes=(lacking, *health(tape, context)), missing=True)])
