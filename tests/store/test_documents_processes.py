"""Several processes on one store, and a process killed in the middle of its work."""

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import IO, Protocol

from stockelper.store.documents import Documents, Where, Written

BATCH_ROWS = 2_000
WRITER = """
import sys
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
import polars as pl

opener, location, first, batches, rows = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
module, _, name = opener.partition(":")
store = getattr(import_module(module), name)(location)
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
    transactions: bool

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


def killed(place: Place, first: int, drawn: random.Random) -> int:
    """How many batches a writer told of before it was killed in the middle of its work."""
    child = writer(place, first, 1_000)
    assert child.stdout
    lines = [child.stdout.readline() for _ in range(drawn.randint(2, 6))]
    time.sleep(drawn.uniform(0, 0.02))
    child.kill()
    rest = child.stdout.read().splitlines()
    child.stdout.close()
    child.wait()
    return len(lines) - 1 + len(rest)


def test_kill_9_leaves_whole_batches_or_rows_and_the_same_batch_again_completes(place: Place) -> None:
    drawn = random.Random(7)
    done = 0
    for attempt in range(4):
        done += killed(place, attempt * 1_000, drawn)
        store = place.open()
        stored = store.count("bars")
        assert stored // BATCH_ROWS >= done  # the last batch may be in without having been told
        if place.transactions:
            assert stored % BATCH_ROWS == 0
        assert store.count("bars", Where("close", "is_null", value=True)) == 0
        store.close()
        mending = writer(place, attempt * 1_000, 10)
        again = told(mending.stdout)
        assert mending.wait() == 0
        store = place.open()
        assert again.changed == 0
        assert store.count("bars") == stored + again.inserted
        assert store.count("bars") % BATCH_ROWS == 0
        assert store.count("bars", known_by=datetime(2025, 1, 2, tzinfo=UTC)) == store.count("bars")
        done = store.count("bars") // BATCH_ROWS
        store.close()
