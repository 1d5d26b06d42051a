"""What a close is worth in another currency, by the stored rate of exchange of its day."""

import datetime as dt

from agents.context import Context
from agents.specialist import Part
from agents.tools.holdings import computed
from agents.tools.quote import QuoteArguments, quote
from agents.tools.tape import HISTORY, Tape, last_tape, tape_between
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.types import Evidence, Frozen, Parameter

RATE = "FX:USDKRW"
"""Won a dollar."""
PAIR = frozenset({"KRW", "USD"})
"""The currencies that the rate converts between."""
_STALE = dt.timedelta(days=7)
"""Days before a close in which the newest rate still stands for it: weekends, holidays and a source's delay."""


class ConvertedArguments(Frozen):
    """Which security's close, in which currency (its code), on which day (None: the newest).

    `quoted`: whether the close is told in its own currency as well, with its change.
    """

    security: str
    currency: str
    day: dt.date | None = None
    quoted: bool = True


def converted(arguments: ConvertedArguments, context: Context) -> Part:
    """The close in another currency with the rate and its day, then in its own; that no rate is stored, where none is.

    Raises:
        NoData: no price of the security is stored.
    """
    tape = _tape(arguments, context)
    said = _in_currency(tape, arguments.currency, context)
    if not arguments.quoted:
        return said
    own = quote(QuoteArguments(security=arguments.security, day=arguments.day, sentences=1), context)
    return together([said, own])


def _tape(arguments: ConvertedArguments, context: Context) -> Tape:
    if arguments.day is None:
        return last_tape(arguments.security, context)
    start = arguments.day - dt.timedelta(days=HISTORY)
    return tape_between(arguments.security, start, arguments.day, context)


def _in_currency(tape: Tape, currency: str, context: Context) -> Part:
    close = tape.stated("close", -1)
    shown: dict[str, Parameter] = {
        "name": tape.name,
        "currency": render(context.language, f"market.currency_{currency.lower()}"),
        "close_date": tape.dates[-1].isoformat(),
    }
    if frozenset((currency, tape.unit)) != PAIR:
        return together([told("market.currency_unknown", {}, shown), Part(missing=True)])
    rate = _rate(tape.dates[-1], context)
    if rate is None:
        return together([told("market.no_rate", {}, shown), Part(missing=True)])
    named = {"value": _value(close, rate, currency), "close": close, "rate": rate}
    return told("market.converted", named, {**shown, "won": rate.value})


def _rate(day: dt.date, context: Context) -> Evidence | None:
    """The newest rate up to a day that is not too old for it; None where none is stored or known yet."""
    try:
        found = tape_between(RATE, day - _STALE, day, context)
    except NoData:
        return None
    # of no security: it stands in sentences about companies, whose own figure it is not
    return found.stated("close", -1, "exchange_rate").model_copy(update={"security": None})


def _value(close: Evidence, rate: Evidence, currency: str) -> Evidence:
    formula = "product" if currency == "KRW" else "ratio"
    known_at = max(close.known_at, rate.known_at)
    return computed(
        "converted", formula, (close, rate), close, unit=currency, currency=currency, known_at=known_at
    )
