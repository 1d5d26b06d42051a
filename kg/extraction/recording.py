"""From what was read in articles to facts of the graph: edges with their document, validity, confidence and extractor.

A listed company is its security. Whoever is not listed gets an id made from the name in one spelling and our own prefix,
which no query, label or key of a store is ever built from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from kg.edges import TEXT
from kg.extraction.records import Document, Extracted, Extractor, FoundEvent, FoundRelation, Mention
from kg.facts import Facts, stated
from stockelper.language.normalise import normalise
from stockelper.store.collections import RELATIONS

_KINDS = {
    "company": "Company",
    "name": "Company",
    "person": "Person",
    "product": "Product",
    "sector": "Sector",
}
_PREFIXES = {"Company": "ORG", "Person": "PERSON", "Product": "PRODUCT", "Sector": "SECTOR"}
SCHEMA = RELATIONS.schema()


@dataclass(frozen=True)
class ArticlesRead:
    """What articles state, and for each article the version of the extractor that read it."""

    facts: Facts
    readers: Mapping[str, str]


def read_articles(articles: pl.DataFrame, extractor: Extractor) -> ArticlesRead:
    """Read articles (rows of the collection), each once."""
    rows: list[dict[str, object]] = []
    readers: dict[str, str] = {}
    for article in articles.iter_rows(named=True):
        found = extractor.extract(_document(article))
        readers[article["article"]] = reader = found.read_by or extractor.version
        rows += _rows(article, found, f"{TEXT}{reader}")
    return ArticlesRead(stated(pl.DataFrame(rows, schema=SCHEMA, orient="row")), readers)


def _document(article: dict[str, Any]) -> Document:
    day = _published(article).date()
    return Document(article["article"], article["title"] or "", article["text"] or "", day)


def _published(article: dict[str, Any]) -> datetime:
    return article["published"] or article["known_at"]


def _rows(article: dict[str, Any], found: Extracted, source: str) -> Iterator[dict[str, object]]:
    published = _published(article)
    told: dict[str, object] = {
        "source": source,
        "valid_from": published.date(),
        "document": article["article"],
        "title": article["title"],
        "url": article["url"],
        "known_at": article["known_at"],
        "recorded_at": article["recorded_at"],
    }
    for relation in found.relations:
        yield {**dict.fromkeys(SCHEMA), **told, **_relation(relation)}
    for event in found.events:
        yield {**dict.fromkeys(SCHEMA), **told, **_event(event, published)}


def _relation(found: FoundRelation) -> dict[str, object]:
    return {
        "type": found.type,
        **_end("head", found.head),
        **_end("tail", found.tail),
        "ratio": found.ratio,
        "confidence": found.confidence,
    }


def _event(found: FoundEvent, published: datetime) -> dict[str, object]:
    """A company is affected by an event of the day; two articles about it tell of one."""
    company = _end("head", found.company)
    name = f"{found.type} {published.date().isoformat()}"
    return {
        "type": "AFFECTED_BY",
        **company,
        "tail": f"EVENT:{company['head']}:{name}",
        "tail_kind": "Event",
        "tail_name": name,
        "confidence": found.confidence,
    }


def _end(side: str, mention: Mention) -> dict[str, object]:
    kind = _KINDS.get(mention.kind, "Company")
    id_ = mention.id or f"{_PREFIXES[kind]}:{normalise(mention.text).replace(' ', '')}"
    return {side: id_, f"{side}_kind": kind, f"{side}_name": mention.text}
