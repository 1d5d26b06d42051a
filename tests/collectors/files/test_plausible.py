"""Errors that only the bars around them tell, planted into files of otherwise sound prices."""

import random
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from collectors.files.prepared import Options
from collectors.quality.releasing import release
from stockelper.clock import wall_clock
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, QUARANTINE
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

Row = tuple[float, float, float, float, int]
DAYS = MARKETS["us"].sessions(date(2024, 3, 1), date(2024, 8, 30))
AT = 60
HEADER = "symbol,date,open,high,low,close,volume"


def prices(seed: int) -> list[Row]:
    """A quiet share."""
    chance, close = random.Random(seed), 80.0
    rows: list[Row] = []
    for _ in DAYS:
        opened, close = close, round(close * chance.gauss(1, 0.012), 2)
        edge = chance.uniform(0.1, 0.6)
        high, low = round(max(opened, close) + edge, 2), round(min(opened, close) - edge, 2)
        rows.append((opened, high, low, close, chance.randrange(900_000, 1_400_000)))
    return rows


def times(row: Row, factor: float, volume: float = 1.0) -> Row:
    opened, high, low, close, sold = row
    return opened * factor, high * factor, low * factor, close * factor, round(sold * volume)


def text(symbol: str, rows: Sequence[Row]) -> list[str]:
    return [f"{symbol},{day},{','.join(map(str, row))}" for day, row in zip(DAYS, rows, strict=True)]


Plant = Callable[[list[Row]], list[Row]]
PLANTED: dict[str, tuple[Plant, str, range]] = {
    "three days in cents": (
        lambda rows: [times(row, 100) if AT <= n < AT + 3 else row for n, row in enumerate(rows)],
        "hundredfold",
        range(AT, AT + 3),
    ),
    "the first ten days in thousands": (
        lambda rows: [times(row, 0.001) if n < 10 else row for n, row in enumerate(rows)],
        "unit_change",
        range(10),
    ),
    "a slip of the pen": (
        lambda rows: [times(row, 7.3) if n == AT else row for n, row in enumerate(rows)],
        "spike",
        range(AT, AT + 1),
    ),
    "a bar told twice": (
        lambda rows: [rows[n - 1] if n == AT else row for n, row in enumerate(rows)],
        "stale_repeat",
        range(AT, AT + 1),
    ),
    "a split of four that the last day misses": (
        lambda rows: [times(row, 0.25, 4) if n >= len(DAYS) - 1 else row for n, row in enumerate(rows)],
        "missed_split",
        range(len(DAYS) - 1, len(DAYS)),
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("by_day", [False, True], ids=["by security", "by day"])
def test_what_was_planted_is_set_apart_and_nothing_else(
    planted: str, by_day: bool, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    plant, reason, spoilt = PLANTED[planted]
    lines = [*text("AAPL", prices(1)), *text("NVDA", plant(prices(2))), *text("MSFT", prices(3))]
    if by_day:
        lines.sort(key=lambda line: line.split(",")[1])
    report = load(write("b.csv", "\n".join([HEADER, *lines])), "us")
    assert report.counts == (3 * len(DAYS), 3 * len(DAYS) - len(spoilt), 0, 0, len(spoilt))
    held = documents.read(QUARANTINE.name, order=("key",))
    assert held.select("key", "reason").rows() == [(f"US:NVDA|{DAYS[n]}", reason) for n in spoilt]


def test_sound_prices_and_bars_made_by_hand_pass(write: Write, load: Import) -> None:
    flat = [(100.0, 110.0, 90.0, 105.0, 5_000)] * len(DAYS)
    lines = [*text("AAPL", prices(1)), *text("TSLA", flat)]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us").counts[4] == 0


def test_a_split_in_prices_as_traded_is_no_error(write: Write, load: Import) -> None:
    rows = [times(row, 0.25, 4) if n >= AT else row for n, row in enumerate(prices(2))]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", rows)]))
    assert load(path, "us", said=Options(basis="raw")).counts[4] == 0
    assert load(path, "us").counts[4] > 0


def test_a_bar_that_a_person_released_stays_and_passes_from_then_on(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = [times(row, 7.3) if n == AT else row for n, row in enumerate(prices(2))]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", rows)]))
    assert load(path, "us").counts[4] == 1
    (row,) = documents.read(QUARANTINE.name)["id"].to_list()
    assert release(documents, row, wall_clock()) == BARS.name
    assert documents.count(BARS.name) == len(DAYS)
    assert load(path, "us").counts == (len(DAYS), 0, 0, len(DAYS), 0)
