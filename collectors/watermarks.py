"""Watermarks: how far each part of a source is read. Under a fence they are moved as long as the lease is held."""

import polars as pl

from stockelper.clock import wall_clock
from stockelper.errors import StoreBusy
from stockelper.store.collections import CURSORS
from stockelper.store.documents import Documents, Fence, eq

_TRIES = 20


def read_cursors(documents: Documents, source: str) -> dict[str, str]:
    """The watermark of each part of a source."""
    rows = documents.read(CURSORS.name, eq("source", source), columns=("part", "cursor"))
    return {part: cursor for part, cursor in rows.select("part", "cursor").rows() if cursor is not None}


def write_cursor(documents: Documents, source: str, part: str, cursor: str, fence: Fence | None) -> None:
    """Move a watermark.

    Under a fence (and with the store behind it) a watermark that another holder of the lease has moved in the
    meantime is never written over, on a store without transactions either: the row is read, then the lease, and
    the write needs the row to be the one that was read.

    Raises:
        LeaseLost: when another holder has the lease.
    """
    row = {
        "source": source,
        "part": part,
        "cursor": cursor,
        "updated": wall_clock(),
        "fence": fence.number if fence else None,
    }
    if fence is None:
        documents.upsert(CURSORS.name, pl.DataFrame([row], schema=CURSORS.schema()), recorded_at=wall_clock())
        return
    for _ in range(_TRIES):
        rows = documents.read(CURSORS.name, eq("source", source), eq("part", part))
        last = None if rows.is_empty() else rows.row(0, named=True)
        expected = {name: last[name] for name in ("cursor", "updated", "fence")} if last else None
        if documents.claim(CURSORS.name, row, expected=expected):
            return
    raise StoreBusy(path=CURSORS.name, detail="others move the same watermark")
