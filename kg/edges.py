"""How edges are named and their versions told apart: pure functions on frames."""

from collections.abc import Sequence
from datetime import date

import polars as pl

TEXT = "text, "
"""How the source of an edge begins that an extractor read in a document; its version follows."""

VERSIONS = pl.Schema(
    {
        "row": pl.Int64(),
        "id": pl.String(),
        "known_at": pl.Int64(),
        "superseded_at": pl.Int64(),
        "document": pl.String(),
    }
)
"""Stored versions of edges, as they are laid out anew once some are taken back."""


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


def merge(stored: pl.DataFrame, incoming: pl.DataFrame, content: Sequence[str]) -> pl.DataFrame:
    """Lay incoming versions among the stored visible ones.

    Both frames have `id`, `known_at` and `content`, and of nodes also `weak`; `stored` has `row` (its row number in
    the store). Returns the kept versions with `row` (null: to be inserted), `superseded_at` (null: current) and
    `first` (no version of that id was there before); equal ones fall out. A stored version that an incoming one
    corrects gets `superseded_at` equal to its own `known_at`, and so does a weak one that is no longer the first.
    """
    if stored.is_empty() and incoming["id"].is_unique().all():
        return incoming.with_columns(
            row=pl.lit(None, pl.Int64), superseded_at=pl.lit(None, pl.Int64), first=pl.lit(True)
        )
    rows = pl.concat([stored, incoming.with_columns(pl.lit(None, pl.Int64).alias("row"))], how="diagonal")
    rows = _in_order(rows.with_row_index("arrival"))
    begins = pl.col("id").ne_missing(pl.col("id").shift(1))
    hidden = rows.filter(pl.col("weak") & ~begins & pl.col("row").is_not_null())
    rows = rows.filter(~pl.col("weak") | begins)
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in (*content, "weak"))
    kept = rows.filter(pl.col("row").is_not_null() | begins | differs)
    continues = pl.col("id").eq_missing(pl.col("id").shift(-1))
    ended = kept.with_columns(
        pl.when(continues).then(pl.col("known_at").shift(-1)).alias("superseded_at"), first=begins
    )
    back = hidden.with_columns(superseded_at=pl.col("known_at"), first=pl.lit(False))
    return pl.concat([ended, back], how="diagonal").drop("arrival")


def laid_again(versions: pl.DataFrame) -> pl.DataFrame:
    """Lay versions of edges out anew without those that are `gone`.

    `versions` has `id`, `known_at`, `superseded_at` and `gone` of all versions of its ids, in order of arrival. Returns
    those whose end is another one now (null: none), and the gone ones, which end where they began.
    """
    left = versions.filter(~pl.col("gone")).sort("id", "known_at", maintain_order=True)
    continues = pl.col("id").eq_missing(pl.col("id").shift(-1))
    ends = left.with_columns(end=pl.when(continues).then(pl.col("known_at").shift(-1)))
    gone = versions.filter("gone").with_columns(end=pl.col("known_at"))
    return pl.concat([ends, gone])


def names_again(weak: pl.DataFrame, firsts: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Weak versions of nodes (`id`, `name`, `known_at`) that nothing left names so early.

    `firsts` (`id`, `known_at`) tells when what is left first touches a node, `told` (and `name`) when a text names it.
    Returns the too early ones, with the `first` moment (null: never) and the name of that moment as `called`.
    """
    earliest = told.sort("known_at", "name").unique("id", keep="first")
    joined = weak.join(firsts.select("id", touched="known_at"), on="id", how="left")
    joined = joined.join(earliest.select("id", told="known_at", called="name"), on="id", how="left")
    first = pl.min_horizontal("touched", "told")
    called = pl.when(pl.col("told") == first).then("called").otherwise("name")
    moved = joined.with_columns(first=first, called=called).drop("touched", "told")
    return moved.filter(pl.col("first").is_null() | (pl.col("first") > pl.col("known_at")))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """By id and moment, of one moment as they arrived; weak ones come before others and, told at once, by name."""
    if "weak" not in rows.columns:
        return rows.with_columns(weak=pl.lit(False)).sort("id", "known_at", "arrival")
    called = pl.when("weak").then("name")
    return rows.sort("id", "known_at", ~pl.col("weak"), called, "arrival")
