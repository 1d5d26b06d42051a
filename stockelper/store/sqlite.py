"""The documents port on one SQLite file: WAL mode, many processes and threads, short write locks."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from pathlib import Path

import polars as pl

from stockelper.errors import BadInput
from stockelper.store.collections import COLLECTIONS, collection
from stockelper.store.documents import Extent, Fence, Where, Written
from stockelper.store.frames import all_claimed, claimed, conform
from stockelper.store.sqlite_claim import claim, claim_new
from stockelper.store.sqlite_connections import BUSY_SECONDS, Connections, must_be_writable
from stockelper.store.sqlite_layout import Table, quoted, sql
from stockelper.store.sqlite_newest import newest
from stockelper.store.sqlite_read import Query, condition
from stockelper.store.sqlite_schema import bring_up, version_of
from stockelper.store.sqlite_search import Search, found
from stockelper.store.sqlite_staged import Stamp
from stockelper.store.sqlite_values import frame_of
from stockelper.store.sqlite_write import write
from stockelper.store.sqlite_writer import Writer
from stockelper.store.values import micros

TABLES: Mapping[str, Table] = {name: Table(declared) for name, declared in COLLECTIONS.items()}


def table_of(name: str) -> Table:
    """The table of a collection.

    Raises:
        BadInput: when no collection is called so.
    """
    return TABLES[collection(name).name]


class SqliteDocuments:
    """The documents store in the file at `path`, created or brought up to date when opened.

    A file that is there and current is opened without writing anything, from a read-only folder too.

    Raises:
        StoreError: when the file cannot be opened, created or understood.
    """

    def __init__(self, path: Path | str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path = Path(path)
        self._connections = Connections(path, busy_seconds)
        self.writer = Writer(self._connections)
        with self._connections.closed_on_failure(), self._connections.plain() as connection:
            bring_up(connection, path, list(TABLES.values()))

    def upsert(
        self,
        collection: str,
        frame: pl.DataFrame,
        *,
        recorded_at: datetime,
        revised_at: datetime | None = None,
    ) -> Written:
        """See `Documents.upsert`. The lock is held while the rows go in: keep batches below 50,000 rows."""
        table = table_of(collection)
        rows = conform(frame, table.collection)
        stamp = Stamp(micros(recorded_at), None if revised_at is None else micros(revised_at))
        if rows.is_empty():
            return Written()
        written = write(self.writer, table, rows, stamp)
        return written + Written(unchanged=len(frame) - len(rows))

    def read(
        self,
        collection: str,
        *where: Where,
        known_by: datetime | None = None,
        columns: Sequence[str] | None = None,
        order: Sequence[str] = (),
        descending: bool = False,
        limit: int | None = None,
    ) -> pl.DataFrame:
        """See `Documents.read`."""
        table = table_of(collection)
        sorting = tuple(order) or table.collection.key
        query = Query(table, where, known_by, tuple(columns or ()), sorting, descending, limit)
        statement = query.statement()
        with self._connections.reading() as connection:
            rows = connection.execute(statement.text, statement.parameters).fetchall()
        frame = frame_of(rows, query.output())
        return frame.select(columns) if columns else frame

    def versions(self, collection: str, *where: Where) -> pl.DataFrame:
        """See `Documents.versions`."""
        table = table_of(collection)
        query = Query(table, where, every_version=table.collection.versioned)
        statement = query.statement()
        with self._connections.reading() as connection:
            rows = connection.execute(statement.text, statement.parameters).fetchall()
        times = ("known_at",) if table.collection.versioned else ()
        return frame_of(rows, query.output()).sort(*table.collection.key, *times)

    def stream(
        self, collection: str, *where: Where, known_by: datetime | None = None, batch: int = 50_000
    ) -> Iterator[pl.DataFrame]:
        """See `Documents.stream`. All batches come from one snapshot; nothing is yielded for no rows."""
        table = table_of(collection)
        query = Query(table, where, known_by, order=table.collection.key)
        statement = query.statement()
        with self._connections.reading() as connection:
            cursor = connection.execute(statement.text, statement.parameters)
            while rows := cursor.fetchmany(batch):
                yield frame_of(rows, query.output())

    def search(
        self,
        collection: str,
        tokens: Sequence[str],
        *where: Where,
        known_by: datetime | None = None,
        limit: int = 20,
    ) -> pl.DataFrame:
        """See `Documents.search`."""
        search = Search(table_of(collection), tuple(tokens), where, known_by, limit)
        with self._connections.reading() as connection:
            return found(connection, search)

    def count(self, collection: str, *where: Where, known_by: datetime | None = None) -> int:
        """See `Documents.count`."""
        statement = Query(table_of(collection), where, known_by).counting()
        with self._connections.reading() as connection:
            (count,) = connection.execute(statement.text, statement.parameters).fetchone()
        return int(count)

    def newest(
        self,
        collection: str,
        column: str,
        *where: Where,
        by: str | None = None,
        known_by: datetime | None = None,
    ) -> Mapping[str | None, object]:
        """See `Documents.newest`. Groups without a value are left out."""
        query = Query(table_of(collection), where, known_by)
        with self._connections.reading() as connection:
            return newest(connection, query, column, by)

    def extent(self, collection: str, *where: Where) -> Extent:
        """See `Documents.extent`. Both parts are of one snapshot."""
        current, earlier = Query(table_of(collection), where).extents()
        with self._connections.reading() as connection:
            now = connection.execute(current.text, current.parameters).fetchone()
            then = connection.execute(earlier.text, earlier.parameters).fetchone()
        return Extent(*now, *then)

    def claim(
        self, collection: str, new: Mapping[str, object], *, expected: Mapping[str, object] | None
    ) -> bool:
        """See `Documents.claim`."""
        table = table_of(collection)
        return claim(self.writer, table, claimed(new, table.collection), expected)

    def claim_new(self, collection: str, frame: pl.DataFrame) -> int:
        """See `Documents.claim_new`. All of them are one transaction."""
        table = table_of(collection)
        return claim_new(self.writer, table, all_claimed(frame, table.collection))

    def remove(self, collection: str, key: Mapping[str, object]) -> bool:
        """See `Documents.remove`."""
        table = table_of(collection)
        if table.collection.versioned or set(key) != set(table.collection.key):
            raise BadInput("wrong_key", collection=collection, columns=", ".join(key))
        conditions = [condition(table, Where(name, "==", value)) for name, value in key.items()]
        text = sql("DELETE FROM", table.name, "AS t WHERE", " AND ".join(c.text for c in conditions))
        with self.writer.writing() as connection:
            return connection.execute(text, [p for c in conditions for p in c.parameters]).rowcount > 0

    def fenced(self, fence: Fence) -> "SqliteDocuments":
        """See `Documents.fenced`. Every transaction that writes reads the number first."""
        view = copy(self)
        view.writer = Writer(self._connections, fence)
        return view

    def check(self) -> str:
        """See `Documents.check`."""
        with self._connections.reading() as connection:
            version = version_of(connection)
            for table in TABLES.values():
                connection.execute(sql("SELECT 1 FROM", quoted(table.collection.name), "LIMIT 1")).fetchone()
        must_be_writable(self.path)
        size = self.path.stat().st_size / 1e6
        return f"SQLite {sqlite3.sqlite_version}, layout {version}, {size:,.1f} MB"

    def close(self) -> None:
        """Close every connection; those in use when they are given back."""
        self._connections.close()
