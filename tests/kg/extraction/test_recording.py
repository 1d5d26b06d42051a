"""Articles become edges: once each, with their document, validity, confidence and extractor."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from kg.build import build
from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted
from kg.extraction.version import rules_version
from kg.port import AsOf, Graph
from kg.sqlite import SqliteGraph
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents
from stockelper.store.sqlite import SqliteDocuments

DAY = datetime(2025, 11, 20, 6, tzinfo=UTC)


class Counting:
    """The rules, and how many documents they were given."""

    version = rules_version()

    def __init__(self, rules: RuleExtractor) -> None:
        self._rules = rules
        self.read: list[str] = []

    def extract(self, document: Document) -> Extracted:
        self.read.append(document.id)
        return self._rules.extract(document)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    opened = SqliteGraph(tmp_path / "graph.db")
    yield opened
    opened.close()


def store(documents: Documents, number: int, text: str, **changes: object) -> None:
    schema = ARTICLES.schema()
    row: dict[str, object] = {
        "article": f"https://example.invalid/{number}", "title": f"News {number}", "text": text, "published": DAY,
        "url": f"https://example.invalid/{number}", "securities": [], "known_at": DAY, **changes,
    }  # fmt: skip
    frame = pl.DataFrame([{name: row.get(name) for name in schema}], schema=schema)
    documents.upsert("articles", frame.drop("recorded_at"), recorded_at=DAY + timedelta(days=number))


def test_an_article_becomes_an_edge_that_names_it(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    store(documents, 1, "Kelvarro supplies Apple with memory chips.")
    report = build(documents, graph, known_by=DAY, recorded_at=DAY, extractor=extractor)
    assert (report.edges, report.conflicts) == (1, 0)
    (edge,) = graph.edges(("US:AAPL",), direction="in", types=("SUPPLIES",), as_of=AsOf.at(DAY), limit=5)
    assert (edge.head, edge.source.id, edge.source.title) == (
        "ORG:Kelvarro",
        "https://example.invalid/1",
        "News 1",
    )
    assert (edge.known_at, edge.valid_from, edge.confidence) == (DAY, DAY.date(), 0.8)
    assert rules_version() in edge.id


def test_an_event_is_a_node_that_its_company_is_affected_by(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    store(documents, 1, "Apple announced a $10 billion share buyback.")
    report = build(documents, graph, known_by=DAY, recorded_at=DAY, extractor=extractor)
    (edge,) = graph.edges(("US:AAPL",), direction="out", types=("AFFECTED_BY",), as_of=AsOf.at(DAY), limit=5)
    assert (report.events, edge.tail) == (1, "EVENT:US:AAPL:buyback 2025-11-20")


def test_only_new_articles_are_read_again(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    counting = Counting(extractor)
    for number in range(1, 4):
        store(documents, number, f"Kelvarro {number} is here.")
    later = DAY + timedelta(days=30)
    build(documents, graph, known_by=later, recorded_at=later, extractor=counting)
    assert len(counting.read) == 3
    counting.read.clear()
    store(documents, 9, "Zelmora acquired Brunovia for $5 million.")
    build(documents, graph, known_by=later, recorded_at=later, extractor=counting)
    assert counting.read == ["https://example.invalid/9"]


def test_simulated_and_repeated_articles_are_left_out(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    text = "Kelvarro supplies Apple with memory chips."
    store(documents, 1, text, simulated=True, securities=["PRACTICE:P101"])
    store(documents, 2, text, duplicate_of="https://example.invalid/1")
    counting = Counting(extractor)
    build(documents, graph, known_by=DAY, recorded_at=DAY, extractor=counting)
    assert counting.read == []
    build(documents, graph, known_by=DAY, recorded_at=DAY, market="practice", extractor=counting)
    assert counting.read == ["https://example.invalid/1"]


def test_without_an_extractor_no_article_is_read(documents: Documents, graph: Graph) -> None:
    store(documents, 1, "Kelvarro supplies Apple with memory chips.")
    assert build(documents, graph, known_by=DAY, recorded_at=DAY).edges == 0


def test_what_a_build_of_all_markets_has_read_is_not_read_for_one_of_them(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    counting = Counting(extractor)
    store(documents, 1, "Apple is here.", securities=["US:AAPL"])
    store(documents, 3, "Apple is here again.", securities=["US:AAPL"])
    later = DAY + timedelta(days=30)
    build(documents, graph, known_by=later, recorded_at=later, extractor=counting)
    assert len(counting.read) == 2
    counting.read.clear()
    store(documents, 9, "Apple is new.", securities=["US:AAPL"])
    build(documents, graph, market="us", known_by=later, recorded_at=later, extractor=counting)
    assert counting.read == ["https://example.invalid/9"]
    counting.read.clear()
    build(documents, graph, market="us", known_by=later, recorded_at=later, extractor=counting)
    assert counting.read == []


def test_an_edge_names_the_extractor_that_read_its_article(
    documents: Documents, graph: Graph, extractor: RuleExtractor
) -> None:
    class Failing(Counting):
        version = "a model that fails"

        def extract(self, document: Document) -> Extracted:
            return replace(super().extract(document), read_by=rules_version())

    store(documents, 1, "Kelvarro supplies Apple with memory chips.")
    build(documents, graph, known_by=DAY, recorded_at=DAY, extractor=Failing(extractor))
    (edge,) = graph.edges(("US:AAPL",), direction="in", types=("SUPPLIES",), as_of=AsOf.at(DAY), limit=5)
    assert rules_version() in edge.id
