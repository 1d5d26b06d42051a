"""What a collection of the document store is; each adapter makes its tables from the declared ones.

A versioned collection keeps what was known when: each row carries `known_at` (when it became public) and
`recorded_at` (when we stored it), both aware UTC, and a changed value moves the old row to the
collection's revisions with `superseded_at`. A state collection (runs, cursors, threads) holds the latest
version alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import polars as pl

ColumnType = Literal["text", "int", "real", "bool", "date", "time", "list", "json"]

POLARS: Mapping[ColumnType, pl.DataType] = MappingProxyType(
    {
        "text": pl.String(),
        "int": pl.Int64(),
        "real": pl.Float64(),
        "bool": pl.Boolean(),
        "date": pl.Date(),
        "time": pl.Datetime("us", "UTC"),
        "list": pl.List(pl.String()),
        "json": pl.String(),
    }
)
"""The polars type of each column type: `json` is JSON text, `time` microseconds in UTC."""

RECORDED = (("recorded_at",), ("known_at",))
"""The indexes of a collection that is followed: what came since a moment is found without reading all of it."""

VERSION_COLUMNS: Mapping[str, ColumnType] = MappingProxyType({"known_at": "time", "recorded_at": "time"})


@dataclass(frozen=True)
class Collection:
    """One kind of record: its natural key, its columns (key included) and what it is looked up by.

    Attributes:
        key: the columns that identify a record; none of them is ever null.
        columns: name to type, in order, without the version columns.
        versioned: whether old versions are kept and reads take `known_by`.
        indexes: column tuples that reads filter on besides the key's prefix.
        search: text columns that full-text search covers, best first.
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, ColumnType]
    versioned: bool = True
    indexes: tuple[tuple[str, ...], ...] = ()
    search: tuple[str, ...] = field(default=())

    def all_columns(self) -> dict[str, ColumnType]:
        """Columns with the version columns where the collection has them."""
        return {**self.columns, **(VERSION_COLUMNS if self.versioned else {})}

    def written_columns(self) -> dict[str, ColumnType]:
        """The columns that a frame brings when it is written: the store itself adds `recorded_at`."""
        return {name: kind for name, kind in self.all_columns().items() if name != "recorded_at"}

    @property
    def batch_rows(self) -> int:
        """How many rows a batch should have, so that a store is locked for well under a second."""
        return 2_000 if self.search else 20_000

    def schema(self) -> pl.Schema:
        """The polars schema of a frame that is read from this collection."""
        return pl.Schema({name: POLARS[kind] for name, kind in self.all_columns().items()})

    def written_schema(self) -> pl.Schema:
        """The polars schema of a frame that is written to this collection."""
        return pl.Schema({name: POLARS[kind] for name, kind in self.written_columns().items()})
