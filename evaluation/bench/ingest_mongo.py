"""The import into MongoDB, held against the driver's bare bulk upsert of the same documents.

Both read the first rows of the same file and send the same fields under the same `_id` in bulks, each from a process of its own into a database of its own, which is dropped at the end. It is measured
where `STOCKELPER_TEST_MONGODB_URL` names a server. A bare insert, which no import can do without losing
what is stored, is measured beside it.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Literal
from uuid import uuid4

import polars as pl
from pymongo import InsertOne, MongoClient, ReplaceOne

from evaluation.bench.ingest_sides import (
    ROUNDS,
    TARGET,
    Measured,
    imported_twice,
    peak_memory_mb,
    rows_of_sides,
    shaped,
)
from evaluation.bench.result import Row
from stockelper.store.collections import BARS
from stockelper.store.mongo import MongoDocuments
from stockelper.store.mongo_values import SEPARATOR, Document

ROWS = 100_000
"""How many of the file's rows: enough for a steady rate on a server that others use too."""
BULK = 10_000
"""Documents of one bare bulk."""
_KEY = tuple(BARS.key)


def rows(path: Path, url: str) -> Sequence[Row]:
    """Rows a second of the import, of bare upserts and of bare inserts, and the import's second go."""
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder:
        part = Path(folder) / path.name
        pl.scan_parquet(path).head(ROWS).sink_parquet(part)
        runs = [
            tuple(_alone(side, part, url) for side in (partial(bare, "upsert"), partial(bare, "insert"), imported))
            for _ in range(ROUNDS)
        ]  # fmt: skip
    upserts, inserts, ours = (max(side, key=lambda one: one.rate) for side in zip(*runs, strict=True))
    ratio = ours.rate / inserts.rate
    return [
        *rows_of_sides("ingest.mongodb", upserts, ours),
        Row("ingest.mongodb.insert_ratio", ratio, "fraction", TARGET, ratio / TARGET, ours.rows),
    ]


def _alone(side: Callable[[Path, str], Measured], path: Path, url: str) -> Measured:
    """One side in a fresh process on a fresh database."""
    address = f"{url.rstrip('/')}/stockelper_bench_{uuid4().hex[:12]}"
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(side, path, address).result()
    finally:
        with MongoClient[Document](address) as client:
            client.drop_database(client.get_default_database().name)


def imported(path: Path, address: str) -> Measured:
    """The real import, twice."""
    return imported_twice(path, MongoDocuments(address))


def bare(kind: Literal["upsert", "insert"], path: Path, address: str) -> Measured:
    """The least that stores the same documents: no gate, no history, no counts."""
    written = 0
    with MongoClient[Document](address) as client:
        started = time.perf_counter()
        place = client.get_default_database()[BARS.name]
        for frame in pl.scan_parquet(path).collect_batches(chunk_size=BULK, maintain_order=True, lazy=True):
            documents = _documents(frame)
            place.bulk_write([_write(kind, one) for one in documents], ordered=False)
            written += len(documents)
        seconds = time.perf_counter() - started
    return Measured(written, seconds, peak_mb=peak_memory_mb())


def _write(
    kind: Literal["upsert", "insert"], document: Document
) -> "InsertOne[Document] | ReplaceOne[Document]":
    if kind == "insert":
        return InsertOne(document)
    return ReplaceOne({"_id": document["_id"]}, document, upsert=True)


def _documents(frame: pl.DataFrame) -> list[Document]:
    """The documents of the store, with the values that cost nothing."""
    rows = shaped(frame).with_columns(pl.col("date").cast(pl.Date).cast(pl.String))
    identifiers = pl.concat_str(*_KEY, separator=SEPARATOR)
    return rows.with_columns(_id=identifiers, content=pl.lit(1 << 60)).to_dicts()
