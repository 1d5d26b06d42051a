"""`bench graph` on a small scale: what it measures is what it says."""

from contextlib import closing
from pathlib import Path

import polars as pl

from evaluation.bench import graph
from evaluation.bench.graph_as_of import compare
from evaluation.bench.graph_made import END, made
from kg.port import AsOf
from kg.sqlite import SqliteGraph


def test_the_made_up_graph_has_the_size_that_was_asked_for_and_is_the_same_again() -> None:
    first, again = made(500, 2_000, 7), made(500, 2_000, 7)
    assert (first.nodes.height, first.edges["id"].n_unique()) == (500, 2_000)
    assert first.edges.equals(again.edges)
    assert set(pl.concat([first.edges["head"], first.edges["tail"]])) <= set(first.nodes["id"])


def test_everything_made_up_is_loaded_and_asked_for(tmp_path: Path) -> None:
    rows = graph.embedded(tmp_path / "graph.db", 500, 2_000, 7)
    assert [row.name for row in rows] == [
        "graph.sqlite.load_s",
        *(f"graph.sqlite.hops{n}.p95" for n in (1, 2, 3)),
    ]
    assert all(row.value and row.value > 0 for row in rows)
    with closing(SqliteGraph(tmp_path / "graph.db")) as store:
        assert store.count() == {"nodes": 500, "edges": 2_000}
        assert store.edges(("MADE:000000",), direction="both", as_of=AsOf(END, None), limit=1)


def test_one_article_is_built_into_a_small_and_a_large_graph(tmp_path: Path) -> None:
    row = graph.article(tmp_path, 10, 200)
    assert row.value and row.reference and row.n == 200


def test_a_graph_answers_of_a_moment_as_one_that_never_knew_more(tmp_path: Path) -> None:
    found = compare(tmp_path, seed=11, batches=6, moments=4, asked=50)
    assert (found.answers, found.different) == (200, ())
