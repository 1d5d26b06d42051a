"""Sessions that a file's bars leave out: told by security, and none that was a halt or a closed day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from collectors.files.prepared import Options
from collectors.files.report import Gap
from stockelper.markets.registry import MARKETS
from tests.collectors.files.conftest import Import, Write

DAYS = MARKETS["krx"].sessions(date(2025, 1, 2), date(2025, 12, 30))
HEADER = "symbol,date,open,high,low,close,volume"


def lines(symbol: str, days: Sequence[date], halted: Sequence[date] = ()) -> list[str]:
    """Quiet bars of the days; halts as KRX tells them."""
    told: list[str] = []
    for n, day in enumerate(days):
        close = 10_000 + 50 * (n % 7)
        prices = "0,0,0" if day in halted else f"{close},{close + 60},{close - 40}"
        told.append(f"{symbol},{day},{prices},{close},{0 if day in halted else 5_000 + 13 * n}")
    return told


Left = Callable[[Sequence[date]], Sequence[date]]
LEFT_OUT: dict[str, tuple[Left, Sequence[Gap]]] = {
    "one session": (
        lambda days: [*days[:100], *days[101:]],
        [Gap("KRX:005930", DAYS[100], DAYS[100], 1)],
    ),
    "two stretches": (
        lambda days: [*days[:50], *days[60:100], *days[103:]],
        [Gap("KRX:005930", DAYS[50], DAYS[102], 13)],
    ),
    "nothing": (lambda days: days, []),
    "before the first day and behind the last": (lambda days: days[50:100], []),
}


@pytest.mark.parametrize("rows_at_once", [40, 100, 10_000])
@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_sessions_that_are_left_out_are_told(
    left_out: str,
    order: int,
    rows_at_once: int,
    write: Write,
    load: Import,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("collectors.files.importing.PREPARED_BARS", rows_at_once)
    leave, expected = LEFT_OUT[left_out]
    told = [*lines("005930", leave(DAYS))[::order], *lines("000660", DAYS)[::order]]
    found = load(write("b.csv", "\n".join([HEADER, *told])), "krx")
    assert found.file.gaps == tuple(expected)
    assert found.counts[4] == 0


def test_halts_are_no_gaps_whether_the_file_tells_them_or_another_one_did(write: Write, load: Import) -> None:
    halted = DAYS[100:110]
    assert load(write("a.csv", "\n".join([HEADER, *lines("005930", DAYS, halted)])), "krx").file.gaps == ()
    left_out = [day for day in DAYS if day not in halted]
    raw = Options(basis="raw")
    again = load(write("b.csv", "\n".join([HEADER, *lines("005930", left_out)])), "krx", said=raw)
    assert again.file.gaps == ()


def test_a_day_that_a_whole_market_leaves_out_was_no_session(write: Write, load: Import) -> None:
    days = [*DAYS[:30], *DAYS[31:60]]
    told = [line for n in range(25) for line in lines(f"{n:05}0", days)]
    assert load(write("b.csv", "\n".join([HEADER, *told])), "krx").file.gaps == ()
    more = [*told, *lines("005930", DAYS[:60])]
    found = load(write("c.csv", "\n".join([HEADER, *more])), "krx").file
    assert found.gapped == 25
    assert {gap.first for gap in found.gaps} == {DAYS[30]}


def test_bars_that_are_set_apart_leave_no_gap(write: Write, load: Import) -> None:
    told = lines("005930", DAYS)
    told[100] = told[100].replace(",10", ",-10", 1)
    found = load(write("b.csv", "\n".join([HEADER, *told])), "krx")
    assert (found.counts[4], found.file.gaps) == (1, ())


def test_weekends_and_series_that_are_no_securities_have_none(write: Write, load: Import) -> None:
    days = [date(2025, 3, 1) + timedelta(days=7 * n) for n in range(10)]
    rates = [f"FX:USDKRW,{day},1400,1410,1390,1405,0" for day in days]
    assert load(write("b.csv", "\n".join([HEADER, *rates])), "krx").file.gaps == ()
