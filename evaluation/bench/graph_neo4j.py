"""`bench graph` on a real Neo4j: ours held against the bare driver, both with the same properties and indexes.

Bare is what the driver's manual shows: batches of `UNWIND … MERGE` in managed transactions, and one hand-written
query for each number of hops that returns the same edges as of the same time with the names of their ends. It is
measured where `STOCKELPER_TEST_NEO4J_URL` names a server, which has one database: what stands there is deleted.
"""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import perf_counter
from typing import Any, LiteralString

import neo4j
import polars as pl

from evaluation.bench.graph_made import BEGIN, END, Made, made, node_id
from evaluation.bench.graph_times import p95
from evaluation.bench.result import Row
from kg import queries, rows
from kg.neo4j import Neo4jGraph

NODES, EDGES = 20_000, 100_000
"""A fifth of the embedded graph's load: enough for a steady rate on a server that others use too."""
BATCH = 5_000
ASKED = 200

_OURS = ("Entity", "EntityVersion", "Conflict", "BuilderState", "GraphSchema", "Bare")
_CLEAR: LiteralString = """
MATCH (n) WHERE any(label IN labels(n) WHERE label IN $ours)
CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS
"""
_SETTLE: LiteralString = "CALL db.awaitIndexes(60)"
_SCHEMA: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT bare_id IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX bare_edge IF NOT EXISTS FOR ()-[r:BARE]-() ON (r.edge)",
)
_NODE: LiteralString = "UNWIND $rows AS row MERGE (n:Bare {id: row.id}) SET n = row"
_EDGE: LiteralString = """
UNWIND $rows AS row MATCH (h:Bare {id: row.head}) MATCH (t:Bare {id: row.tail})
MERGE (h)-[r:BARE {edge: row.edge}]->(t) SET r = row
"""
_SEEN: LiteralString = (
    "r.known_at <= $known AND r.superseded_at > $known AND r.valid_from <= $day AND r.valid_to > $day"
)
_TOLD: LiteralString = (
    " RETURN DISTINCT r.edge AS edge, properties(r) AS r, startNode(r).id AS head, startNode(r).name AS head_name,"
    " endNode(r).id AS tail, endNode(r).name AS tail_name ORDER BY edge LIMIT 200"
)
_HOPS: tuple[LiteralString, ...] = (
    f"MATCH (n:Bare {{id: $id}})-[r]-() WHERE {_SEEN}{_TOLD}",
    f"MATCH (n:Bare {{id: $id}})-[rs*1..2]-() WHERE all(r IN rs WHERE {_SEEN}) UNWIND rs AS r WITH r{_TOLD}",
    f"MATCH (n:Bare {{id: $id}})-[rs*1..3]-() WHERE all(r IN rs WHERE {_SEEN}) UNWIND rs AS r WITH r{_TOLD}",
)


def measured(url: str, seed: int) -> list[Row]:
    """Loads and hops of both sides, the graph of ours left empty again."""
    graph = made(NODES, EDGES, seed)
    with neo4j.GraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        for statement in _SCHEMA:
            driver.execute_query(statement)
        _clear(driver)
        bare = _timed(lambda: _bare_load(driver, graph))
        bare_hops = [_bare_hops(driver, hops, seed) for hops in range(len(_HOPS))]
        _clear(driver)
        ours, hops = _ours(url, graph, seed)
        _clear(driver)
    return [
        _held("graph.neo4j.load_s", ours, bare, "s", EDGES),
        *(
            _held(f"graph.neo4j.hops{n + 1}.p95", one, bare_hops[n], "ms", ASKED)
            for n, one in enumerate(hops)
        ),
    ]


def _held(name: str, value: float, reference: float, unit: str, n: int) -> Row:
    return Row(name, value, unit, reference, value / reference, n)


def _clear(driver: neo4j.Driver) -> None:
    with driver.session() as session:
        session.run(_CLEAR, ours=list(_OURS)).consume()
        session.run(_SETTLE).consume()


def _ours(url: str, graph: Made, seed: int) -> tuple[float, list[float]]:
    store = Neo4jGraph(url, url)
    try:

        def load() -> None:
            store.upsert_nodes(graph.nodes, recorded_at=END)
            store.upsert_edges(graph.edges, recorded_at=END)

        seconds = _timed(load)
        return seconds, [_our_hops(store, hops, seed) for hops in range(1, len(_HOPS) + 1)]
    finally:
        store.close()


def _our_hops(store: Neo4jGraph, hops: int, seed: int) -> float:
    def ask(id_: str, days: int) -> None:
        queries.run(store, "neighbours", [id_], known_by=END - timedelta(days=days), depth=hops)

    return p95(ask, _asked(seed))


def _bare_hops(driver: neo4j.Driver, hops: int, seed: int) -> float:
    statement = _HOPS[hops]

    def ask(id_: str, days: int) -> None:
        moment = END - timedelta(days=days)
        values = {"id": id_, "known": rows.micros(moment), "day": rows.as_day(moment.date())}
        with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            session.execute_read(lambda tx: tx.run(statement, values).data())

    return p95(ask, _asked(seed))


def _asked(seed: int) -> Sequence[tuple[str, int]]:
    """Companies and how many days before the end they are asked about."""
    draw, span = random.Random(seed), (END - BEGIN).days
    return [(node_id(draw.randrange(int(NODES * 0.9))), draw.randrange(span // 2)) for _ in range(ASKED)]


def _timed(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _bare_load(driver: neo4j.Driver, graph: Made) -> None:
    end = pl.lit(rows.CURRENT).alias("superseded_at")
    nodes = rows.numbers(graph.nodes).with_columns(end, recorded_at=pl.col("known_at"))
    edges = rows.numbers(graph.edges).with_columns(end, recorded_at=pl.col("known_at"), edge="id").drop("id")
    with driver.session() as session:
        for part in nodes.iter_slices(BATCH):
            session.execute_write(_write, _NODE, part.to_dicts())
        for part in edges.iter_slices(BATCH):
            session.execute_write(_write, _EDGE, part.to_dicts())


def _write(tx: neo4j.ManagedTransaction, statement: LiteralString, values: list[dict[str, Any]]) -> None:
    tx.run(statement, rows=values).consume()
