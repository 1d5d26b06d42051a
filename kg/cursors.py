"""How far a build has read a collection: by when rows were recorded, and by when they became known."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from kg.extraction.version import is_rules
from kg.port import Graph
from stockelper.store.documents import Documents, Where

OVERLAP = timedelta(minutes=1)
"""How far a build reads back where it followed an import closely: a batch is stamped before it waits for the write lock,
so that of two importing processes the later stamp may be stored first. A batch waits for less than this."""


@dataclass(frozen=True)
class Cursor:
    """A build has read what was recorded by `recorded` and known by `known`; None: nothing yet.

    `reader` is the version of the extractor that read it, where one did.
    """

    name: str
    recorded: datetime | None = None
    known: datetime | None = None
    reader: str | None = None

    @classmethod
    def load(cls, graph: Graph, name: str) -> "Cursor":
        """The cursor of that name as the graph keeps it."""
        text = graph.state(name)
        if text is None:
            return cls(name)
        recorded, known, *reader = json.loads(text)
        return cls(name, datetime.fromisoformat(recorded), datetime.fromisoformat(known), *reader)

    def by(self, reader: str) -> "Cursor":
        """The cursor of that reader: at the beginning where other rules have read so far, since rules cost no call."""
        began_anew = is_rules(reader) and self.reader != reader
        return Cursor(self.name, reader=reader) if began_anew else replace(self, reader=reader)

    def is_past(self, other: "Cursor") -> bool:
        """Whether whatever the other one has read was read by this one's builds too."""
        if self.recorded is None or self.known is None:
            return False
        if other.recorded is None or other.known is None:
            return True
        return self.recorded >= other.recorded and self.known >= other.known

    def start(self) -> Where:
        """Which rows are recorded since: with those that may have been waiting when the last build read, if it read so soon."""
        assert self.recorded is not None and self.known is not None
        if self.known - self.recorded > OVERLAP:
            return Where("recorded_at", ">", self.recorded)
        return Where("recorded_at", ">=", self.recorded - OVERLAP)

    def save(self, graph: Graph) -> None:
        """Keep the cursor in the graph, where there is something to keep."""
        if self.recorded and self.known:
            told = [self.recorded.isoformat(), self.known.isoformat()]
            graph.set_state(self.name, json.dumps([*told, self.reader] if self.reader else told))


def fresh(
    documents: Documents, collection: str, cursor: Cursor, *, known_by: datetime, since: date | None
) -> tuple[pl.DataFrame, Cursor]:
    """Versions of rows that a build with this cursor has not seen, and the cursor after them.

    Rows recorded shortly before a build that came right after them are read again once. A row may become
    known after it was recorded (a date is known at its end), so both times are asked.
    """
    if since is not None:
        start = datetime.combine(since, time(), tzinfo=UTC)
        return _by(known_by, documents.versions(collection, Where("known_at", ">=", start))), cursor
    if cursor.recorded is None or cursor.known is None:
        rows = documents.versions(collection)
    else:
        recorded = documents.versions(collection, cursor.start())
        became_known = documents.versions(collection, Where("known_at", ">", cursor.known))
        rows = pl.concat([recorded, became_known]).unique(maintain_order=True)
    rows = _by(known_by, rows)
    newest = rows["recorded_at"].max()
    if not isinstance(newest, datetime):
        return rows, replace(cursor, known=known_by)
    return rows, replace(cursor, recorded=max(newest, cursor.recorded or newest), known=known_by)


def _by(moment: datetime, rows: pl.DataFrame) -> pl.DataFrame:
    """The versions known by then. The store is asked for one bound alone, so that it walks the index of that one."""
    return rows.filter(pl.col("known_at") <= moment)
