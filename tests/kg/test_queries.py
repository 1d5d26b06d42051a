from datetime import date

import pytest

from kg.ontology import NODE_KINDS, RELATIONS
from kg.port import Graph
from kg.queries import QUERIES, run
from kg.sqlite import SqliteGraph
from stockelper.errors import BadInput
from tests.kg.conftest import at, edge, edges_frame, node, nodes_frame

NOW = at(2026)


@pytest.fixture
def market(graph: Graph) -> Graph:
    """ORE -> CHIP -> PHONE -> SHOP supply each other; FUND holds PHONE, CHIP belongs to PHONE; a ring of owners."""
    companies = ("CHIP", "LAMP", "ORE", "PHONE", "RING1", "RING2", "RING3", "SHOP")
    graph.upsert_nodes(
        nodes_frame(*(node(c, at(2020)) for c in companies), node("FUND", at(2020), kind="Holder")),
        recorded_at=NOW,
    )
    rows = [
        edge("SUPPLIES", "ORE", "CHIP", at(2021)),
        edge("SUPPLIES", "CHIP", "PHONE", at(2021), valid_from=date(2021, 1, 1), valid_to=date(2024, 1, 1)),
        edge("SUPPLIES", "PHONE", "SHOP", at(2022)),
        edge("COMPETES_WITH", "LAMP", "PHONE", at(2021)),
        edge("HOLDS", "FUND", "PHONE", at(2021), ratio=0.1, valid_from=date(2021, 5, 1)),
        edge("SUBSIDIARY_OF", "CHIP", "PHONE", at(2021)),
        edge("HOLDS", "RING1", "RING2", at(2021), ratio=0.3),
        edge("HOLDS", "RING2", "RING3", at(2021), ratio=0.3),
        edge("HOLDS", "RING3", "RING1", at(2021), ratio=0.3),
    ]
    graph.upsert_edges(edges_frame(*rows), recorded_at=NOW)
    return graph


@pytest.mark.parametrize(
    ("name", "id_", "ends"),
    [
        ("suppliers", "SHOP", ["PHONE"]),
        ("suppliers", "PHONE", []),
        ("customers", "ORE", ["CHIP"]),
        ("competitors", "PHONE", ["LAMP"]),
        ("competitors", "LAMP", ["PHONE"]),
        ("holders", "PHONE", ["FUND"]),
        ("subsidiaries", "PHONE", ["CHIP"]),
        ("subsidiaries", "CHIP", []),
    ],
)
def test_a_named_query_finds_the_other_ends(
    market: SqliteGraph, name: str, id_: str, ends: list[str]
) -> None:
    result = run(market, name, [id_], known_by=NOW)
    assert [n.id for n in result.nodes if n.id != id_] == ends
    assert (result.query, result.as_of, result.truncated) == (name, NOW, False)


def test_a_query_shows_the_world_of_its_day(market: SqliteGraph) -> None:
    assert [e.head for e in run(market, "suppliers", ["PHONE"], known_by=at(2023, 12, 31)).edges] == ["CHIP"]
    assert run(market, "suppliers", ["PHONE"], known_by=at(2024)).edges == ()
    assert run(market, "customers", ["PHONE"], known_by=at(2021, 6)).edges == ()


def test_neighbours_reach_as_far_as_the_depth(market: SqliteGraph) -> None:
    reached = [
        {n.id for n in run(market, "neighbours", ["ORE"], known_by=NOW, depth=depth).nodes}
        for depth in (1, 2, 3)
    ]
    assert reached[0] == {"ORE", "CHIP"}
    assert reached[1] == {"ORE", "CHIP", "PHONE"}
    assert reached[2] == {"ORE", "CHIP", "PHONE", "LAMP", "SHOP", "FUND"}


def test_a_cycle_of_owners_ends_every_walk(market: SqliteGraph) -> None:
    ring = run(market, "neighbours", ["RING1"], known_by=NOW, depth=6)
    assert [n.id for n in ring.nodes] == ["RING1", "RING2", "RING3"]
    assert len(ring.edges) == 3
    assert len(run(market, "exposure", ["RING1"], known_by=NOW, depth=6).edges) == 3
    assert len(run(market, "paths", ["RING1", "RING2"], known_by=NOW, depth=4).edges) == 3


def test_exposure_follows_customers_parents_and_owners(market: SqliteGraph) -> None:
    hit = run(market, "exposure", ["ORE"], known_by=at(2023), depth=3)
    assert {n.id for n in hit.nodes} == {"ORE", "CHIP", "PHONE", "SHOP", "FUND"}


def test_paths_are_all_simple_paths_within_the_depth(market: SqliteGraph) -> None:
    short = run(market, "paths", ["ORE", "LAMP"], known_by=at(2023), depth=3)
    assert {(e.type, e.head, e.tail) for e in short.edges} == {
        ("SUPPLIES", "ORE", "CHIP"),
        ("SUPPLIES", "CHIP", "PHONE"),
        ("SUBSIDIARY_OF", "CHIP", "PHONE"),
        ("COMPETES_WITH", "LAMP", "PHONE"),
    }
    assert run(market, "paths", ["ORE", "LAMP"], known_by=at(2023), depth=2).edges == ()
    assert run(market, "paths", ["ORE", "RING1"], known_by=NOW, depth=6).edges == ()


def test_common_shows_what_both_touch(market: SqliteGraph) -> None:
    common = run(market, "common", ["LAMP", "SHOP"], known_by=NOW)
    assert [n.id for n in common.nodes] == ["LAMP", "PHONE", "SHOP"]


def test_a_timeline_shows_what_began_in_its_window_ended_or_not(market: SqliteGraph) -> None:
    all_of_it = run(market, "timeline", ["PHONE"], known_by=NOW)
    assert len(all_of_it.edges) == 5
    window = run(market, "timeline", ["PHONE"], known_by=NOW, start=date(2021, 2, 1), end=date(2021, 12, 31))
    assert [e.type for e in window.edges] == ["HOLDS"]


def test_a_cut_answer_says_so(market: SqliteGraph) -> None:
    cut = run(market, "neighbours", ["PHONE"], known_by=NOW, depth=3, limit=2)
    assert (len(cut.edges), cut.truncated) == (2, True)
    companies = run(market, "companies", known_by=NOW, limit=3)
    assert ([n.id for n in companies.nodes], companies.truncated) == (["CHIP", "LAMP", "ORE"], True)


def test_an_unknown_company_has_an_empty_answer(market: SqliteGraph) -> None:
    nobody = run(market, "suppliers", ["NOBODY"], known_by=NOW)
    assert (nobody.nodes, nobody.edges) == ((), ())


@pytest.mark.parametrize(
    ("name", "ids", "depth", "limit"),
    [
        ("nonsense", ["A"], None, 5),
        ("paths", ["A"], None, 5),
        ("neighbours", ["A"], 99, 5),
        ("holders", ["A"], None, 0),
    ],
)
def test_a_wrong_question_is_refused(
    graph: Graph, name: str, ids: list[str], depth: int | None, limit: int
) -> None:
    with pytest.raises(BadInput):
        run(graph, name, ids, known_by=NOW, depth=depth, limit=limit)


def test_the_ontology_names_every_relation_and_only_known_kinds() -> None:
    for relation in RELATIONS.values():
        assert set(relation.heads) | set(relation.tails) <= set(NODE_KINDS)
        assert relation.label("ko") and relation.label("en")
    assert len(QUERIES) == 11
