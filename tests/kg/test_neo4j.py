"""Neo4j's own: what the contract of every graph does not say."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from kg.neo4j import VERSION, Neo4jGraph
from kg.port import AsOf
from stockelper.errors import BadInput, StoreError, StoreTooNew
from tests.kg.conftest import at, edge, edges_frame, empty_neo4j, neo4j_url, node, nodes_frame

RECORDED = at(2026)


@pytest.fixture
def graph() -> Iterator[Neo4jGraph]:
    opened = empty_neo4j()
    assert isinstance(opened, Neo4jGraph)
    yield opened
    opened.close()


def test_a_server_that_is_not_there_is_one_error_without_the_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreError) as caught:
        Neo4jGraph(f"neo4j://neo4j:hidden@127.0.0.1:{port}", f"neo4j://neo4j:***@127.0.0.1:{port}")
    assert caught.value.code == "graph_away"
    assert "hidden" not in str(caught.value)


def test_a_graph_that_a_newer_program_wrote_is_refused(graph: Neo4jGraph) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(neo4j_url()) as driver:
        driver.execute_query("MERGE (s:GraphSchema {name: 'graph'}) SET s.version = 99")
    with pytest.raises(StoreTooNew) as caught:
        Neo4jGraph(neo4j_url(), neo4j_url())
    assert (caught.value.parameters["found"], caught.value.parameters["known"]) == (99, VERSION)


def test_a_type_that_the_ontology_does_not_have_is_named_and_nothing_of_the_batch_is_written(
    graph: Neo4jGraph,
) -> None:
    hostile = "SUPPLIES]->() DETACH DELETE h //"
    rows = edges_frame(edge("SUPPLIES", "A", "B", at(2024)), edge(hostile, "A", "C", at(2024)))
    with pytest.raises(BadInput) as caught:
        graph.upsert_edges(rows, recorded_at=RECORDED)
    assert caught.value.parameters["type"] == hostile
    assert graph.count() == {"nodes": 0, "edges": 0}


def test_two_writers_of_one_batch_double_nothing(graph: Neo4jGraph) -> None:
    rows = edges_frame(*(edge("SUPPLIES", f"S{n}", "HUB", at(2024)) for n in range(200)))
    other = Neo4jGraph(neo4j_url(), neo4j_url())
    threads = [
        threading.Thread(target=one.upsert_edges, args=(rows,), kwargs={"recorded_at": RECORDED})
        for one in (graph, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert graph.count()["edges"] == 200


class Relay:
    """A TCP relay in front of the server that can be cut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._open: list[socket.socket] = []
        self.cut_after: int | None = None
        """Bytes towards the server after which everything is cut."""
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            far = socket.create_connection(self._target)
            self._open += [near, far]
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while data := source.recv(4096):
                if counted and self.cut_after is not None:
                    self.cut_after -= len(data)
                    if self.cut_after < 0:
                        break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._server.close()
        for one in self._open:
            one.close()


def test_a_server_that_goes_away_in_mid_batch_has_none_of_it_and_takes_it_later(graph: Neo4jGraph) -> None:
    place = neo4j_url().partition("://")[2].rpartition("@")[2]
    host, _, port = place.partition(":")
    relay = Relay(host, int(port or 7687))
    # bolt, so that the driver stays with the relay instead of asking the server where else to go
    through = f"bolt://127.0.0.1:{relay.port}"
    rows = edges_frame(*(edge("SUPPLIES", f"S{n}", "HUB", at(2024)) for n in range(2_000)))
    writer = Neo4jGraph(through, through)
    relay.cut_after = 150_000
    with pytest.raises(StoreError) as caught:
        writer.upsert_edges(rows, recorded_at=RECORDED)
    assert caught.value.code == "graph_away"
    assert graph.count()["edges"] == 0
    relay.cut_after = None
    assert writer.upsert_edges(rows, recorded_at=RECORDED).inserted == 2_000
    writer.close()
    relay.close()


def test_people_find_names_kinds_and_types_in_the_graph(graph: Neo4jGraph) -> None:
    from neo4j import GraphDatabase

    graph.upsert_nodes(nodes_frame(node("A", at(2024), "Alpha"), node("B", at(2024))), recorded_at=RECORDED)
    graph.upsert_edges(edges_frame(edge("HOLDS", "A", "B", at(2024), ratio=0.2)), recorded_at=RECORDED)
    with GraphDatabase.driver(neo4j_url()) as driver:
        query = "MATCH (a:Company {name: 'Alpha'})-[r:HOLDS]->(:Company) RETURN r.ratio AS ratio"
        records, _, _ = driver.execute_query(query)
    assert [record["ratio"] for record in records] == [0.2]
    assert graph.edges(("A",), direction="out", as_of=AsOf.at(RECORDED), limit=5)[0].ratio == 0.2
