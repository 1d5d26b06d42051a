"""Leases, due times and who runs a job: on the embedded store, with real threads and processes."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from collectors.fences import Fence
from collectors.reading import Asked, Collecting
from collectors.scheduling.jobs import JOBS, job, sources
from collectors.scheduling.lease import LEADER, SECONDS, Lease, read
from collectors.scheduling.running import JobBusy, run_job
from collectors.scheduling.scheduler import Scheduler
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import next_after
from stockelper.clock import Clock, wall_clock
from stockelper.errors import BadInput, LeaseLost
from stockelper.settings import load
from ui.wiring import Product

NOW = datetime(2025, 12, 30, 7, tzinfo=UTC)
LATER = NOW + timedelta(seconds=SECONDS + 1)


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    opened = Product(load(tmp_path), Clock())
    yield opened
    opened.close()


def asked() -> Asked:
    return Asked([], date(2025, 12, 1), date(2025, 12, 30))


def test_of_many_who_want_a_lease_one_gets_it(product: Product) -> None:
    leases = [Lease(product.documents, LEADER, f"holder-{n}") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda lease: lease.take(NOW), leases)) == 1


def test_a_silent_leader_is_replaced_and_its_late_writes_are_refused(product: Product) -> None:
    first, second = Lease(product.documents, LEADER, "first"), Lease(product.documents, LEADER, "second")
    assert first.take(NOW)
    assert not second.take(NOW + timedelta(seconds=SECONDS - 1))
    late = Fence(LEADER, first.fence or 0)
    assert second.take(LATER)
    assert (second.fence or 0) > late.number
    assert not first.renew(LATER)
    with pytest.raises(LeaseLost):
        late.check(product.documents)


def test_a_lease_that_was_given_up_is_free_at_once(product: Product) -> None:
    first, second = Lease(product.documents, LEADER, "first"), Lease(product.documents, LEADER, "second")
    assert first.take(NOW)
    first.give_up(NOW)
    assert second.take(NOW)


def test_a_heartbeat_keeps_the_lease(product: Product) -> None:
    first, second = Lease(product.documents, LEADER, "first"), Lease(product.documents, LEADER, "second")
    assert first.take(NOW)
    assert first.renew(LATER)
    assert not second.take(LATER)


@pytest.mark.parametrize(
    ("name", "before", "due"),
    [
        ("prices-us", datetime(2025, 3, 7, 22, tzinfo=UTC), datetime(2025, 3, 10, 20, 40, tzinfo=UTC)),
        ("prices-us", datetime(2025, 3, 6, 22, tzinfo=UTC), datetime(2025, 3, 7, 21, 40, tzinfo=UTC)),
        ("prices-us", datetime(2025, 10, 31, 21, tzinfo=UTC), datetime(2025, 11, 3, 21, 40, tzinfo=UTC)),
        ("prices-krx", datetime(2025, 3, 7, 8, tzinfo=UTC), datetime(2025, 3, 10, 7, 10, tzinfo=UTC)),
    ],
)
def test_jobs_keep_their_market_s_time_when_the_clocks_change(
    name: str, before: datetime, due: datetime
) -> None:
    assert next_after(JOBS[name], before) == due


def test_every_job_has_a_source_and_its_time_is_after_the_close() -> None:
    assert all(any(chain for chain in sources(one)) for one in JOBS.values())
    with pytest.raises(BadInput, match="prices-krx"):
        job("nothing")


class Recorder:
    """An opener that notes who ran, and works until told to stop."""

    def __init__(self, product: Product, seconds: float = 0.0) -> None:
        self.product, self.seconds, self.ran = product, seconds, list[str]()
        self.stopped = Event()

    def __call__(self, stop: Event, name: str, fence: Fence) -> Collecting:
        self.ran.append(name)
        if stop.wait(self.seconds):
            self.stopped.set()
        stop.set()
        return self.product.collecting(stop, name, fence)


def test_a_job_is_run_by_one_process_at_a_time(product: Product) -> None:
    slow = Recorder(product, 1.0)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(run_job, JOBS["macro"], asked(), product.documents, slow, Event(), wall_clock)
        while not slow.ran:
            time.sleep(0.01)
        with pytest.raises(JobBusy):
            run_job(JOBS["macro"], asked(), product.documents, Recorder(product), Event(), wall_clock)
        rows: Sequence[object] = first.result()
    assert rows
    assert run_job(JOBS["macro"], asked(), product.documents, Recorder(product), Event(), wall_clock)


def serve(scheduler: Scheduler, stop: Event) -> Thread:
    thread = Thread(target=scheduler.serve, args=(stop,))
    thread.start()
    return thread


def until(condition: "list[str] | Event", seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition.is_set() if isinstance(condition, Event) else condition:
            return True
        time.sleep(0.02)
    return False


def test_of_two_schedulers_one_makes_up_for_a_missed_run_once(product: Product) -> None:
    friday = datetime(2025, 11, 28, 7, 10, tzinfo=UTC)
    for name in JOBS:
        change(product.documents, name, paused=name != "prices-krx", due=friday)
    recorder, stop = Recorder(product), Event()
    threads = [serve(Scheduler(product.documents, recorder, asked, wall_clock, 0.1), stop) for _ in range(2)]
    try:
        assert until(recorder.ran)
        time.sleep(0.8)
    finally:
        stop.set()
        [thread.join() for thread in threads]
    assert recorder.ran == ["prices-krx"]
    due = states(product.documents)["prices-krx"]["next_run"]
    assert isinstance(due, datetime)
    assert due > wall_clock()


def test_a_day_without_a_session_has_no_run_of_prices(product: Product) -> None:
    christmas = datetime(2025, 12, 25, 7, 10, tzinfo=UTC)
    for name in JOBS:
        change(product.documents, name, paused=name not in {"prices-krx", "macro"}, due=christmas)
    recorder, stop = Recorder(product), Event()
    thread = serve(Scheduler(product.documents, recorder, asked, wall_clock, 0.1), stop)
    try:
        assert until(recorder.ran)
        time.sleep(0.5)
    finally:
        stop.set()
        thread.join()
    assert recorder.ran == ["macro"]


def test_to_stop_ends_a_job_under_way_and_leaves_it_due(product: Product) -> None:
    past = wall_clock() - timedelta(days=1)
    for name in JOBS:
        change(product.documents, name, paused=name != "macro", due=past)
    slow, stop = Recorder(product, 60.0), Event()
    thread = serve(Scheduler(product.documents, slow, asked, wall_clock, 0.1), stop)
    assert until(slow.ran)
    stop.set()
    thread.join(15)
    assert not thread.is_alive()
    assert slow.stopped.is_set()
    held = read(product.documents, LEADER)
    assert held is not None
    assert held.holder is None


def test_a_pause_is_honoured_within_seconds(product: Product) -> None:
    for name in JOBS:
        change(product.documents, name, paused=True)
    recorder, stop = Recorder(product), Event()
    thread = serve(Scheduler(product.documents, recorder, asked, wall_clock, 0.1), stop)
    try:
        time.sleep(0.5)
        assert recorder.ran == []
        change(product.documents, "macro", paused=False)
        time.sleep(0.5)
        due = states(product.documents)["macro"]["next_run"]
        assert isinstance(due, datetime)
    finally:
        stop.set()
        thread.join()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at this proxy: first runs fail at once and go nowhere."""
    monkeypatch.setenv("STOCKELPER_PROXY", "http://127.0.0.1:9")


@pytest.mark.usefixtures("offline")
def test_a_killed_process_leaves_a_lease_that_the_next_one_gets(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui", "schedule", "--data", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    product = Product(load(tmp_path), Clock())
    try:
        end = time.monotonic() + 30
        while (held := read(product.documents, LEADER)) is None and time.monotonic() < end:
            time.sleep(0.1)
        assert held is not None
        assert held.holder is not None
        process.kill()
        process.wait()
        mine = Lease(product.documents, LEADER, "next")
        assert not mine.take(wall_clock())
        assert mine.take(wall_clock() + timedelta(seconds=60))
    finally:
        process.kill()
        process.wait()
        product.close()


@pytest.mark.usefixtures("offline")
def test_sigterm_ends_the_scheduler_with_code_0_and_frees_its_lease(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui", "schedule", "--data", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    product = Product(load(tmp_path), Clock())
    try:
        end = time.monotonic() + 30
        while read(product.documents, LEADER) is None and time.monotonic() < end:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        held = read(product.documents, LEADER)
        assert held is not None
        assert held.holder is None
    finally:
        process.kill()
        process.wait()
        product.close()
