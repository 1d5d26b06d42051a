"""What a security costs: the last close, its change, the day's range and volume, 52-week marks."""

import datetime as dt

import numpy as np
import polars as pl

from agents.context import Context
from agents.specialist import Part
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.tape import HISTORY, YEAR, Tape, last_tape, tape_between
from agents.tools.telling import direction, together, told
from stockelper.types import Evidence, Frozen, Measure, Note

DAY_MEASURES: tuple[Measure, ...] = ("volume", "open", "high", "low")
YEAR_MEASURES: frozenset[Measure] = frozenset({"high_52w", "low_52w"})


class QuoteArguments(Frozen):
    """Which security, on which day (None: the newest), which measures were asked for, at most how many sentences."""

    security: str
    day: dt.date | None = None
    measures: tuple[Measure, ...] = ()
    sentences: int | None = None


def quote(arguments: QuoteArguments, context: Context) -> Part:
    """Last close, change against the previous session, the day's range and volume, 52-week high and low."""
    tape = _tape(arguments, context)
    asked = set(arguments.measures)
    parts = [_close(tape, context), _day(tape), _year(tape)]
    if not asked & {"close", "change"}:
        parts = [*(_asked(tape, name) for name in DAY_MEASURES if name in asked), *parts]
        if asked & YEAR_MEASURES:
            over = [_above_low(tape)] if "low_52w" in asked else []
            parts = [*over, parts[-1], *parts[:-1]]
    notes = (*health(tape, context, arguments.day), *_closed(tape, arguments.day))
    told_of = [part for part in parts if part.statements][: arguments.sentences]
    return together([*told_of, Part(charts=(candles(tape, context.language),), notes=notes)])


def _closed(tape: Tape, day: dt.date | None) -> tuple[Note, ...]:
    """That the day asked about had no session, so that another day's prices are told."""
    if day is None or tape.market.is_session(day):
        return ()
    return (Note(code="no_session"),)


def _asked(tape: Tape, name: Measure) -> Part:
    """A figure of the day that was asked for by name."""
    if tape.frame[name][-1] is None:
        return Part()
    return told(f"market.asked_{name}", {"asked": tape.stated(name, -1)}, {"name": tape.name})


def _tape(arguments: QuoteArguments, context: Context) -> Tape:
    if arguments.day is None:
        return last_tape(arguments.security, context)
    start = arguments.day - dt.timedelta(days=HISTORY)
    return tape_between(arguments.security, start, arguments.day, context)


def _close(tape: Tape, context: Context) -> Part:
    close = tape.stated("close", -1)
    shown = {"name": tape.name, "moment": tape.moment(-1, context.language)}
    if tape.frame["halted"][-1]:
        return told("market.quote_halted", {"close": close}, {"name": tape.name})
    if tape.frame.height == 1:
        return told("market.quote_first", {"close": close}, shown)
    before = tape.stated("close", -2)
    change = tape.derived("change", "change", before, close)
    moved = tape.derived("return", "return", before, close)
    named = {"close": close, "change": change, "moved": moved, "before": before}
    gap = "" if tape.follows(-1) else "gap_"
    return told(f"market.quote_{gap}{direction(change.value)}", named, shown)


def _day(tape: Tape) -> Part:
    if tape.frame["open"][-1] is None:
        return Part()
    named = {name: tape.stated(name, -1) for name in ("open", "high", "low")}
    if not tape.frame["volume"][-1]:
        return told("market.quote_day_no_volume", named, {"name": tape.name})
    return told("market.quote_day", {**named, "volume": tape.stated("volume", -1)}, {"name": tape.name})


def _year(tape: Tape) -> Part:
    high, low = year_marks(tape)
    close = tape.stated("close", -1)
    away = tape.derived("from_high", "return", high, close)
    named = {"high": high, "low": low, "away": away}
    code = "market.quote_year" if (away.value or 0.0) < 0 else "market.quote_year_at_high"
    return told(code, named, {"name": tape.name}, operands=(close,))


def _above_low(tape: Tape) -> Part:
    """How far the close lies above the lowest low of the 52 weeks."""
    _, low = year_marks(tape)
    close = tape.stated("close", -1)
    away = tape.derived("from_low", "return", low, close)
    if not away.value:
        return Part()
    return told("market.quote_above_low", {"low": low, "close": close, "away": away}, {"name": tape.name})


def year_marks(tape: Tape) -> tuple[Evidence, Evidence]:
    """The highest high and the lowest low of the 52 weeks up to the last session, newest where equal."""
    since = tape.dates[-1] - dt.timedelta(days=YEAR)
    rows = tape.frame.with_row_index("row").filter(pl.col("date") > since, pl.col("high").is_not_null())
    if rows.is_empty():
        return tape.stated("close", -1, "high_52w"), tape.stated("close", -1, "low_52w")
    high, low, at = rows["high"].to_numpy(), rows["low"].to_numpy(), rows["row"].to_numpy()
    last = len(at) - 1
    return (
        tape.stated("high", int(at[last - int(np.argmax(high[::-1]))]), "high_52w"),
        tape.stated("low", int(at[last - int(np.argmin(low[::-1]))]), "low_52w"),
    )
