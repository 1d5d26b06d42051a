"""What the SQLite adapter promises beyond the port: migrations, locks, media that cannot be written."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from stockelper.errors import StoreBusy, StoreError, StoreFull, StoreTooNew
from stockelper.store import sqlite_connections
from stockelper.store.documents import Written, eq
from stockelper.store.sqlite import TABLES, SqliteDocuments
from stockelper.store.sqlite_layout import Table
from stockelper.store.sqlite_read import Query
from stockelper.store.sqlite_schema import bring_up, missing, version_of

NOW = datetime(2025, 2, 1, tzinfo=UTC)
BAR = {
    "security": "KRX:005930",
    "interval": "1d",
    "date": date(2025, 1, 2),
    "basis": "raw",
    "source": "import",
    "close": 1.0,
    "known_at": datetime(2025, 1, 2, tzinfo=UTC),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "documents.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(path)
    yield opened
    opened.close()


def bars(**other: object) -> pl.DataFrame:
    return pl.DataFrame([{**BAR, **other}])


def altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_the_folder_is_made_and_a_file_says_its_version(tmp_path: Path) -> None:
    store = SqliteDocuments(tmp_path / "a" / "b" / "documents.db")
    assert "layout 1" in store.check()
    store.close()


def test_opening_a_current_file_again_makes_no_backup(path: Path) -> None:
    for _ in range(2):
        SqliteDocuments(path).close()
    assert list(path.parent.glob("*.bak")) == []


def test_what_was_declared_later_is_added_with_a_backup_and_nothing_is_lost(path: Path) -> None:
    store = SqliteDocuments(path)
    store.upsert("bars", bars(), recorded_at=NOW)
    store.close()
    altered(
        path,
        "DROP TABLE feedback",
        "DROP TRIGGER bars_revised",
        "ALTER TABLE bars DROP COLUMN adj_close",
        "ALTER TABLE bars_revisions DROP COLUMN adj_close",
    )
    store = SqliteDocuments(path)
    assert len(list(path.parent.glob("documents.db.v1-*.bak"))) == 1
    assert store.upsert("bars", bars(), recorded_at=NOW) == Written(unchanged=1)
    assert store.upsert("bars", bars(adj_close=2.0), recorded_at=NOW) == Written(changed=1)
    assert store.read("bars", known_by=datetime(2025, 1, 3, tzinfo=UTC)).item(0, "adj_close") is None
    assert store.count("feedback") == 0
    store.close()


def test_numbered_migrations_run_once_in_order_after_a_backup(path: Path) -> None:
    SqliteDocuments(path).close()
    ran: list[int] = []

    def migration(number: int) -> None:
        ran.append(number)

    migrations = {3: lambda _: migration(3), 2: lambda _: migration(2)}
    tables: list[Table] = list(TABLES.values())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for _ in range(2):
            bring_up(connection, path, tables, migrations)
        assert version_of(connection) == 3
        assert missing(connection, tables) == []
    assert ran == [2, 3]
    assert len(list(path.parent.glob("documents.db.v1-*.bak"))) == 1
    with pytest.raises(StoreTooNew):
        SqliteDocuments(path)


def test_a_failed_migration_leaves_the_file_as_it_was(path: Path) -> None:
    SqliteDocuments(path).close()

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise ValueError("half way")

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(ValueError, match="half way"):
            bring_up(connection, path, list(TABLES.values()), {2: broken})
        assert version_of(connection) == 1
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)


def test_a_newer_file_stops_with_what_was_found(path: Path, store: SqliteDocuments) -> None:
    store.close()
    altered(path, "INSERT INTO schema_version VALUES (9, 0)")
    with pytest.raises(StoreTooNew) as caught:
        SqliteDocuments(path)
    assert caught.value.parameters == {"path": str(path), "found": 9, "known": 1}


def test_a_damaged_file_is_a_store_error(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(StoreError) as caught:
        SqliteDocuments(path)
    assert caught.value.code == "store_damaged"


def test_a_lock_that_is_held_too_long_is_busy_and_readers_do_not_wait(path: Path) -> None:
    store = SqliteDocuments(path, busy_seconds=0.1)
    store.upsert("bars", bars(), recorded_at=NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.upsert("bars", bars(close=2.0), recorded_at=NOW)
        assert store.count("bars") == 1
        other.execute("ROLLBACK")
    assert store.upsert("bars", bars(close=2.0), recorded_at=NOW) == Written(changed=1)
    store.close()


def test_a_full_disk_loses_the_batch_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = pl.concat([bars(security=f"KRX:{n:06}") for n in range(5_930 - 2_970, 5_930 + 17_030)])
    with monkeypatch.context() as patch:
        patch.setattr(sqlite_connections, "PRAGMAS", ("PRAGMA max_page_count = 250",))
        store = SqliteDocuments(path)
        store.upsert("bars", bars(), recorded_at=NOW)
        with pytest.raises(StoreFull):
            store.upsert("bars", many, recorded_at=NOW)
        assert store.count("bars") == 1
        store.close()
    store = SqliteDocuments(path)
    assert store.upsert("bars", many, recorded_at=NOW) == Written(inserted=19_999, unchanged=1)
    store.close()


READER = """
import os, sys
from pathlib import Path
import polars as pl
from datetime import UTC, datetime
from stockelper.errors import StoreReadOnly
from stockelper.store.sqlite import SqliteDocuments

if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
if path.exists():
    store = SqliteDocuments(path)
    assert store.count("bars", known_by=datetime(2025, 1, 3, tzinfo=UTC)) == 1
    try:
        store.check()
    except StoreReadOnly:
        print("check,", end=" ")
    try:
        store.upsert("bars", store.read("bars").with_columns(close=pl.lit(5.0)), recorded_at=datetime(2025, 2, 2, tzinfo=UTC))
    except StoreReadOnly:
        print("read-only")
    store.close()
else:
    try:
        SqliteDocuments(path)
    except StoreReadOnly:
        print("read-only")
"""


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A folder that its owner made unwritable; outside pytest's own, which others may not enter."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(0o755)


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_can_be_read_and_writing_says_so(sealed: Path, *, exists: bool) -> None:
    if exists:
        store = SqliteDocuments(sealed / "documents.db")
        store.upsert("bars", bars(), recorded_at=NOW)
        store.close()
    for file in sealed.iterdir():
        file.chmod(0o444)
    sealed.chmod(0o555)
    reader = subprocess.run(
        [sys.executable, "-c", READER, str(sealed / "documents.db")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (reader.stdout.strip(), reader.stderr) == ("check, read-only" if exists else "read-only", "")


def test_one_security_over_a_span_is_one_index_range(store: SqliteDocuments) -> None:
    query = "EXPLAIN QUERY PLAN SELECT close FROM bars WHERE security = ? AND interval = ? AND date >= ?"
    with closing(sqlite3.connect(store.path)) as connection:
        steps = [row[3] for row in connection.execute(query, ("KRX:000001", "1d", 0))]
    assert steps == ["SEARCH bars USING PRIMARY KEY (security=? AND interval=? AND date>?)"]


@pytest.mark.parametrize("known_by", [None, NOW])
def test_the_newest_of_a_followed_collection_is_one_step_of_an_index(
    store: SqliteDocuments, known_by: datetime | None
) -> None:
    asked = Query(TABLES["securities"], (), known_by).greatest("known_at", None)
    with closing(sqlite3.connect(store.path)) as connection:
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked.text}", asked.parameters)]
    read = [step for step in steps if " t " in f"{step} "]
    assert len(read) == (1 if known_by is None else 2)
    assert all(step.startswith("SEARCH t USING") and "known_at" in step for step in read), steps


def test_connections_are_used_again_and_closed(path: Path, store: SqliteDocuments) -> None:
    def read() -> None:
        assert store.count("bars", eq("security", "x")) == 0

    for _ in range(50):  # a thread for every rerun of a page
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    descriptors = Path("/proc/self/fd")
    if descriptors.is_dir():
        names = [str(one.resolve()) for one in descriptors.iterdir()]
        assert names.count(str(path)) <= 2
