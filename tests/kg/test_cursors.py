"""What a build reads that an earlier build has not seen."""

from datetime import date, timedelta
from pathlib import Path

from kg.build import build
from kg.cursors import Cursor, fresh
from kg.port import Graph
from stockelper.store.sqlite import SqliteDocuments
from tests.kg.conftest import at
from tests.kg.test_build import put, report


def test_a_batch_that_waited_for_the_lock_while_another_was_stored_is_still_built(
    graph: Graph, tmp_path: Path
) -> None:
    documents = SqliteDocuments(tmp_path / "documents.db")
    stored_first, stamped_first = at(2026, 1, 2), at(2026, 1, 2) - timedelta(seconds=15)
    put(
        documents,
        "holders",
        report("김하나", date(2025, 3, 1), 0.2, at(2025, 3, 2)),
        recorded_at=stored_first,
    )
    build(documents, graph, known_by=stored_first + timedelta(seconds=5), recorded_at=at(2026))
    late = report("이두리", date(2025, 3, 1), 0.1, at(2025, 3, 2), "222222")
    put(documents, "holders", late, recorded_at=stamped_first)
    assert build(documents, graph, known_by=at(2026, 6), recorded_at=at(2026)).edges == 1
    documents.close()


def test_a_build_long_after_the_last_import_reads_nothing_again(tmp_path: Path) -> None:
    documents = SqliteDocuments(tmp_path / "documents.db")
    put(
        documents,
        "holders",
        report("김하나", date(2025, 3, 1), 0.2, at(2025, 3, 2)),
        recorded_at=at(2026, 1, 2),
    )
    first, cursor = fresh(documents, "holders", Cursor("holders"), known_by=at(2026, 6), since=None)
    again, cursor = fresh(documents, "holders", cursor, known_by=at(2026, 7), since=None)
    assert (first.height, again.height) == (1, 0)
    put(
        documents,
        "holders",
        report("이두리", date(2025, 3, 1), 0.1, at(2025, 3, 2), "222222"),
        recorded_at=at(2026, 7, 2),
    )
    later, _ = fresh(documents, "holders", cursor, known_by=at(2026, 8), since=None)
    assert later.height == 1
    documents.close()
