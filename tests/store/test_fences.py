"""Writes behind a fence, on every adapter: they go through only while the lease has the number they were begun under."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from stockelper.errors import LeaseLost
from stockelper.store.documents import Documents, Fence, Written, eq
from stockelper.store.sqlite import SqliteDocuments

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HELD = Fence("job:macro", 7)
BAR = pl.DataFrame(
    [
        {
            "security": "KRX:005930", "interval": "1d", "date": date(2025, 1, 2), "basis": "raw",
            "source": "import", "close": 1.0, "known_at": NOW,
        }
    ]
)  # fmt: skip
ARTICLE = pl.DataFrame([{"article": "a", "title": "t", "published": NOW, "known_at": NOW}])
ROW: dict[str, object] = {"source": "fred", "part": "a", "cursor": "1"}
WRITES: dict[str, Callable[[Documents], object]] = {
    "records": lambda store: store.upsert("bars", BAR, recorded_at=NOW),
    "late records": lambda store: store.upsert("bars", BAR, recorded_at=NOW, revised_at=NOW),
    "texts": lambda store: store.upsert("articles", ARTICLE, recorded_at=NOW),
    "states": lambda store: store.upsert("cursors", pl.DataFrame([ROW]), recorded_at=NOW),
    "claims": lambda store: store.claim_new("cursors", pl.DataFrame([ROW])),
    "a claim": lambda store: store.claim("cursors", ROW, expected=None),
    "a removal": lambda store: store.remove("leases", {"name": "other"}),
}


def lease(store: Documents, fence: int) -> None:
    rows = pl.DataFrame([{"name": HELD.lease, "fence": fence}, {"name": "other", "fence": 1}])
    store.upsert("leases", rows, recorded_at=NOW)


def counts(store: Documents) -> list[int]:
    return [store.count(name) for name in ("bars", "articles", "cursors", "leases")]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_behind_a_fence_that_holds_is_a_write_like_any(
    documents: Documents, write: Callable[[Documents], object]
) -> None:
    lease(documents, 7)
    assert write(documents.fenced(HELD)) in {True, Written(inserted=1)}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
@pytest.mark.parametrize("number", [8, None], ids=["another holder", "no lease"])
def test_a_write_behind_a_fence_that_fell_writes_nothing(
    documents: Documents, write: Callable[[Documents], object], number: int | None
) -> None:
    if number is not None:
        lease(documents, number)
    before = counts(documents)
    with pytest.raises(LeaseLost, match="job:macro"):
        write(documents.fenced(HELD))
    assert counts(documents) == before
    assert write(documents) in {True, False, Written(inserted=1)}


def test_reading_needs_no_lease(documents: Documents) -> None:
    documents.upsert("bars", BAR, recorded_at=NOW)
    assert documents.fenced(HELD).read("bars", eq("security", "KRX:005930"))["close"].to_list() == [1.0]


@pytest.mark.parametrize(
    "name", ["records", "late records", "texts", "states", "claims", "a claim", "a removal"]
)
def test_on_sqlite_no_write_gets_between_the_check_and_the_lease_s_change(name: str, tmp_path: Path) -> None:
    store = SqliteDocuments(tmp_path / "documents.db")
    lease(store, 7)
    failures: list[str] = []

    def write() -> None:
        try:
            WRITES[name](store.fenced(HELD))
        except LeaseLost as error:
            failures.append(error.code)

    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = threading.Thread(target=write)
        writing.start()
        time.sleep(0.3)  # the writer waits for the lock, wherever it looked before
        other.execute("UPDATE leases SET fence = 8 WHERE name = ?", (HELD.lease,))
        other.execute("COMMIT")
    writing.join(10)
    assert failures == ["lease_lost"]
    assert counts(store) == [0, 0, 0, 2]
    store.close()
