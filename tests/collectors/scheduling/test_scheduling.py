"""Leases, due times and who runs a job: on each kind of store, with real threads and processes."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import cast

import pytest

from collectors import runs
from collectors.reading import Asked, Collecting
from collectors.scheduling import running
from collectors.scheduling.jobs import JOBS, Job, job, sources
from collectors.scheduling.lease import LEADER, SECONDS, Lease, read
from collectors.scheduling.retrying import Turn
from collectors.scheduling.running import JobBusy, run_job
from collectors.scheduling.scheduler import Scheduler, first_due, has_work
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import AT_ONCE, next_after
from stockelper.clock import Clock, wall_clock
from stockelper.errors import BadInput, LeaseLost, StoreReadOnly
from stockelper.markets.registry import MARKETS
from stockelper.settings import load
from stockelper.store.collections import RUNS
from stockelper.store.documents import Fence
from tests.waiting import until
from ui.commands.schedule import text
from ui.wiring import Product

NOW = datetime(2025, 12, 30, 7, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "mongodb"])
def product(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Product]:
    """On MongoDB where there is a server for tests; processes that a test starts use the same store."""
    if request.param == "mongodb":
        databases = cast("Callable[[], str]", request.getfixturevalue("databases"))
        monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", databases())
    opened = Product(load(tmp_path), Clock())
    yield opened
    opened.close()


def asked() -> Asked:
    return Asked([], date(2025, 12, 1), date(2025, 12, 30))


def test_of_many_who_want_a_lease_one_gets_it(product: Product) -> None:
    leases = [Lease(product.documents, LEADER, f"holder-{n}") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda lease: lease.take(NOW), leases)) == 1


class Steady:
    """A clock that never jumps, moved by the test."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def two(product: Product, steady: Steady) -> tuple[Lease, Lease]:
    """One who has the lease, and one who looks at it for the first time."""
    first, second = (Lease(product.documents, LEADER, one, steady=steady) for one in ("first", "second"))
    assert first.take(NOW)
    assert not second.take(NOW)
    return first, second


def waited(lease: Lease, steady: Steady, most: float, now: datetime = NOW) -> float | None:
    """After how many seconds of looking at every tick the lease is got; None when it is not."""
    begun = steady.seconds
    while steady.seconds - begun < most:
        steady.seconds += 2.0
        if lease.take(now):
            return steady.seconds - begun
    return None


def test_a_silent_leader_is_replaced_and_its_late_writes_are_refused(product: Product) -> None:
    steady = Steady()
    first, second = two(product, steady)
    late = Fence(LEADER, first.fence or 0)
    assert waited(second, steady, 60) == SECONDS
    assert (second.fence or 0) > late.number
    assert not first.renew(NOW)
    with pytest.raises(LeaseLost):
        product.documents.fenced(late).remove("cursors", {"source": "a", "part": "b"})


def test_a_lease_that_was_given_up_is_free_at_once(product: Product) -> None:
    first, second = two(product, Steady())
    first.give_up(NOW)
    assert second.take(NOW)


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(0), timedelta(days=-400)], ids=str)
def test_no_jump_of_a_clock_steals_a_lease_whose_holder_lives(product: Product, jump: timedelta) -> None:
    steady = Steady()
    first, second = two(product, steady)
    for _ in range(5):
        assert waited(second, steady, SECONDS - 4, NOW + jump) is None
        assert first.renew(NOW)
    assert waited(second, steady, 60) == SECONDS + 2


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400)], ids=str)
def test_a_dead_leader_whose_clock_was_wrong_is_replaced_within_a_minute(
    product: Product, jump: timedelta
) -> None:
    steady = Steady()
    first, second = two(product, steady)
    assert first.renew(NOW + jump)
    assert (waited(second, steady, 60) or 61) <= 60


def test_one_who_stood_still_himself_has_not_seen_that_the_holder_did(product: Product) -> None:
    steady = Steady()
    first, second = two(product, steady)
    steady.seconds += 3600
    assert not second.take(NOW)
    assert first.renew(NOW)
    assert not second.take(NOW)


def test_a_lease_without_a_count_of_beats_is_taken_over_all_the_same(product: Product) -> None:
    old = {"name": LEADER, "holder": "old", "expires": NOW, "fence": 3, "heartbeat": NOW}
    assert product.documents.claim("leases", old, expected=None)
    steady = Steady()
    lease = Lease(product.documents, LEADER, "new", steady=steady)
    assert not lease.take(NOW)
    assert waited(lease, steady, 60) == SECONDS
    assert lease.fence == 4


@pytest.mark.parametrize(
    ("name", "before", "due"),
    [
        ("prices-us", datetime(2025, 3, 7, 22, tzinfo=UTC), datetime(2025, 3, 10, 20, 40, tzinfo=UTC)),
        ("prices-us", datetime(2025, 3, 6, 22, tzinfo=UTC), datetime(2025, 3, 7, 21, 40, tzinfo=UTC)),
        ("prices-us", datetime(2025, 10, 31, 21, tzinfo=UTC), datetime(2025, 11, 3, 21, 40, tzinfo=UTC)),
        ("prices-krx", datetime(2025, 3, 7, 8, tzinfo=UTC), datetime(2025, 3, 10, 7, 40, tzinfo=UTC)),
    ],
)
def test_jobs_keep_their_market_s_time_when_the_clocks_change(
    name: str, before: datetime, due: datetime
) -> None:
    assert next_after(JOBS[name], before) == due


def test_every_job_has_a_source() -> None:
    assert all(any(chain for chain in sources(one)) for one in JOBS.values())
    with pytest.raises(BadInput, match="prices-krx"):
        job("nothing")


@pytest.mark.parametrize("one", [one for one in JOBS.values() if one.by_session], ids=lambda one: one.name)
def test_prices_are_due_on_the_day_of_each_session_after_its_close(one: Job) -> None:
    market = MARKETS[one.market]
    for day in market.sessions(date(2024, 1, 1), date(2025, 12, 31)):
        due = next_after(one, market.close_at(day))
        assert due.astimezone(market.zone).date() == day
        assert due - market.close_at(day) >= timedelta(minutes=10)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2025, 12, 30, 6, 35, tzinfo=UTC), datetime(2025, 12, 30, 6, 35, tzinfo=UTC)),
        (datetime(2025, 12, 30, 3, tzinfo=UTC), datetime(2025, 12, 29, 7, 40, tzinfo=UTC)),
        (datetime(2025, 12, 25, 9, tzinfo=UTC), datetime(2025, 12, 24, 7, 40, tzinfo=UTC)),
        (datetime(2025, 12, 28, 9, tzinfo=UTC), datetime(2025, 12, 26, 7, 40, tzinfo=UTC)),
    ],
    ids=["just closed", "in a session", "a holiday", "a weekend"],
)
def test_prices_that_were_never_collected_are_due_since_the_last_close(now: datetime, due: datetime) -> None:
    assert first_due(JOBS["prices-krx"], now) == due


def test_of_the_others_only_news_do_not_wait_for_their_turn() -> None:
    assert {one.name for one in JOBS.values() if first_due(one, NOW) <= NOW and not one.by_session} == {
        "news-krx",
        "news-us",
    }


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


def test_a_lease_that_was_given_up_since_the_last_look_may_be_left_alone(product: Product) -> None:
    holder, other = (Lease(product.documents, "job:macro", name) for name in ("one", "two"))
    assert holder.take(NOW)
    assert not other.take(NOW, unless_moved=True)
    assert not other.has_moved()
    holder.give_up(NOW)
    assert not other.take(NOW, unless_moved=True)
    assert other.has_moved()
    assert other.take(NOW)


def test_a_job_whose_process_was_killed_is_run_once_its_lease_has_been_silent(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "Lease", partial(Lease, seconds=1.0))
    left = Lease(product.documents, "job:macro", "elsewhere:17:4711")
    assert left.take(NOW + timedelta(days=400))
    begun = time.monotonic()
    recorder = Recorder(product)
    assert run_job(JOBS["macro"], asked(), product.documents, recorder, Event(), wall_clock)
    assert recorder.ran == ["macro"]
    assert time.monotonic() - begun >= 1.0


def due(product: Product, name: str) -> datetime:
    found = states(product.documents)[name]["next_run"]
    assert isinstance(found, datetime)
    return found


def leave(product: Product, names: Collection[str], since: datetime) -> None:
    """These jobs have been due since then, and all others are paused."""
    for name in JOBS:
        change(product.documents, name, paused=name not in names, turn=Turn(since))


@contextmanager
def serving(
    product: Product, opener: Recorder, schedulers: int = 1, clock: Callable[[], datetime] = wall_clock
) -> Generator[None]:
    """Schedulers that run until the block ends; all stop within seconds."""
    stop = Event()
    made = [Scheduler(product.documents, opener, asked, clock, 0.1) for _ in range(schedulers)]
    threads = [Thread(target=one.serve, args=(stop,)) for one in made]
    [thread.start() for thread in threads]
    try:
        yield
    finally:
        stop.set()
        [thread.join(15) for thread in threads]
    assert not any(thread.is_alive() for thread in threads)


def test_runs_that_another_machine_left_are_lost_when_the_job_runs_again(product: Product) -> None:
    left = runs.begin(product.documents, "macro", "fred")
    other = runs.begin(product.documents, "news-us", "rss")
    for one in (left, other):
        one.row["holder"] = "elsewhere:17:4711"
        one.progress({}, "")
    run_job(JOBS["macro"], asked(), product.documents, Recorder(product), Event(), wall_clock)
    stored = product.documents.read(RUNS.name)
    found = dict(zip(stored["run"], stored["state"], strict=True))
    assert (found[str(left.row["run"])], found[str(other.row["run"])]) == ("lost", "running")


def test_of_two_schedulers_one_makes_up_for_a_missed_run_once(product: Product) -> None:
    leave(product, {"prices-krx"}, datetime(2025, 11, 28, 7, 40, tzinfo=UTC))
    recorder = Recorder(product)
    with serving(product, recorder, 2):
        assert until(lambda: due(product, "prices-krx") > wall_clock())
        time.sleep(0.5)
    assert recorder.ran == ["prices-krx"]


@pytest.mark.parametrize(
    ("was_due", "now", "works"),
    [
        (datetime(2025, 12, 25, 7, 40, tzinfo=UTC), datetime(2025, 12, 25, 7, 41, tzinfo=UTC), False),
        (datetime(2025, 12, 26, 7, 40, tzinfo=UTC), datetime(2025, 12, 26, 7, 41, tzinfo=UTC), True),
        (datetime(2025, 12, 25, 7, 40, tzinfo=UTC), datetime(2025, 12, 29, 3, 0, tzinfo=UTC), True),
        (datetime(2025, 10, 3, 7, 40, tzinfo=UTC), datetime(2025, 10, 10, 3, 0, tzinfo=UTC), False),
        (datetime(2025, 11, 3, 7, 40, tzinfo=UTC), datetime(2026, 2, 1, 3, 0, tzinfo=UTC), True),
    ],
    ids=["a holiday", "a session", "off since a holiday", "a week of holidays", "off for months"],
)
def test_prices_have_work_when_a_session_closed_since_they_were_due(
    was_due: datetime, now: datetime, works: bool
) -> None:
    assert has_work(JOBS["prices-krx"], was_due, now) is works
    assert has_work(JOBS["macro"], was_due, now)


def test_a_day_without_a_session_has_no_run_of_prices(product: Product) -> None:
    wanted, christmas = {"prices-krx", "macro"}, datetime(2025, 12, 25, 7, 40, tzinfo=UTC)
    leave(product, wanted, christmas)
    recorder = Recorder(product)
    with serving(product, recorder, clock=lambda: christmas):
        assert until(lambda: all(due(product, name) > christmas for name in wanted))
    assert recorder.ran == ["macro"]


def test_runs_that_wait_for_a_thread_stay_due(product: Product) -> None:
    names = set(list(JOBS)[: AT_ONCE + 2])
    past = wall_clock() - timedelta(days=30)
    leave(product, names, past)
    slow = Recorder(product, 60.0)
    with serving(product, slow):
        assert until(lambda: len(slow.ran) == AT_ONCE)
        time.sleep(0.5)
        assert {due(product, name) for name in names} == {past}
    assert len(slow.ran) == AT_ONCE
    assert {due(product, name) for name in names} == {past}
    swift = Recorder(product)
    with serving(product, swift):
        assert until(lambda: all(due(product, name) > wall_clock() for name in names))
    assert sorted(swift.ran) == sorted(names)


def test_to_stop_ends_a_job_under_way_and_leaves_it_due(product: Product) -> None:
    past = wall_clock() - timedelta(days=1)
    leave(product, {"macro"}, past)
    slow = Recorder(product, 60.0)
    with serving(product, slow):
        assert until(lambda: slow.ran)
    assert slow.stopped.is_set()
    assert due(product, "macro") == past
    held = read(product.documents, LEADER)
    assert held is not None
    assert held.holder is None


def test_a_pause_holds_a_job_that_comes_due_until_it_is_resumed(product: Product) -> None:
    soon = wall_clock() + timedelta(seconds=1.0)
    leave(product, {"macro"}, soon)
    recorder = Recorder(product)
    with serving(product, recorder):
        assert until(lambda: (held := read(product.documents, LEADER)) and held.holder)
        change(product.documents, "macro", paused=True)
        time.sleep(1.5)
        assert recorder.ran == []
        change(product.documents, "macro", paused=False)
        assert until(lambda: recorder.ran)
        assert until(lambda: due(product, "macro") > wall_clock())
    assert recorder.ran == ["macro"]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at this proxy: first runs fail at once and go nowhere."""
    monkeypatch.setenv("STOCKELPER_PROXY", "http://127.0.0.1:9")


@contextmanager
def process(product: Product) -> Generator[subprocess.Popen[bytes]]:
    """`stockelper schedule` beside the open product, once it leads."""
    command = [sys.executable, "-m", "ui", "schedule", "--data", str(product.settings.data)]
    started = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: (held := read(product.documents, LEADER)) and held.holder, 30)
        yield started
    finally:
        started.kill()
        started.wait()


@pytest.mark.usefixtures("offline")
def test_a_store_that_cannot_be_written_ends_the_scheduler(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise StoreReadOnly(path="documents.db", detail="attempt to write a readonly database")

    monkeypatch.setattr(product.documents, "claim", refuse)
    with pytest.raises(StoreReadOnly):
        Scheduler(product.documents, Recorder(product), asked, wall_clock, 0.01).serve(Event())


def test_a_killed_process_leaves_a_lease_that_the_next_one_gets(product: Product) -> None:
    with process(product) as killed:
        killed.kill()
        killed.wait()
        steady = Steady()
        mine = Lease(product.documents, LEADER, "next", steady=steady)
        assert not mine.take(wall_clock())
        assert waited(mine, steady, 60, wall_clock()) == SECONDS


@pytest.mark.usefixtures("offline")
def test_a_scheduler_says_who_leads_what_runs_next_and_that_it_took_over(product: Product) -> None:
    for name in JOBS:
        change(product.documents, name, paused=name != "macro", turn=Turn(datetime(2099, 1, 1, tzinfo=UTC)))
    said: list[str] = []
    stop = Event()

    def tell(code: str, **parameters: object) -> None:
        said.append(text(code, "en", parameters))

    with process(product) as leading:
        one = Scheduler(product.documents, Recorder(product), asked, wall_clock, 0.05, tell=tell)
        thread = Thread(target=one.serve, args=(stop,))
        thread.start()
        assert until(lambda: any("leads; this process stands by" in one for one in said), 30), said
        leading.send_signal(signal.SIGTERM)
        leading.wait(20)
        assert until(lambda: any(one.startswith("macro runs next") for one in said), 60), said
    stop.set()
    thread.join(15)
    stands_by, leads, next_run = (
        next(n for n, one in enumerate(said) if words in one)
        for words in ("this process stands by", "leads from here on", "macro runs next")
    )
    assert stands_by < leads < next_run
    assert said[next_run] == "macro runs next at 2099-01-01T00:00:00+00:00"


@pytest.mark.usefixtures("offline")
def test_sigterm_ends_the_scheduler_with_code_0_and_frees_its_lease(product: Product) -> None:
    with process(product) as stopped:
        stopped.send_signal(signal.SIGTERM)
        assert stopped.wait(20) == 0
        held = read(product.documents, LEADER)
        assert held is not None
        assert held.holder is None
