"""A job that failed: when it is tried again, when it is not, and that the store tells why."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from collectors.reading import Asked, Collecting, retry_after
from collectors.scheduling.jobs import JOBS, sources
from collectors.scheduling.retrying import Failure, Turn, failure_of, next_turn
from collectors.scheduling.scheduler import Scheduler
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import next_after
from stockelper.clock import Clock
from stockelper.errors import (
    BadInput,
    LeaseLost,
    NotListed,
    SourceError,
    StockelperError,
    StoreBusy,
    Throttled,
    Unauthorised,
    Unreachable,
)
from stockelper.language.telling import told
from stockelper.settings import load
from stockelper.store.documents import Fence
from ui.commands.jobs import listed
from ui.wiring import Product

NOW = datetime(2025, 12, 30, 7, 40, tzinfo=UTC)
REGULAR = NOW + timedelta(days=1)
FAILED = Failure("fred: no answer")


def test_pauses_grow_until_the_next_regular_turn() -> None:
    now, failures, pauses = NOW, 0, list[float]()
    while True:
        turn = next_turn(now, REGULAR, failures, FAILED, 0.5)
        pauses.append((turn.due - now).total_seconds() / 60)
        if not turn.failures:
            break
        assert turn.reason == FAILED.reason
        now, failures = turn.due, turn.failures
    assert turn == Turn(REGULAR)
    assert pauses[:6] == [5, 15, 45, 135, 240, 240]
    assert max(pauses) == 240


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_the_jitter_is_a_fifth_either_way(chance: float) -> None:
    pause = next_turn(NOW, REGULAR, 1, FAILED, chance).due - NOW
    assert pause == timedelta(minutes=15) * (0.8 if chance == 0.0 else 1.2)


def test_a_source_that_asked_for_a_longer_pause_gets_it() -> None:
    assert next_turn(NOW, REGULAR, 0, Failure("", 3600.0), 0.5).due == NOW + timedelta(hours=1)
    assert next_turn(NOW, REGULAR, 0, Failure("", 1e6), 0.5) == Turn(REGULAR)


def test_after_years_of_failures_the_pause_is_still_the_longest_one() -> None:
    assert next_turn(NOW, NOW + timedelta(days=9), 10_000, FAILED, 0.5).due == NOW + timedelta(hours=4)


@pytest.mark.parametrize(
    ("error", "after"),
    [
        (Unauthorised("key_missing", source="x", setting="S"), None),
        (NotListed(), None),
        (BadInput(), None),
        (LeaseLost(name="x"), None),
        (Unreachable(), 0.0),
        (SourceError(), 0.0),
        (StoreBusy(), 0.0),
        (Throttled("source_pause", source="x", retry_after=90.0), 90.0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_person_has_to_mend_is_not_tried_again(error: StockelperError, after: float | None) -> None:
    assert retry_after(error) == after


def row(
    source: str, state: str = "done", error: str | None = None, after: float | None = None
) -> Mapping[str, object]:
    return {"source": source, "state": state, "error": error, "retry_after": after}


def test_what_the_next_source_made_up_for_is_no_failure() -> None:
    chains = sources(JOBS["prices-krx"])
    first, second = (source.name for source in chains[0][:2])
    silent = row(first, "failed", "no answer", 0.0)
    assert failure_of([silent, row(second)], chains) is None
    own = failure_of([silent, row(second, "failed", "later", 60.0)], chains)
    assert own is not None and (told(own.reason, "en"), own.after) == (f"{first}: no answer", 0.0)
    later = failure_of([row(first, "failed", "no key"), row(second, "failed", "later", 60.0)], chains)
    assert later is not None and (told(later.reason, "en"), later.after) == (f"{second}: later", 60.0)
    assert failure_of([row(first, "skipped", "no key"), row(second, "failed", "no key")], chains) is None


def test_a_feed_beside_others_is_tried_again_for_its_own_sake() -> None:
    chains = sources(JOBS["news-us"])
    feed = next(source.name for chain in chains for source in chain if source.complements)
    others = [row(source.name) for chain in chains for source in chain if source.name != feed]
    assert failure_of([row(feed, "failed", "no answer", 0.0), *others], chains) is not None


@dataclass
class Offline:
    """An opener whose first runs reach nobody, and what was stored of the job when each of them began."""

    product: Product
    failing: int
    stored: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])

    def __call__(self, stop: Event, name: str, fence: Fence) -> Collecting:
        self.stored.append(states(self.product.documents)[name])
        if len(self.stored) > self.failing:
            stop.set()
        return self.product.collecting(stop, name, fence)


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Product]:
    monkeypatch.setenv("STOCKELPER_PROXY", "http://127.0.0.1:9")
    opened = Product(load(tmp_path), Clock())
    yield opened
    opened.close()


def asked() -> Asked:
    return Asked([], date(2025, 12, 1), date(2025, 12, 30))


def served(product: Product, opener: Offline, now: datetime, until: Callable[[], bool]) -> None:
    """A scheduler whose clock stands still in the past, so that whatever is due by it is due at once."""
    stop = Event()
    one = Scheduler(product.documents, opener, asked, lambda: now, 0.05, lambda: 0.5)
    thread = Thread(target=one.serve, args=(stop,))
    thread.start()
    end = time.monotonic() + 20
    while not until() and time.monotonic() < end:
        time.sleep(0.02)
    stop.set()
    thread.join(15)
    assert until()


def leave(product: Product, name: str, turn: Turn) -> None:
    """That job is due, and all others are paused."""
    for one in JOBS:
        change(product.documents, one, paused=one != name, turn=turn)


def test_a_job_that_fails_runs_again_with_growing_pauses_and_the_list_says_why(product: Product) -> None:
    leave(product, "macro", Turn(NOW))
    opener = Offline(product, failing=2)
    regular = next_after(JOBS["macro"], NOW)
    served(product, opener, NOW, lambda: states(product.documents)["macro"]["next_run"] == regular)
    assert [one["failures"] or 0 for one in opener.stored] == [0, 1, 2]
    assert [one["next_run"] for one in opener.stored[1:]] == [
        NOW + timedelta(minutes=5),
        NOW + timedelta(minutes=15),
    ]
    assert told(str(opener.stored[1]["reason"]), "en") == "yahoo_macro cannot be reached: no connection"
    assert "yahoo_macro에 연결할 수 없습니다" in (told(str(opener.stored[1]["reason"]), "ko") or "")
    (shown,) = [one for one in listed(product.documents, 100, "en") if one["job"] == "macro"]
    assert (shown["failures"], shown["reason"]) == (0, None)


def test_prices_that_failed_are_tried_again_on_a_day_without_a_session(product: Product) -> None:
    christmas = datetime(2025, 12, 25, 1, tzinfo=UTC)
    leave(product, "prices-krx", Turn(christmas, 3, "naver_chart: no answer"))
    (shown,) = [one for one in listed(product.documents, 100, "en") if one["job"] == "prices-krx"]
    assert (shown["failures"], shown["reason"]) == (3, "naver_chart: no answer")
    opener = Offline(product, failing=0)
    served(product, opener, christmas, lambda: len(opener.stored) == 1)
