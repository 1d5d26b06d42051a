"""The embedded graph: SQLite tables of node and edge versions. See `kg.port` for the contract."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import TypeAdapter

from kg import rows
from kg import sqlite_statements as sql
from kg import sqlite_withdrawing as withdrawing
from kg.edges import merge
from kg.port import CONFLICTS, EDGES, NODES, AsOf, Direction
from kg.rows import CURRENT, UNBOUNDED_FROM, UNBOUNDED_TO
from kg.schema import bring_up
from stockelper.store.documents import Written
from stockelper.store.sqlite_connections import Connections, must_be_writable
from stockelper.types import Edge, Node

BATCH = 50_000
CHUNK = 2_000
"""Rows that are Python objects at one time: more of them would keep the garbage collector busy."""
_AS_EDGES = TypeAdapter(list[Edge])
_AS_NODES = TypeAdapter(list[Node])


class SqliteGraph:
    """A `Graph` in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._file = Connections(path)
        with self._file.closed_on_failure():
            bring_up(self._file)

    def upsert_nodes(self, frame: pl.DataFrame, *, recorded_at: datetime, weak: bool = False) -> Written:
        """Write versions of nodes."""
        numbered = rows.numbers(rows.checked(frame, NODES)).with_columns(weak=pl.lit(weak))
        return self._upsert("nodes", numbered, recorded_at)

    def upsert_edges(self, frame: pl.DataFrame, *, recorded_at: datetime) -> Written:
        """Write versions of edges."""
        return self._upsert("edges", rows.numbers(rows.checked(frame, EDGES)), recorded_at)

    def record_conflicts(self, frame: pl.DataFrame, *, recorded_at: datetime) -> int:
        """Keep conflicts; returns how many were new."""
        numbered = rows.numbers(rows.checked(frame, CONFLICTS))
        values = numbered.with_columns(at=pl.lit(rows.micros(recorded_at))).rows()
        with self._file.writing() as connection:
            before = connection.total_changes
            connection.executemany("INSERT OR IGNORE INTO conflicts VALUES (?, ?, ?, ?, ?, ?)", values)
            return connection.total_changes - before

    def conflicts(self, *, limit: int) -> pl.DataFrame:
        """The recorded conflicts, newest known first."""
        statement = """SELECT id, kind, subject, detail, known_at FROM conflicts
            ORDER BY known_at DESC, id LIMIT ?"""
        with self._file.reading() as connection:
            found = connection.execute(statement, (limit,)).fetchall()
        frame = pl.DataFrame(found, schema={**CONFLICTS, "known_at": pl.Int64()}, orient="row")
        return frame.with_columns(pl.col("known_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))

    def nodes(self, ids: Sequence[str], *, known_by: datetime) -> list[Node]:
        """The nodes of these ids that were known, ordered by id."""
        values = {"ids": json.dumps(list(ids)), "known": rows.micros(known_by)}
        with self._file.reading() as connection:
            return _as_nodes(connection.execute(sql.NODES, values))

    def companies(self, *, market: str | None, known_by: datetime, limit: int) -> list[Node]:
        """Companies of a market code (or of all), ordered by id."""
        values = {"market": market, "known": rows.micros(known_by), "limit": limit}
        with self._file.reading() as connection:
            return _as_nodes(connection.execute(sql.COMPANIES, values))

    def edges(
        self,
        ids: Sequence[str],
        *,
        direction: Direction,
        types: Sequence[str] = (),
        as_of: AsOf,
        limit: int,
        without: Collection[str] = (),
    ) -> list[Edge]:
        """Edges that leave, enter or touch any of `ids`, each once."""
        statements = _statements(direction, by_type=bool(types))
        day = rows.as_day(as_of.day) if as_of.day else None
        last, first = (UNBOUNDED_TO - 1, UNBOUNDED_FROM) if day is None else (day, day)
        told = (rows.micros(as_of.known_by), last, first, *((json.dumps(list(types)),) if types else ()))
        found: dict[str, dict[str, object]] = {}
        with self._file.plain() as connection:
            cursor = connection.cursor()
            for id_, statement in product(ids, statements):
                # Rows come one by one in index order, so a full answer stops the reading, hubs included.
                for row in cursor.execute(statement, (id_, *told)):
                    edge = rows.edge_values(row)
                    if edge["id"] not in without:
                        found[edge["id"]] = edge
                        if len(found) == limit:
                            return _AS_EDGES.validate_python(list(found.values()))
        return _AS_EDGES.validate_python(list(found.values()))

    def readings(self, documents: Sequence[str]) -> pl.DataFrame:
        """What was read in these documents and is not taken back, corrected ones too."""
        with self._file.reading() as connection:
            return withdrawing.readings(connection, documents)

    def withdraw_edges(self, frame: pl.DataFrame, *, recorded_at: datetime, reason: str) -> int:
        """Take back readings; returns how many stood until now."""
        taken = 0
        for part in frame.sort("id").iter_slices(BATCH):
            with self._file.writing() as connection:
                taken += withdrawing.withdraw(connection, part, recorded_at, reason)
        return taken

    def settle_names(
        self, ids: Sequence[str], told: pl.DataFrame, *, recorded_at: datetime, reason: str
    ) -> int:
        """Let weak versions of nodes begin where something left first names them."""
        with self._file.writing() as connection:
            return withdrawing.settle(connection, ids, told, recorded_at, reason)

    def withdrawn(self, *, limit: int) -> pl.DataFrame:
        """Edge versions that were taken back, the last withdrawn first."""
        with self._file.reading() as connection:
            return withdrawing.withdrawn(connection, limit)

    def count(self) -> Mapping[Literal["nodes", "edges"], int]:
        """How many nodes and edges are known now."""
        statement = """SELECT (SELECT count(*) FROM nodes WHERE superseded_at = :now),
            (SELECT count(*) FROM edges WHERE superseded_at = :now)"""
        with self._file.reading() as connection:
            nodes, edges = connection.execute(statement, {"now": CURRENT}).fetchone()
        return {"nodes": int(nodes), "edges": int(edges)}

    def state(self, name: str) -> str | None:
        """What a builder noted under that name."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_state(self, name: str, value: str) -> None:
        """Note how far a builder has come."""
        with self._file.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def check(self) -> str:
        """A line on what answers. Raises StoreReadOnly where it cannot be written."""
        with self._file.reading() as connection:
            version = connection.execute("SELECT version FROM schema_version").fetchone()[0]
        must_be_writable(self._file.path)
        size = sum(f.stat().st_size for f in self._file.path.parent.glob(f"{self._file.path.name}*"))
        return f"sqlite schema {version}, {size / 1e6:.1f} MB"

    def close(self) -> None:
        """Let go of files and connections."""
        self._file.close()

    def _upsert(self, table: sql.Table, frame: pl.DataFrame, recorded_at: datetime) -> Written:
        written = Written()
        # In the order of the index that every edge is looked up by, so that its pages are filled one after another.
        ordered = frame.sort(*dict.fromkeys((sql.SORTED[table], "id")), maintain_order=True)
        for start in range(0, ordered.height, BATCH):
            written += self._write(table, ordered.slice(start, BATCH), recorded_at)
        return written

    def _write(self, table: sql.Table, incoming: pl.DataFrame, recorded_at: datetime) -> Written:
        columns = [name for name in incoming.columns if name != "id"]
        content = [name for name in columns if name not in ("known_at", "weak")]
        with self._file.writing() as connection:
            stored = rows.stored(_versions(connection, table, incoming), incoming.schema)
            kept = merge(stored, incoming, content)
            kept = kept.with_columns(pl.col("superseded_at").fill_null(CURRENT))
            ended = kept.filter(pl.col("row").is_not_null() & (pl.col("superseded_at") != CURRENT))
            added = kept.filter(pl.col("row").is_null())
            connection.executemany(sql.END[table], ended.select("superseded_at", "row").rows())
            recorded = pl.lit(rows.micros(recorded_at)).alias("recorded_at")
            stamped = added.with_columns(recorded)
            for part in stamped.select(*sql.COLUMNS[table], "superseded_at", "recorded_at").iter_slices(
                CHUNK
            ):
                connection.executemany(sql.ADD[table], part.rows())
        inserted = added.filter("first", ~pl.col("id").is_in(stored["id"].implode())).height
        return Written(inserted, added.height - inserted, incoming.height - added.height)


def _statements(direction: Direction, *, by_type: bool) -> tuple[str, ...]:
    """What reads the edges of a node in a direction, of certain types or of all."""
    leaving, entering = (sql.LEAVING_BY, sql.ENTERING_BY) if by_type else (sql.LEAVING, sql.ENTERING)
    return {"out": (leaving,), "in": (entering,), "both": (leaving, entering)}[direction]


def _versions(
    connection: sqlite3.Connection, table: sql.Table, incoming: pl.DataFrame
) -> Iterable[tuple[object, ...]]:
    """The stored versions of sorted rows. Where nothing lies between the first and the last key, only the
    first is looked up, which a slice before may have begun."""
    if not incoming.height:
        return ()
    key = sql.SORTED[table]
    first, last = incoming.item(0, key), incoming.item(-1, key)
    between = connection.execute(sql.BETWEEN[table], (first, last)).fetchone()
    asked = incoming if between else incoming.filter(pl.col(key) == first)
    return connection.execute(sql.STORED[table], (rows.keys(asked),))


def _as_nodes(found: Iterable[tuple[str, str, str]]) -> list[Node]:
    return _AS_NODES.validate_python([{"id": id_, "kind": kind, "name": name} for id_, kind, name in found])
