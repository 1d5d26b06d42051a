"""Several processes on one store, and a process killed in the middle of its work."""

import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from typing import IO, Protocol

import polars as pl

from stockelper.store.documents import Documents, Written

BATCH_ROWS = 2_000
WRITER = """
import sys
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
import polars as pl

opener, location, first, batches, rows = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
module, _, name = opener.partition(":")
store = getattr(import_module(module), name)(Path(location))
days = pl.date_range(date(2000, 1, 1), date(2000, 1, 1) + timedelta(days=rows - 1), eager=True)
print("open", flush=True)
for number in range(first, first + batches):
    frame = pl.DataFrame({
        "security": [f"KRX:{number:06}"] * rows, "interval": ["1d"] * rows, "date": days,
        "basis": ["raw"] * rows, "source": ["file"] * rows, "close": [float(number)] * rows,
        "known_at": pl.Series([datetime(2001, 1, 1, tzinfo=UTC)] * rows),
    })
    written = store.upsert("bars", frame, recorded_at=datetime(2025, 1, 1, tzinfo=UTC))
    print(written.inserted, written.changed, written.unchanged, flush=True)
store.close()
"""


class Place(Protocol):
    opener: str
    location: str

    def open(self) -> Documents: ...


def writer(place: Place, first: int, batches: int) -> "subprocess.Popen[str]":
    words = [place.opener, place.location, str(first), str(batches), str(BATCH_ROWS)]
    return subprocess.Popen([sys.executable, "-c", WRITER, *words], stdout=subprocess.PIPE, text=True)


def told(stream: IO[str] | None) -> Written:
    assert stream
    with stream:
        lines = [line.split() for line in stream if line.strip() != "open"]
    return sum((Written(*map(int, line)) for line in lines), Written())


def test_many_processes_write_the_same_new_store_at_once(place: Place) -> None:
    children = [writer(place, first, 6) for first in (0, 3, 0)]
    written = [told(child.stdout) for child in children]
    assert [child.wait() for child in children] == [0, 0, 0]
    total = sum(written, Written())
    assert total == Written(inserted=9 * BATCH_ROWS, unchanged=9 * BATCH_ROWS)
    store = place.open()
    assert store.count("bars") == 9 * BATCH_ROWS
    store.close()


def test_kill_9_leaves_whole_batches_and_a_working_store(place: Place) -> None:
    drawn = random.Random(7)
    done = 0
    for attempt in range(4):
        child = writer(place, attempt * 1_000, 1_000)
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(drawn.randint(2, 6))]
        time.sleep(drawn.uniform(0, 0.02))
        child.kill()
        rest = child.stdout.read().splitlines()
        child.stdout.close()
        child.wait()
        done += len(lines) - 1 + len(rest)
        store = place.open()
        stored = store.count("bars")
        assert stored % BATCH_ROWS == 0
        assert stored // BATCH_ROWS >= done  # the last batch may be in without having been told
        done = stored // BATCH_ROWS
        again = pl.DataFrame(
            [
                {"security": f"KRX:{attempt * 1_000:06}", "interval": "1d", "date": date(2000, 1, 1),
                 "basis": "raw", "source": "file", "close": float(attempt * 1_000),
                 "known_at": datetime(2001, 1, 1, tzinfo=UTC)}
            ]
        )  # fmt: skip
        assert store.upsert("bars", again, recorded_at=datetime(2025, 1, 2, tzinfo=UTC)) == Written(
            unchanged=1
        )
        store.close()
