"""`bench retrieval`: questions about companies' relations, answered from the graph and from plain retrieval.

Both read the same texts: the practice market's articles up to one day, whose truth is known. The graph holds what the rules
of extraction found in them, and nothing of the market's records. Plain retrieval looks the question's words up in the
full-text index and answers with the companies beside the asked one, in the sentences of the best articles that tell of the
relation. One hop asks for a company's suppliers, customers, rivals, holders or partners; two hops ask for the suppliers'
suppliers and the customers' customers. An answer is a set of companies: precision, recall and F1 are means over questions.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from collectors.practice.cast import companies
from collectors.practice.truth import Truth, truths
from evaluation.bench.extraction import practice_resolver
from evaluation.bench.result import BenchOptions, Row
from kg.extraction.reader import Reader
from kg.extraction.recording import read_articles
from kg.extraction.sentences import sentences
from kg.port import AsOf, Direction, Graph
from kg.sqlite import SqliteGraph
from stockelper.language.tokens import tokens
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import RelationType

UNTIL = datetime(2026, 11, 20, tzinfo=UTC)
TOP = 10
"""Articles that plain retrieval reads for a question."""
LIMIT = 200


@dataclass(frozen=True)
class Ask:
    """A kind of question: the relation and its side, and the words that say so in Korean."""

    name: str
    relation: RelationType
    direction: Direction
    words: tuple[str, ...]


ASKED = (
    Ask("suppliers", "SUPPLIES", "in", ("공급", "납품", "수주")),
    Ask("customers", "SUPPLIES", "out", ("공급", "납품", "수주")),
    Ask("competitors", "COMPETES_WITH", "both", ("경쟁", "라이벌")),
    Ask("holders", "HOLDS", "in", ("지분", "주주", "보유")),
    Ask("partners", "PARTNERS_WITH", "both", ("협약", "제휴", "협력")),
)
TWICE = ASKED[:2]
"""What can be asked of those that it found."""


def data(options: BenchOptions) -> Mapping[str, Path]:
    """It reads no file: the practice market is made from its seed."""
    del options
    return {}


def run(options: BenchOptions) -> Sequence[Row]:
    """Measure both ways of answering, one hop and two."""
    del options
    texts = [one for one in truths(UNTIL) if one.language == "ko" and not one.filing]
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder:
        return measured(Path(folder), texts)


def measured(folder: Path, texts: Sequence[Truth]) -> list[Row]:
    """The rows over texts; the stores are made in `folder`."""
    resolver, frame = practice_resolver(), _articles(texts)
    facts = read_articles(frame.with_columns(recorded_at=pl.lit(UNTIL)), Reader(resolver)).facts
    with (
        closing(SqliteDocuments(folder / "documents.db")) as documents,
        closing(SqliteGraph(folder / "graph.db")) as graph,
    ):
        documents.upsert(ARTICLES.name, frame, recorded_at=UNTIL)
        graph.upsert_nodes(facts.nodes, recorded_at=UNTIL, weak=True)
        graph.upsert_edges(facts.edges, recorded_at=UNTIL)
        return list(_rows(_Stated.of(texts), graph, documents, resolver))


@dataclass(frozen=True)
class _Stated:
    """The relations that the texts truly state, between companies with ids."""

    edges: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, texts: Iterable[Truth]) -> "_Stated":
        """All of them, each once."""
        found = ((r.type, r.head_id, r.tail_id) for text in texts for r in text.relations)
        return cls(frozenset((type_, str(head), str(tail)) for type_, head, tail in found if head and tail))

    def answer(self, ask: Ask, company: str) -> frozenset[str]:
        """Who stands at the asked side of a company."""
        own = [(head, tail) for type_, head, tail in self.edges if type_ == ask.relation]
        into = {head for head, tail in own if tail == company and ask.direction in ("in", "both")}
        out = {tail for head, tail in own if head == company and ask.direction in ("out", "both")}
        return frozenset(into | out)


def _rows(stated: _Stated, graph: Graph, documents: Documents, resolver: Resolver) -> Iterator[Row]:
    plain = _Plain(documents, resolver)
    for hops, asks in ((1, ASKED), (2, TWICE)):
        questions = list(_questions(stated, asks, hops))
        mine = [(_of_graph(graph, ask, company, hops), truth) for ask, company, truth in questions]
        theirs = [(plain.answer(ask, company, hops), truth) for ask, company, truth in questions]
        for figure, ours, reference in zip(
            ("precision", "recall", "f1"), _means(mine), _means(theirs), strict=True
        ):
            ratio = round(ours / reference, 4) if reference else None
            yield Row(f"retrieval.hops{hops}.{figure}", ours, "fraction", reference, ratio, len(questions))


def _questions(stated: _Stated, asks: Sequence[Ask], hops: int) -> Iterator[tuple[Ask, str, frozenset[str]]]:
    """Every kind of question about every company that has an answer."""
    for ask in asks:
        for company in sorted(one.id for one in companies()):
            truth = stated.answer(ask, company)
            if hops == 2:
                truth = frozenset(far for near in truth for far in stated.answer(ask, near)) - {company}
            if truth:
                yield ask, company, truth


def _of_graph(graph: Graph, ask: Ask, company: str, hops: int) -> frozenset[str]:
    found = _beside(graph, ask, (company,))
    return found if hops == 1 else _beside(graph, ask, sorted(found)) - {company}


def _beside(graph: Graph, ask: Ask, ids: Sequence[str]) -> frozenset[str]:
    edges = graph.edges(
        ids, direction=ask.direction, types=(ask.relation,), as_of=AsOf(UNTIL, None), limit=LIMIT
    )
    near = {end for edge in edges for end in _ends(ask.direction, edge.head, edge.tail)} - set(ids)
    return frozenset(one for one in near if one.startswith("PRACTICE:"))


def _ends(direction: Direction, head: str, tail: str) -> tuple[str, ...]:
    return {"in": (head,), "out": (tail,), "both": (head, tail)}[direction]


@dataclass(frozen=True)
class _Plain:
    """Full-text search, and whoever stands beside the company in the sentences that tell of the relation."""

    documents: Documents
    resolver: Resolver

    def answer(self, ask: Ask, company: str, hops: int) -> frozenset[str]:
        """The companies of the best articles; a second hop asks the same of each that the first one found."""
        found = self._once(ask, company)
        if hops == 1:
            return found
        return frozenset(far for near in found for far in self._once(ask, near)) - {company}

    def _once(self, ask: Ask, company: str) -> frozenset[str]:
        security = self.resolver.listing.get(company)
        name = security.name if security else company
        wanted = tokens(" ".join((name, *ask.words)))
        rows = self.documents.search(ARTICLES.name, wanted, known_by=UNTIL, limit=TOP)
        told = (
            one for row in rows.iter_rows(named=True) for one in sentences(f"{row['title']}\n{row['text']}")
        )
        named = [set(self.resolver.tag(one)) for one in told if any(word in one for word in ask.words)]
        return frozenset(other for ids in named if company in ids for other in ids - {company})


def _means(answers: Sequence[tuple[frozenset[str], frozenset[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1; an empty answer has a precision of 0, since every question has an answer."""
    scores = [_score(found, truth) for found, truth in answers]
    sums = [sum(column) / len(scores) for column in zip(*scores, strict=True)] if scores else [0.0] * 3
    precision, recall, f1 = (round(one, 4) for one in sums)
    return precision, recall, f1


def _score(found: frozenset[str], truth: frozenset[str]) -> tuple[float, float, float]:
    right = len(found & truth)
    if not right:
        return 0.0, 0.0, 0.0
    precision, recall = right / len(found), right / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _articles(texts: Sequence[Truth]) -> pl.DataFrame:
    schema = ARTICLES.written_schema()
    rows = [
        {"article": one.id, "title": one.title, "text": one.text, "published": one.published, "source": "practice",
         "securities": list(one.companies), "simulated": True, "known_at": one.published}
        for one in texts
    ]  # fmt: skip
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
