"""What a page held into the store: through the gate, in whole batches, refused records into quarantine.

The cursor moves last. A process killed anywhere before has stored whole batches, which the next run finds
unchanged.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from collectors.source import Page, Parsed, Refused, Source
from collectors.watermarks import write_cursor
from stockelper.clock import wall_clock
from stockelper.credentials import redacted
from stockelper.store.collections import COLLECTIONS, QUARANTINE
from stockelper.store.documents import Documents, Fence, Written, among


@dataclass(frozen=True)
class Admitted:
    """What the gate lets in of a page's records, and what it refuses."""

    frames: Mapping[str, pl.DataFrame]
    refused: Sequence[Refused] = ()


Gate = Callable[[Documents, Source, Mapping[str, pl.DataFrame], datetime], Admitted]
"""Judges a page's frames by collection at a moment; it writes what it repaired by itself."""


@dataclass
class Counts:
    """What a run read and what became of it."""

    written: Written = field(default_factory=Written)
    rejected: int = 0

    def as_row(self) -> dict[str, int]:
        """The counts as a run's columns; `read` is their sum."""
        w = self.written
        return {
            "read": w.inserted + w.changed + w.unchanged + self.rejected,
            "inserted": w.inserted,
            "changed": w.changed,
            "unchanged": w.unchanged,
            "rejected": self.rejected,
        }


@dataclass(frozen=True)
class Shelf:
    """Where the pages of one source go. Under a fence `documents` is the store behind it."""

    documents: Documents
    source: Source
    gate: Gate
    fence: Fence | None = None

    def put(self, page: Page, parsed: Parsed, counts: Counts) -> Mapping[str, pl.DataFrame]:
        """Store a page's records, then its watermark; what was let in."""
        admitted = self.gate(self.documents, self.source, parsed.frames, page.fetched)
        for name, frame in admitted.frames.items():
            for batch in frame.iter_slices(COLLECTIONS[name].batch_rows):
                counts.written += self.documents.upsert(name, batch, recorded_at=wall_clock())
        refused = (*parsed.refused, *admitted.refused)
        set_apart(self.documents, self.source, refused, page.fetched)
        counts.rejected += len(refused)
        if parsed.cursor is not None:
            write_cursor(self.documents, self.source.name, page.part, parsed.cursor, self.fence)
        return admitted.frames


def set_apart(documents: Documents, source: Source, refused: Sequence[Refused], now: datetime) -> None:
    """Refused records to quarantine; what was seen or released before stays as it is."""
    rows = {row["id"]: row for row in (_quarantined(source, one, now) for one in refused)}
    if not rows:
        return
    known = documents.read(QUARANTINE.name, among("id", tuple(rows)), columns=("id",))["id"]
    fresh = [row for id_, row in rows.items() if id_ not in set(known)]
    if fresh:
        documents.upsert(
            QUARANTINE.name, pl.DataFrame(fresh, schema=QUARANTINE.schema()), recorded_at=wall_clock()
        )


def _quarantined(source: Source, refused: Refused, now: datetime) -> dict[str, object]:
    record = redacted(json.dumps(refused.record, ensure_ascii=False, default=str, sort_keys=True))
    parts = "\x1f".join((source.name, refused.key, refused.field, refused.reason, record))
    return {
        "id": hashlib.sha256(parts.encode()).hexdigest()[:20],
        "source": source.name,
        "kind": source.kind,
        "key": redacted(refused.key),
        "reason": refused.reason,
        "first_seen": now,
        "record": record,
        "released": None,
    }
