"""The adapters of the graph port: every test that takes `graph` runs on each. A new adapter is one line here."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from kg.edges import with_ids
from kg.port import EDGES, NODES, Graph
from kg.sqlite import SqliteGraph
from stockelper.settings import load

OURS = ("Entity", "EntityVersion", "Conflict", "BuilderState", "GraphSchema")


def neo4j_url() -> str:
    """The test server's address; the test is skipped where none is given."""
    url = load().test_neo4j_url
    if url is None:
        pytest.skip("STOCKELPER_TEST_NEO4J_URL names no Neo4j server")
    return url


def empty_neo4j() -> Graph:
    """The graph of the test server, which has one database: emptied of what tests before left."""
    from neo4j import GraphDatabase

    from kg.neo4j import Neo4jGraph

    url = neo4j_url()
    with GraphDatabase.driver(url) as driver:
        query = "MATCH (n) WHERE any(label IN labels(n) WHERE label IN $ours) DETACH DELETE n"
        driver.execute_query(query, ours=list(OURS))
    return Neo4jGraph(url, url)


ADAPTERS: Mapping[str, Callable[[Path], Graph]] = {
    "sqlite": lambda folder: SqliteGraph(folder / "graph.db"),
    "neo4j": lambda folder: empty_neo4j(),
}


@pytest.fixture(params=list(ADAPTERS))
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Graph]:
    opened = ADAPTERS[request.param](tmp_path)
    yield opened
    opened.close()


def at(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def node(id_: str, known_at: datetime, name: str | None = None, kind: str = "Company") -> dict[str, object]:
    return {"id": id_, "kind": kind, "name": name or id_, "known_at": known_at}


def edge(
    type_: str,
    head: str,
    tail: str,
    known_at: datetime,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    ratio: float | None = None,
    source: str = "test",
) -> dict[str, object]:
    return {
        "type": type_, "head": head, "tail": tail, "source": source, "valid_from": valid_from,
        "valid_to": valid_to, "ratio": ratio, "confidence": 1.0, "known_at": known_at,
    }  # fmt: skip


def nodes_frame(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in NODES} for row in rows], schema=NODES)


def edges_frame(*rows: dict[str, object]) -> pl.DataFrame:
    return with_ids(pl.DataFrame([{name: row.get(name) for name in EDGES} for row in rows], schema=EDGES))
