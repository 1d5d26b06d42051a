"""Which rows of a batch are stored just so already: read in ranges of the key, several times as fast as upserting them.

A batch is in key order, so the rows of one security are one range of the primary key. What every row of the batch
has in common (interval, basis, source) is a condition; only what varies is fetched and compared.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from stockelper.store.frames import is_constant
from stockelper.store.sqlite_layout import Table, listed, quoted, sql
from stockelper.store.sqlite_values import Value, rows_of

FEWEST = 8
"""Rows that a range should have on average; shorter ones are upserted as quickly as they are looked up."""
ROOM = 2
"""Times its own rows that are fetched of a range; others may lie between, such as those of another source."""


@dataclass(frozen=True)
class _Shape:
    """How a batch is looked up: by one column each, in a span of the next, with the rest in common or compared."""

    first: str
    span: str
    common: tuple[str, ...]
    compared: tuple[str, ...]

    def query(self, table: Table) -> str:
        """The statement, with the first value, both ends of the span, the common values and a limit to bind."""
        conditions = [f"{quoted(self.first)} = ?", f"{quoted(self.span)} BETWEEN ? AND ?"]
        conditions += [f"{quoted(name)} IS ?" for name in self.common]
        where = " AND ".join(conditions)
        return sql(
            "SELECT", listed(self.compared), "FROM", table.name, "WHERE", where,
            "ORDER BY", listed(table.collection.key), "LIMIT ?",
        )  # fmt: skip


def without_same(connection: sqlite3.Connection, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a conformed frame that are new or differ from what is stored.

    Rows that are stored may be among them, where looking them up would not pay; never the other way round.
    """
    shape = _shape(table, frame)
    if shape is None:
        return frame
    fresh = [True] * len(frame)
    mine: list[tuple[Value, ...]] = []
    for part, stored in _stored(connection, table, frame, shape):
        if stored:
            mine = mine or list(rows_of(frame.select(shape.compared)))
            fresh[part] = _differing(mine[part], stored)
    return frame if all(fresh) else frame.filter(pl.Series(fresh, dtype=pl.Boolean))


def _shape(table: Table, frame: pl.DataFrame) -> _Shape | None:
    """None where a batch has no ranges worth reading."""
    names = [name for name in table.collection.columns if name in frame.columns]
    common = [name for name in names if is_constant(frame.get_column(name))]
    first, *rest = table.collection.key
    span = next((name for name in rest if name not in common), None)
    if span is None or frame.get_column(first).n_unique() * FEWEST > len(frame):
        return None
    others = [name for name in names if name not in {*common, first}]
    return _Shape(first, span, tuple(name for name in common if name != first), tuple(others))


def _stored(
    connection: sqlite3.Connection, table: Table, frame: pl.DataFrame, shape: _Shape
) -> Iterator[tuple[slice, list[tuple[Value, ...]]]]:
    """Each range of the batch, with the rows that are stored in it."""
    query = shape.query(table)
    shared = next(iter(rows_of(frame.head(1).select(shape.common)))) if shape.common else ()
    lengths = frame.get_column(shape.first).rle().struct.field("len")
    ends = lengths.cum_sum()
    starts = ends - lengths
    bounds = frame.select(shape.first, shape.span)
    since, until = rows_of(bounds[starts]), rows_of(bounds[ends - 1])
    for start, end, (first, low), (_, high) in zip(starts, ends, since, until, strict=True):
        bound = (first, low, high, *shared, ROOM * (end - start))
        yield slice(start, end), connection.execute(query, bound).fetchall()


def _differing(mine: list[tuple[Value, ...]], stored: list[tuple[Value, ...]]) -> list[bool]:
    """Which rows of a range are not among the stored ones."""
    if mine == stored:
        return [False] * len(mine)
    known = set(stored)
    return [row not in known for row in mine]
