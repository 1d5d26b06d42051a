"""The product's commands as processes at work on a store, for tests that cut them off: collecting, importing, scheduling."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from collectors.scheduling.jobs import JOBS
from collectors.scheduling.lease import Lease
from collectors.scheduling.retrying import Turn
from collectors.scheduling.states import change, states
from stockelper.clock import wall_clock
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import (
    ACTIONS,
    ARTICLES,
    BARS,
    CURSORS,
    LEASES,
    QUARANTINE,
    RUNS,
    SECURITIES,
)
from stockelper.store.documents import Documents, eq
from tests.collectors.charts import naver_chart, yahoo_chart
from tests.collectors.replay import Replay, Told
from ui.wiring import Product

TICKERS = [f"{number:06d}" for number in range(100_010, 100_130, 10)]
UNTIL = wall_clock().date() - timedelta(days=20)
DAYS = MARKETS["krx"].sessions(UNTIL - timedelta(days=90), UNTIL)
DAYS_OF_FILE = MARKETS["krx"].sessions(UNTIL - timedelta(days=300), UNTIL)
SECURITIES_OF_FILE = 100
SOURCES_USED = ("yahoo", "naver_chart", "nasdaq_chart", "yahoo_news", "rss")
DUE = ("prices-krx", "news-krx")
LONG_AGO = (wall_clock() - timedelta(days=4)).replace(microsecond=0)
SPANS: Mapping[str, float] = {"collect": 1.6, "import": 0.8, "schedule": 2.5}
"""Seconds within which a command is killed once it works; a quiet run takes about as long."""
KEPT: Mapping[str, tuple[str, ...]] = {
    BARS.name: (), ARTICLES.name: (), ACTIONS.name: (), SECURITIES.name: (),
    QUARANTINE.name: ("first_seen",), CURSORS.name: ("updated", "fence"),
}  # fmt: skip
"""Collections that have to hold the same in the end, and the columns that say when and by whom it was stored."""
PROGRAM = """
import sys
from collectors.registry import SOURCES
from collectors.source import Rate
from ui.cli import dispatch
from ui.commands.registry import COMMANDS
for source in SOURCES.values():
    object.__setattr__(source, "rate", Rate(500.0))
COMMANDS[sys.argv[1]].load()
sys.stderr.write("begins\\n")
sys.stderr.flush()
sys.exit(dispatch(sys.argv[1:]))
"""
"""The command line as it is, except that the sources may be asked faster."""


def stories(ticker: str) -> Told:
    """Two stories of a company."""
    found = [
        {
            "title": f"{ticker} wins order number {n} of {int(ticker) * 7 + n} units",
            "publisher": "Paper",
            "link": f"https://paper.example/{ticker}/{n}",
            "providerPublishTime": 1_750_000_000 + n,
        }
        for n in range(2)
    ]
    return Told(json.dumps({"news": found}).encode(), delay=0.01)


def told(replay: Replay) -> None:
    """Everything that the sources are asked for."""
    replay.on("*", Told(b"", 304))
    for ticker in TICKERS:
        replay.on("/sise.nhn", naver_chart(ticker, DAYS, odd=True), symbol=ticker)
        for symbol in (f"{ticker}.KS", f"{ticker}.KQ"):
            replay.on(f"/v8/finance/chart/{symbol}", yahoo_chart(symbol, DAYS))
            replay.on("/v1/finance/search", stories(ticker), q=symbol)


def file_of_bars(folder: Path) -> Path:
    """Twenty thousand bars of securities that nobody lists, one row in two hundred bad."""
    rows = ["symbol,date,open,high,low,close,volume"]
    days = DAYS_OF_FILE
    for security in range(200_010, 200_010 + SECURITIES_OF_FILE * 10, 10):
        rows += [
            f"{security},{day},100,110,90,{0 if n == len(days) // 2 else 105},{n}"
            for n, day in enumerate(days)
        ]
    path = folder / "prices.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@dataclass
class Bench:
    """A store and the commands that are run on it as processes of their own."""

    product: Product
    file: Path
    cut_off: set[str] = field(default_factory=set)

    @property
    def documents(self) -> Documents:
        return self.product.documents

    def line(self, victim: str) -> list[str]:
        data = ["--data", str(self.product.settings.data)]
        return {
            "collect": [
                "collect", "yahoo,naver_chart,yahoo_news", "--symbols", ",".join(TICKERS),
                "--since", str(DAYS[0]), *data,
            ],
            "import": ["import", str(self.file), "--market", "krx", *data],
            "schedule": ["schedule", *data],
        }[victim]  # fmt: skip

    def begin(self, victim: str, before: str = "") -> "subprocess.Popen[bytes]":
        """Start a command, in a process that first does what `before` says; back once it works."""
        if victim == "schedule":
            self.make_due()
        started = subprocess.Popen(
            [sys.executable, "-c", before + PROGRAM, *self.line(victim)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert started.stderr is not None
        assert started.stderr.readline() == b"begins\n"
        return started

    def make_due(self) -> None:
        """Both jobs are due, and the leases of killed processes have been silent for long enough."""
        for name in JOBS:
            change(self.documents, name, paused=name not in DUE, turn=Turn(LONG_AGO))
        for name in self.documents.read(LEASES.name)["name"]:
            moment = iter(range(0, 10_000, 5))
            lease = Lease(self.documents, name, "the next", steady=lambda at=moment: float(next(at)))
            while not lease.take(wall_clock()):
                pass
            lease.give_up(wall_clock())

    def kill(self, victim: str, chance: random.Random, *, in_a_run: bool = True) -> None:
        """Kill a command somewhere in its work, from its first run on where that is asked for, and note the runs that
        it leaves."""
        started, end = self.begin(victim), time.monotonic() + 30
        while in_a_run and not self._running() - self.cut_off and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, SPANS[victim]))
        started.send_signal(signal.SIGKILL)
        started.communicate()
        self.cut_off |= self._running()

    def _running(self) -> set[str]:
        return set(self.documents.read(RUNS.name, eq("state", "running"))["run"])

    def finish(self, *victims: str) -> None:
        """Let the commands do their work in quiet, all of them unless some are named."""
        for victim in victims or SPANS:
            process = self.begin(victim)
            if victim == "schedule":
                self._until_nothing_is_due()
                process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=120)
            assert process.returncode == 0, said

    def _until_nothing_is_due(self) -> None:
        end = time.monotonic() + 60
        while any(turn(self.documents, job) == LONG_AGO for job in DUE):
            assert time.monotonic() < end, "the scheduler runs what is due"
            time.sleep(0.2)

    def content(self) -> dict[str, Sequence[tuple[object, ...]]]:
        """All that is stored, old versions included, without the times of storing."""
        found: dict[str, Sequence[tuple[object, ...]]] = {}
        for name, times in KEPT.items():
            frame = self.documents.read(name)
            frame = frame.drop("recorded_at", *times, strict=False)
            found[name] = sorted(frame.rows(), key=repr)
        found["versions"] = [(self.documents.versions(BARS.name).height,)]
        return found


def turn(documents: Documents, job: str) -> object:
    return states(documents)[job]["next_run"]
