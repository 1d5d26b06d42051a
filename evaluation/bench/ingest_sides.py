"""What the sides of `bench ingest` share: what was measured of each, and the figures made of two."""

import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from collectors.files.importing import import_paths
from collectors.files.prepared import Options
from evaluation.bench.result import Row
from stockelper.markets.registry import MARKETS
from stockelper.store.documents import Documents

TARGET = 0.70
FASTER_AGAIN = 2.0
"""How many times as fast unchanged data should go in again."""
MEMORY_MB = 1500.0
ROUNDS = 2
"""Each side is measured so often, in turn; the better run counts, as both share the machine with others."""


@dataclass(frozen=True)
class Measured:
    """One side: rows, seconds of the first and of a second go, rows the second one changed, peak memory."""

    rows: int
    seconds: float
    again_seconds: float = 0.0
    again_changed: int = 0
    peak_mb: float = 0.0

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


def rows_of_sides(name: str, reference: Measured, ours: Measured) -> list[Row]:
    """The ratio of both rates, the second import against half of the first, and the peak memory."""
    ratio, due = ours.rate / reference.rate, ours.seconds / FASTER_AGAIN
    return [
        Row(f"{name}.ratio", ratio, "fraction", TARGET, ratio / TARGET, ours.rows),
        Row(f"{name}.rows_per_s", ours.rate, "rows/s", reference.rate, ratio, ours.rows),
        Row(f"{name}.again_s", ours.again_seconds, "s", due, ours.again_seconds / due, ours.rows),
        Row(f"{name}.again_changed", ours.again_changed, "rows", n=ours.rows),
        Row(f"{name}.peak_memory", ours.peak_mb, "MB", MEMORY_MB, ours.peak_mb / MEMORY_MB),
    ]


def shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the store, with the values that cost nothing."""
    return frame.select(
        pl.concat_str(pl.lit("KRX:"), "symbol").alias("security"),
        pl.lit("1d").alias("interval"),
        pl.col("date").to_physical(),
        pl.lit("splits").alias("basis"),
        pl.lit("import").alias("source"),
        pl.col("open", "high", "low", "close").cast(pl.Float64),
        "volume",
        pl.lit(None).alias("adj_close"),
        (pl.col("open") == 0).alias("halted"),
        pl.lit(0).alias("known_at"),
        pl.lit(0).alias("recorded_at"),
    )


def imported_twice(path: Path, documents: Documents) -> Measured:
    """What `stockelper import` does with a file, and the same again. The store is closed after that."""
    options = Options(market=MARKETS["krx"])
    started = time.perf_counter()
    first = import_paths([path], documents, options=options).files[0]
    between = time.perf_counter()
    second = import_paths([path], documents, options=options).files[0]
    ended = time.perf_counter()
    documents.close()
    moved = second.inserted + second.changed
    return Measured(first.read, between - started, ended - between, moved, peak_memory_mb())


def peak_memory_mb() -> float:
    """The most memory that this process has held; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)
