"""Imports that are killed, raced, stopped, or find no room: nothing lost, nothing doubled."""

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from collectors.files.importing import import_paths
from collectors.files.prepared import Options
from collectors.runs import begin
from stockelper.errors import Cancelled
from stockelper.language.telling import sentence, told
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, QUARANTINE, RUNS, SECURITIES
from stockelper.store.documents import Documents, eq
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

KRX = Options(market=MARKETS["krx"])
SCRIPT = """
import os, signal, sys
from pathlib import Path
from collectors.files import importing
from collectors.files.prepared import Options
from stockelper.language.telling import sentence, told
from stockelper.markets.registry import MARKETS
from stockelper.store.sqlite import SqliteDocuments

importing.rows_at_once = lambda kind: 500
die_at = int(sys.argv[3])
store = SqliteDocuments(Path(sys.argv[2]))
asked = 0

def stopped():
    global asked
    asked += 1
    if asked == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return False

importing.import_paths([Path(sys.argv[1])], store, options=Options(market=MARKETS["krx"]), stopped=stopped)
"""

LITTLE_ROOM = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
"""
"""Files may not grow beyond 900 KB: writing fails in the middle, as on a disk that is nearly full."""


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """Ten thousand bars of unlisted securities, one row in a thousand bad."""
    days = pl.date_range(date(2020, 1, 1), date(2022, 9, 26), "1d", eager=True)
    rows = ["symbol,date,open,high,low,close,volume"]
    for security in range(10):
        rows += [
            f"99999{security},{day},100,110,90,{0 if n == 500 else 105},{n}" for n, day in enumerate(days)
        ]
    path = tmp_path / "prices.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def process(prices: Path, database: Path, die_at: int = 0) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-c", SCRIPT, str(prices), str(database), str(die_at)]
    return subprocess.Popen(arguments, stderr=subprocess.PIPE)


def content(documents: Documents) -> dict[str, list[tuple[object, ...]]]:
    """All that an import stores, without the times of storing."""
    return {
        BARS.name: documents.read(BARS.name).drop("recorded_at").rows(),
        SECURITIES.name: documents.read(SECURITIES.name).drop("recorded_at").rows(),
        QUARANTINE.name: documents.read(QUARANTINE.name).drop("first_seen").rows(),
    }


@pytest.fixture
def clean(prices: Path, tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What one undisturbed import stores."""
    documents = SqliteDocuments(tmp_path / "clean.db")
    (file,) = import_paths([prices], documents, options=KRX).files
    assert (file.inserted, file.rejected, file.provisional) == (9990, 10, 10)
    found = content(documents)
    documents.close()
    return found


@pytest.mark.parametrize("die_at", [2, 4, 13])
def test_a_killed_import_is_found_lost_and_finished_by_the_next(
    prices: Path, tmp_path: Path, clean: dict[str, list[tuple[object, ...]]], die_at: int
) -> None:
    database = tmp_path / "documents.db"
    killed = process(prices, database, die_at)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    documents = SqliteDocuments(database)
    report = import_paths([prices], documents, options=KRX)
    assert report.lost == ("prices.csv",)
    assert content(documents) == clean
    states = documents.read(RUNS.name, order=("started",))["state"].to_list()
    assert states == ["lost", "done"]
    documents.close()


def test_a_kill_at_any_moment_leaves_whole_batches(
    prices: Path, tmp_path: Path, clean: dict[str, list[tuple[object, ...]]]
) -> None:
    database = tmp_path / "documents.db"
    for delay in (0.9, 1.1):
        running = process(prices, database)
        time.sleep(delay)
        running.kill()
        running.communicate()
    documents = SqliteDocuments(database)
    import_paths([prices], documents, options=KRX)
    assert content(documents) == clean
    documents.close()


def test_two_processes_importing_the_same_file_store_it_once(
    prices: Path, tmp_path: Path, clean: dict[str, list[tuple[object, ...]]]
) -> None:
    database = tmp_path / "documents.db"
    SqliteDocuments(database).close()
    both = [process(prices, database) for _ in range(2)]
    errors = [running.communicate()[1] for running in both]
    assert [running.returncode for running in both] == [0, 0], errors
    documents = SqliteDocuments(database)
    assert content(documents) == clean
    runs = documents.read(RUNS.name)
    assert runs["state"].to_list() == ["done", "done"]
    assert runs["inserted"].sum() == 9990
    documents.close()


def test_a_run_of_a_living_process_is_not_lost(prices: Path, tmp_path: Path) -> None:
    documents = SqliteDocuments(tmp_path / "documents.db")
    begin(documents, "import", "other.csv")
    assert import_paths([prices], documents, options=KRX).lost == ()
    assert documents.count(RUNS.name, eq("state", "running")) == 1
    documents.close()


def test_stopping_keeps_whole_batches_and_says_so(
    prices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.rows_at_once", lambda _kind: 500)
    documents = SqliteDocuments(tmp_path / "documents.db")
    asked = iter(range(100))
    report = import_paths([prices], documents, options=KRX, stopped=lambda: next(asked) >= 4)
    (file,) = report.files
    assert report.stopped and isinstance(file.error, Cancelled)
    assert file.read == 1500 == documents.count(BARS.name) + file.rejected
    (run,) = documents.read(RUNS.name).to_dicts()
    assert (run["state"], run["read"]) == ("stopped", 1500)
    assert told(run["error"], "en") == "Stopped. What was read until then is stored; import again to go on."
    documents.close()


def test_a_full_disk_ends_the_import_and_keeps_what_was_stored(prices: Path, tmp_path: Path) -> None:
    database = tmp_path / "documents.db"
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM + SCRIPT, str(prices), str(database), "0"],
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    assert b"stockelper.errors.Store" in done.stderr
    documents = SqliteDocuments(database)
    assert documents.count(BARS.name) < 9990
    import_paths([prices], documents, options=KRX)
    assert documents.count(BARS.name) == 9990
    documents.close()


@pytest.mark.parametrize(
    "content", [None, "", "a,b\n1,2\n", "symbol,date,close\n005930,2025-01-02,100\n"], ids=str
)
def test_an_import_that_fails_at_once_leaves_a_run_that_says_why(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    documents = SqliteDocuments(tmp_path / "documents.db")
    (file,) = import_paths([path], documents).files
    (run,) = documents.read(RUNS.name).to_dicts()
    documents.close()
    assert (run["state"], run["source"], run["job"]) == ("failed", "prices.csv", "import")
    assert file.error is not None
    assert told(run["error"], "ko") == sentence(file.error, "ko")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["NVDA", "삼성전자"])
def test_wide_characters_that_no_mark_explains_are_refused_by_their_encoding(
    name: str, encoding: str, write: Write, load: Import
) -> None:
    text = f"symbol,date,open,high,low,close,volume\n{name},2025-01-07,70,71,69,70,1000\n"
    found = load(write("b.csv", text.encode(encoding)), "us")
    assert found.file.error is not None
    assert found.file.error.code == "file_encoding"
