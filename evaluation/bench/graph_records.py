"""Made-up records for the as-of figures of `bench graph`: listings, holders and relations that change and come late."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import polars as pl

from stockelper.store.collection import Collection
from stockelper.store.collections import HOLDERS, RELATIONS, SECURITIES

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
STEP = timedelta(days=60)
COMPANIES = [f"US:MADE{number}" for number in range(30)]
OWNERS = tuple(f"Made-up Fund {number}" for number in range(8))
SECTORS = ("S1", "S2", "S3", None)
TYPES = ("SUPPLIES", "COMPETES_WITH", "PARTNERS_WITH", "SUBSIDIARY_OF", "INVESTS_IN")
SOURCES = ("a", "b")
LATE = timedelta(days=200)
"""How long before it is recorded something may have become known at most."""
_Row = dict[str, object]


def batch(draw: random.Random, moment: datetime) -> Iterator[tuple[Collection, pl.DataFrame]]:
    """What comes at a moment, by collection."""
    makers: tuple[tuple[Collection, Callable[[random.Random], _Row], int], ...] = (
        (SECURITIES, _security, 8),
        (HOLDERS, _report, 15),
        (RELATIONS, _relation, 30),
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
