"""Large batches that are stored just so already, known by their digest: the same file again costs no look-up.

Rows of a versioned collection are never removed, and an update always adds a revision. So a batch that was
stored whole is still stored just so while the collection has as many revisions as it had then; any revision
since, of whatever row, makes the store compare row by row (`stockelper.store.sqlite_same`).
"""

import hashlib
import sqlite3
from collections.abc import Iterator

import polars as pl

from stockelper.store.sqlite_layout import Table, sql

FEWEST = 1_000
"""Rows of a batch that is worth a digest; what collectors bring day by day is mostly smaller and never comes again."""


def is_stored(connection: sqlite3.Connection, table: Table, digest: bytes, revisions: int) -> bool:
    """Whether the batch was stored whole when the collection had just so many revisions."""
    query = sql("SELECT 1 FROM", table.batches, "WHERE digest = ? AND revisions = ?")
    return connection.execute(query, (digest, revisions)).fetchone() is not None


def remember(connection: sqlite3.Connection, table: Table, digest: bytes, revisions: int) -> None:
    """Note, in the transaction that stored it, that the batch is stored whole."""
    connection.execute(sql("INSERT OR REPLACE INTO", table.batches, "VALUES (?, ?)"), (digest, revisions))


def digest_of(frame: pl.DataFrame) -> bytes:
    """The BLAKE2b digest of a conformed frame: names, types and every value, row by row in order."""
    digest = hashlib.blake2b(digest_size=32)
    for series in frame:
        digest.update(f"{series.name} {series.dtype} {len(series)}".encode())
        for part in _bytes_of(series):
            digest.update(part)
    return digest.digest()


def _bytes_of(series: pl.Series) -> Iterator[bytes]:
    """The values, then which of them are null."""
    if series.dtype.is_nested():
        series = series.cast(pl.List(pl.String())).list.join("\x1f", ignore_nulls=False)
    if series.dtype == pl.String:
        yield series.str.len_bytes().fill_null(0).to_numpy().tobytes()
        yield str(series.str.join("").item()).encode()
    else:
        yield series.to_physical().fill_null(strategy="zero").to_numpy().tobytes()
    yield series.is_null().to_numpy().tobytes()
