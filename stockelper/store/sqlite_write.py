"""Writing a batch into SQLite: one transaction, exact counts, the old versions kept.

Two ways with one meaning. The direct way is the bare upsert with a condition that something differs; a
trigger keeps the old version. The staged way, through a temporary table, is for collections whose
versions are numbered (texts to index) and for batches that may be older than what is stored.
"""

import itertools
import sqlite3

import polars as pl

from stockelper.store.documents import Written
from stockelper.store.sqlite_batches import FEWEST, digest_of, is_stored, remember
from stockelper.store.sqlite_layout import Table, listed, quoted, sql
from stockelper.store.sqlite_same import without_same
from stockelper.store.sqlite_staged import Stamp, write_staged
from stockelper.store.sqlite_values import rows_of
from stockelper.store.sqlite_writer import Writer

AT_ONCE = 50
"""Rows of one statement: it takes about two thirds of the time of as many statements of one row; more gain nothing."""


def write(writer: Writer, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    """Store a conformed frame whose keys are unique."""
    if not table.collection.versioned:
        return _write_state(writer, table, frame)
    if table.numbered or stamp.revised is not None:
        return write_staged(writer, table, frame, stamp)
    return _write_direct(writer, table, frame, stamp)


def _write_direct(writer: Writer, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    digest = digest_of(frame) if len(frame) >= FEWEST else None
    with writer.writing() as connection:
        before = _revision_count(connection, table)
        if digest and is_stored(connection, table, digest, before):
            return Written(unchanged=len(frame))
        changes = connection.total_changes
        _write_others(connection, table, frame, stamp)
        after = _revision_count(connection, table)
        inserted = connection.total_changes - changes - 2 * (after - before)
        if digest:
            remember(connection, table, digest, after)
    return Written(inserted, after - before, len(frame) - inserted - (after - before))


def _write_others(connection: sqlite3.Connection, table: Table, frame: pl.DataFrame, stamp: Stamp) -> None:
    """Upsert what is not stored just so."""
    rows = without_same(connection, table, frame)
    whole = len(rows) - len(rows) % AT_ONCE
    _write_rows(connection, table, rows.head(whole), stamp, AT_ONCE)
    _write_rows(connection, table, rows.tail(len(rows) - whole), stamp, 1)


def _write_rows(
    connection: sqlite3.Connection, table: Table, frame: pl.DataFrame, stamp: Stamp, at_once: int
) -> None:
    """Upsert rows, so many in a statement; their number is a multiple of it."""
    width = len(table.columns)
    marks = ", ".join([f"({', '.join('?' * width)})"] * at_once)
    values = itertools.chain.from_iterable(rows_of(frame, stamp.recorded))
    bound = zip(*[values] * (width * at_once), strict=True)
    connection.executemany(_upsert(table, sql("VALUES", marks)), bound)


def _upsert(table: Table, source: str) -> str:
    updates = [f"{quoted(name)} = excluded.{quoted(name)}" for name in (*table.values, "recorded_at")]
    updates.append("known_at = max(excluded.recorded_at, t.known_at)")
    return sql(
        "INSERT INTO", table.name, f"AS t ({listed(tuple(table.columns))})", source,
        f"ON CONFLICT ({listed(table.collection.key)}) DO UPDATE SET", ", ".join(updates),
        "WHERE", table.differs("t", "excluded"),
    )  # fmt: skip


def _revision_count(connection: sqlite3.Connection, table: Table) -> int:
    """How many revisions there are: their numbers run from 1 without gaps."""
    (count,) = connection.execute(sql("SELECT coalesce(max(version), 0) FROM", table.revisions)).fetchone()
    return int(count)


def _write_state(writer: Writer, table: Table, frame: pl.DataFrame) -> Written:
    names, marks = tuple(table.columns), ", ".join("?" * len(table.columns))
    insert = sql("INSERT INTO", table.name, f"AS t ({listed(names)}) VALUES ({marks})")
    conflict = f"ON CONFLICT ({listed(table.collection.key)}) DO"
    updates = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in table.values)
    with writer.writing() as connection:
        new = connection.executemany(sql(insert, conflict, "NOTHING"), rows_of(frame)).rowcount
        update = sql(insert, conflict, "UPDATE SET", updates, "WHERE", table.differs("t", "excluded"))
        changed = connection.executemany(update, rows_of(frame)).rowcount
    return Written(new, changed, len(frame) - new - changed)
