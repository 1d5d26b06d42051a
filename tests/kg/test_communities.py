"""Communities: the same for the same edges, and after a change the same as when solved anew."""

from kg.communities import STATE, communities, remember
from kg.port import AsOf, Graph
from tests.kg.conftest import at, edge, edges_frame, node, nodes_frame

NOW = at(2026)
AS_OF = AsOf.at(NOW)


def clique(*ids: str) -> list[dict[str, object]]:
    return [edge("SUPPLIES", one, other, at(2024)) for one in ids for other in ids if one < other]


def filled(graph: Graph, *rows: dict[str, object]) -> None:
    ids = sorted({str(row[end]) for row in rows for end in ("head", "tail")})
    graph.upsert_nodes(nodes_frame(*(node(id_, at(2024)) for id_ in ids)), recorded_at=NOW)
    graph.upsert_edges(edges_frame(*rows), recorded_at=NOW)


def members(graph: Graph, as_of: AsOf = AS_OF) -> list[set[str]]:
    return [set(one.members) for one in communities(graph, as_of)]


def test_who_deals_with_each_other_more_than_with_the_rest_is_one_community(graph: Graph) -> None:
    weak = {**edge("SUPPLIES", "A1", "B1", at(2024)), "confidence": 0.04}
    filled(graph, *clique("A1", "A2", "A3", "A4"), *clique("B1", "B2", "B3"), weak, *clique("C1", "C2"))
    assert members(graph) == [{"A1", "A2", "A3", "A4"}, {"B1", "B2", "B3"}]
    assert [len(one.edges) for one in communities(graph, AS_OF)] == [6, 3]


def test_only_the_component_that_changed_is_solved_again_and_the_result_is_that_of_solving_all(
    graph: Graph,
) -> None:
    filled(graph, *clique("A1", "A2", "A3"), *clique("B1", "B2", "B3"))
    assert (remember(graph, AS_OF), remember(graph, AS_OF)) == (2, 0)
    filled(graph, *clique("B1", "B2", "B3", "B4"))
    assert remember(graph, AS_OF) == 1
    kept = communities(graph, AS_OF)
    graph.set_state(STATE, "{}")
    assert communities(graph, AS_OF) == kept


def test_the_past_has_the_communities_of_then(graph: Graph) -> None:
    filled(graph, *clique("A1", "A2", "A3"))
    assert members(graph, AsOf.at(at(2023))) == []
    assert members(graph) == [{"A1", "A2", "A3"}]


def test_the_best_connected_comes_first_and_a_small_stake_binds_little(graph: Graph) -> None:
    stake = edge("HOLDS", "D", "A2", at(2024), ratio=0.02)
    filled(graph, *clique("A1", "A2", "A3"), edge("COMPETES_WITH", "A2", "A3", at(2024)), stake)
    (found,) = communities(graph, AS_OF)
    assert found.members == ("A2", "A3", "A1")
