"""The embedded graph's file: what is its own beyond the contract of every graph."""

import multiprocessing
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from kg.schema import MIGRATIONS
from kg.sqlite import SqliteGraph
from stockelper.errors import StoreError, StoreTooNew
from tests.kg.conftest import at, edge, edges_frame

RECORDED = at(2026)


def test_a_newer_file_is_refused_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    SqliteGraph(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO schema_version VALUES (99)")
    with pytest.raises(StoreTooNew) as caught:
        SqliteGraph(path)
    assert (caught.value.parameters["found"], caught.value.parameters["known"]) == (99, len(MIGRATIONS))
    descriptors = Path("/proc/self/fd")
    if descriptors.is_dir():
        assert str(path) not in {str(one.resolve()) for one in descriptors.iterdir()}


def test_a_builder_finds_its_state_again_in_another_opening(tmp_path: Path) -> None:
    first = SqliteGraph(tmp_path / "g.db")
    first.set_state("cursor", "there")
    first.close()
    second = SqliteGraph(tmp_path / "g.db")
    assert (second.state("cursor"), second.state("none")) == ("there", None)
    second.close()


def test_a_file_that_is_no_database_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "g.db").write_text("no database " * 200)
    with pytest.raises(StoreError):
        SqliteGraph(tmp_path / "g.db")


def _write_hundred(path: Path, name: str) -> None:
    mine = SqliteGraph(path)
    for n in range(20):
        rows = [edge("SUPPLIES", f"{name}{n}", f"T{k}", at(2024)) for k in range(5)]
        mine.upsert_edges(edges_frame(*rows), recorded_at=RECORDED)
    mine.close()


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.db"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write_hundred, args=(path, name)) for name in "AB"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    graph = SqliteGraph(path)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert graph.count()["edges"] == 200
    graph.close()


def test_a_migration_that_files_have_seen_is_never_edited() -> None:
    seen = [sha256(statements.encode()).hexdigest()[:12] for statements in MIGRATIONS]
    assert seen[:3] == ["2be5da58fe81", "9351a3ef58ea", "0564229df868"]


def test_slices_that_part_a_nodes_edges_are_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.sqlite.BATCH", 3)
    frame = edges_frame(*(edge("SUPPLIES", f"A{n // 5}", f"T{n}", at(2024)) for n in range(12)))
    more = edges_frame(edge("SUPPLIES", "A1", "T99", at(2024)), edge("SUPPLIES", "A3", "T0", at(2024)))
    graph = SqliteGraph(tmp_path / "g.db")
    written = [graph.upsert_edges(one, recorded_at=RECORDED) for one in (frame, frame, more, frame)]
    graph.close()
    assert [(one.inserted, one.changed, one.unchanged) for one in written] == [
        (12, 0, 0), (0, 0, 12), (2, 0, 0), (0, 0, 12),
    ]  # fmt: skip
