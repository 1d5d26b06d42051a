"""A disk that is full and a MongoDB that is away while the commands are at work: one line, whole batches, and the next run
stores the rest, each record once."""

import signal
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from collectors.runs import mark_lost
from collectors.scheduling.lease import LEADER, read
from stockelper.settings import Settings
from stockelper.store.collections import BARS, RUNS
from stockelper.store.documents import eq
from tests.store.test_mongo import Relay
from tests.ui.at_work import DAYS, DAYS_OF_FILE, DUE, LONG_AGO, SECURITIES_OF_FILE, TICKERS, Bench, turn
from tests.waiting import until

LITTLE_ROOM = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
"""
"""No file may grow beyond this: writing fails in the middle, as on a disk that is nearly full."""
BARS_OF = {
    "collect": 2 * len(TICKERS) * len(DAYS),
    "schedule": len(TICKERS) * len(DAYS),
    "import": SECURITIES_OF_FILE * (len(DAYS_OF_FILE) - 1),
}
"""Bars that there are in the end: of two sources, of the first that gives them, of the file without its bad rows."""


@pytest.mark.parametrize("victim", ["collect", "import"])
def test_a_full_disk_is_one_line_and_what_was_stored_stays(
    victim: str, bench: Callable[[str], Bench]
) -> None:
    full = bench("sqlite")
    assert full.documents.count(BARS.name) == 0
    path = full.product.settings.data / "documents.db"
    room = path.stat().st_size + 150_000
    _, said = (process := full.begin(victim, LITTLE_ROOM.format(room=room))).communicate(timeout=60)
    assert process.returncode == 1
    assert "documents.db" in said.decode()
    assert "Traceback" not in said.decode()
    assert full.documents.count(BARS.name) < BARS_OF[victim]
    full.finish(victim)
    is_whole(full, victim)


@pytest.fixture
def relay(mongodb: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    parts = urlsplit(mongodb)
    made = Relay((str(parts.hostname), parts.port or 27017))
    yield made
    made.go_away()


def test_a_mongodb_that_goes_away_ends_a_collection_in_one_line_and_the_next_one_finishes_it(
    bench: Callable[[str], Bench], relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = bench("mongodb")
    direct = through(relay, away, monkeypatch)
    process = away.begin("collect")
    assert until(lambda: away.documents.count(BARS.name) > 100, 60)
    relay.go_away()
    begun = time.monotonic()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert time.monotonic() - begun < 30
    assert len(said.decode().splitlines()) == 1
    relay.come_back()
    monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", direct)
    away.finish("collect")
    is_whole(away, "collect")
    mark_lost(away.documents)
    assert away.documents.count(RUNS.name, eq("state", "running")) == 0
    assert away.documents.count(RUNS.name, eq("state", "lost")) >= 1


@pytest.mark.timeout(600)
def test_a_scheduler_outlives_a_mongodb_that_is_away_and_leads_on(
    bench: Callable[[str], Bench], relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = bench("mongodb")
    through(relay, away, monkeypatch)
    process = away.begin("schedule")
    assert until(lambda: away.documents.count(BARS.name) > 100, 60)
    relay.go_away()
    time.sleep(Settings().test_outage_s)
    before = read(away.documents, LEADER)
    cut_off = set(away.documents.read(RUNS.name, eq("state", "running"))["run"])
    assert cut_off, "it was at work"
    relay.come_back()
    assert before is not None
    assert until(lambda: (held := read(away.documents, LEADER)) and held.beats > before.beats + 1, 60)
    assert process.poll() is None
    assert [turn(away.documents, job) for job in DUE].count(LONG_AGO) >= 1
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert said.decode().count("cannot be reached") <= 1 + len(DUE), "once, and not at every look"
    away.finish("schedule")
    is_whole(away, "schedule")
    assert away.documents.count(RUNS.name, eq("state", "running")) == 0
    states = dict(away.documents.read(RUNS.name, columns=("run", "state")).iter_rows())
    assert {states[run] for run in cut_off} <= {"lost", "failed"}, "the run log tells what was cut off"


def is_whole(bench: Bench, victim: str) -> None:
    """Every bar is stored, once, and never revised."""
    assert bench.documents.count(BARS.name) == BARS_OF[victim]
    assert bench.documents.versions(BARS.name).height == BARS_OF[victim]


def through(relay: Relay, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let processes reach the bench's store by the relay; the address without it."""
    direct = str(bench.product.settings.documents_url)
    parts = urlsplit(direct)
    address = parts._replace(netloc=f"127.0.0.1:{relay.port}").geturl()
    monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", address)
    return direct
