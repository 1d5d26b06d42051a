"""What was misread is taken back, and kept: the contract of every graph, and builds by newer rules on each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from evaluation.bench.graph_records import COMPANIES, MadeReader
from kg.build import BuildReport, build
from kg.edges import TEXT
from kg.extraction.records import Document, Extracted
from kg.port import AsOf, Graph
from stockelper.store.collections import ARTICLES
from stockelper.store.sqlite import SqliteDocuments
from tests.kg.conftest import at, edge, edges_frame, node, nodes_frame

RECORDED = at(2026)
SOURCE = f"{TEXT}rules old"
OLD, NEW = MadeReader(older=True), MadeReader(older=False)
A, B, C = COMPANIES[:3]
LAST = "last"
"""An article that says nothing: each build reads back over the minute of the newest one."""


def told(document: str, known_at: datetime, **more: object) -> dict[str, object]:
    return {
        **edge("SUPPLIES", "A", "B", known_at, valid_from=date(2024, 1, 1), source=SOURCE),
        "document": document,
        **more,
    }


def shown(graph: Graph, known_by: datetime) -> list[str]:
    """The documents of what is shown of A."""
    found = graph.edges(("A",), direction="out", as_of=AsOf(known_by, None), limit=10)
    return [one.source.id for one in found]


def take_back(graph: Graph, *documents: str) -> int:
    return graph.withdraw_edges(graph.readings(documents), recorded_at=RECORDED, reason="misread")


def test_what_is_taken_back_is_seen_at_no_moment_and_kept_with_its_reason(graph: Graph) -> None:
    graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED)
    assert shown(graph, at(2025)) == ["d1"]
    assert take_back(graph, "d1") == 1
    assert (shown(graph, at(2024, 6)), shown(graph, at(2026)), graph.count()["edges"]) == ([], [], 0)
    kept = graph.withdrawn(limit=5)
    assert kept.select("document", "known_at", "withdrawn_at", "reason").rows() == [
        ("d1", at(2024), RECORDED, "misread")
    ]
    assert kept["valid_from"].to_list() == [date(2024, 1, 1)]


def test_taking_back_twice_changes_nothing(graph: Graph) -> None:
    graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED)
    readings = graph.readings(["d1"])
    taken = [graph.withdraw_edges(readings, recorded_at=RECORDED, reason="misread") for _ in range(2)]
    assert (taken, graph.readings(["d1"]).height) == ([1, 0], 0)


def test_readings_are_those_of_the_documents_alone(graph: Graph) -> None:
    stated = edge("SUPPLIES", "A", "C", at(2024))
    rows = edges_frame(told("d1", at(2024)), told("d2", at(2024, 2)), {**stated, "document": "d1"})
    graph.upsert_edges(rows, recorded_at=RECORDED)
    assert graph.readings(["d1", "none"]).select("document", "tail", "source").rows() == [("d1", "B", SOURCE)]
    assert graph.readings([]).is_empty()


@pytest.mark.parametrize(
    ("gone", "seen"),
    [("d1", [[], ["d2"], ["d3"]]), ("d2", [["d1"], ["d1"], ["d3"]]), ("d3", [["d1"], ["d2"], ["d2"]])],
)
def test_what_the_version_had_ended_lasts_as_if_it_had_never_come(
    graph: Graph, gone: str, seen: list[list[str]]
) -> None:
    rows = [told(f"d{n}", at(2020 + n)) for n in (1, 2, 3)]
    graph.upsert_edges(edges_frame(*rows), recorded_at=RECORDED)
    assert take_back(graph, gone) == 1
    assert [shown(graph, at(2020 + n, 6)) for n in (1, 2, 3)] == seen


def test_what_the_version_had_corrected_is_shown_again(graph: Graph) -> None:
    graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED)
    graph.upsert_edges(edges_frame(told("d2", at(2024))), recorded_at=RECORDED + timedelta(days=1))
    assert shown(graph, at(2025)) == ["d2"]
    take_back(graph, "d2")
    assert shown(graph, at(2025)) == ["d1"]


def test_what_was_taken_back_can_be_told_again(graph: Graph) -> None:
    graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED)
    take_back(graph, "d1")
    assert graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED).inserted == 1
    assert shown(graph, at(2025)) == ["d1"]


def settle(graph: Graph, *told_again: dict[str, object]) -> int:
    return graph.settle_names(["A", "B"], nodes_frame(*told_again), recorded_at=RECORDED, reason="misread")


def names(graph: Graph) -> list[str | None]:
    """What A is called in 2024, 2025 and 2026."""
    found = [graph.nodes(("A",), known_by=at(year, 6)) for year in (2024, 2025, 2026)]
    return [one[0].name if one else None for one in found]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ([], [None, None, None]),
        (["edge"], [None, "Misread", "Misread"]),
        (["edge", "told"], [None, "Told", "Told"]),
        (["proper"], [None, None, "Proper"]),
        (["edge", "proper"], [None, "Misread", "Proper"]),
    ],
)
def test_a_name_begins_where_something_left_tells_it(
    graph: Graph, left: list[str], expected: list[str | None]
) -> None:
    graph.upsert_nodes(nodes_frame(node("A", at(2024), "Misread")), recorded_at=RECORDED, weak=True)
    graph.upsert_edges(edges_frame(told("d1", at(2024))), recorded_at=RECORDED)
    if "edge" in left:
        graph.upsert_edges(edges_frame(edge("SUPPLIES", "A", "C", at(2025))), recorded_at=RECORDED)
    if "proper" in left:
        graph.upsert_nodes(nodes_frame(node("A", at(2026), "Proper")), recorded_at=RECORDED)
    take_back(graph, "d1")
    again = [node("A", at(2025), "Told")] if "told" in left else []
    assert (settle(graph, *again), settle(graph, *again)) == (1, 0)
    assert names(graph) == expected


def test_a_name_that_something_left_tells_as_early_stays(graph: Graph) -> None:
    graph.upsert_nodes(nodes_frame(node("A", at(2024), "Name")), recorded_at=RECORDED, weak=True)
    rows = edges_frame(told("d1", at(2024)), edge("SUPPLIES", "A", "C", at(2024)))
    graph.upsert_edges(rows, recorded_at=RECORDED)
    take_back(graph, "d1")
    assert (settle(graph), names(graph)[0]) == (0, "Name")


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    publish(opened, LAST, "", at(2025))
    yield opened
    opened.close()


def publish(documents: SqliteDocuments, name: str, text: str, day: datetime) -> None:
    schema = ARTICLES.schema()
    row = {"article": name, "title": "", "text": text, "url": name, "securities": [A], "known_at": day}
    frame = pl.DataFrame([{column: row.get(column) for column in schema}], schema=schema)
    documents.upsert("articles", frame.drop("recorded_at"), recorded_at=day)


def built(documents: SqliteDocuments, graph: Graph, reader: MadeReader, **more: object) -> BuildReport:
    since = more.get("since")
    return build(
        documents,
        graph,
        known_by=at(2026),
        recorded_at=RECORDED,
        extractor=reader,
        since=since if isinstance(since, date) else None,
        market="us" if "market" in more else None,
    )


def ties(graph: Graph, known_by: datetime = RECORDED) -> list[tuple[str, str]]:
    found = graph.edges((A, B, C), direction="both", as_of=AsOf.at(known_by), limit=50)
    return sorted((one.head, one.tail) for one in found)


def test_newer_rules_take_back_what_they_no_longer_read(documents: SqliteDocuments, graph: Graph) -> None:
    publish(documents, "1", f"says|SUPPLIES|{A}|{B}\ndenies|SUPPLIES|Made-up Firm 1|{C}", at(2024))
    publish(documents, "2", f"hints|SUPPLIES|{B}|{C}", at(2024, 2))
    built(documents, graph, OLD)
    assert ties(graph) == [("ORG:Made-upFirm1", C), (A, B)]
    built(documents, graph, NEW)
    assert (ties(graph), ties(graph, at(2024, 1, 15))) == ([(A, B), (B, C)], [(A, B)])
    assert graph.nodes(("ORG:Made-upFirm1",), known_by=RECORDED) == []
    assert set(graph.withdrawn(limit=9)["reason"]) == {"read again by rules new"}
    assert replace(built(documents, graph, NEW), seconds=0.0) == BuildReport()


def test_the_same_rules_read_nothing_again_and_a_new_article_alone(
    documents: SqliteDocuments, graph: Graph
) -> None:
    publish(documents, "1", f"says|SUPPLIES|{A}|{B}", at(2024))
    built(documents, graph, OLD)
    built(documents, graph, counting := Counting())
    publish(documents, "2", f"says|SUPPLIES|{B}|{C}", at(2025, 2))
    built(documents, graph, counting)
    assert (counting.read, graph.withdrawn(limit=5).height) == (["1", "2"], 1)
    assert ties(graph) == [(A, B), (B, C)]


class Counting(MadeReader):
    """The newer rules, and what they were given."""

    def __init__(self, version: str = "rules new") -> None:
        super().__init__(older=False)
        self.version = version
        self.read: list[str] = []

    def extract(self, document: Document) -> Extracted:
        self.read += [document.id] if document.id != LAST else []
        return super().extract(document)


def test_a_build_that_was_killed_is_run_again(
    documents: SqliteDocuments, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(documents, "1", f"denies|SUPPLIES|Made-up Firm 1|{C}\nsays|SUPPLIES|{A}|{B}", at(2024))
    built(documents, graph, OLD)
    with monkeypatch.context() as patched:
        patched.setattr("kg.build._write", killed)
        with pytest.raises(KeyboardInterrupt):
            built(documents, graph, NEW)
    built(documents, graph, NEW)
    assert (ties(graph), graph.nodes(("ORG:Made-upFirm1",), known_by=RECORDED)) == ([(A, B)], [])


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_model_reads_nothing_again_unless_it_is_told_to(documents: SqliteDocuments, graph: Graph) -> None:
    publish(documents, "1", f"denies|SUPPLIES|{A}|{B}\nsays|SUPPLIES|{B}|{C}", at(2024))
    built(documents, graph, OLD)
    model = Counting("model some")
    built(documents, graph, model)
    assert (model.read, ties(graph)) == ([], [(A, B), (B, C)])
    built(documents, graph, model, since=date(2024, 1, 1))
    assert (model.read, ties(graph)) == (["1"], [(B, C)])


def test_rules_leave_what_a_model_said_of_an_article(documents: SqliteDocuments, graph: Graph) -> None:
    publish(documents, "1", f"hints|SUPPLIES|{B}|{C}\ndenies|SUPPLIES|{A}|{B}", at(2024))
    built(documents, graph, Counting("model some"))
    built(documents, graph, OLD)
    assert (ties(graph), graph.withdrawn(limit=5).height) == ([(B, C)], 0)


def test_one_market_read_by_newer_rules_leaves_the_others_to_their_builds(
    documents: SqliteDocuments, graph: Graph
) -> None:
    publish(documents, "1", f"denies|SUPPLIES|{A}|{B}", at(2024))
    built(documents, graph, OLD)
    reader = Counting()
    built(documents, graph, reader, market="us")
    assert (reader.read, ties(graph)) == (["1"], [])
    built(documents, graph, reader, market="us")
    assert reader.read == ["1"]
