"""How fast the import is, held against the bare `sqlite3.executemany` upsert of the same rows.

Both read the same Parquet file and write the same columns under the same primary key, with the same pragmas
and transactions of the same size. Each runs in a process of its own, so that neither finds memory or caches
that the other warmed; the import is what `stockelper import` runs, gate, quarantine and run records included.
Where `STOCKELPER_TEST_MONGODB_URL` names a server, the same is measured on MongoDB (`ingest_mongo`).
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from evaluation.bench import ingest_mongo
from evaluation.bench.ingest_sides import (
    ROUNDS,
    Measured,
    imported_twice,
    peak_memory_mb,
    rows_of_sides,
    shaped,
)
from evaluation.bench.result import BenchOptions, Row
from stockelper.errors import NoData
from stockelper.settings import load
from stockelper.store.collections import BARS
from stockelper.store.sqlite import SqliteDocuments
from stockelper.store.sqlite_connections import PRAGMAS
from stockelper.store.sqlite_layout import sql

FILE = "prices/krx_daily_2019_2025.parquet"
_COLUMNS = (
    "security", "interval", "date", "basis", "source", "open", "high", "low", "close", "volume", "adj_close",
    "halted", "known_at", "recorded_at",
)  # fmt: skip
_KEY = ("security", "interval", "date", "basis", "source")


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The file that is imported."""
    path = options.data or options.shared_data / FILE
    return {path.name: path}


def run(options: BenchOptions) -> Sequence[Row]:
    """Rows a second of both, their ratio, the second import and the peak memory."""
    (path,) = data(options).values()
    if not path.is_file():
        raise NoData("missing_file", file=str(path))
    runs = [(_alone(bare, path), _alone(imported, path)) for _ in range(ROUNDS)]
    reference = max((b for b, _ in runs), key=lambda side: side.rate)
    ours = max((o for _, o in runs), key=lambda side: side.rate)
    url = load().test_mongodb_url
    return [*rows_of_sides("ingest", reference, ours), *(ingest_mongo.rows(path, url) if url else ())]


def _alone(side: Callable[[Path, Path], Measured], path: Path) -> Measured:
    """One side in a fresh process on a fresh file."""
    with (
        tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        return pool.submit(side, path, Path(folder) / "documents.db").result()


def imported(path: Path, database: Path) -> Measured:
    """The real import, twice."""
    return imported_twice(path, SqliteDocuments(database))


def bare(path: Path, database: Path) -> Measured:
    """The least that stores the same rows: no gate, no history, no counts."""
    started = time.perf_counter()
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in ("PRAGMA journal_mode = WAL", *PRAGMAS):
        connection.execute(pragma)
    connection.execute(
        f"CREATE TABLE bars ({', '.join(_COLUMNS)}, PRIMARY KEY ({', '.join(_KEY)})) WITHOUT ROWID"
    )
    rows = 0
    for frame in pl.scan_parquet(path).collect_batches(
        chunk_size=BARS.batch_rows, maintain_order=True, lazy=True
    ):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_upsert(), shaped(frame).iter_rows())
        connection.execute("COMMIT")
        rows += frame.height
    connection.close()
    return Measured(rows, time.perf_counter() - started, peak_mb=peak_memory_mb())


def _upsert() -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _KEY)
    marks = ", ".join("?" * len(_COLUMNS))
    key = ", ".join(_KEY)
    return sql("INSERT INTO bars VALUES (", marks, ") ON CONFLICT (", key, ") DO UPDATE SET", changes)
