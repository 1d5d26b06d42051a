"""Random upserts, revisions and late arrivals, read at random times, against a model in ten lines."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockelper.language.tokens import tokens
from stockelper.store.documents import Documents, Where, Written, has

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)


def at(tick: int) -> datetime:
    return EPOCH + timedelta(hours=tick)


@dataclass(frozen=True)
class Batch:
    rows: tuple[tuple[int, float | None, int], ...]  # key, value, known tick
    recorded: int
    revised: int | None


@dataclass
class Model:
    """What was ever said of each key: (known, sequence, value). The latest known wins, then the last said."""

    said: dict[int, list[tuple[int, int, float | None]]] = field(default_factory=dict)
    steps: int = 0

    def write(self, batch: Batch) -> Written:
        last = {key: (value, known) for key, value, known in batch.rows}
        written = Written(unchanged=len(batch.rows) - len(last))
        for key, (value, known) in last.items():
            written += self._write_one(key, value, known, batch)
        return written

    def _write_one(self, key: int, value: float | None, known: int, batch: Batch) -> Written:
        self.steps += 1
        history = self.said.setdefault(key, [])
        if not history:
            history.append((known, self.steps, value))
            return Written(inserted=1)
        current = max(history)
        late = batch.revised is not None and batch.revised < current[0]
        if current[2] == value or (late and self._seen(key, batch.revised) == (value,)):
            return Written(unchanged=1)
        since = max(batch.recorded, current[0]) if batch.revised is None else batch.revised
        history.append((since, self.steps, value))
        return Written(changed=1)

    def _seen(self, key: int, tick: int | None) -> tuple[float | None, ...]:
        known = [one for one in self.said[key] if tick is None or one[0] <= tick]
        return (max(known)[2],) if known else ()

    def read(self, tick: int | None) -> dict[int, float | None]:
        return {key: value for key in self.said for value in self._seen(key, tick)}


TICKS = st.integers(0, 30)
BATCHES = st.builds(
    Batch,
    rows=st.lists(
        st.tuples(st.integers(1, 3), st.one_of(st.none(), st.integers(1, 3).map(float)), TICKS),
        min_size=1,
        max_size=4,
    ).map(tuple),
    recorded=TICKS,
    revised=st.one_of(st.none(), TICKS),
)
HISTORIES = st.lists(BATCHES, min_size=1, max_size=8)


class Place(Protocol):
    def open(self) -> Documents: ...


Adapter = Callable[[Path], Place]
EXAMPLES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@contextmanager
def fresh(adapter: Adapter) -> Generator[Documents]:
    with TemporaryDirectory() as folder:
        store = adapter(Path(folder)).open()
        try:
            yield store
        finally:
            store.close()


def word(value: float | None) -> str:
    return {None: "zero", 1.0: "one", 2.0: "two", 3.0: "three"}[value]


def bars(batch: Batch) -> pl.DataFrame:
    rows = [
        {"security": "KRX:005930", "interval": "1d", "date": date(2025, 1, key), "basis": "raw", "source": "s",
         "close": value, "known_at": at(known)}
        for key, value, known in batch.rows
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"close": pl.Float64})


def articles(batch: Batch) -> pl.DataFrame:
    rows = [
        {"article": str(key), "title": word(value), "securities": [f"KRX:{value}"], "published": at(key),
         "known_at": at(max(known, key))}
        for key, value, known in batch.rows
    ]  # fmt: skip
    return pl.DataFrame(rows)


def write(store: Documents, kind: str, frame: pl.DataFrame, batch: Batch) -> Written:
    revised = None if batch.revised is None else at(batch.revised)
    return store.upsert(kind, frame, recorded_at=at(batch.recorded), revised_at=revised)


@EXAMPLES
@given(history=HISTORIES, ticks=st.lists(TICKS, min_size=1, max_size=6))
def test_bars_are_seen_as_they_were_known(adapter: Adapter, history: list[Batch], ticks: list[int]) -> None:
    with fresh(adapter) as store:
        model = Model()
        for batch in history:
            assert write(store, "bars", bars(batch), batch) == model.write(batch)
        for tick in (*ticks, None):
            known_by = None if tick is None else at(tick)
            frame = store.read("bars", known_by=known_by)
            seen = {cast("date", day).day: close for day, close in frame.select("date", "close").rows()}
            assert seen == model.read(tick)
            assert store.count("bars", known_by=known_by) == len(seen) == len(frame)
            newest = store.newest("bars", "date", known_by=known_by, by="security")
            assert list(newest.values()) == ([date(2025, 1, max(seen))] if seen else [])


@EXAMPLES
@given(history=HISTORIES, tick=TICKS)
def test_the_last_version_by_a_moment_is_what_a_read_of_then_shows(
    adapter: Adapter, history: list[Batch], tick: int
) -> None:
    with fresh(adapter) as store:
        for batch in history:
            write(store, "bars", bars(batch), batch)
        versions = store.versions("bars", Where("known_at", "<=", at(tick)))
        assert versions.equals(versions.sort("date", "known_at"))
        last = versions.unique("date", keep="last", maintain_order=True)
        assert last.equals(store.read("bars", known_by=at(tick)))


@EXAMPLES
@given(history=HISTORIES, ticks=st.lists(TICKS, min_size=1, max_size=4))
def test_articles_are_found_by_what_they_said_then(
    adapter: Adapter, history: list[Batch], ticks: list[int]
) -> None:
    with fresh(adapter) as store:
        model = Model()
        for drawn in history:
            batch = replace(drawn, rows=tuple((k, value, max(known, k)) for k, value, known in drawn.rows))
            assert write(store, "articles", articles(batch), batch) == model.write(batch)
        for tick in (*ticks, None):
            known_by = None if tick is None else at(tick)
            for value in (None, 1.0, 2.0, 3.0):
                said = {str(key) for key, text in model.read(tick).items() if text == value}
                listed = store.read("articles", has("securities", f"KRX:{value}"), known_by=known_by)
                assert set(listed.get_column("article")) == said
                dated = {key for key in said if tick is None or int(key) <= tick}
                found = store.search("articles", tokens(word(value)), known_by=known_by)
                assert {*found.get_column("article")} == dated
