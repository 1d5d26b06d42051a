"""`bench graph`: how fast the corporate graph loads and answers, what one article costs, and as-of exactness.

A made-up graph of 100,000 nodes and 500,000 edges is loaded into the embedded store and asked for neighbourhoods as
of random dates, a fifth of it into a Neo4j where `STOCKELPER_TEST_NEO4J_URL` names one (`graph_neo4j`). What one
article costs is measured on a small and on a large graph; the ratio of both tells whether the cost grows with the
graph. As-of exactness is told by `graph_as_of`.
"""

import random
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import polars as pl

from evaluation.bench import graph_neo4j
from evaluation.bench.graph_as_of import compare
from evaluation.bench.graph_made import BEGIN, END, made, node_id
from evaluation.bench.graph_times import p95
from evaluation.bench.result import BenchOptions, Row
from kg import queries
from kg.build import build
from kg.sqlite import SqliteGraph
from stockelper.settings import load
from stockelper.store.collections import RELATIONS
from stockelper.store.sqlite import SqliteDocuments

NODES, EDGES = 100_000, 500_000
LOAD_S = 10.0
HOP_MS = 5.0
ASKED = 500
SMALL, LARGE = 2_000, 50_000
"""Relations that the store holds before the article comes."""
TRIES = 5
BATCHES, MOMENTS, PAIRS = 20, 25, 10_000


def data(options: BenchOptions) -> Mapping[str, Path]:
    """It reads no file: everything is made up from the seed."""
    del options
    return {}


def run(options: BenchOptions) -> Sequence[Row]:
    """Measure. The rows of Neo4j are there where a server is."""
    url = load().test_neo4j_url
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder:
        place = Path(folder)
        return [
            *embedded(place / "graph.db", NODES, EDGES, options.seed),
            article(place, SMALL, LARGE),
            as_of(place, options.seed),
            *(graph_neo4j.measured(url, options.seed) if url else ()),
        ]


def embedded(path: Path, nodes: int, edges: int, seed: int) -> list[Row]:
    """The load of the embedded store and its p95 of one, two and three hops."""
    graph = made(nodes, edges, seed)
    with closing(SqliteGraph(path)) as store:
        started = perf_counter()
        store.upsert_nodes(graph.nodes, recorded_at=END)
        store.upsert_edges(graph.edges, recorded_at=END)
        seconds = perf_counter() - started
        rows = [Row("graph.sqlite.load_s", seconds, "s", LOAD_S, seconds / LOAD_S, edges)]
        for hops in (1, 2, 3):
            value = _hops(store, hops, nodes, seed)
            rows.append(Row(f"graph.sqlite.hops{hops}.p95", value, "ms", HOP_MS, value / HOP_MS, ASKED))
    return rows


def _hops(store: SqliteGraph, hops: int, nodes: int, seed: int) -> float:
    draw, span = random.Random(seed), (END - BEGIN).days
    asked = [(node_id(draw.randrange(int(nodes * 0.9))), draw.randrange(span // 2)) for _ in range(ASKED)]

    def ask(id_: str, days: int) -> None:
        queries.run(store, "neighbours", [id_], known_by=END - timedelta(days=days), depth=hops)

    return p95(ask, asked)


def article(folder: Path, small: int, large: int) -> Row:
    """Seconds of a build after one article told three relations: on a large graph, held against a small one."""
    times = [_after_one_article(folder / f"article{count}", count) for count in (large, small)]
    return Row("graph.article_s", times[0], "s", times[1], times[0] / times[1], large)


def _after_one_article(folder: Path, count: int) -> float:
    folder.mkdir()
    with (
        closing(SqliteDocuments(folder / "documents.db")) as documents,
        closing(SqliteGraph(folder / "graph.db")) as store,
    ):
        documents.upsert(RELATIONS.name, _relations("old", count), recorded_at=BEGIN)
        build(documents, store, known_by=END, recorded_at=END)
        times: list[float] = []
        for number in range(TRIES):
            moment = BEGIN + timedelta(days=number + 1)
            documents.upsert(RELATIONS.name, _relations(f"article{number}", 3), recorded_at=moment)
            started = perf_counter()
            build(documents, store, known_by=END, recorded_at=END)
            times.append(perf_counter() - started)
    return min(times)


def _relations(source: str, count: int) -> pl.DataFrame:
    schema = RELATIONS.written_schema()
    row: dict[str, object] = {
        "head_kind": "Company",
        "tail_kind": "Company",
        "type": "SUPPLIES",
        "source": source,
    }
    rows = [
        {**row, "head": node_id(n // 5), "tail": node_id(n // 5 + n % 5 + 1), "valid_from": BEGIN.date(),
         "known_at": BEGIN}
        for n in range(count)
    ]  # fmt: skip
    return pl.DataFrame([{name: one.get(name) for name in schema} for one in rows], schema=schema)


def as_of(folder: Path, seed: int) -> Row:
    """The share of random (moment, query) pairs that the whole and the stepwise graph answer exactly."""
    found = compare(folder, seed=seed, batches=BATCHES, moments=MOMENTS, asked=PAIRS // MOMENTS)
    right = 1 - len(set(found.different)) / found.answers
    return Row("graph.as_of.exact", right, "fraction", 1.0, right, found.answers)
