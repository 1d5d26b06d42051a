"""How far a build has read a collection: by when rows were recorded, and by when they became known."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from kg.port import Graph
from stockelper.store.documents import Documents, Where

OVERLAP = timedelta(minutes=1)
"""How far a build reads back: a batch is stamped before it waits for the write lock, so that of two
importing processes the later stamp may be stored first. A batch waits for less than this."""


@dataclass(frozen=True)
class Cursor:
    """A build has read what was recorded by `recorded` and known by `known`; None: nothing yet."""

    name: str
    recorded: datetime | None = None
    known: datetime | None = None

    @classmethod
    def load(cls, graph: Graph, name: str) -> "Cursor":
        """The cursor of that name as the graph keeps it."""
        text = graph.state(name)
        if text is None:
            return cls(name)
        recorded, known = json.loads(text)
        return cls(name, datetime.fromisoformat(recorded), datetime.fromisoformat(known))

    def is_past(self, other: "Cursor") -> bool:
        """Whether whatever the other one has read was read by this one's builds too."""
        if self.recorded is None or self.known is None:
            return False
        if other.recorded is None or other.known is None:
            return True
        return self.recorded >= other.recorded and self.known >= other.known

    def save(self, graph: Graph) -> None:
        """Keep the cursor in the graph, where there is something to keep."""
        if self.recorded and self.known:
            graph.set_state(self.name, json.dumps([self.recorded.isoformat(), self.known.isoformat()]))


def fresh(
    documents: Documents, collection: str, cursor: Cursor, *, known_by: datetime, since: date | None
) -> tuple[pl.DataFrame, Cursor]:
    """Versions of rows that a build with this cursor has not seen, and the cursor after them.

    Rows recorded shortly before the cursor are read again: reading twice is harmless. A row may become
    known after it was recorded (a date is known at its end), so both times are asked.
    """
    if since is not None:
        start = datetime.combine(since, time(), tzinfo=UTC)
        return _by(known_by, documents.versions(collection, Where("known_at", ">=", start))), cursor
    if cursor.recorded is None or cursor.known is None:
        rows = documents.versions(collection)
    else:
        recorded = documents.versions(collection, Where("recorded_at", ">=", cursor.recorded - OVERLAP))
        became_known = documents.versions(collection, Where("known_at", ">", cursor.known))
        rows = pl.concat([recorded, became_known]).unique(maintain_order=True)
    rows = _by(known_by, rows)
    newest = rows["recorded_at"].max()
    if not isinstance(newest, datetime):
        return rows, Cursor(cursor.name, cursor.recorded, known_by)
    return rows, Cursor(cursor.name, max(newest, cursor.recorded or newest), known_by)


def _by(moment: datetime, rows: pl.DataFrame) -> pl.DataFrame:
    """The versions known by then. The store is asked for one bound alone, so that it walks the index of that one."""
    return rows.filter(pl.col("known_at") <= moment)
