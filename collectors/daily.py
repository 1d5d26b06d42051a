"""Daily bars of one series as every source of prices hands them over."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from stockelper.markets.market import Market
from stockelper.store.collections import ACTIONS, BARS
from stockelper.types import Basis

PRICES = ("open", "high", "low", "close")
Rows = Sequence[Mapping[str, object]]
"""`date, open, high, low, close, volume` by name; what is not known is None."""
_ROW = {"date": pl.Date(), **dict.fromkeys(PRICES, pl.Float64()), "volume": pl.Int64()}
_SCHEMA = BARS.written_schema()
_ACTIONS = ACTIONS.written_schema()


def daily_bars(
    rows: Rows, *, security: str, source: str, basis: Basis, market: Market, fetched: datetime
) -> pl.DataFrame:
    """The collection's frame of a security's rows: known at the session's close, the running session left out.

    A row without opening price and volume is a halt at its close. A row without a close is no bar.
    """
    frame = pl.DataFrame(list(rows), schema=_ROW).drop_nulls("close").sort("date")
    known = frame.with_columns(market.close_times(frame["date"]).alias("known_at"))
    closed = known.filter(pl.col("known_at") <= fetched)
    idle = (pl.col("volume").fill_null(0) == 0) & (pl.col("open").fill_null(0) == 0)
    flat = (pl.col("volume") == 0) & pl.all_horizontal(pl.col(p) == pl.col("close") for p in PRICES[:3])
    marked = closed.with_columns((idle | flat).alias("halted"))
    return _whole(
        marked.with_columns(pl.when("halted").then(None).otherwise(pl.col(p)).alias(p) for p in PRICES[:3]),
        security, source, basis,
    )  # fmt: skip


def series(
    rows: Rows, *, name: str, source: str, known_at: Sequence[datetime], fetched: datetime
) -> pl.DataFrame:
    """The collection's frame of a series that is no security, such as a rate of exchange."""
    frame = pl.DataFrame(list(rows), schema=_ROW).with_columns(
        pl.Series("known_at", known_at, dtype=pl.Datetime("us", "UTC")), pl.lit(value=False).alias("halted")
    )
    known = frame.drop_nulls("close").filter(pl.col("known_at") <= fetched)
    return _whole(known.sort("date"), name, source, "raw")


def _whole(frame: pl.DataFrame, security: str, source: str, basis: Basis) -> pl.DataFrame:
    fixed = {"security": security, "interval": "1d", "basis": basis, "source": source}
    named = frame.with_columns(pl.lit(value).alias(name) for name, value in fixed.items())
    return named.with_columns(pl.lit(None, dtype=pl.Float64).alias("adj_close")).select(
        pl.col(name).cast(kind) for name, kind in _SCHEMA.items()
    )


def actions(rows: Rows) -> pl.DataFrame:
    """The collection's frame of splits and dividends."""
    return pl.DataFrame(list(rows), schema=_ACTIONS)


def shortest(value: float | None) -> float | None:
    """A price that went through float32 by its shortest decimal: 262.36, not 262.3599853515625."""
    if value is None:
        return None
    narrow = pl.Series([value], dtype=pl.Float32)
    return float(narrow.cast(pl.String)[0]) if narrow.cast(pl.Float64)[0] == value else value
