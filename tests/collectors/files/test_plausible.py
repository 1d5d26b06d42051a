"""Errors that only the bars around them tell, planted into files of otherwise sound prices."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from collectors.files.prepared import Options
from collectors.files.report import Break
from collectors.quality.releasing import release
from stockelper.clock import wall_clock
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, QUARANTINE
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Basis
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


def flat(row: Row) -> Row:
    return row[3], row[3], row[3], row[3], row[4]


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
    "ten days filled in with the one before": (
        lambda rows: [rows[AT - 1] if AT <= n < AT + 10 else row for n, row in enumerate(rows)],
        "stale_repeat",
        range(AT, AT + 10),
    ),
    "three days filled in without a volume": (
        lambda rows: [(*rows[AT - 1][:4], 0) if AT <= n < AT + 3 else row for n, row in enumerate(rows)],
        "stale_repeat",
        range(AT, AT + 3),
    ),
    "the close and the volume alone filled in": (
        lambda rows: [flat(rows[AT - 1]) if AT <= n < AT + 4 else row for n, row in enumerate(rows)],
        "stale_repeat",
        range(AT, AT + 4),
    ),
    "prices that stand still while volumes go on": (
        lambda rows: [(*rows[AT - 1][:4], row[4]) if AT <= n < AT + 5 else row for n, row in enumerate(rows)],
        "stale_repeat",
        range(AT, AT + 5),
    ),
    "volumes in thousands for the last month": (
        lambda rows: [times(row, 1, 0.001) if n >= len(DAYS) - 21 else row for n, row in enumerate(rows)],
        "volume_unit",
        range(len(DAYS) - 21, len(DAYS)),
    ),
    "the first month's volumes a hundredfold": (
        lambda rows: [times(row, 1, 100) if n < 21 else row for n, row in enumerate(rows)],
        "volume_unit",
        range(21),
    ),
    "a split of four a month ago that all before it misses": (
        lambda rows: [times(row, 0.25, 4) if n >= len(DAYS) - 21 else row for n, row in enumerate(rows)],
        "missed_split",
        range(len(DAYS) - 21),
    ),
    "a split of four that the last two weeks miss": (
        lambda rows: [times(row, 0.25, 4) if n >= len(DAYS) - 10 else row for n, row in enumerate(rows)],
        "missed_split",
        range(len(DAYS) - 10, len(DAYS)),
    ),
    "a split of two that the first two months miss": (
        lambda rows: [times(row, 2, 0.5) if n < 42 else row for n, row in enumerate(rows)],
        "missed_split",
        range(42),
    ),
    "a week at ten times the price": (
        lambda rows: [times(row, 10) if AT <= n < AT + 5 else row for n, row in enumerate(rows)],
        "spike",
        range(AT, AT + 5),
    ),
    "a quiet day at one and a half times the price": (
        lambda rows: [times(row, 1.5) if n == AT else row for n, row in enumerate(rows)],
        "spike",
        range(AT, AT + 1),
    ),
    "a day's volume a hundredfold": (
        lambda rows: [times(row, 1, 100) if n == AT else row for n, row in enumerate(rows)],
        "volume_unit",
        range(AT, AT + 1),
    ),
    "a day's volume in thousands": (
        lambda rows: [
            (row[0], row[1] + 0.3, row[2] - 0.3, row[3], row[4] // 1000) if n == AT else row
            for n, row in enumerate(rows)
        ],
        "volume_unit",
        range(AT, AT + 1),
    ),
    "two days' volumes a thousandfold": (
        lambda rows: [times(row, 1, 1000) if AT <= n < AT + 2 else row for n, row in enumerate(rows)],
        "volume_unit",
        range(AT, AT + 2),
    ),
    "volumes a hundredfold for a month": (
        lambda rows: [times(row, 1, 100) if AT <= n < AT + 21 else row for n, row in enumerate(rows)],
        "volume_unit",
        range(AT, AT + 21),
    ),
    "volumes a hundredfold up to a day, of a share whose prices range widely now": (
        lambda rows: [
            times(row, 1, 100) if n < 21 else (row[0], row[1] * 1.04, row[2] * 0.96, *row[3:])
            for n, row in enumerate(rows)
        ],
        "volume_unit",
        range(21),
    ),
    "a split of three for two that the last two weeks miss": (
        lambda rows: [times(row, 2 / 3, 1.5) if n >= len(DAYS) - 10 else row for n, row in enumerate(rows)],
        "missed_split",
        range(len(DAYS) - 10, len(DAYS)),
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
    constant: list[Row] = [(100.0, 110.0, 90.0, 105.0, 5_000)] * len(DAYS)
    lines = [*text("AAPL", prices(1)), *text("TSLA", constant)]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us").counts[4] == 0


def test_days_that_stand_where_they_stood_by_chance_pass(write: Write, load: Import) -> None:
    """A share that nobody trades for a week, and prices that come twice with another volume."""
    rows = prices(2)
    quiet: Row = (rows[19][3], rows[19][3], rows[19][3], rows[19][3], 0)
    again: Row = (*rows[AT - 1][:4], rows[AT - 1][4] + 1)
    changed = [quiet if 20 <= n < 25 else again if n == AT else row for n, row in enumerate(rows)]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", changed)]))
    assert load(path, "us", said=Options(basis="raw")).counts[4] == 0


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


def test_a_surge_of_trading_with_the_price_is_no_wrong_unit(write: Write, load: Import) -> None:
    rows = prices(2)
    for n in range(AT, AT + 5):
        opened, high, low, close, sold = rows[n]
        rows[n] = (opened, high * 1.08, low * 0.98, close, sold * 40)
    assert load(write("b.csv", "\n".join([HEADER, *text("NVDA", rows)])), "us").counts[4] == 0


@pytest.mark.parametrize(
    "busy",
    [
        lambda row: (*row[:4], row[4] * 40),  # an index takes the share in: no more noughts than before
        lambda row: (
            row[0],
            row[1] * 1.2,
            row[2] * 0.9,
            row[3],
            row[4] * 100,
        ),  # results, by chance in hundreds
        lambda row: (*row[:4], round(row[4] / 10)),  # half a day before a holiday
        lambda row: (row[3], row[3], row[3], row[3], round(row[4] / 100)),  # halted after the first minute
        lambda row: (*row[:4], round(row[4] / 100) * 100),  # rounded, at its usual size
    ],
)
def test_a_day_of_much_or_little_trade_is_no_wrong_unit(
    busy: Callable[[Row], Row], write: Write, load: Import
) -> None:
    rows = [busy(row) if n == AT else row for n, row in enumerate(prices(2))]
    assert load(write("b.csv", "\n".join([HEADER, *text("NVDA", rows)])), "us").counts[4] == 0


@pytest.mark.parametrize(
    "fallen",
    [
        lambda row, n: times(row, 2 / 3, 5 if n < 3 else 1.5),  # heavy trade
        lambda row, n: (
            (row[0], row[1], *times(row, 2 / 3)[2:4], row[4]) if n == 0 else times(row, 2 / 3)
        ),  # by day
    ],
    ids=["overnight, in heavy trading", "during the day"],
)
def test_a_lasting_fall_by_a_third_is_a_crash_unless_nobody_stirs(
    fallen: Callable[[Row, int], Row], write: Write, load: Import
) -> None:
    rows = [fallen(row, n - AT) if n >= AT else row for n, row in enumerate(prices(2))]
    assert load(write("b.csv", "\n".join([HEADER, *text("NVDA", rows)])), "us").counts[4] == 0


def test_a_share_with_a_jump_at_the_end_of_one_part_of_a_file_is_not_asked_for_in_the_next(
    write: Write, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.PREPARED_BARS", len(DAYS))
    last = len(DAYS) - 9
    fallen = [
        times(row, 0.5, 37 if n == last else 2) if n >= last else row for n, row in enumerate(prices(2))
    ]
    lines = [HEADER, *text("NVDA", fallen), *text("MSFT", prices(3))]
    assert load(write("b.csv", "\n".join(lines)), "us").counts[4] == 0


def on_a_saturday(rows: Sequence[Row]) -> list[str]:
    """The lines of a security with one more bar, on a day without a session."""
    lines = text("NVDA", rows)
    saturday = DAYS[AT] + timedelta(days=5 - DAYS[AT].weekday())
    more = f"NVDA,{saturday},{','.join(map(str, rows[AT + 1]))}"
    return sorted([*lines, more])


def test_a_bar_of_a_closed_day_is_set_apart_until_a_person_releases_it(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("b.csv", "\n".join([HEADER, *text("AAPL", prices(1)), *on_a_saturday(prices(2))]))
    found = load(path, "us")
    assert found.counts == (2 * len(DAYS) + 1, 2 * len(DAYS), 0, 0, 1)
    ((_, field, reason),) = found.reasons
    assert (field, reason) == ("date", "no_session")
    release(documents, documents.read(QUARANTINE.name)["id"].item(), wall_clock())
    assert load(path, "us").counts == (2 * len(DAYS) + 1, 0, 0, 2 * len(DAYS) + 1, 0)


CLOSED = {
    "krx": (date(2025, 5, 3), date(2025, 6, 3), date(2025, 10, 9)),  # a Saturday, an election, a holiday
    "us": (date(2025, 1, 9), date(2025, 7, 4), date(2025, 7, 5)),  # mourning, a holiday, a Saturday
}


@pytest.mark.parametrize("others", [0, 1, 6])
@pytest.mark.parametrize(
    ("market", "day"), [(market, day) for market, days in CLOSED.items() for day in days]
)
def test_a_bar_of_a_closed_day_is_set_apart_in_a_file_of_a_few_lines_too(
    market: str, day: date, others: int, write: Write, load: Import
) -> None:
    before = MARKETS["krx" if market == "krx" else "us"].sessions(day - timedelta(days=30), day)[-others:]
    symbol = "005930" if market == "krx" else "AAPL"
    lines = [
        f"{symbol},{one},100,110,99,{100 + n},{5000 + n}" for n, one in enumerate([*before[:others], day])
    ]
    found = load(write("b.csv", "\n".join([HEADER, *lines])), market)
    assert found.counts == (others + 1, others, 0, 0, 1)
    assert found.reasons == [(others + 1, "date", "no_session")]


@pytest.mark.parametrize(
    ("market", "days"),
    [
        ("us", [date(2024, 11, 29), date(2024, 12, 24), date(2025, 7, 3)]),  # half-days
        ("krx", [date(2023, 11, 16), date(2024, 1, 2)]),  # later hours
    ],
)
def test_days_with_other_hours_are_sessions(
    market: str, days: Sequence[date], write: Write, load: Import
) -> None:
    lines = [
        f"{'AAPL' if market == 'us' else '005930'},{day},100,102,99,{100 + n},5000"
        for n, day in enumerate(days)
    ]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), market).counts[4] == 0


def test_of_days_that_no_exchange_has_announced_yet_none_is_known_to_be_closed(
    write: Write, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime(2031, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("collectors.files.importing.wall_clock", lambda: later)
    lines = [f"005930,2030-05-{day:02},100,102,99,100,5000" for day in range(1, 8)]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "krx").counts[4] == 0


@pytest.mark.parametrize(
    ("symbol", "days"),
    [
        ("NVDA", pl.date_range(date(2024, 3, 1), date(2024, 6, 30), eager=True).to_list()),  # every day
        ("FX:USDKRW", [*DAYS[:AT], date(2024, 5, 27), *DAYS[AT:]]),  # rates go on on a market's holiday
    ],
)
def test_files_that_follow_another_calendar_pass(
    symbol: str, days: Sequence[date], write: Write, load: Import
) -> None:
    lines = [f"{symbol},{day},{','.join(map(str, row))}" for day, row in zip(days, prices(4), strict=False)]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us").counts[4] == 0


def test_a_day_on_which_a_whole_market_moved_is_a_session_that_the_table_misses(
    write: Write, load: Import
) -> None:
    lines = [line.replace("NVDA", f"T{chr(65 + n)}X") for n in range(25) for line in on_a_saturday(prices(n))]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us").counts[4] == 0


def limited(how: Callable[[int, Row], Row]) -> list[str]:
    """A Korean share's lines, its quiet prices changed."""
    days = MARKETS["krx"].sessions(DAYS[0], DAYS[-1])
    rows = [how(n, times(row, 100)) for n, row in enumerate(prices(5))]
    return [
        f"035720,{day},{','.join(str(round(value)) for value in row)}"
        for day, row in zip(days, rows, strict=False)
    ]


@pytest.mark.parametrize("basis", ["splits", "raw"])
@pytest.mark.parametrize(
    ("moved", "refused"),
    [
        (lambda n, row: times(row, 1.6) if n == AT else row, {"splits": 1, "raw": 1}),
        (lambda n, row: times(row, 0.61) if n >= AT else row, {"splits": AT, "raw": 0}),
        (
            lambda n, row: times(row, 0.61, 300 if n == AT else 1) if n >= AT else row,
            {"splits": 0, "raw": 0},
        ),
    ],
    ids=["there and back", "lasting, in quiet trading", "lasting, in heavy trading"],
)
def test_a_move_beyond_the_limit_is_an_error_where_it_goes_back_or_nobody_traded_on_it(
    moved: Callable[[int, Row], Row], refused: dict[str, int], basis: Basis, write: Write, load: Import
) -> None:
    path = write("b.csv", "\n".join([HEADER, *limited(moved)]))
    found = load(path, "krx", said=Options(basis=basis))
    assert found.report.rejected_by == ({"beyond_limit": refused[basis]} if refused[basis] else {})


@pytest.mark.parametrize("basis", ["total", "raw"])
def test_a_single_day_in_another_unit_is_whole_and_may_be_released(
    basis: Basis, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = [times(row, 100) if n == AT else row for n, row in enumerate(prices(2))]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", rows)]))
    said = Options(basis=basis)
    assert [reason for _, _, reason in load(path, "us", said=said).reasons] == ["hundredfold"]
    release(documents, documents.read(QUARANTINE.name)["id"].item(), wall_clock())
    assert load(path, "us", said=said).counts == (len(DAYS), 0, 0, len(DAYS), 0)


def test_a_hundredfold_split_in_prices_as_traded_is_no_error(write: Write, load: Import) -> None:
    rows = [times(row, 0.01, 100) if n >= AT else row for n, row in enumerate(prices(2))]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", rows)]))
    assert load(path, "us", said=Options(basis="raw")).counts[4] == 0


@pytest.mark.parametrize("at", [AT, AT - 1], ids=["the next day", "a day that is stored"])
@pytest.mark.parametrize(("factor", "expected"), [(1.0, []), (100.0, ["hundredfold"])])
def test_a_file_of_one_day_is_held_against_what_is_stored(
    at: int, factor: float, expected: list[str], write: Write, load: Import
) -> None:
    lines = text("NVDA", prices(2))
    assert load(write("a.csv", "\n".join([HEADER, *lines[:AT]])), "us").counts[4] == 0
    day = text("NVDA", [times(row, factor) for row in prices(2)])[at]
    found = load(write("b.csv", f"{HEADER}\n{day}"), "us")
    assert [reason for _, _, reason in found.reasons] == expected


def test_a_missed_split_is_told_and_leaves_no_return_over_its_gap(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = [times(row, 0.25, 4) if n >= len(DAYS) - 21 else row for n, row in enumerate(prices(2))]
    path = write("b.csv", "\n".join([HEADER, *text("NVDA", rows)]))
    found = load(path, "us", said=Options(basis="splits"))
    assert found.file.breaks == (Break("US:NVDA", "missed_split", DAYS[0], DAYS[-22], len(DAYS) - 21),)
    closes = documents.read(BARS.name, order=("date",))["close"]
    assert (closes / closes.shift(1)).drop_nulls().is_between(0.9, 1.1).all()


def test_days_after_a_missed_split_are_set_apart_in_later_files_too_until_the_series_comes_anew(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    old = text("NVDA", prices(2))
    new = text("NVDA", [times(row, 0.25, 4) for row in prices(2)])
    load(write("a.csv", "\n".join([HEADER, *old[:AT]])), "us", said=Options(basis="splits"))
    for first, last in ((AT, AT + 1), (AT + 1, AT + 2), (AT + 2, AT + 9)):
        part = write("b.csv", "\n".join([HEADER, *new[first:last]]))
        assert load(part, "us", said=Options(basis="splits")).counts[4] == last - first
    whole = load(write("c.csv", "\n".join([HEADER, *new])), "us", said=Options(basis="splits"))
    assert whole.counts[4] == 0
    closes = documents.read(BARS.name, order=("date",))["close"]
    assert closes.len() == len(DAYS)
    assert (closes / closes.shift(1)).drop_nulls().is_between(0.9, 1.1).all()


@pytest.mark.parametrize("rows_at_once", [70, 80, 100])
def test_bars_at_another_level_are_set_apart_over_the_parts_that_a_file_is_read_in(
    rows_at_once: int, write: Write, load: Import, documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.PREPARED_BARS", rows_at_once)
    rows = [times(row, 0.25, 4) if n >= AT else row for n, row in enumerate(prices(2))]
    load(write("b.csv", "\n".join([HEADER, *text("NVDA", rows)])), "us", said=Options(basis="splits"))
    closes = documents.read(BARS.name, order=("date",))["close"]
    assert (closes / closes.shift(1)).drop_nulls().is_between(0.9, 1.1).all()
