"""Adjusted prices from raw ones: what holds before a split or dividend is brought to the scale after it.

A split of `factor` new shares for an old one divides the prices before its ex-date by it and multiplies
the volumes. A dividend multiplies the prices before its ex-date by `1 - amount / close` of the session
before (the method of CRSP and of most vendors); volumes stay. Only actions known and effective by then
count, so a series seen at an earlier time is the one that was seen then.
"""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from stockelper.store.documents import Documents, Where, among, eq
from stockelper.types import Basis

Action = tuple[date, str, float]
"""Ex-date, type, and the split's factor or the dividend's amount."""
PRICES = ("open", "high", "low", "close")
DECIMALS = 6


def splits_and_dividends(
    documents: Documents, security: str, basis: Basis | None, known_by: datetime
) -> list[Action]:
    """The actions that the basis takes in: (ex-date, type, factor or amount), by ex-date.

    Several sources may tell of one action: the first by name is believed.
    """
    effective = Where("ex_date", "<=", known_by.date())
    found = documents.read("actions", eq("security", security), effective, known_by=known_by)
    told = found.unique(["type", "ex_date"], keep="first", maintain_order=True).sort("ex_date")
    wanted = {"split": "factor", "dividend": "amount"} if basis == "total" else {"split": "factor"}
    return [
        (row["ex_date"], row["type"], row[wanted[row["type"]]])
        for row in told.iter_rows(named=True)
        if row["type"] in wanted and row[wanted[row["type"]]]
    ]


def splits_of(
    documents: Documents, securities: Sequence[str], after: date, known_by: datetime
) -> dict[str, list[Action]]:
    """The splits of each security that were effective after a day, known by then: those that a comparison with
    prices from that day on must take in. Securities without one are left out."""
    span = (Where("ex_date", ">", after), Where("ex_date", "<=", known_by.date()))
    found = documents.read(
        "actions", among("security", securities), eq("type", "split"), *span, known_by=known_by
    )
    told = found.unique(["security", "ex_date"], keep="first", maintain_order=True).sort("ex_date")
    splits: dict[str, list[Action]] = {}
    for row in told.iter_rows(named=True):
        if row["factor"]:
            splits.setdefault(row["security"], []).append((row["ex_date"], "split", row["factor"]))
    return splits


def adjusted(raw: pl.DataFrame, actions: list[Action]) -> pl.DataFrame:
    """Raw bars, ascending by date, on the scale of their last date."""
    price, volume = pl.lit(1.0), pl.lit(1.0)
    for ex_date, kind, value in actions:
        before = pl.col("date") < ex_date
        scale = 1 / value if kind == "split" else _after_dividend(raw, ex_date, value)
        price = price * pl.when(before).then(scale).otherwise(1.0)
        if kind == "split":
            volume = volume * pl.when(before).then(value).otherwise(1.0)
    return raw.with_columns(
        *[(pl.col(name) * price).round(DECIMALS) for name in PRICES],
        (pl.col("volume") * volume).round().cast(pl.Int64),
    )


def _after_dividend(raw: pl.DataFrame, ex_date: date, amount: float) -> float:
    closes = raw.filter(pl.col("date") < ex_date).get_column("close").drop_nulls()
    return 1 - amount / closes[-1] if len(closes) and closes[-1] > amount else 1.0
