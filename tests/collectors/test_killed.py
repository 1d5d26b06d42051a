"""A collector that is killed again and again: nothing lost, nothing doubled, and the run log tells."""

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from collectors.runs import mark_lost
from collectors.watermarks import read_cursors
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, QUARANTINE, RUNS
from stockelper.store.documents import Documents, eq
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.replay import Replay, Told

KILLS = 12
TICKERS = [f"{number:06d}" for number in range(100_010, 100_010 + 30 * 10, 10)]
DAYS = MARKETS["krx"].sessions(date(2025, 1, 2), date(2025, 3, 1))
PROGRAM = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from collectors.choosing import securities
from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.source import Rate
from collectors.sources.naver_chart import SOURCE
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.securities.at import resolver_at
from stockelper.settings import Settings
from stockelper.store.sqlite import SqliteDocuments
path, address, tickers = sys.argv[1:]
documents = SqliteDocuments(Path(path))
source = replace(SOURCE, address=address, rate=Rate(500.0))
web_for = lambda one: PoliteWeb(one, Settings(), documents, wall_clock)
asked = Asked(
    securities(tickers.split(","), resolver_at(documents, wall_clock())), date(2025, 1, 2), date(2025, 3, 2)
)
sys.stdout.write("begins\\n")
sys.stdout.flush()
collect(Collecting(documents, web_for, wall_clock), [[source]], asked)
documents.close()
"""


def chart(ticker: str) -> Told:
    lines = "".join(
        f'<item data="{day:%Y%m%d}|{n + 100}|{n + 110}|{n + 90}|{n + 105}|1000" />'
        for n, day in enumerate(DAYS)
    )
    odd = '<item data="20250302|x|1|1|1|1" />'
    body = f'<protocol><chartdata symbol="{ticker}" name="x">{lines}{odd}</chartdata></protocol>'
    return Told(body.encode(), headers={"Content-Type": "text/xml"}, delay=0.01)


def begin(store: Path, address: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-c", PROGRAM, str(store), address, ",".join(TICKERS)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.mark.timeout(300)
def test_killed_at_random_points_it_ends_with_what_one_quiet_run_gives(
    replay: Replay, tmp_path: Path
) -> None:
    for ticker in TICKERS:
        replay.on("/sise.nhn", chart(ticker), symbol=ticker)
    path, chance = tmp_path / "killed.db", random.Random(7)
    begun = 0
    for _ in range(KILLS):
        process = begin(path, replay.address)
        assert process.stdout is not None
        begun += bool(process.stdout.readline())
        time.sleep(chance.uniform(0.02, 0.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    last = begin(path, replay.address)
    last.communicate(timeout=120)
    assert last.returncode == 0
    quiet = begin(tmp_path / "quiet.db", replay.address)
    quiet.communicate(timeout=120)
    killed, once = SqliteDocuments(path), SqliteDocuments(tmp_path / "quiet.db")
    try:
        assert rows(killed, BARS.name) == rows(once, BARS.name)
        assert killed.count(BARS.name) == len(TICKERS) * len(DAYS)
        assert killed.count(QUARANTINE.name) == once.count(QUARANTINE.name) == len(TICKERS)
        assert read_cursors(killed, "naver_chart") == read_cursors(once, "naver_chart")
        mark_lost(killed)
        states = killed.read(RUNS.name)["state"].to_list()
        assert "running" not in states
        assert states.count("lost") >= KILLS // 3
        assert killed.read(RUNS.name, eq("state", "lost"))["ended"].null_count() == 0
        assert begun == KILLS
    finally:
        killed.close()
        once.close()


def rows(documents: Documents, collection: str) -> list[tuple[object, ...]]:
    frame = documents.read(collection)
    return frame.drop("recorded_at").rows()
