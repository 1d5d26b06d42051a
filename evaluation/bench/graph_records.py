"""Made-up records for the as-of figures of `bench graph`: listings, holders, relations and articles that change and
come late, and two made-up readers of the articles, of which the older one misreads."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import polars as pl

from kg.extraction.records import Document, Extracted, FoundRelation, Mention
from stockelper.store.collection import Collection
from stockelper.store.collections import ARTICLES, HOLDERS, RELATIONS, SECURITIES

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
STEP = timedelta(days=60)
COMPANIES = [f"US:MADE{number}" for number in range(30)]
OWNERS = tuple(f"Made-up Fund {number}" for number in range(8))
SECTORS = ("S1", "S2", "S3", None)
TYPES = ("SUPPLIES", "COMPETES_WITH", "PARTNERS_WITH", "SUBSIDIARY_OF", "INVESTS_IN")
SOURCES = ("a", "b")
FIRMS = tuple(f"Made-up Firm {number}" for number in range(12))
MANNERS = ("says", "says", "denies", "hints")
LATE = timedelta(days=200)
"""How long before it is recorded something may have become known at most."""
_Row = dict[str, object]


def batch(draw: random.Random, moment: datetime) -> Iterator[tuple[Collection, pl.DataFrame]]:
    """What comes at a moment, by collection."""
    makers: tuple[tuple[Collection, Callable[[random.Random], _Row], int], ...] = (
        (SECURITIES, _security, 8),
        (HOLDERS, _report, 15),
        (RELATIONS, _relation, 30),
        (ARTICLES, _article, 12),
    )
    for collection, make, count in makers:
        rows = [{**make(draw), "known_at": moment - draw.random() * LATE} for _ in range(count)]
        schema = collection.written_schema()
        yield (
            collection,
            pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema),
        )


def _day(draw: random.Random) -> date:
    """One of few days, so that the same record comes again with other content."""
    return (
        date(1900, 1, 1) if draw.random() < 0.3 else date(2019 + draw.randrange(5), 1 + draw.randrange(3), 1)
    )


def _security(draw: random.Random) -> _Row:
    company = draw.choice(COMPANIES)
    begun = _day(draw)
    return {
        "security": company, "valid_from": begun, "market": "us", "ticker": company.partition(":")[2],
        "name": f"{company} {draw.randrange(3)}", "sector": draw.choice(SECTORS), "currency": "USD", "source": "made",
        "valid_to": date(2024, 6, 1) if draw.random() < 0.2 else None, "provisional": False, "simulated": False,
    }  # fmt: skip


def _report(draw: random.Random) -> _Row:
    ratio = draw.choice((None, 0.0, 1.7, *(round(draw.random(), 2) for _ in range(8))))
    return {
        "security": draw.choice(COMPANIES), "holder": draw.choice(OWNERS), "reported": _day(draw),
        "source": draw.choice(SOURCES), "ratio": ratio, "accession": f"made {draw.randrange(1000)}",
    }  # fmt: skip


def _relation(draw: random.Random) -> _Row:
    head, tail = draw.choice(COMPANIES), draw.choice(COMPANIES)
    return {
        "type": draw.choice(TYPES), "head": head, "tail": tail, "source": draw.choice(SOURCES),
        "valid_from": _day(draw), "valid_to": draw.choice((None, None, date(2023, 5, 1), date(2021, 5, 1))),
        "head_kind": "Company", "tail_kind": "Company", "head_name": head, "tail_name": tail,
        "confidence": round(draw.random(), 1),
    }  # fmt: skip


def _article(draw: random.Random) -> _Row:
    """One of few articles, so that the same one comes again with another text."""
    told = [
        f"{draw.choice(MANNERS)}|{draw.choice(('SUPPLIES', 'INVESTS_IN'))}|"
        f"{draw.choice((*COMPANIES[:8], *FIRMS))}|{draw.choice((*COMPANIES[:8], *FIRMS))}"
        for _ in range(draw.randrange(4))
    ]
    name = f"made {draw.randrange(60)}"
    return {
        "article": name, "title": "", "text": "\n".join(told), "url": name, "securities": [], "simulated": False,
    }  # fmt: skip


class MadeReader:
    """Reads made-up articles: what one says; the `older` one takes for said what is denied, and misses what is hinted."""

    def __init__(self, *, older: bool) -> None:
        self._told = ("says", "denies") if older else ("says", "hints")
        self.version = f"rules {'old' if older else 'new'}"

    def extract(self, document: Document) -> Extracted:
        """The relations of its lines."""
        lines = [line.split("|") for line in document.text.splitlines()]
        found = [(type_, head, tail) for manner, type_, head, tail in lines if manner in self._told]
        once = dict.fromkeys(found)
        return Extracted(
            tuple(
                FoundRelation(
                    "SUPPLIES" if type_ == "SUPPLIES" else "INVESTS_IN", _named(head), _named(tail), None, 0.8
                )
                for type_, head, tail in once
            )
        )


def _named(name: str) -> Mention:
    return Mention(name, "company", name if name in COMPANIES else None)
