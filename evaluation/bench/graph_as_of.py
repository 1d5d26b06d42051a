"""As-of exactness for `bench graph`: graphs that know everything, asked about the past, against one that never did.

Records come in batches (`graph_records`). One graph is built from all of them at once, a second one step by step
after every batch, its articles read by older rules for the first half. For each of some moments a third is built from only what was known by then; of that moment all
three must answer every query alike.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.bench.graph_records import COMPANIES, FIRMS, FIRST, STEP, MadeReader, batch
from kg import queries
from kg.build import build
from kg.port import Graph
from kg.sqlite import SqliteGraph
from stockelper.store.documents import Documents
from stockelper.store.sqlite import SqliteDocuments

ASKED = (*COMPANIES, *(f"ORG:{name.replace(' ', '')}" for name in FIRMS))


@dataclass(frozen=True)
class Compared:
    """How many answers were compared, and which differed: the query, its ids, the moment, and which graph."""

    answers: int
    different: tuple[str, ...]


def compare(folder: Path, *, seed: int, batches: int, moments: int, asked: int) -> Compared:
    """Ask `asked` random queries at each of `moments` random moments; the files stand under `folder`."""
    draw = random.Random(seed)
    last = FIRST + (batches + 1) * STEP
    different: list[str] = []
    with (
        closing(SqliteDocuments(folder / "documents.db")) as documents,
        closing(SqliteGraph(folder / "stepwise.db")) as stepwise,
        closing(SqliteGraph(folder / "whole.db")) as whole,
    ):
        older, newer = MadeReader(older=True), MadeReader(older=False)
        for number in range(batches):
            reader = older if number < batches // 2 else newer
            _come(draw, documents, stepwise, FIRST + (number + 1) * STEP, reader)
        build(documents, whole, known_by=last, recorded_at=last, extractor=newer)
        for number in range(moments):
            moment = FIRST + draw.random() * (last - FIRST)
            with closing(SqliteGraph(folder / f"then{number}.db")) as then:
                build(documents, then, known_by=moment, recorded_at=last, extractor=newer)
                graphs = {"whole": whole, "stepwise": stepwise}
                different += _differences(draw, moment, asked, then, graphs)
    return Compared(moments * asked, tuple(different))


def _come(
    draw: random.Random, documents: Documents, graph: Graph, moment: datetime, reader: MadeReader
) -> None:
    for collection, frame in batch(draw, moment):
        documents.upsert(collection.name, frame, recorded_at=moment, revised_at=moment)
    build(documents, graph, known_by=moment, recorded_at=moment, extractor=reader)


def _differences(
    draw: random.Random, moment: datetime, asked: int, then: Graph, graphs: Mapping[str, Graph]
) -> Iterator[str]:
    for _ in range(asked):
        query = draw.choice(tuple(queries.QUERIES.values()))
        ids = draw.sample(ASKED, query.ids)
        depth = draw.randint(1, 3) if query.depth else None
        expected = _answer(then, query.name, ids, moment, depth)
        for name, graph in graphs.items():
            if _answer(graph, query.name, ids, moment, depth) != expected:
                yield f"{query.name} {' '.join(ids)} at {moment.isoformat()}: {name}"


def _answer(
    graph: Graph, name: str, ids: Sequence[str], moment: datetime, depth: int | None
) -> queries.Result:
    return queries.run(graph, name, ids, known_by=moment, depth=depth)
