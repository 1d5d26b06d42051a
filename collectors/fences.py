"""A fence: the lease's number under which a run writes. A leader that wakes up late is told before it writes."""

from dataclasses import dataclass

import polars as pl

from stockelper.clock import wall_clock
from stockelper.errors import LeaseLost
from stockelper.store.collections import CURSORS, LEASES
from stockelper.store.documents import Documents, eq


@dataclass(frozen=True)
class Fence:
    """The lease that a run holds and its number when the run began."""

    lease: str
    number: int

    def check(self, documents: Documents) -> None:
        """Raise `LeaseLost` when another holder has the lease by now."""
        found = documents.read(LEASES.name, eq("name", self.lease), columns=("fence",))
        if found.is_empty() or found["fence"][0] != self.number:
            raise LeaseLost("lease_lost", name=self.lease)


def read_cursors(documents: Documents, source: str) -> dict[str, str]:
    """The watermark of each part of a source."""
    rows = documents.read(CURSORS.name, eq("source", source), columns=("part", "cursor"))
    return {part: cursor for part, cursor in rows.select("part", "cursor").rows() if cursor is not None}


def write_cursor(documents: Documents, source: str, part: str, cursor: str, fence: Fence | None) -> None:
    """Move a watermark; under a fence only while the lease is still held."""
    if fence:
        fence.check(documents)
    row = {
        "source": source,
        "part": part,
        "cursor": cursor,
        "updated": wall_clock(),
        "fence": fence.number if fence else None,
    }
    documents.upsert(CURSORS.name, pl.DataFrame([row], schema=CURSORS.schema()), recorded_at=wall_clock())
