"""Writing a batch into SQLite: one transaction, exact counts, the old versions kept.

Two ways with one meaning. The direct way is the bare upsert with a condition that something differs; a
trigger keeps the old version. The staged way, through a temporary table, is for collections whose
versions are numbered (texts to index) and for batches that may be older than what is stored.
"""

import sqlite3

import polars as pl

from stockelper.store.documents import Written
from stockelper.store.sqlite_layout import Table, listed, quoted, sql
from stockelper.store.sqlite_same import without_same
from stockelper.store.sqlite_staged import Stamp, write_staged
from stockelper.store.sqlite_values import rows_of
from stockelper.store.sqlite_writer import Writer


def write(writer: Writer, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    """Store a conformed frame whose keys are unique."""
    if not table.collection.versioned:
        return _write_state(writer, table, frame)
    if table.numbered or stamp.revised is not None:
        return write_staged(writer, table, frame, stamp)
    return _write_direct(writer, table, frame, stamp)


def _write_direct(writer: Writer, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    statement = _upsert(table, "VALUES (" + ", ".join("?" * len(table.columns)) + ")")
    with writer.writing() as connection:
        rows = rows_of(without_same(connection, table, frame), stamp.recorded)
        before, changes = _revision_count(connection, table), connection.total_changes
        connection.executemany(statement, rows)
        changed = _revision_count(connection, table) - before
        inserted = connection.total_changes - changes - 2 * changed
    return Written(inserted, changed, len(frame) - inserted - changed)


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
