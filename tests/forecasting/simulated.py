"""Bars of a made-up market, in which a security's return carries on to the next session or does not."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl

from forecasting.digests import row_digests
from forecasting.features.inputs import Inputs, inputs
from forecasting.panel import panel
from forecasting.reading import MarketBars
from stockelper.markets.registry import MARKETS
from stockelper.store.documents import Documents
from stockelper.store.sqlite import SqliteDocuments

KRX = MARKETS["krx"]
LAST = date(2025, 6, 30)
SECURITIES, SESSIONS = 30, 520


def bars(
    *, carries: float = 0.0, seed: int = 7, securities: int = SECURITIES, sessions: int = SESSIONS
) -> pl.DataFrame:
    """security, date, open, high, low, close, volume, halted, known_at: `carries` of a return comes again."""
    random = np.random.default_rng(seed)
    days = KRX.sessions(date(2022, 1, 3), LAST)[-sessions:]
    shocks = 0.02 * random.standard_normal((sessions, securities))
    returns = shocks.copy()
    returns[1:] += carries * shocks[:-1]
    close = 10_000 * np.exp(np.cumsum(returns, axis=0))
    opening = close * np.exp(-0.5 * returns)
    spread = np.exp(np.abs(0.005 * random.standard_normal((sessions, securities))))
    names = np.array([f"KRX:{number:06d}" for number in range(1, securities + 1)])
    frame = pl.DataFrame(
        {
            "security": np.tile(names, sessions),
            "date": np.repeat(np.array(days, dtype="datetime64[D]"), securities),
            "open": opening.ravel(),
            "high": (np.maximum(opening, close) * spread).ravel(),
            "low": (np.minimum(opening, close) / spread).ravel(),
            "close": close.ravel(),
            "volume": random.integers(1_000, 90_000, close.size),
        }
    )
    known = pl.col("date").cast(pl.Datetime("us")).dt.replace_time_zone("UTC") + pl.duration(hours=7)
    return frame.with_columns(halted=pl.lit(value=False), known_at=known)


def given(frame: pl.DataFrame) -> Inputs:
    """The inputs of such bars, without a store."""
    made = panel(frame)
    sectors = tuple("AB"[number % 2] for number in range(len(made.securities)))
    return inputs(MarketBars(KRX, made, sectors, ("splits",) * len(made.securities), row_digests(made)))


def stored(frame: pl.DataFrame, folder: Path) -> Documents:
    """A store that holds such bars."""
    documents = SqliteDocuments(folder / "documents.db")
    marks = (
        pl.lit("1d").alias("interval"),
        pl.lit("splits").alias("basis"),
        pl.lit("import").alias("source"),
    )
    documents.upsert("bars", frame.with_columns(marks), recorded_at=datetime(2025, 7, 1, tzinfo=UTC))
    return documents
