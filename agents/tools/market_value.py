"""The market value of companies: their shares outstanding at the last close, where a record counts them."""

import polars as pl

from agents.context import Context
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.holdings import computed
from agents.tools.quote import QuoteArguments, quote
from agents.tools.tape import Tape, last_tape
from agents.tools.telling import together, told
from stockelper.store.documents import eq
from stockelper.types import Evidence, Frozen, Note

CONCEPT = "shares_outstanding"


class MarketValueArguments(Frozen):
    """Whose market values."""

    securities: tuple[str, ...]


def market_value(arguments: MarketValueArguments, context: Context) -> Part:
    """Shares outstanding at the last close; that they are not stored, and the closes, where they are not.

    Raises:
        NoData: no price of one of them is stored.
    """
    tapes = [last_tape(one, context) for one in arguments.securities]
    counted = [(tape, _shares(tape, context)) for tape in tapes]
    lacking = [tape.name for tape, shares in counted if shares is None]
    code = "facts.no_share_count" if len(counted) == 1 else "facts.no_share_counts"
    said = [told(code, {}, {"name": ", ".join(lacking)})] if lacking else []
    values = [_value(tape, shares, context) for tape, shares in counted if shares]
    prices = [
        quote(QuoteArguments(security=tape.security.id, sentences=1), context)
        for tape, shares in counted
        if shares is None
    ]
    return together([*said, *values, *prices, Part(missing=bool(lacking))])


def _value(tape: Tape, shares: Evidence, context: Context) -> Part:
    close = tape.stated("close", -1)
    value = computed("market_cap", "product", (shares, close), close)
    named = {"value": value, "shares": shares, "close": close}
    notes: tuple[Note, ...] = health(tape, context)
    said = [told(f"facts.{code}", named, {"name": tape.name}) for code in ("market_value", "share_count")]
    return together([*said, Part(notes=notes)])


def _shares(tape: Tape, context: Context) -> Evidence | None:
    """The newest count of shares that was known at the clock's moment."""
    known_by = context.clock.now()
    frame = context.documents.read("facts", eq("security", tape.security.id), known_by=known_by)
    counted = frame.filter(pl.col("concept") == CONCEPT, pl.col("value").is_not_null()).sort("period_end")
    if counted.is_empty():
        return None
    row = counted.row(-1, named=True)
    told_by = {
        "id": f"fact:{tape.security.id}:{CONCEPT}:{row['period']}",
        "kind": "fact",
        "name": CONCEPT,
        "value": row["value"],
        "unit": "shares",
        "currency": None,
        "date": row["period_end"],
        "known_at": row["known_at"],
        "source": row["source"],
    }
    return tape.stated("close", -1).model_copy(update=told_by)
