"""A back-fill of 500 securities from a server that answers in 50 ms: the source's rate should be the limit, not we.

The server runs in a process of its own; the collector is what the scheduler runs, with the polite client, the quality
gate, the store behind a fence and the run log.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from collectors.choosing import securities
from collectors.collecting import collect
from collectors.gate import admit
from collectors.reading import Asked, Collecting
from collectors.runs import holder
from collectors.scheduling.lease import Lease
from collectors.source import Page, Rate, Source, Wanted, Web
from collectors.sources.naver_chart import SOURCE
from collectors.web import PoliteWeb
from evaluation.bench.result import BenchOptions, Row
from stockelper.clock import wall_clock
from stockelper.errors import StoreError
from stockelper.markets.registry import MARKETS
from stockelper.securities.at import resolver_at
from stockelper.settings import Settings
from stockelper.store.documents import Fence
from stockelper.store.sqlite import SqliteDocuments

SYMBOLS = 500
ANSWERS_IN = 0.05
RATE = 10.0
"""Calls a second that the source allows; no real source is declared with more."""
TARGET = 0.90
WARM = 100
"""Securities after which the memory is looked at first."""
GROWTH_MB = 20.0
FIRST, UNTIL = date(2024, 1, 2), date(2024, 12, 30)


class _Chart(BaseHTTPRequestHandler):
    """A year of bars for any symbol, after a moment."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        time.sleep(ANSWERS_IN)
        symbol = parse_qs(urlsplit(self.path).query)["symbol"][0]
        days = enumerate(MARKETS["krx"].sessions(FIRST, UNTIL))
        items = "".join(
            f'<item data="{day:%Y%m%d}|{n + 100}|{n + 110}|{n + 90}|{n + 105}|{n + 1}" />' for n, day in days
        )
        body = f'<protocol><chartdata symbol="{symbol}">{items}</chartdata></protocol>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _serve(told: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Chart)
    told.send(server.server_address[1])
    server.serve_forever()


@dataclass
class _Watched:
    """The source with a look at the memory between its securities."""

    source: Source
    memory_mb: list[float] = field(default_factory=list)

    def fetch(self, web: Web, wanted: Wanted) -> Iterator[Page]:
        self.memory_mb.append(held_mb())
        yield from self.source.fetch(web, wanted)


@dataclass(frozen=True)
class _Filled:
    """What the back-fill took."""

    calls: int
    rows: int
    seconds: float
    growth_mb: float


def data(options: BenchOptions) -> Mapping[str, Path]:
    """No file: the server makes its answers."""
    return {}


def run(options: BenchOptions) -> Sequence[Row]:
    """Calls a second against the declared rate, bars a second, and what the memory grew by."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    server = context.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    try:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            filled = pool.submit(_fill, f"http://127.0.0.1:{here.recv()}").result()
    finally:
        server.terminate()
        server.join()
    speed = filled.calls / filled.seconds
    return [
        Row("backfill.calls_per_s", speed, "calls/s", RATE, speed / RATE, filled.calls),
        Row("backfill.share_of_rate", speed / RATE, "fraction", TARGET, speed / RATE / TARGET, filled.calls),
        Row("backfill.rows_per_s", filled.rows / filled.seconds, "rows/s", n=filled.rows),
        Row("backfill.memory_growth", filled.growth_mb, "MB", GROWTH_MB, filled.growth_mb / GROWTH_MB),
    ]


def _fill(address: str) -> _Filled:
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder:
        documents = SqliteDocuments(Path(folder) / "documents.db")
        settings = Settings(source_addresses={SOURCE.name: address})
        watched = _Watched(replace(SOURCE, rate=Rate(RATE)))
        source = replace(watched.source, fetch=watched.fetch)
        lease = Lease(documents, "job:backfill", holder())
        assert lease.take(wall_clock()), "nobody else has a new store's lease"
        assert lease.fence is not None, "a lease that was taken has a number"
        collecting = Collecting(
            documents,
            lambda one: PoliteWeb(one, settings, documents, wall_clock),
            wall_clock,
            gate=admit,
            fence=Fence(lease.name, lease.fence),
        )
        symbols = [f"{number:06d}" for number in range(500_010, 500_010 + 10 * SYMBOLS, 10)]
        asked = Asked(securities(symbols, resolver_at(documents, wall_clock())), FIRST, UNTIL)
        started = time.perf_counter()
        (row,) = collect(collecting, [[source]], asked)
        seconds = time.perf_counter() - started
        documents.close()
    if row["state"] != "done" or row["error"]:
        raise StoreError("store_trouble", detail=str(row["error"]))
    growth = watched.memory_mb[-1] - watched.memory_mb[WARM]
    return _Filled(SYMBOLS, int(str(row["inserted"])), seconds, growth)


def held_mb() -> float:
    """The memory that this process holds now; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)
