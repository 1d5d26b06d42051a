"""`stockelper get`: what is stored and visible at the as-of time, as JSON lines in order."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Literal

import polars as pl

from stockelper.clock import end_of, parse_day
from stockelper.errors import BadInput
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import COLLECTIONS
from stockelper.store.documents import Documents, Where, eq, has
from ui.output import emit
from ui.wiring import open_product


@dataclass(frozen=True)
class Shelf:
    """Where a kind of record lies: its collection's columns for the id and the time."""

    id: str
    when: str
    sort: Literal["key", "when"] = "key"


SHELVES: Mapping[str, Shelf] = MappingProxyType(
    {
        "bars": Shelf("security", "date"),
        "articles": Shelf("securities", "published", "when"),
        "filings": Shelf("security", "filed", "when"),
        "facts": Shelf("security", "period_end"),
        "actions": Shelf("security", "ex_date"),
        "securities": Shelf("security", "valid_from"),
        "holders": Shelf("security", "reported"),
        "subsidiaries": Shelf("security", "period"),
        "identifiers": Shelf("security", "known_at"),
    }
)


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("kind", choices=list(SHELVES), help="what to print")
    parser.add_argument("id", nargs="?", help="a security: 005930, KRX:005930, NVDA, INDEX:KS11, a name")
    parser.add_argument("--from", dest="from_", metavar="D", help="the first date")
    parser.add_argument("--to", metavar="D", help="the last date")
    parser.add_argument("--basis", choices=("raw", "splits", "total"), help="of bars")
    parser.add_argument("--limit", type=int, metavar="N", help="so many lines at most")


def run(options: Namespace) -> int:
    """Print the records; nothing found prints nothing."""
    if options.limit is not None and options.limit < 0:
        raise BadInput("bad_limit", value=options.limit)
    shelf = SHELVES[options.kind]
    product = open_product(options)
    try:
        security = identified(options.id, product.resolver()) if options.id else None
        where = conditions(options, shelf, security)
        for frame in _frames(product.documents, options, shelf, where, product.clock.now()):
            for record in records(frame, options.kind):
                emit(record)
    finally:
        product.close()
    return 0


def identified(text: str, resolver: Resolver) -> str:
    """The id that an argument means: an id as it is, else what the resolver makes of it."""
    prefix, colon, _ = text.partition(":")
    if colon and prefix in {"KRX", "US", "PRACTICE", "INDEX", "FX", "RATE"}:
        return text
    return resolver.lookup(text).id


def conditions(options: Namespace, shelf: Shelf, security: str | None) -> list[Where]:
    """What the options ask for."""
    columns = COLLECTIONS[options.kind].all_columns()
    where: list[Where] = []
    if security:
        where.append(has(shelf.id, security) if columns[shelf.id] == "list" else eq(shelf.id, security))
    is_time = columns[shelf.when] == "time"
    if options.from_:
        day = parse_day(options.from_)
        where.append(Where(shelf.when, ">=", datetime.combine(day, time(0), UTC) if is_time else day))
    if options.to:
        day = parse_day(options.to)
        where.append(Where(shelf.when, "<=", end_of(day) if is_time else day))
    if options.basis:
        if "basis" not in columns:
            raise BadInput("basis_for_bars_only", kind=options.kind)
        where.append(eq("basis", options.basis))
    return where


def _frames(
    documents: Documents, options: Namespace, shelf: Shelf, where: list[Where], now: datetime
) -> Iterator[pl.DataFrame]:
    if options.limit is None and shelf.sort == "key":
        yield from documents.stream(options.kind, *where, known_by=now)
    else:
        key = COLLECTIONS[options.kind].key
        order = key if shelf.sort == "key" else (shelf.when, *key)
        yield documents.read(options.kind, *where, known_by=now, order=order, limit=options.limit)


def records(frame: pl.DataFrame, kind: str) -> Iterator[dict[str, object]]:
    """The rows as JSON objects."""
    columns = COLLECTIONS[kind].columns
    nested = [name for name in frame.columns if columns.get(name) == "json"]
    for row in frame.iter_rows(named=True):
        yield {**row, **{name: json.loads(row[name]) for name in nested if row[name] is not None}}
