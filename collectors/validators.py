"""The validators of conditional requests: kept only once the answer's records are stored.

Were they kept when the answer came, a process killed before it stored the records would be told "unchanged"
the next time and never see them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import polars as pl

from stockelper.clock import wall_clock
from stockelper.store.collections import VALIDATORS
from stockelper.store.documents import Documents, eq


class Validators:
    """Those of one source."""

    def __init__(self, documents: Documents, source: str, now: Callable[[], datetime]) -> None:
        self._documents, self._source, self._now = documents, source, now
        self._noted: dict[str, Mapping[str, str | None]] = {}

    def headers(self, url: str) -> dict[str, str]:
        """What to send with a conditional request."""
        rows = self._documents.read(VALIDATORS.name, eq("source", self._source), eq("url", url))
        if rows.is_empty():
            return {}
        row = rows.row(0, named=True)
        sent = {"If-None-Match": row["etag"], "If-Modified-Since": row["modified"]}
        return {name: value for name, value in sent.items() if value}

    def note(self, url: str, headers: Mapping[str, str]) -> None:
        """Remember what an answer said of itself."""
        found = {"etag": headers.get("etag"), "modified": headers.get("last-modified")}
        if any(found.values()):
            self._noted[url] = found

    def keep(self, url: str) -> None:
        """The answer's records are stored."""
        found = self._noted.pop(url, None)
        if found is None:
            return
        row = {"source": self._source, "url": url, **found, "seen": self._now()}
        frame = pl.DataFrame([row], schema=VALIDATORS.schema())
        self._documents.upsert(VALIDATORS.name, frame, recorded_at=wall_clock())
