"""What a build reads that an earlier build has not seen."""

from datetime import date, timedelta
from pathlib import Path

from kg.build import build
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
    build(documents, graph, known_by=at(2026, 6), recorded_at=at(2026))
    late = report("이두리", date(2025, 3, 1), 0.1, at(2025, 3, 2), "222222")
    put(documents, "holders", late, recorded_at=stamped_first)
    assert build(documents, graph, known_by=at(2026, 6), recorded_at=at(2026)).edges == 1
    documents.close()
