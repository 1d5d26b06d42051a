"""The embedded graph: SQLite tables of node and edge versions. See `kg.port` for the contract."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import polars as pl

from kg.edges import merge
from kg.port import CONFLICTS, EDGES, NODES, AsOf, Direction
from kg.schema import CURRENT, MIGRATIONS, UNBOUNDED_FROM, UNBOUNDED_TO
from kg.sqlite_file import SqliteFile
from stockelper.errors import BadInput
from stockelper.store.documents import Written
from stockelper.types import Edge, EdgeSource, Node, RelationType

BATCH = 20_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_ZERO = date(1970, 1, 1)
_EDGE = """SELECT id, type, head, tail, source, valid_from, valid_to, ratio, confidence, document, title, url,
    known_at FROM edges """
_SEEN = """ AND known_at <= :known AND superseded_at > :known AND valid_from <= :last AND valid_to > :first
    AND (:types IS NULL OR type IN (SELECT value FROM json_each(:types))) ORDER BY type, id LIMIT :limit"""
_LEAVING = _EDGE + "WHERE head = :id" + _SEEN
_ENTERING = _EDGE + "WHERE tail = :id" + _SEEN
_STORED_NODES = """SELECT row, id, kind, name, name_en, market, known_at FROM nodes
    WHERE id IN (SELECT value FROM json_each(?)) AND superseded_at > known_at"""
_STORED_EDGES = """SELECT row, id, type, head, tail, source, valid_from, valid_to, ratio, confidence, document,
    title, url, known_at FROM edges WHERE id IN (SELECT value FROM json_each(?)) AND superseded_at > known_at"""
_ADD_NODE = """INSERT INTO nodes (id, kind, name, name_en, market, known_at, superseded_at, recorded_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_ADD_EDGE = """INSERT INTO edges (id, type, head, tail, source, valid_from, valid_to, ratio, confidence, document,
    title, url, known_at, superseded_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_END = {
    "nodes": "UPDATE nodes SET superseded_at = ? WHERE row = ?",
    "edges": "UPDATE edges SET superseded_at = ? WHERE row = ?",
}
_ADD = {"nodes": _ADD_NODE, "edges": _ADD_EDGE}
_STORED = {"nodes": _STORED_NODES, "edges": _STORED_EDGES}
_COMPANIES = """SELECT id, kind, name FROM nodes WHERE kind = 'Company' AND (:market IS NULL OR market = :market)
    AND known_at <= :known AND superseded_at > :known ORDER BY id LIMIT :limit"""
_NODES = """SELECT id, kind, name FROM nodes WHERE id IN (SELECT value FROM json_each(:ids))
    AND known_at <= :known AND superseded_at > :known ORDER BY id"""

Table = Literal["nodes", "edges"]


class SqliteGraph:
    """A `Graph` in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, MIGRATIONS)

    def upsert_nodes(self, frame: pl.DataFrame, *, recorded_at: datetime, weak: bool = False) -> Written:
        """Write versions of nodes."""
        return self._upsert("nodes", _numbers(_checked(frame, NODES)), recorded_at, weak=weak)

    def upsert_edges(self, frame: pl.DataFrame, *, recorded_at: datetime) -> Written:
        """Write versions of edges."""
        return self._upsert("edges", _numbers(_checked(frame, EDGES)), recorded_at)

    def record_conflicts(self, frame: pl.DataFrame, *, recorded_at: datetime) -> int:
        """Keep conflicts; returns how many were new."""
        rows = _numbers(_checked(frame, CONFLICTS)).with_columns(at=pl.lit(_micros(recorded_at))).rows()
        with self._file.writing() as connection:
            before = connection.total_changes
            connection.executemany("INSERT OR IGNORE INTO conflicts VALUES (?, ?, ?, ?, ?, ?)", rows)
            return connection.total_changes - before

    def conflicts(self, *, limit: int) -> pl.DataFrame:
        """The recorded conflicts, newest known first."""
        statement = """SELECT id, kind, subject, detail, known_at FROM conflicts
            ORDER BY known_at DESC, id LIMIT ?"""
        with self._file.reading() as connection:
            rows = connection.execute(statement, (limit,)).fetchall()
        frame = pl.DataFrame(rows, schema={**CONFLICTS, "known_at": pl.Int64()}, orient="row")
        return frame.with_columns(pl.col("known_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))

    def nodes(self, ids: Sequence[str], *, known_by: datetime) -> list[Node]:
        """The nodes of these ids that were known, ordered by id."""
        values = {"ids": json.dumps(list(ids)), "known": _micros(known_by)}
        with self._file.reading() as connection:
            return [Node(id=i, kind=k, name=n) for i, k, n in connection.execute(_NODES, values)]

    def companies(self, *, market: str | None, known_by: datetime, limit: int) -> list[Node]:
        """Companies of a market code (or of all), ordered by id."""
        values = {"market": market, "known": _micros(known_by), "limit": limit}
        with self._file.reading() as connection:
            return [Node(id=i, kind=k, name=n) for i, k, n in connection.execute(_COMPANIES, values)]

    def edges(
        self, ids: Sequence[str], *, direction: Direction, types: Sequence[str] = (), as_of: AsOf, limit: int
    ) -> list[Edge]:
        """Edges that leave, enter or touch any of `ids`, each once."""
        statements = {"out": (_LEAVING,), "in": (_ENTERING,), "both": (_LEAVING, _ENTERING)}[direction]
        values: dict[str, object] = {
            "known": _micros(as_of.known_by),
            "last": _day(as_of.day) if as_of.day else UNBOUNDED_TO - 1,
            "first": _day(as_of.day) if as_of.day else UNBOUNDED_FROM,
            "types": json.dumps(list(types)) if types else None,
        }
        found: dict[str, Edge] = {}
        with self._file.reading() as connection:
            for id_ in ids:
                for statement in statements:
                    if len(found) >= limit:
                        return list(found.values())[:limit]
                    for row in connection.execute(statement, {**values, "id": id_, "limit": limit}):
                        found.setdefault(row[0], _edge(row))
        return list(found.values())[:limit]

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
        """A line on what answers."""
        with self._file.reading() as connection:
            version = connection.execute("SELECT version FROM schema_version").fetchone()[0]
        size = sum(f.stat().st_size for f in self._file.path.parent.glob(f"{self._file.path.name}*"))
        return f"sqlite schema {version}, {size / 1e6:.1f} MB"

    def close(self) -> None:
        """Let go of files and connections."""
        self._file.close()

    def _upsert(
        self, table: Table, frame: pl.DataFrame, recorded_at: datetime, *, weak: bool = False
    ) -> Written:
        written = Written()
        ordered = frame.sort("id", maintain_order=True)
        for start in range(0, ordered.height, BATCH):
            written += self._write(table, ordered.slice(start, BATCH), recorded_at, weak=weak)
        return written

    def _write(self, table: Table, incoming: pl.DataFrame, recorded_at: datetime, *, weak: bool) -> Written:
        content = [name for name in incoming.columns if name not in ("id", "known_at")]
        ids = json.dumps(incoming["id"].unique(maintain_order=True).to_list())
        schema: dict[str, pl.DataType] = {"row": pl.Int64(), **incoming.schema}
        with self._file.writing() as connection:
            stored = pl.DataFrame(
                connection.execute(_STORED[table], (ids,)).fetchall(), schema=schema, orient="row"
            )
            kept = merge(stored, incoming, content, weak=weak).with_columns(
                pl.col("superseded_at").fill_null(CURRENT)
            )
            ended = kept.filter(pl.col("row").is_not_null() & (pl.col("superseded_at") != CURRENT))
            added = kept.filter(pl.col("row").is_null())
            values = added.select(*incoming.columns, "superseded_at", recorded=pl.lit(_micros(recorded_at)))
            connection.executemany(_ADD[table], values.iter_rows())
            connection.executemany(_END[table], ended.select("superseded_at", "row").iter_rows())
        inserted = added.filter("first", ~pl.col("id").is_in(stored["id"].implode())).height
        changed = added.height - inserted
        return Written(inserted, changed, incoming.height - added.height)


def _checked(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    for name in schema:
        if name not in frame.columns:
            raise BadInput("missing_column", column=name)
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def _numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """Times and days as the integers of the tables, missing bounds filled in."""
    frame = frame.with_columns(pl.col("known_at").dt.epoch("us"))
    if "valid_from" not in frame.columns:
        return frame
    days = pl.col("valid_from", "valid_to").cast(pl.Int32).cast(pl.Int64)
    return frame.with_columns(days).with_columns(
        pl.col("valid_from").fill_null(UNBOUNDED_FROM), pl.col("valid_to").fill_null(UNBOUNDED_TO)
    )


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _day(day: date) -> int:
    return (day - _DAY_ZERO).days


def _date(number: int) -> date | None:
    return None if abs(number) >= UNBOUNDED_TO else _DAY_ZERO + timedelta(days=number)


def _edge(
    row: tuple[str, RelationType, str, str, str, int, int, float | None, float, str, str, str, int],
) -> Edge:
    id_, type_, head, tail, source, start, end, ratio, confidence, document, title, url, known = row
    return Edge(
        id=id_,
        type=type_,
        head=head,
        tail=tail,
        ratio=ratio,
        valid_from=_date(start),
        valid_to=_date(end),
        known_at=_EPOCH + timedelta(microseconds=known),
        confidence=confidence,
        source=EdgeSource(id=document or source, title=title, url=url),
    )
