"""The graph port: one contract, SQLite and Neo4j behind it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

import polars as pl

from stockelper.store.documents import Written
from stockelper.types import Edge, Node

Direction = Literal["in", "out", "both"]

NODES = pl.Schema(
    {
        "id": pl.String(),
        "kind": pl.String(),
        "name": pl.String(),
        "name_en": pl.String(),
        "market": pl.String(),
        "known_at": pl.Datetime("us", "UTC"),
    }
)
"""A node is identified by `id`; `market` is that of companies and sectors, else null."""

EDGES = pl.Schema(
    {
        "id": pl.String(),
        "type": pl.String(),
        "head": pl.String(),
        "tail": pl.String(),
        "source": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
        "ratio": pl.Float64(),
        "confidence": pl.Float64(),
        "document": pl.String(),
        "title": pl.String(),
        "url": pl.String(),
        "known_at": pl.Datetime("us", "UTC"),
    }
)
"""An edge's `id` is made from its natural key: type, head, tail, source and valid_from (`kg.edges.edge_id`)."""

READINGS = pl.Schema(
    {
        name: EDGES[name]
        for name in ("id", "type", "head", "tail", "source", "valid_from", "document", "known_at")
    }
)
"""What an extractor read in a document: versions of edges whose source begins with `kg.edges.TEXT`."""

WITHDRAWN = pl.Schema({**READINGS, "withdrawn_at": pl.Datetime("us", "UTC"), "reason": pl.String()})
"""Versions that were taken back: when in the store's own time, and why."""

CONFLICTS = pl.Schema(
    {
        "id": pl.String(),
        "kind": pl.String(),
        "subject": pl.String(),
        "detail": pl.String(),
        "known_at": pl.Datetime("us", "UTC"),
    }
)
"""What sources say that cannot be, or cannot both be. `detail` is JSON."""


@dataclass(frozen=True)
class AsOf:
    """From where the graph is seen: what was known by `known_by`, of what held on `day`.

    `day` None sees edges whatever their validity (for timelines).
    """

    known_by: datetime
    day: date | None

    @classmethod
    def at(cls, known_by: datetime) -> "AsOf":
        """The world of that moment's UTC date as it was known then."""
        return cls(known_by, known_by.date())


class Graph(Protocol):
    """A bitemporal property graph. The contract, which one suite checks on every adapter:

    - A batch is committed in slices of some thousand rows, each atomic: one that was cut off leaves whole
      slices, and the same batch again writes the others. Writing a whole batch again changes nothing.
    - Rows are versions: "from `known_at` on, the record of this id was known as this". Versions may arrive in
      any order and several in one batch. A version equal to the one visible at its `known_at` is unchanged;
      another one with the same `known_at` corrects it (the corrected row is kept and never shown).
    - A read sees for each id the version with the latest `known_at <= known_by`, and of these edges the ones
      with `valid_from <= day < valid_to`; a missing bound does not bound.
    - What an extractor misread was known by nobody: a version that is taken back is seen by no read, whatever its
      moment, and what it had covered or ended is seen as if it had never come. It is kept with the time of its
      withdrawal and the reason.
    - Every read of nodes or edges takes a limit and is ordered, so that a cut is the same cut each time.
    - An empty result is a fact; a failure raises `StoreError`. Calls block and are safe from any thread.
    """

    def upsert_nodes(self, frame: pl.DataFrame, *, recorded_at: datetime, weak: bool = False) -> Written:
        """Write versions of nodes, columns as `NODES`.

        A `weak` version (a name met in passing) counts only where no version was known before it.
        """
        ...

    def upsert_edges(self, frame: pl.DataFrame, *, recorded_at: datetime) -> Written:
        """Write versions of edges, columns as `EDGES`."""
        ...

    def record_conflicts(self, frame: pl.DataFrame, *, recorded_at: datetime) -> int:
        """Keep conflicts, columns as `CONFLICTS`; returns how many were new."""
        ...

    def conflicts(self, *, limit: int) -> pl.DataFrame:
        """The recorded conflicts, newest known first."""
        ...

    def nodes(self, ids: Sequence[str], *, known_by: datetime) -> list[Node]:
        """The nodes of these ids that were known, ordered by id."""
        ...

    def companies(self, *, market: str | None, known_by: datetime, limit: int) -> list[Node]:
        """Companies of a market code (or of all), ordered by id."""
        ...

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
        """Edges that leave (`out`), enter (`in`) or touch any of `ids`, each once.

        In the order of `ids`, leaving before entering, then by type and id; at most `limit`, not counting
        the ids `without`, which the caller has already. No `types` means all.
        """
        ...

    def readings(self, documents: Sequence[str]) -> pl.DataFrame:
        """What was read in these documents and is not taken back, columns as `READINGS`, corrected ones too."""
        ...

    def withdraw_edges(self, frame: pl.DataFrame, *, recorded_at: datetime, reason: str) -> int:
        """Take back readings, columns as `READINGS`; returns how many stood until now."""
        ...

    def settle_names(
        self, ids: Sequence[str], told: pl.DataFrame, *, recorded_at: datetime, reason: str
    ) -> int:
        """Let `weak` versions of nodes begin where something left first names them, after edges were taken back.

        That is the first version of an edge of theirs, or of `told` (columns as `NODES`). A weak version known
        earlier is taken back; one of that moment takes its place, none where nothing is left. Returns how many.
        """
        ...

    def withdrawn(self, *, limit: int) -> pl.DataFrame:
        """Edge versions that were taken back, columns as `WITHDRAWN`, the last withdrawn first."""
        ...

    def count(self) -> Mapping[Literal["nodes", "edges"], int]:
        """How many nodes and edges are known now."""
        ...

    def state(self, name: str) -> str | None:
        """What a builder noted under that name."""
        ...

    def set_state(self, name: str, value: str) -> None:
        """Note how far a builder has come."""
        ...

    def check(self) -> str:
        """A line on what answers. Raises `StoreError` when it does not."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
