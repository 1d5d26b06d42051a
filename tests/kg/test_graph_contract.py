"""The contract of `kg.port.Graph`, run on every adapter that is here."""

import random
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.edges import edge_id
from kg.port import CONFLICTS, AsOf, Graph
from stockelper.errors import BadInput
from stockelper.store.documents import Written
from tests.kg.conftest import ADAPTERS, at, edge, edges_frame, node, nodes_frame

RECORDED = at(2026)


def test_the_same_batch_again_changes_nothing(graph: Graph) -> None:
    edges = edges_frame(edge("SUPPLIES", "A", "B", at(2024)), edge("SUPPLIES", "B", "C", at(2024)))
    nodes = nodes_frame(node("A", at(2024)), node("B", at(2024)), node("C", at(2024)))
    assert graph.upsert_edges(edges, recorded_at=RECORDED) == Written(2, 0, 0)
    assert graph.upsert_nodes(nodes, recorded_at=RECORDED) == Written(3, 0, 0)
    assert graph.upsert_edges(edges, recorded_at=RECORDED) == Written(0, 0, 2)
    assert graph.upsert_nodes(nodes, recorded_at=RECORDED) == Written(0, 0, 3)
    assert graph.count() == {"nodes": 3, "edges": 2}


def test_a_revision_leaves_the_earlier_version_readable(graph: Graph) -> None:
    first = edge("HOLDS", "H", "A", at(2023), valid_from=date(2023, 1, 1), ratio=0.05)
    graph.upsert_edges(edges_frame(first), recorded_at=RECORDED)
    revised = {**first, "ratio": 0.07, "known_at": at(2024)}
    assert graph.upsert_edges(edges_frame(revised), recorded_at=RECORDED) == Written(0, 1, 0)
    assert [ratio_at(graph, known) for known in (at(2022), at(2023, 6), at(2024))] == [None, 0.05, 0.07]


def test_an_older_version_that_arrives_late_goes_into_history(graph: Graph) -> None:
    now = edge("HOLDS", "H", "A", at(2024), valid_from=date(2023, 1, 1), ratio=0.07)
    graph.upsert_edges(edges_frame(now), recorded_at=RECORDED)
    graph.upsert_edges(edges_frame({**now, "ratio": 0.05, "known_at": at(2023)}), recorded_at=RECORDED)
    assert [ratio_at(graph, known) for known in (at(2023, 6), at(2025))] == [0.05, 0.07]


def test_a_correction_of_the_same_moment_replaces_what_is_shown_once(graph: Graph) -> None:
    wrong = edge("HOLDS", "H", "A", at(2024), valid_from=date(2023, 1, 1), ratio=7.0)
    right = {**wrong, "ratio": 0.07}
    graph.upsert_edges(edges_frame(wrong), recorded_at=RECORDED)
    assert graph.upsert_edges(edges_frame(right), recorded_at=RECORDED) == Written(0, 1, 0)
    assert graph.upsert_edges(edges_frame(right), recorded_at=RECORDED) == Written(0, 0, 1)
    assert ratio_at(graph, at(2025)) == 0.07


def ratio_at(graph: Graph, known_by: datetime) -> float | None:
    found = graph.edges(("A",), direction="in", as_of=AsOf.at(known_by), limit=10)
    return found[0].ratio if found else None


def test_a_name_met_in_passing_never_overrules_a_known_one(graph: Graph) -> None:
    graph.upsert_nodes(nodes_frame(node("A", at(2024), "Proper")), recorded_at=RECORDED)
    graph.upsert_nodes(nodes_frame(node("A", at(2025), "Passing")), recorded_at=RECORDED, weak=True)
    graph.upsert_nodes(nodes_frame(node("A", at(2023), "Before")), recorded_at=RECORDED, weak=True)
    names = [graph.nodes(("A",), known_by=at(year))[0].name for year in (2023, 2024, 2026)]
    assert names == ["Before", "Proper", "Proper"]


def test_a_name_met_in_passing_gives_way_to_an_earlier_one_that_arrives_later(graph: Graph) -> None:
    graph.upsert_nodes(nodes_frame(node("A", at(2024), "Passing")), recorded_at=RECORDED, weak=True)
    graph.upsert_nodes(nodes_frame(node("A", at(2023), "Proper")), recorded_at=RECORDED)
    assert [graph.nodes(("A",), known_by=at(year))[0].name for year in (2023, 2025)] == ["Proper", "Proper"]
    assert graph.count()["nodes"] == 1


def test_an_edge_that_ends_where_it_begins_is_never_shown(graph: Graph) -> None:
    day = date(2023, 1, 1)
    first = edge("HOLDS", "H", "A", at(2023), valid_from=day, ratio=0.05)
    graph.upsert_edges(edges_frame(first), recorded_at=RECORDED)
    graph.upsert_edges(edges_frame({**first, "valid_to": day, "known_at": at(2024)}), recorded_at=RECORDED)
    always = [AsOf(at(year), None) for year in (2023, 2024)]
    assert [len(graph.edges(("A",), direction="in", as_of=one, limit=5)) for one in always] == [1, 0]


def test_an_edge_is_shown_from_its_first_day_until_the_day_before_its_end(graph: Graph) -> None:
    span = edge("SUPPLIES", "A", "B", at(2020), valid_from=date(2024, 1, 2), valid_to=date(2024, 3, 1))
    graph.upsert_edges(edges_frame(span), recorded_at=RECORDED)
    days = (date(2024, 1, 1), date(2024, 1, 2), date(2024, 2, 29), date(2024, 3, 1))
    shown = [len(graph.edges(("A",), direction="out", as_of=AsOf(RECORDED, day), limit=5)) for day in days]
    assert shown == [0, 1, 1, 0]


def test_every_read_is_cut_at_its_limit_the_same_way(graph: Graph) -> None:
    rows = [edge("SUPPLIES", f"S{n:03}", "HUB", at(2024)) for n in range(50)]
    random.Random(1).shuffle(rows)
    graph.upsert_edges(edges_frame(*rows), recorded_at=RECORDED)
    found = graph.edges(("HUB",), direction="both", as_of=AsOf.at(RECORDED), limit=3)
    assert [e.head for e in found] == ["S000", "S001", "S002"]


def test_hostile_ids_and_names_are_plain_text(graph: Graph) -> None:
    hostile = "x'); DROP TABLE edges; -- }) DETACH DELETE n"
    graph.upsert_nodes(nodes_frame(node(hostile, at(2024), "<b>\"'")), recorded_at=RECORDED)
    graph.upsert_edges(edges_frame(edge("SUPPLIES", hostile, "B", at(2024))), recorded_at=RECORDED)
    assert graph.nodes((hostile,), known_by=RECORDED)[0].name == "<b>\"'"
    assert graph.edges((hostile,), direction="out", as_of=AsOf.at(RECORDED), limit=1)[0].head == hostile


@pytest.mark.parametrize("middle", ["M", "힣", "\ufb01", "\uffdc", "\U00010437", "\U0001f600"])
def test_a_batch_whose_ids_span_all_of_unicode_meets_what_is_stored(graph: Graph, middle: str) -> None:
    """Stores order ids differently beyond the surrogates; whatever lies between is found all the same."""
    ids = ["A", middle, "\ue000", "\U0001f9ff"]
    edges = edges_frame(*(edge("SUPPLIES", one, "HUB", at(2024)) for one in ids))
    nodes = nodes_frame(*(node(one, at(2024)) for one in ids))
    graph.upsert_edges(edges.filter(head=middle), recorded_at=RECORDED)
    graph.upsert_nodes(nodes.filter(id=middle), recorded_at=RECORDED)
    assert graph.upsert_edges(edges, recorded_at=RECORDED) == Written(3, 0, 1)
    assert graph.upsert_nodes(nodes, recorded_at=RECORDED) == Written(3, 0, 1)


def test_a_batch_that_begins_and_ends_beside_what_is_stored_revises_it(graph: Graph) -> None:
    rows = [edge("HOLDS", f"H{n}", "A", at(2024), ratio=0.1) for n in range(9)]
    graph.upsert_edges(edges_frame(rows[4]), recorded_at=RECORDED)
    revised = [{**one, "ratio": 0.2, "known_at": at(2025)} for one in rows]
    assert graph.upsert_edges(edges_frame(*revised), recorded_at=RECORDED) == Written(8, 1, 0)


def test_a_missing_column_is_named(graph: Graph) -> None:
    with pytest.raises(BadInput) as caught:
        graph.upsert_nodes(pl.DataFrame({"id": ["A"]}), recorded_at=RECORDED)
    assert caught.value.parameters["column"] == "kind"


def test_a_conflict_is_kept_once(graph: Graph) -> None:
    row = {"id": "c", "kind": "self_loop", "subject": "A", "detail": "{}", "known_at": at(2024)}
    frame = pl.DataFrame([row], schema=CONFLICTS)
    assert graph.record_conflicts(frame, recorded_at=RECORDED) == 1
    assert graph.record_conflicts(frame, recorded_at=RECORDED) == 0
    assert graph.conflicts(limit=5).rows() == frame.rows()


IDS = ("A", "B", "C", "D")
DAY_ZERO = date(2024, 1, 1)
days = st.integers(0, 12)
versions = st.tuples(
    st.sampled_from(("SUPPLIES", "HOLDS")), st.sampled_from(IDS), st.sampled_from(IDS), days,
    st.none() | days, st.none() | st.sampled_from((0.1, 0.2)), days,
)  # fmt: skip


@pytest.mark.parametrize("opened", ADAPTERS.values(), ids=list(ADAPTERS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(versions, max_size=25), st.lists(st.tuples(days, days), min_size=1, max_size=5), st.data())
def test_as_of_reads_agree_with_a_naive_model(
    opened: Callable[[Path], Graph],
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, int, int | None, float | None, int]],
    views: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    """The naive model keeps every version in a list and looks through it for each question."""
    with closing(opened(tmp_path_factory.mktemp("naive"))) as graph:
        _agrees(graph, rows, views, data)


def _agrees(
    graph: Graph,
    rows: list[tuple[str, str, str, int, int | None, float | None, int]],
    views: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    frames = [
        edge(
            type_, head, tail, at(2024) + timedelta(days=known), valid_from=DAY_ZERO + timedelta(days=start),
            valid_to=None if end is None else DAY_ZERO + timedelta(days=end), ratio=ratio,
        )
        for type_, head, tail, start, end, ratio, known in rows
    ]  # fmt: skip
    while frames:
        size = data.draw(st.integers(1, len(frames)))
        graph.upsert_edges(edges_frame(*frames[:size]), recorded_at=RECORDED)
        frames = frames[size:]
    for known, day in views:
        as_of = AsOf(at(2024) + timedelta(days=known), DAY_ZERO + timedelta(days=day))
        seen = {e.id: e.ratio for e in graph.edges(IDS, direction="both", as_of=as_of, limit=1000)}
        assert seen == _naive(rows, known, day)


def _naive(
    rows: list[tuple[str, str, str, int, int | None, float | None, int]], known_by: int, day: int
) -> dict[str, float | None]:
    latest: dict[str, tuple[int, int, int | None, float | None]] = {}
    for type_, head, tail, start, end, ratio, known in rows:
        id_ = edge_id(type_, head, tail, "test", DAY_ZERO + timedelta(days=start))
        if known <= known_by and (id_ not in latest or known >= latest[id_][0]):
            latest[id_] = (known, start, end, ratio)
    return {
        id_: ratio
        for id_, (_, start, end, ratio) in latest.items()
        if start <= day and (end is None or day < end)
    }
