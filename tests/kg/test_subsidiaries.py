"""Lists of subsidiaries in the graph: from when to when, as known when, who is whose."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from kg import queries
from kg.port import Graph
from kg.sqlite import SqliteGraph
from stockelper.store.sqlite import SqliteDocuments
from tests.kg.conftest import at
from tests.kg.test_build import NOW, built, put

PARENT = "US:XOM"


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


def child(name: str, year: int, **more: object) -> dict[str, object]:
    """A row of the list about a year, filed in the next February."""
    return {
        "security": PARENT, "subsidiary": name, "jurisdiction": "Delaware", "period": date(year, 12, 31),
        "source": "sec", "form": "10-K", "exhibit": "EX-21", "accession": f"{year}", "url": f"https://sec.test/{year}",
        "known_at": at(year + 1, 2, 20), **more,
    }  # fmt: skip


def owned(graph: Graph, known_by: datetime, of: str = PARENT) -> list[tuple[str, float | None, str | None]]:
    result = queries.run(graph, "subsidiaries", [of], known_by=known_by)
    names = {node.id: node.name for node in result.nodes}
    return sorted((names[edge.head], edge.ratio, edge.source.title) for edge in result.edges)


def test_who_is_in_no_later_list_has_ended_once_that_is_known(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(documents, "subsidiaries", child("Alder LLC", 2023, ratio=1.0), child("Birch LLC", 2023))
    built(documents, graph)
    put(documents, "subsidiaries", child("Alder LLC", 2024, ratio=0.8), recorded_at=at(2026, 2))
    built(documents, graph)
    assert owned(graph, at(2024, 2, 19)) == []
    first = [("Alder LLC", 1.0, "10-K 2023-12-31, EX-21"), ("Birch LLC", None, "10-K 2023-12-31, EX-21")]
    assert owned(graph, at(2024, 6)) == first
    assert owned(graph, at(2025, 2, 19)) == first
    assert owned(graph, at(2025, 6)) == [("Alder LLC", 0.8, "10-K 2024-12-31, EX-21")]


def test_lists_in_any_order_give_the_same_graph(
    documents: SqliteDocuments, graph: Graph, tmp_path: Path
) -> None:
    for n, year in enumerate((2023, 2021, 2024, 2022)):
        rows = [child("Alder LLC", year), *([child("Birch LLC", year)] if year % 2 else [])]
        put(documents, "subsidiaries", *rows, recorded_at=at(2026, 1, 1 + n))
        built(documents, graph)
    at_once = SqliteGraph(tmp_path / "at_once.db")
    built(documents, at_once)
    for year in range(2021, 2027):
        assert owned(graph, at(year, 6)) == owned(at_once, at(year, 6))
    at_once.close()
    assert built(documents, graph).changed == 0


def test_a_child_beneath_a_child_is_of_both_and_its_share_is_the_nearer_ones(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(
        documents,
        "subsidiaries",
        child("Imperial Oil Limited", 2024, listed="US:IMO", jurisdiction="Canada", ratio=0.696),
        child("Birch LLC", 2024, above="Imperial Oil Limited", above_jurisdiction="Canada", ratio=0.6),
    )
    built(documents, graph)
    title = "10-K 2024-12-31, EX-21"
    assert owned(graph, NOW) == [("Birch LLC", None, title), ("Imperial Oil Limited", 0.696, title)]
    assert owned(graph, NOW, "US:IMO") == [("Birch LLC", 0.6, title)]
    (edge,) = queries.run(graph, "subsidiaries", ["US:IMO"], known_by=NOW).edges
    assert (edge.confidence, edge.source.url) == (0.7, "https://sec.test/2024")


def test_a_name_in_another_jurisdiction_is_another_company_and_none_is_a_security(
    documents: SqliteDocuments, graph: Graph
) -> None:
    other = {**child("Alder LLC", 2024), "security": "US:CVX"}
    put(
        documents,
        "subsidiaries",
        child("Alder LLC", 2024),
        child("Alder LLC", 2024, jurisdiction="Ohio"),
        other,
    )
    built(documents, graph)
    result = queries.run(graph, "subsidiaries", [PARENT], known_by=NOW)
    assert [(node.id, node.kind) for node in result.nodes if node.id != PARENT] == [
        ("ORG:AlderLLC,Delaware", "Company"), ("ORG:AlderLLC,Ohio", "Company"),
    ]  # fmt: skip
    shared = queries.run(graph, "common", [PARENT, "US:CVX"], known_by=NOW)
    assert {edge.head for edge in shared.edges} == {"ORG:AlderLLC,Delaware"}


def test_a_company_that_owns_itself_by_its_list_is_kept_out(documents: SqliteDocuments, graph: Graph) -> None:
    put(documents, "subsidiaries", child("Exxon Mobil", 2024, listed=PARENT))
    built(documents, graph)
    assert owned(graph, NOW) == []
    assert graph.conflicts(limit=5)["kind"].to_list() == ["self_loop"]
