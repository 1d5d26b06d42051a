"""The operator's strip, on a store of the test's own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from stockelper.errors import StockelperError, Unreachable
from stockelper.language.telling import kept
from stockelper.store.collections import COLLECTIONS
from stockelper.store.sqlite import SqliteDocuments
from ui.chat.strip import Failing, look

NOW = datetime(2025, 12, 30, 12, tzinfo=UTC)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


def put(documents: SqliteDocuments, name: str, *rows: dict[str, object]) -> None:
    schema = COLLECTIONS[name].schema()
    frame = pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)
    documents.upsert(
        name, frame.drop("recorded_at") if "recorded_at" in frame.columns else frame, recorded_at=NOW
    )


def run(source: str, hours_ago: int, state: str, error: str | None = None) -> dict[str, object]:
    started = NOW - timedelta(hours=hours_ago)
    return {
        "run": f"{source}{hours_ago}",
        "job": "news-us",
        "source": source,
        "started": started,
        "state": state,
        "error": error,
    }


def test_an_empty_store_has_nothing_to_show(documents: SqliteDocuments) -> None:
    state = look(documents, NOW, "en")
    assert (dict(state.markets), state.failing, state.quarantined) == ({}, (), 0)


def test_each_market_shows_its_newest_session_and_how_far_behind_it_is(documents: SqliteDocuments) -> None:
    bar: dict[str, object] = {
        "security": "KRX:005930", "interval": "1d", "date": date(2025, 12, 26), "basis": "splits", "source": "files",
        "close": 1.0, "known_at": datetime(2025, 12, 26, 7, tzinfo=UTC),
    }  # fmt: skip
    put(documents, "bars", bar)
    shown = look(documents, NOW, "en").markets["krx"]
    assert (shown.date, shown.source, shown.sessions_behind) == (date(2025, 12, 26), "files", 2)


def test_only_a_source_whose_newest_run_failed_is_failing(documents: SqliteDocuments) -> None:
    put(
        documents,
        "runs",
        run("healed", 5, "failed", "once"),
        run("healed", 1, "done"),
        run("broken", 5, "done"),
        run("broken", 1, "failed", "no answer"),
        run("killed", 1, "lost"),
    )
    assert look(documents, NOW, "en").failing == (Failing("broken", "no answer"), Failing("killed", "lost"))


def test_what_a_question_had_collected_tells_nothing_of_a_source(documents: SqliteDocuments) -> None:
    of_a_question = {**run("yahoo", 1, "failed", "yahoo knows nothing under ZZZ"), "job": "refresh"}
    put(documents, "runs", run("yahoo", 5, "done"), of_a_question)
    assert look(documents, NOW, "en").failing == ()


def test_a_file_that_could_not_be_imported_is_no_source_that_fails(documents: SqliteDocuments) -> None:
    put(documents, "runs", {**run("prices.csv", 1, "failed", "damaged"), "job": "import"})
    assert look(documents, NOW, "en").failing == ()


def test_what_a_source_failed_at_is_said_in_the_reader_s_language(documents: SqliteDocuments) -> None:
    error = kept(Unreachable("source_silent", source="rss", reason="ConnectError"))
    put(documents, "runs", run("rss", 1, "failed", error))
    assert look(documents, NOW, "en").failing == (Failing("rss", "rss cannot be reached: ConnectError"),)
    assert look(documents, NOW, "ko").failing == (Failing("rss", "rss에 연결할 수 없습니다: ConnectError"),)


def test_a_run_that_was_stopped_is_no_failure(documents: SqliteDocuments) -> None:
    put(documents, "runs", run("rss", 1, "stopped", kept(StockelperError("run_stopped"))))
    assert look(documents, NOW, "en").failing == ()


def test_released_rows_are_no_longer_in_quarantine(documents: SqliteDocuments) -> None:
    held: dict[str, object] = {
        "source": "files",
        "kind": "bars",
        "reason": "high < low",
        "first_seen": NOW,
        "record": "{}",
    }
    put(documents, "quarantine", {**held, "id": "a"}, {**held, "id": "b", "released": NOW})
    assert look(documents, NOW, "en").quarantined == 1
