"""The builder, from a document store of the test's own to the graph."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from kg import curated, queries
from kg.build import BuildReport, build
from kg.ontology import RELATIONS
from kg.port import Graph
from kg.sqlite import SqliteGraph
from stockelper.store.collections import COLLECTIONS
from stockelper.store.sqlite import SqliteDocuments
from tests.kg.conftest import at

NOW = at(2026, 6)
RECORDED = at(2026)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


def put(
    documents: SqliteDocuments, name: str, *rows: dict[str, object], recorded_at: datetime = RECORDED
) -> None:
    schema = COLLECTIONS[name].schema()
    frame = pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)
    documents.upsert(name, frame.drop("recorded_at"), recorded_at=recorded_at)


def security(ticker: str, name: str, sector: str) -> dict[str, object]:
    return {
        "security": f"KRX:{ticker}", "valid_from": date(1900, 1, 1), "market": "krx", "ticker": ticker, "name": name,
        "sector": sector, "currency": "KRW", "source": "listing", "known_at": at(2020),
    }  # fmt: skip


def report(
    holder: str,
    day: date,
    ratio: float | None,
    known_at: datetime,
    ticker: str = "111111",
    source: str = "dart",
) -> dict[str, object]:
    return {
        "security": f"KRX:{ticker}", "holder": holder, "reported": day, "source": source, "ratio": ratio,
        "accession": f"{day:%Y%m%d}", "url": "https://dart.example/1", "known_at": known_at,
    }  # fmt: skip


def relation(type_: str, head: str, tail: str, **more: object) -> dict[str, object]:
    return {
        "type": type_, "head": head, "tail": tail, "source": "test", "valid_from": date(1900, 1, 1),
        "head_kind": "Company", "tail_kind": "Company", "head_name": head, "tail_name": tail,
        "known_at": at(2021), **more,
    }  # fmt: skip


def built(documents: SqliteDocuments, graph: Graph, known_by: datetime = NOW) -> BuildReport:
    return build(documents, graph, known_by=known_by, recorded_at=NOW)


def holders(graph: Graph, known_by: datetime) -> Sequence[tuple[str, float | None]]:
    result = queries.run(graph, "holders", ["KRX:111111"], known_by=known_by)
    names = {node.id: node.name for node in result.nodes}
    return [(names[edge.head], edge.ratio) for edge in result.edges]


def test_companies_belong_to_their_sectors(documents: SqliteDocuments, graph: Graph) -> None:
    put(
        documents,
        "securities",
        security("111111", "가나전자", "전자"),
        security("222222", "다라전자", "전자"),
    )
    report_ = built(documents, graph)
    assert (report_.nodes, report_.edges, report_.conflicts) == (3, 2, 0)
    common = queries.run(graph, "common", ["KRX:111111", "KRX:222222"], known_by=NOW)
    assert [(n.kind, n.name) for n in common.nodes if n.kind == "Sector"] == [("Sector", "전자")]


def test_building_again_changes_nothing(documents: SqliteDocuments, graph: Graph) -> None:
    put(documents, "securities", security("111111", "가나전자", "전자"))
    put(documents, "holders", report("김가나", date(2024, 1, 5), 0.2, at(2024, 1, 6)))
    put(documents, "relations", relation("SUPPLIES", "KRX:111111", "KRX:222222"))
    first, again = built(documents, graph), built(documents, graph)
    assert (first.nodes, first.edges) == (4, 3)
    assert (again.nodes, again.edges, again.changed, again.conflicts) == (0, 0, 0, 0)


def test_only_new_records_are_read_the_second_time(documents: SqliteDocuments, graph: Graph) -> None:
    put(documents, "relations", relation("SUPPLIES", "KRX:1", "KRX:2"))
    built(documents, graph)
    put(documents, "relations", relation("SUPPLIES", "KRX:2", "KRX:3"), recorded_at=at(2026, 2))
    second = built(documents, graph)
    assert (second.nodes, second.edges, second.changed) == (1, 1, 0)


def test_a_row_that_becomes_known_later_is_built_then(documents: SqliteDocuments, graph: Graph) -> None:
    """Recorded before the first build, known only after it: a date is known at its end."""
    put(documents, "relations", relation("SUPPLIES", "KRX:1", "KRX:2", known_at=at(2026, 7)))
    assert built(documents, graph).edges == 0
    assert built(documents, graph, known_by=at(2026, 8)).edges == 1


def test_a_later_report_ends_the_earlier_one(documents: SqliteDocuments, graph: Graph) -> None:
    put(
        documents,
        "holders",
        report("김가나", date(2023, 3, 1), 0.2, at(2023, 3, 2)),
        report("김가나", date(2024, 3, 1), 0.3, at(2024, 3, 2)),
        report("이다라", date(2023, 5, 1), 0.1, at(2023, 5, 2)),
    )
    built(documents, graph)
    assert holders(graph, at(2023, 4)) == [("김가나", 0.2)]
    assert holders(graph, at(2023, 12)) == [("김가나", 0.2), ("이다라", 0.1)]
    assert holders(graph, at(2024, 3, 1)) == [("김가나", 0.2), ("이다라", 0.1)]
    assert holders(graph, at(2024, 4)) == [("김가나", 0.3), ("이다라", 0.1)]


def test_a_report_of_nothing_ends_a_holding(documents: SqliteDocuments, graph: Graph) -> None:
    put(documents, "holders", report("김가나", date(2023, 3, 1), 0.2, at(2023, 3, 2)))
    built(documents, graph)
    put(
        documents,
        "holders",
        report("김가나", date(2024, 3, 1), 0.0, at(2024, 3, 2)),
        recorded_at=at(2026, 2),
    )
    built(documents, graph)
    assert holders(graph, at(2024, 2)) == [("김가나", 0.2)]
    assert holders(graph, at(2025)) == []


def test_reports_in_any_order_give_the_same_graph(
    documents: SqliteDocuments, graph: Graph, tmp_path: Path
) -> None:
    reports = [report("김가나", date(2020 + n, 3, 1), 0.1 + n / 100, at(2020 + n, 3, 2)) for n in range(5)]
    for n, index in enumerate((3, 0, 4, 1, 2)):
        put(documents, "holders", reports[index], recorded_at=at(2026, 1, 1 + n))
        built(documents, graph)
    at_once = SqliteGraph(tmp_path / "at_once.db")
    built(documents, at_once)
    for year in range(2019, 2026):
        assert holders(graph, at(year, 6)) == holders(at_once, at(year, 6))
    at_once.close()


def test_two_sources_that_contradict_stand_both_and_are_recorded(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(
        documents,
        "holders",
        report("김가나", date(2024, 3, 1), 0.2, at(2024, 3, 2), source="dart"),
        report("김가나", date(2024, 3, 1), 0.4, at(2024, 3, 2), source="press"),
    )
    first = built(documents, graph)
    assert first.conflicts == 1
    assert [ratio for _, ratio in holders(graph, NOW)] == [0.2, 0.4]
    assert graph.conflicts(limit=5)["kind"].to_list() == ["ratio_contradicts"]
    assert built(documents, graph).conflicts == 0


def test_two_purchases_told_by_one_source_are_no_contradiction(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(
        documents,
        "relations",
        relation("ACQUIRES", "KRX:1", "KRX:2", ratio=0.3, valid_from=date(2022, 1, 3)),
        relation("ACQUIRES", "KRX:1", "KRX:2", ratio=0.5, valid_from=date(2024, 1, 3)),
    )
    report_ = built(documents, graph)
    assert (report_.edges, report_.conflicts) == (2, 0)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (relation("HOLDS", "KRX:1", "KRX:2", ratio=1.2), "ratio_out_of_range"),
        (relation("SUPPLIES", "KRX:1", "KRX:1"), "self_loop"),
        (relation("LEADS", "KRX:1", "KRX:2"), "wrong_ends"),
    ],
)
def test_what_cannot_be_is_kept_out_and_recorded(
    documents: SqliteDocuments, graph: Graph, row: dict[str, object], kind: str
) -> None:
    put(documents, "relations", row)
    assert (built(documents, graph).edges, graph.conflicts(limit=5)["kind"].to_list()) == (0, [kind])


def test_a_ratio_over_one_does_not_end_the_holding_before_it(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(
        documents,
        "holders",
        report("김가나", date(2023, 3, 1), 0.2, at(2023, 3, 2)),
        report("김가나", date(2024, 3, 1), 30.0, at(2024, 3, 2)),
    )
    assert built(documents, graph).conflicts == 1
    assert holders(graph, NOW) == [("김가나", 0.2)]


def test_two_parents_of_each_other_are_a_conflict(documents: SqliteDocuments, graph: Graph) -> None:
    put(
        documents,
        "relations",
        relation("SUBSIDIARY_OF", "KRX:1", "KRX:2"),
        relation("SUBSIDIARY_OF", "KRX:2", "KRX:1"),
    )
    built(documents, graph)
    assert "mutual_parents" in graph.conflicts(limit=5)["kind"].to_list()


def test_a_ring_of_parents_is_one_conflict_whoever_of_it_comes_last(
    documents: SqliteDocuments, graph: Graph
) -> None:
    for n, (head, tail) in enumerate((("KRX:1", "KRX:2"), ("KRX:2", "KRX:3"), ("KRX:3", "KRX:1"))):
        put(documents, "relations", relation("SUBSIDIARY_OF", head, tail), recorded_at=at(2026, 1, 1 + n))
        built(documents, graph)
    found = graph.conflicts(limit=5)
    assert (found["kind"].to_list(), found["subject"].to_list()) == (
        ["circular_parents"],
        ["KRX:1 > KRX:2 > KRX:3"],
    )
    assert graph.count()["edges"] == 3


def test_holders_of_more_than_all_of_a_company_stand_and_are_recorded(
    documents: SqliteDocuments, graph: Graph
) -> None:
    rows = [
        report(name, date(2024, 3, 1), ratio, at(2024, 3, 2)) for name, ratio in (("가", 0.7), ("나", 0.6))
    ]
    put(documents, "holders", *rows)
    assert built(documents, graph).conflicts == 1
    assert graph.conflicts(limit=5)["kind"].to_list() == ["holdings_over_one"]
    assert [ratio for _, ratio in holders(graph, NOW)] == [0.7, 0.6]


def test_a_correction_to_nothing_takes_a_stake_back(documents: SqliteDocuments, graph: Graph) -> None:
    put(documents, "holders", report("김가나", date(2023, 3, 1), 0.2, at(2023, 3, 2)))
    built(documents, graph)
    corrected = report("김가나", date(2023, 3, 1), 0.0, at(2023, 4, 2))
    put(documents, "holders", corrected, recorded_at=at(2026, 2))
    built(documents, graph)
    assert holders(graph, at(2025, 12)) == [("김가나", 0.2)]
    assert holders(graph, at(2026, 3)) == []


def test_a_renamed_company_is_called_what_it_was_called_then(
    documents: SqliteDocuments, graph: Graph
) -> None:
    old = {**security("111111", "가나전자", "전자"), "valid_to": date(2023, 1, 1)}
    new = {**security("111111", "새가나", "전자"), "valid_from": date(2023, 1, 1), "known_at": at(2023)}
    put(documents, "securities", old, new)
    built(documents, graph)
    names = [graph.nodes(("KRX:111111",), known_by=at(year))[0].name for year in (2022, 2024)]
    assert names == ["가나전자", "새가나"]
    assert graph.count()["nodes"] == 2


def test_symmetric_relations_are_one_edge_whichever_way_they_are_told(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(
        documents,
        "relations",
        relation("COMPETES_WITH", "KRX:1", "KRX:2"),
        relation("COMPETES_WITH", "KRX:2", "KRX:1"),
    )
    assert built(documents, graph).edges == 1


def test_a_build_for_one_market_leaves_the_others_out(documents: SqliteDocuments, graph: Graph) -> None:
    put(
        documents,
        "relations",
        relation("SUPPLIES", "KRX:1", "KRX:2"),
        relation("SUPPLIES", "US:A", "US:B"),
    )
    build(documents, graph, market="us", known_by=NOW, recorded_at=NOW)
    companies = queries.run(graph, "companies", known_by=NOW)
    assert [n.id for n in companies.nodes] == ["US:A", "US:B"]
    assert [n.id for n in queries.run(graph, "companies", known_by=NOW, market="krx").nodes] == []
    build(documents, graph, known_by=NOW, recorded_at=NOW)
    assert len(queries.run(graph, "companies", known_by=NOW).nodes) == 4


def test_the_bundled_listing_names_companies_that_the_store_does_not(
    documents: SqliteDocuments, graph: Graph
) -> None:
    put(documents, "holders", report("국민연금공단", date(2024, 1, 2), 0.07, at(2024, 1, 3), ticker="005930"))
    built(documents, graph)
    result = queries.run(graph, "holders", ["KRX:005930"], known_by=NOW)
    assert {n.name for n in result.nodes} == {"국민연금공단", "삼성전자"}
    assert result.edges[0].source.url == "https://dart.example/1"


def test_curated_relations_come_with_the_first_real_record_and_are_known_from_their_writing_on(
    documents: SqliteDocuments, graph: Graph
) -> None:
    later = curated.WRITTEN + timedelta(days=1)
    put(documents, "securities", security("005930", "삼성전자", "반도체"))
    build(documents, graph, known_by=later, recorded_at=later)
    known = queries.run(graph, "suppliers", ("US:NVDA",), known_by=later)
    assert {"KRX:000660", "US:TSM"} <= {edge.head for edge in known.edges}
    assert {edge.ratio for edge in known.edges} == {None}
    assert {edge.source.id for edge in known.edges} == {"curated"}
    before = curated.WRITTEN - timedelta(seconds=1)
    assert queries.run(graph, "suppliers", ("US:NVDA",), known_by=before).edges == ()
    assert build(documents, graph, known_by=later, recorded_at=later).edges == 0


def test_curated_relations_stay_out_of_a_graph_of_simulated_companies(
    documents: SqliteDocuments, graph: Graph
) -> None:
    later = curated.WRITTEN + timedelta(days=1)
    practice = {**security("P1", "가람", "로봇"), "security": "PRACTICE:P1", "market": "practice"}
    put(documents, "securities", practice)
    build(documents, graph, known_by=later, recorded_at=later)
    assert queries.run(graph, "suppliers", ("US:NVDA",), known_by=later).edges == ()


def test_every_curated_relation_fits_the_ontology_and_names_a_company_once() -> None:
    rows = curated.relations()
    assert rows.height >= 200
    assert rows.select("type", "head", "tail").is_unique().all()
    assert set(rows["type"]) <= set(RELATIONS)
    assert not rows.filter(pl.col("head") == pl.col("tail")).height
    names = pl.concat([rows.select(id="head", name="head_name"), rows.select(id="tail", name="tail_name")])
    assert names.unique()["id"].is_unique().all()
