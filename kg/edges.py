"""How edges are named and their versions told apart: pure functions on frames."""

from collections.abc import Sequence
from datetime import date

import polars as pl


def edge_id(type_: str, head: str, tail: str, source: str, valid_from: date | None) -> str:
    """The id of an edge from its natural key, readable and the same in every store."""
    return "|".join((type_, head, tail, source, valid_from.isoformat() if valid_from else ""))


def source_of(id_: str) -> str:
    """The source in an edge's id: the last but one part, whatever the ends' ids hold."""
    return id_.rsplit("|", 2)[-2]


def with_ids(edges: pl.DataFrame) -> pl.DataFrame:
    """The frame with its `id` column made from the natural key."""
    day = pl.col("valid_from").dt.to_string("%Y-%m-%d").fill_null("")
    key = pl.concat_str("type", "head", "tail", "source", day, separator="|")
    return edges.with_columns(key.alias("id"))


def merge(
    stored: pl.DataFrame, incoming: pl.DataFrame, content: Sequence[str], *, weak: bool = False
) -> pl.DataFrame:
    """Lay incoming versions among the stored visible ones.

    Both frames have `id`, `known_at` and `content`; `stored` has `row` (its row number in the store).
    Returns the kept versions with `row` (null: to be inserted), `superseded_at` (null: current) and
    `first` (no version of that id was there before); equal ones fall out. A stored version that an incoming
    one corrects gets `superseded_at` equal to its own `known_at`. A `weak` incoming version is kept only where
    it comes before all others.
    """
    rows = pl.concat([stored, incoming.with_columns(pl.lit(None, pl.Int64).alias("row"))], how="diagonal")
    rows = rows.with_row_index("arrival").sort("id", "known_at", "arrival")
    begins = pl.col("id").ne_missing(pl.col("id").shift(1))
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in content)
    news = begins if weak else begins | differs
    kept = rows.filter(pl.col("row").is_not_null() | news)
    continues = pl.col("id").eq_missing(pl.col("id").shift(-1))
    return kept.with_columns(
        pl.when(continues).then(pl.col("known_at").shift(-1)).alias("superseded_at"), first=begins
    ).drop("arrival")
