"""Chains of sources against a real store: what is stored, what the run log says, who is asked next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import cast

import polars as pl
import pytest

from collectors.collecting import collect, is_usable
from collectors.reading import Asked, Collecting
from collectors.runs import mark_left
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from collectors.storing import Admitted
from collectors.watermarks import read_cursors, write_cursor
from collectors.web import PoliteWeb
from stockelper.errors import LeaseLost, SourceError, StoreFull, Unreachable
from stockelper.language.telling import told
from stockelper.store.collections import BARS, CURSORS, DIFFERENCES, LEASES, QUARANTINE, RUNS
from stockelper.store.documents import Documents, Fence, eq
from stockelper.types import Security
from tests.collectors.conftest import source_at
from tests.collectors.replay import Replay, Told

SCHEMA = BARS.written_schema()
NOW = datetime(2026, 3, 20, 22, 0, tzinfo=UTC)
DAYS = (date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 20))
AAPL, NVDA = (
    Security(id=f"US:{ticker}", market="us", ticker=ticker, name=ticker, currency="USD")
    for ticker in ("AAPL", "NVDA")
)


def bars(security: str, days: tuple[date, ...], close: float = 10.0, source: str = "first") -> pl.DataFrame:
    rows = [
        {
            "security": security, "interval": "1d", "date": day, "basis": "raw", "source": source, "open": close,
            "high": close, "low": close, "close": close, "volume": 1, "halted": False, "known_at": NOW,
        }
        for day in days
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA)


@dataclass
class Script:
    """A source whose pages hold what a test says; an error in the place of a frame is raised."""

    name: str
    pages: dict[str, pl.DataFrame | Exception]
    refused: tuple[Refused, ...] = ()
    asked: list[str] = field(default_factory=list)
    then: Callable[[], None] = lambda: None

    def source(self, **changes: object) -> Source:
        return source_at("http://127.0.0.1:9", name=self.name, fetch=self.fetch, parse=self.parse, **changes)

    def fetch(self, web: Web, wanted: Wanted) -> Iterator[Page]:
        security = wanted.securities[0].id
        self.asked.append(f"{security} {wanted.cursors.get(security, wanted.since)}")
        page = self.pages[security]
        if isinstance(page, Exception):
            raise page
        yield Page(security, "http://127.0.0.1/x", b"", NOW)
        self.then()

    def parse(self, page: Page, resolver: object) -> Parsed:
        frame = self.pages[page.part]
        assert isinstance(frame, pl.DataFrame)
        cursor = None if frame.is_empty() else str(frame["date"].max())
        return Parsed({"bars": frame}, self.refused, cursor)


@dataclass(frozen=True)
class Bench:
    documents: Documents
    open_web: Callable[..., PoliteWeb]

    def collect(self, *chains: tuple[Source, ...], **changes: object) -> list[dict[str, object]]:
        collecting = Collecting(self.documents, self.open_web, lambda: NOW)
        for name, value in changes.items():
            object.__setattr__(collecting, name, value)
        asked = Asked((AAPL, NVDA), DAYS[0], DAYS[-1])
        rows = collect(collecting, chains, asked)
        return [{**row, "error": told(str(row["error"] or ""), "en")} for row in rows]


@pytest.fixture
def bench(store: Documents, open_web: Callable[..., PoliteWeb]) -> Bench:
    return Bench(store, open_web)


class Overtaken:
    """A store behind a fence that another holder passes right after the fence was found in place."""

    def __init__(self, store: Documents, lease: Mapping[str, object]) -> None:
        self.store, self.lease = store, lease

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def claim(
        self, collection: str, new: Mapping[str, object], *, expected: Mapping[str, object] | None
    ) -> bool:
        if self.store.read(LEASES.name, columns=("fence",))["fence"].to_list() == [self.lease["fence"]]:
            raise LeaseLost("lease_lost", name="scheduler")
        self.store.claim(LEASES.name, self.lease, expected={"fence": 7})
        write_cursor(self.store, "fred", "a", "2026-03-20", None)
        return self.store.claim(collection, new, expected=expected)


def both(source: str = "first", close: float = 10.0) -> dict[str, pl.DataFrame | Exception]:
    return {s.id: bars(s.id, DAYS, close, source) for s in (AAPL, NVDA)}


def states(rows: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(row["source"], row["state"]) for row in rows]


def test_a_second_run_finds_everything_unchanged_and_goes_on_from_the_watermarks(bench: Bench) -> None:
    script = Script("first", both())
    (row,) = bench.collect((script.source(),))
    assert [row[c] for c in ("state", "read", "inserted", "unchanged", "error")] == ["done", 6, 6, 0, None]
    (row,) = bench.collect((script.source(),))
    assert [row[c] for c in ("state", "read", "inserted", "unchanged")] == ["done", 6, 0, 6]
    assert script.asked == [f"{s.id} {day}" for day in (DAYS[0], DAYS[-1]) for s in (AAPL, NVDA)]
    stored = bench.documents.read(RUNS.name)
    assert sorted(stored["state"]) == ["done", "done"]


def test_the_next_source_is_asked_for_what_the_first_could_not_give(bench: Bench) -> None:
    broken = SourceError("source_cut", source="first")
    first = Script("first", {AAPL.id: bars(AAPL.id, DAYS), NVDA.id: broken})
    second = Script("second", both("second"))
    third = Script("third", both("third"))
    rows = bench.collect((first.source(), second.source(), third.source()))
    assert states(rows) == [("first", "done"), ("second", "done"), ("third", "skipped")]
    assert "cut off" in str(rows[0]["error"])
    assert second.asked == [f"{NVDA.id} {DAYS[0]}"]
    assert third.asked == []


def test_a_source_that_is_down_is_not_asked_for_every_part(bench: Bench) -> None:
    down = Unreachable("source_silent", source="first", reason="ConnectError")
    first = Script("first", {AAPL.id: down, NVDA.id: down})
    rows = bench.collect((first.source(), Script("second", both("second")).source()))
    assert states(rows) == [("first", "failed"), ("second", "done")]
    assert len(first.asked) == 1
    assert rows[0]["error"] == "first cannot be reached: ConnectError"
    assert [is_usable(row) for row in rows] == [False, True]


def test_an_empty_answer_for_a_session_that_others_have_is_an_error(bench: Bench) -> None:
    first = Script("first", {AAPL.id: bars(AAPL.id, DAYS), NVDA.id: bars(NVDA.id, ())})
    second = Script("second", both("second"))
    rows = bench.collect((first.source(), second.source()))
    assert "NVDA" in str(rows[0]["error"])
    assert second.asked == [f"{NVDA.id} {DAYS[0]}"]
    assert AAPL.id in read_cursors(bench.documents, "first")
    assert NVDA.id not in read_cursors(bench.documents, "first")


def test_a_last_session_that_only_one_part_lacks_is_an_error_too(bench: Bench) -> None:
    first = Script("first", {AAPL.id: bars(AAPL.id, DAYS), NVDA.id: bars(NVDA.id, DAYS[:-1])})
    (row,) = bench.collect((first.source(),))
    assert "2026-03-20" in str(row["error"])
    assert row["inserted"] == 5


def test_refused_records_go_to_quarantine_once(bench: Bench) -> None:
    refused = Refused("close", "not_a_number", AAPL.id, {"close": "x"})
    for _ in range(2):
        (row,) = bench.collect((Script("first", both(), (refused,)).source(),))
        assert row["rejected"] == 2
    held = bench.documents.read(QUARANTINE.name)
    assert held.select("source", "kind", "key", "reason").rows() == [
        ("first", "prices", AAPL.id, "not_a_number")
    ]


def test_a_stop_ends_the_run_after_the_page_at_hand(bench: Bench) -> None:
    stop = Event()
    first = Script("first", both(), then=stop.set)
    rows = bench.collect((first.source(), Script("second", both("second")).source()), stop=stop)
    assert states(rows) == [("first", "stopped"), ("second", "skipped")]
    assert "the next run goes on from there" in str(rows[0]["error"])
    assert "before its turn" in str(rows[1]["error"])
    assert (len(first.asked), rows[0]["inserted"]) == (1, 3)


def test_a_source_without_its_key_gives_way_to_one_that_needs_none(bench: Bench) -> None:
    first = Script("first", both()).source(keys=("kis_app_key",))
    rows = bench.collect((first, Script("second", both("second")).source()))
    assert states(rows) == [("first", "skipped"), ("second", "done")]
    assert "STOCKELPER_KIS_APP_KEY" in str(rows[0]["error"])


def test_a_leader_that_wakes_up_late_writes_nothing(bench: Bench) -> None:
    row = {"name": "scheduler", "holder": "other", "expires": NOW, "fence": 8, "heartbeat": NOW}
    bench.documents.upsert(LEASES.name, pl.DataFrame([row], schema=LEASES.schema()), recorded_at=NOW)
    with pytest.raises(LeaseLost):
        bench.collect((Script("first", both()).source(),), fence=Fence("scheduler", 7))
    assert not any(bench.documents.count(one.name) for one in (BARS, RUNS, CURSORS, QUARANTINE))
    bench.collect((Script("first", both()).source(),), fence=Fence("scheduler", 8))
    assert bench.documents.count(BARS.name) == 6


def test_a_leader_that_loses_its_lease_within_a_page_leaves_neither_watermark_nor_end(
    any_store: Documents, open_web: Callable[..., PoliteWeb]
) -> None:
    store, bench = any_store, Bench(any_store, open_web)
    held = {"name": "scheduler", "holder": "first", "expires": NOW, "fence": 7, "heartbeat": NOW}
    store.claim(LEASES.name, held, expected=None)
    refused = Refused("close", "not_a_number", AAPL.id, {})

    def gate(
        documents: Documents, source: Source, frames: Mapping[str, pl.DataFrame], now: datetime
    ) -> Admitted:
        store.claim(LEASES.name, {**held, "holder": "other", "fence": 8}, expected={"fence": 7})
        mark_left(store, "collect")
        return Admitted(frames, (refused,))

    with pytest.raises(LeaseLost):
        bench.collect((Script("first", both()).source(),), fence=Fence("scheduler", 7), gate=gate)
    assert not any(store.count(one.name) for one in (BARS, CURSORS, QUARANTINE))
    assert store.read(RUNS.name)["state"].to_list() == ["lost"]


def test_a_watermark_that_another_holder_moved_is_not_moved_back(any_store: Documents) -> None:
    held = {"name": "scheduler", "holder": "first", "expires": NOW, "fence": 7, "heartbeat": NOW}
    any_store.claim(LEASES.name, held, expected=None)
    write_cursor(any_store, "fred", "a", "2026-03-18", None)
    late = cast("Documents", Overtaken(any_store, {**held, "fence": 8}))
    with pytest.raises(LeaseLost):
        write_cursor(late, "fred", "a", "2026-03-19", Fence("scheduler", 7))
    assert read_cursors(any_store, "fred") == {"a": "2026-03-20"}


def test_what_two_sources_tell_differently_is_noted_and_both_are_kept(bench: Bench) -> None:
    near = Script("near", both("near", close=10.04))
    far = Script("far", both("far", close=11.0))
    bench.collect((Script("first", both()).source(),), (near.source(),))
    assert bench.documents.count(DIFFERENCES.name) == 0
    bench.collect((far.source(),))
    found = bench.documents.read(DIFFERENCES.name, eq("other", "first"), eq("field", "close"))
    assert found.select("source", "value", "other_value").unique().rows() == [("far", 11.0, 10.0)]
    assert found.height == 2 * len(DAYS)
    assert bench.documents.count(BARS.name) == 3 * 2 * len(DAYS)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("close", 0.0, "non_positive_price"),
        ("close", float("nan"), "non_finite_price"),
        ("high", 9.0, "high_below_low"),
        ("open", 99.0, "open_outside_range"),
        ("close", 1.0, "close_outside_range"),
        ("volume", -5, "negative_volume"),
    ],
)
def test_a_bar_that_cannot_be_is_quarantined_and_the_others_are_stored(
    field: str, value: float, reason: str, bench: Bench
) -> None:
    day = DAYS[1]
    odd = pl.when(pl.col("date") == day).then(pl.lit(value)).otherwise(pl.col(field)).alias(field)
    pages = both()
    pages[AAPL.id] = bars(AAPL.id, DAYS).with_columns(odd).cast({"volume": pl.Int64})
    (row,) = bench.collect((Script("first", pages).source(),))
    assert [row[name] for name in ("read", "inserted", "rejected")] == [6, 5, 1]
    (held,) = bench.documents.read(QUARANTINE.name).rows(named=True)
    assert (held["key"], held["reason"]) == (f"{AAPL.id} {day}", reason)


def test_a_day_s_budget_that_is_used_up_ends_the_run_with_what_came_before(
    bench: Bench, replay: Replay
) -> None:
    replay.on("*", Told(b"{}"))
    script = Script("first", both())

    def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
        web.get("data")
        yield from script.fetch(web, wanted)

    source = replace(script.source(rate=Rate(100.0, per_day=1)), address=replay.address, fetch=fetch)
    second = Script("second", both("second"))
    rows = bench.collect((source, second.source()))
    assert states(rows) == [("first", "failed"), ("second", "done")]
    assert (rows[0]["inserted"], rows[0]["error"]) == (3, "first has no calls left today (of 1)")
    assert second.asked == [f"{NVDA.id} {DAYS[0]}"]


def test_a_clock_that_was_ahead_leaves_no_watermark_that_hides_days(bench: Bench) -> None:
    script = Script("first", both())
    bench.collect((script.source(),), now=lambda: NOW + timedelta(days=3_000))
    (row,) = bench.collect((script.source(),))
    assert (row["state"], row["unchanged"]) == ("done", 6)
    assert read_cursors(bench.documents, "first") == dict.fromkeys((AAPL.id, NVDA.id), str(DAYS[-1]))


class Failing:
    """A store that takes no bars, as one whose disk fills up in the middle of a page."""

    def __init__(self, store: Documents) -> None:
        self.store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def upsert(self, collection: str, frame: pl.DataFrame, **moments: datetime) -> object:
        if collection == BARS.name:
            raise StoreFull(path="documents.db")
        return self.store.upsert(collection, frame, recorded_at=moments["recorded_at"])


def test_a_watermark_never_moves_before_its_records_are_stored(bench: Bench) -> None:
    """A process that is killed between the two would leave days that nobody asks for again."""
    source = Script("first", both()).source()
    with pytest.raises(StoreFull):
        bench.collect((source,), documents=cast("Documents", Failing(bench.documents)))
    assert read_cursors(bench.documents, "first") == {}
    bench.collect((source,))
    assert bench.documents.count(BARS.name) == 2 * len(DAYS)
