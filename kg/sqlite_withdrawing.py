"""How the embedded graph takes back what was misread: each function within one transaction of its caller."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

import polars as pl

from kg import rows
from kg.edges import VERSIONS, laid_again, names_again
from kg.port import NODES, READINGS, WITHDRAWN
from kg.rows import CURRENT

# The terms of the index stand as it has them, since SQLite looks for them word by word.
_READINGS = """SELECT type, head, tail, source, valid_from, document, known_at FROM edges
    WHERE source >= 'text, ' AND source < 'text-' AND withdrawn_at IS NULL
    AND document IN (SELECT value FROM json_each(?))"""
_WITHDRAWN = """SELECT type, head, tail, source, valid_from, document, known_at, withdrawn_at, withdrawn_for FROM edges
    WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at DESC, row LIMIT ?"""
_VERSIONS = """SELECT row, type || '|' || head || '|' || tail || '|' || source || '|' || valid_from AS id,
    known_at, superseded_at, document
    FROM edges WHERE (head, type, tail, source) IN (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
    FROM json_each(?)) AND withdrawn_at IS NULL ORDER BY row"""
_END = "UPDATE edges SET superseded_at = ? WHERE row = ?"
_TAKE_BACK = "UPDATE edges SET superseded_at = known_at, withdrawn_at = ?, withdrawn_for = ? WHERE row = ?"
_WEAK = """SELECT row, id, kind, name, name_en, market, known_at, superseded_at FROM nodes
    WHERE id IN (SELECT value FROM json_each(?)) AND weak = 1 AND superseded_at > known_at"""
_FIRSTS = """SELECT value, (SELECT min(known_at) FROM (
        SELECT known_at FROM edges WHERE head = value AND withdrawn_at IS NULL
        UNION ALL SELECT known_at FROM edges WHERE tail = value AND withdrawn_at IS NULL))
    FROM json_each(?)"""
_TAKE_BACK_NAME = (
    "UPDATE nodes SET superseded_at = known_at, withdrawn_at = ?, withdrawn_for = ? WHERE row = ?"
)
_NAME = """INSERT INTO nodes (id, kind, name, name_en, market, known_at, weak, superseded_at, recorded_at)
    VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)"""


def readings(connection: sqlite3.Connection, documents: Sequence[str]) -> pl.DataFrame:
    """What was read in these documents and is not taken back."""
    return rows.read_back(connection.execute(_READINGS, (json.dumps(list(documents)),)), READINGS)


def withdrawn(connection: sqlite3.Connection, limit: int) -> pl.DataFrame:
    """What was taken back, the last first."""
    return rows.read_back(connection.execute(_WITHDRAWN, (limit,)), WITHDRAWN)


def withdraw(connection: sqlite3.Connection, frame: pl.DataFrame, recorded_at: datetime, reason: str) -> int:
    """Take back readings, and lay what is left of their edges out anew."""
    incoming = rows.keyed(rows.checked(frame, READINGS))
    found = connection.execute(_VERSIONS, (rows.keys(incoming),)).fetchall()
    versions = pl.DataFrame(found, schema=VERSIONS, orient="row")
    changed = laid_again(rows.marked(versions, incoming))
    changed = changed.with_columns(pl.col("end").fill_null(CURRENT))
    ended = changed.filter(~pl.col("gone") & (pl.col("end") != pl.col("superseded_at")))
    gone = changed.filter("gone")["row"].to_list()
    now = rows.micros(recorded_at)
    connection.executemany(_TAKE_BACK, [(now, reason, row) for row in gone])
    connection.executemany(_END, ended.select("end", "row").rows())
    return len(gone)


def settle(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    told: pl.DataFrame,
    recorded_at: datetime,
    reason: str,
) -> int:
    """Take back weak names that nothing left tells so early, and begin them where something does."""
    numbers = {"known_at": pl.Int64(), "superseded_at": pl.Int64()}
    weak = pl.DataFrame(
        connection.execute(_WEAK, (json.dumps(list(ids)),)).fetchall(),
        schema={"row": pl.Int64(), **NODES, **numbers},
        orient="row",
    )
    firsts = pl.DataFrame(
        connection.execute(_FIRSTS, (json.dumps(weak["id"].to_list()),)).fetchall(),
        schema={"id": pl.String(), "known_at": pl.Int64()},
        orient="row",
    )
    early = names_again(weak, firsts, rows.numbers(rows.checked(told, NODES)))
    now = rows.micros(recorded_at)
    connection.executemany(_TAKE_BACK_NAME, [(now, reason, row) for row in early["row"]])
    again = early.filter(pl.col("first") < pl.col("superseded_at")).with_columns(now=pl.lit(now))
    values = again.select("id", "kind", "called", "name_en", "market", "first", "superseded_at", "now")
    connection.executemany(_NAME, values.rows())
    return early.height
