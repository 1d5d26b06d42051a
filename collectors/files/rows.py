"""What a reader hands on: rows as the file has them, numbered from 1."""

from dataclasses import dataclass

import polars as pl

ROW = "__row"
"""The column with a row's number in its file, counted from 1 below the header."""


@dataclass(frozen=True)
class Broken:
    """A line that is no row: `text` is its beginning."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class Batch:
    """Some rows of a file (with the column `ROW`), the broken lines among them, and how far the file is read."""

    frame: pl.DataFrame
    broken: tuple[Broken, ...] = ()
    done: float = 1.0


def numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """The frame with its row numbers from `first`, without rows that hold nothing."""
    columns = frame.columns
    rows = frame.with_row_index(ROW, offset=first)
    if not columns:
        return rows
    empty = pl.all_horizontal(pl.col(name).is_null() for name in columns)
    return rows.filter(~empty)
