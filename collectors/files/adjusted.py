"""Adjusted closes of a file beside its closes.

What adjusting does to a close changes on the day of a dividend or a split alone, and on that day it is the close that jumps. Where the
adjusted one jumps instead, or is off for some days and back, it was adjusted wrongly.
"""

from math import log

import polars as pl

from collectors.files.split_factors import is_explained, splits_of
from collectors.quality.levels import SPIKE
from stockelper.store.documents import Documents

STEP = 0.14
"""How far, in logarithms, an adjusted close leaves what adjusting made of the one before: more than dividends on quiet days."""
SAME = 0.05
"""How near two levels are that are one."""
ADJUSTED = 0.1
"""How far the last adjusted close may lie from its close: later dividends, where the file ends before today."""
COINS = 4.0
"""Units of rounding that an adjusted close must be large for its steps to tell anything, by the size of a step."""
CENT = 0.01


def unexplained(frame: pl.DataFrame, documents: Documents) -> pl.Series:
    """Whether each adjusted close is beyond what dividends and splits make of its close: many times as high where no stored split
    tells why, or at a level that the others of its series do not have.

    Args:
        frame: `security`, `date`, `close` and `adj_close`.
        documents: the store.
    """
    return _too_high(frame, documents) | _off_level(frame)


def _too_high(frame: pl.DataFrame, documents: Documents) -> pl.Series:
    times = frame["adj_close"] / frame["close"]
    high = ((times >= SPIKE) & (frame["close"] > 0) & times.is_finite()).fill_null(value=False)
    if not high.any():
        return high
    rows = frame.select("security", "date", times=times, high=high)
    splits = splits_of(documents, rows.filter("high")["security"].drop_nulls().unique().to_list())
    found = [
        is_high
        and (security is None or day is None or not is_explained(ratio, day, splits.get(security, ())))
        for security, day, ratio, is_high in rows.iter_rows()
    ]
    return pl.Series(found, dtype=pl.Boolean)


def _off_level(frame: pl.DataFrame) -> pl.Series:
    """Whether each adjusted close stands behind a jump of its own, at another level than its series."""
    row = pl.int_range(pl.len()).alias("row")
    sound = pl.all_horizontal(pl.col("close", "adj_close").is_finite() & (pl.col("close", "adj_close") > 0))
    rows = frame.select("security", "date", "close", "adj_close", row).drop_nulls().filter(sound)
    rows = rows.sort("security", "date", maintain_order=True).with_columns(_step())
    stepped = rows.filter(pl.col("step") != 0)["security"].unique()
    levels = rows.filter(pl.col("security").is_in(stepped.implode())).with_columns(
        level=pl.col("step").cum_sum().over("security")
    )
    wrong = [one for _, part in levels.group_by("security") for one in _beside_the_right_one(part)]
    return frame.select(row.is_in(wrong)).to_series()


def _beside_the_right_one(part: pl.DataFrame) -> list[int]:
    """The rows of a series at another level than that of its last row, if that is adjusted for nothing, else of most rows."""
    last = part.row(-1, named=True)
    near = part["level"].round(1)
    is_of_today = abs(log(last["adj_close"] / last["close"])) < ADJUSTED
    right = last["level"] if is_of_today else part.filter(near == near.mode()[0])["level"].median()
    return part.filter((pl.col("level") - right).abs() > SAME)["row"].to_list()


def _step() -> pl.Expr:
    """By how much, in logarithms, adjusting changed from the row before; 0 where a dividend or split may have done it."""
    same = pl.col("security") == pl.col("security").shift(1)
    close, adjusted = (pl.col(name).log().diff() for name in ("close", "adj_close"))
    step, coin = adjusted - close, COINS * CENT / pl.min_horizontal("adj_close", pl.col("adj_close").shift(1))
    is_own = (step.abs() > STEP) & (step.abs() > coin) & (adjusted.abs() > close.abs())
    return pl.when((same & is_own).fill_null(value=False)).then(step).otherwise(0.0).alias("step")
