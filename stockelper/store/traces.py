"""The local store of traces and scores (`traces.db`), and the outbox of what Langfuse has not got yet.

A span keeps its OpenTelemetry attributes as they were set, so that it can be shown here and sent later
as the same span. What a server has taken is noted apart, by id, whichever comes first.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import uuid4

from stockelper.clock import wall_clock
from stockelper.errors import StoreTooNew
from stockelper.store.sqlite_connections import Connections
from stockelper.store.sqlite_schema import VERSION_TABLE, version_of
from stockelper.store.values import micros, moment

LAYOUT = 1
TABLES = (
    VERSION_TABLE,
    """CREATE TABLE traces (trace_id TEXT PRIMARY KEY, run TEXT, user TEXT NOT NULL, thread TEXT, name TEXT,
    question TEXT, status TEXT, started INTEGER NOT NULL, ms REAL, model_calls INTEGER, cost_usd REAL)""",
    "CREATE INDEX traces_user ON traces (user, started)",
    """CREATE TABLE spans (trace_id TEXT NOT NULL, span_id TEXT NOT NULL, parent TEXT, name TEXT NOT NULL,
    started INTEGER NOT NULL, ended INTEGER NOT NULL, attributes TEXT NOT NULL, error TEXT,
    PRIMARY KEY (trace_id, span_id))""",
    "CREATE INDEX spans_started ON spans (started)",
    """CREATE TABLE scores (id TEXT PRIMARY KEY, trace_id TEXT NOT NULL, name TEXT NOT NULL,
    value REAL NOT NULL, comment TEXT, given INTEGER NOT NULL)""",
    "CREATE INDEX scores_trace ON scores (trace_id, given)",
    "CREATE TABLE delivered (id TEXT PRIMARY KEY) WITHOUT ROWID",
)
INPUT, OUTPUT = "langfuse.observation.input", "langfuse.observation.output"
METADATA = "langfuse.observation.metadata."
MODEL = "langfuse.observation.model.name"
USAGE, SPENT = "langfuse.observation.usage_details", "langfuse.observation.cost_details"
KIND, RUN = "stockelper.kind", "stockelper.run"
USER, THREAD = "user.id", "session.id"
STATUS, MODEL_CALLS, COST = "stockelper.status", "stockelper.model_calls", "stockelper.cost_usd"

Attribute = str | bool | int | float


@dataclass(frozen=True)
class SpanRow:
    """A finished span: ids in hex, times in nanoseconds since 1970."""

    trace_id: str
    span_id: str
    parent: str | None
    name: str
    started: int
    ended: int
    attributes: dict[str, Attribute]
    error: str | None = None


@dataclass(frozen=True)
class ScoreRow:
    """A judgement of a trace."""

    id: str
    trace_id: str
    name: str
    value: float
    comment: str | None
    given: str


class TraceStore:
    """Traces, spans and scores in the file at `path`.

    Raises:
        StoreError: when the file cannot be opened, created or understood.
    """

    def __init__(self, path: Path) -> None:
        self._connections = Connections(path)
        with self._connections.closed_on_failure():
            self._bring_up(path)

    def _bring_up(self, path: Path) -> None:
        with self._connections.plain() as connection:
            found = version_of(connection)
        if found > LAYOUT:
            raise StoreTooNew(path=str(path), found=found, known=LAYOUT)
        if found == LAYOUT:
            return
        with self._connections.writing() as connection:
            if version_of(connection):  # another process was faster
                return
            for statement in TABLES:
                connection.execute(statement)
            applied = (LAYOUT, micros(wall_clock()))
            connection.execute("INSERT INTO schema_version VALUES (?, ?)", applied)

    def write(self, spans: Sequence[SpanRow]) -> None:
        """Keep finished spans; those without a parent are traces as well."""
        rows = [
            (s.trace_id, s.span_id, s.parent, s.name, s.started, s.ended, json.dumps(s.attributes), s.error)
            for s in spans
        ]
        roots = [_trace_row(span) for span in spans if span.parent is None]
        with self._connections.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            marks = "INSERT OR REPLACE INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            connection.executemany(marks, roots)

    def list(self, limit: int = 20, user: str = "local") -> "list[dict[str, object]]":
        """The user's newest traces, newest first, as `traces list` prints them."""
        query = "SELECT * FROM traces WHERE user = ? ORDER BY started DESC, trace_id LIMIT ?"
        with self._connections.reading() as connection:
            rows = connection.execute(query, (user, limit)).fetchall()
            return [_listed(row) | {"scores": self._scores(str(row[0]))} for row in rows]

    def show(self, trace_id: str, user: str = "local") -> dict[str, object] | None:
        """One trace with its spans in the order they began; None for an unknown one and another user's."""
        query = "SELECT * FROM traces WHERE trace_id = ? AND user = ?"
        spans = "SELECT * FROM spans WHERE trace_id = ? ORDER BY started, parent IS NOT NULL, rowid"
        with self._connections.reading() as connection:
            row = connection.execute(query, (trace_id, user)).fetchone()
            rows = connection.execute(spans, (trace_id,)).fetchall() if row else []
        if not row:
            return None
        return _listed(row) | {
            "scores": self._scores(trace_id),
            "spans": [_shown(_span_row(span)) for span in rows],
        }

    def score(self, trace_id: str, name: str, value: float, comment: str | None = None) -> str:
        """Judge a trace; a later score of the same name is the one shown. Returns the score's id."""
        row = (uuid4().hex, trace_id, name, float(value), comment, micros(wall_clock()))
        with self._connections.writing() as connection:
            connection.execute("INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?)", row)
        return row[0]

    def unsent(self) -> int:
        """How many spans and scores no server has taken yet."""
        spans = "SELECT count(*) FROM spans WHERE span_id NOT IN (SELECT id FROM delivered)"
        scores = "SELECT count(*) FROM scores WHERE id NOT IN (SELECT id FROM delivered)"
        with self._connections.reading() as connection:
            return sum(int(connection.execute(query).fetchone()[0]) for query in (spans, scores))

    def unsent_spans(self, ended_by: datetime, limit: int = 500) -> "list[SpanRow]":
        """The oldest spans, ended by then, that no server has taken."""
        query = """SELECT * FROM spans WHERE span_id NOT IN (SELECT id FROM delivered) AND ended <= ?
            ORDER BY started LIMIT ?"""
        with self._connections.reading() as connection:
            return [_span_row(row) for row in connection.execute(query, (micros(ended_by) * 1000, limit))]

    def unsent_scores(self, limit: int = 100) -> "list[ScoreRow]":
        """The oldest scores that no server has taken."""
        query = "SELECT * FROM scores WHERE id NOT IN (SELECT id FROM delivered) ORDER BY given LIMIT ?"
        with self._connections.reading() as connection:
            rows = connection.execute(query, (limit,)).fetchall()
        return [ScoreRow(*row[:5], given=_iso(row[5] * 1000)) for row in rows]

    def delivered(self, ids: Sequence[str]) -> None:
        """Note the ids of spans and scores that the server has taken."""
        with self._connections.writing() as connection:
            rows = [(one,) for one in ids]
            connection.executemany("INSERT OR IGNORE INTO delivered VALUES (?)", rows)

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def _scores(self, trace_id: str) -> dict[str, float]:
        query = "SELECT name, value FROM scores WHERE trace_id = ? ORDER BY given"
        with self._connections.reading() as connection:
            return dict(connection.execute(query, (trace_id,)))


def _trace_row(root: SpanRow) -> tuple[object, ...]:
    said = root.attributes
    question = _decoded(said.get(INPUT))
    status = said.get(STATUS) or ("failed" if root.error else "done")
    return (
        root.trace_id,
        said.get(RUN),
        said.get(USER, "local"),
        said.get(THREAD),
        root.name,
        question if isinstance(question, str) else json.dumps(question, ensure_ascii=False),
        status,
        root.started,
        _ms(root),
        said.get(MODEL_CALLS, 0),
        said.get(COST),
    )


TRACE_FIELDS = (
    "trace_id", "run", "user", "thread", "name", "question", "status", "started", "ms", "model_calls", "cost_usd",
)  # fmt: skip


def _listed(row: Sequence[object]) -> dict[str, object]:
    listed = dict(zip(TRACE_FIELDS, row, strict=True))
    return listed | {"started": _iso(cast("int", listed["started"]))}


def _span_row(row: Sequence[object]) -> SpanRow:
    trace_id, span_id, parent, name, started, ended, attributes, error = cast(
        "tuple[str, str, str | None, str, int, int, str, str | None]", tuple(row)
    )
    return SpanRow(trace_id, span_id, parent, name, started, ended, json.loads(attributes), error)


def _shown(span: SpanRow) -> dict[str, object]:
    said = span.attributes
    return {
        "id": span.span_id,
        "parent": span.parent,
        "name": span.name,
        "kind": said.get(KIND, "span"),
        "started": _iso(span.started),
        "ms": _ms(span),
        "input": _decoded(said.get(INPUT)),
        "output": _decoded(said.get(OUTPUT)),
        "attributes": {
            name.removeprefix(METADATA): _decoded(value)
            for name, value in said.items()
            if name.startswith(METADATA)
        },
        "error": span.error,
    }


def _decoded(value: Attribute | None) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _ms(span: SpanRow) -> float:
    return round((span.ended - span.started) / 1e6, 3)


def _iso(nanoseconds: int) -> str:
    return moment(nanoseconds // 1000).isoformat(timespec="milliseconds").replace("+00:00", "Z")
