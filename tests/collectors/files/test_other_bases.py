"""Closes of a file held against adjusted closes, stored ones of another basis, and stored splits."""

import pytest

from collectors.files.prepared import Options
from stockelper.types import Basis
from tests.collectors.files.conftest import Import, Write
from tests.collectors.files.test_plausible import AT, DAYS, HEADER, prices, text, times

SPLIT = "symbol,date,type,factor\nNVDA,{day},split,{factor}"


@pytest.mark.parametrize("symbol", ["NVDA", "KO"])
@pytest.mark.parametrize(("stored", "new"), [("splits", "total"), ("total", "splits")])
@pytest.mark.parametrize(
    ("factor", "refused"), [(100, AT), (10, AT), (0.1, AT), (0.01, AT), (0.8, 0), (1.1, 0), (1, 0)]
)
def test_adjusted_prices_stand_apart_by_dividends_alone(
    factor: float, refused: int, stored: Basis, new: Basis, symbol: str, write: Write, load: Import
) -> None:
    load(write("a.csv", "\n".join([HEADER, *text(symbol, prices(2))])), "us", said=Options(basis=stored))
    lines = text(symbol, [times(row, factor) for row in prices(2)])[:AT]
    found = load(write("b.csv", "\n".join([HEADER, *lines])), "us", said=Options(basis=new))
    assert found.counts[4] == refused


@pytest.mark.parametrize(("factor", "refused"), [(10, 6), (100, 6), (0.1, 6), (1, 0), (1.5, 0)])
def test_days_behind_the_stored_ones_are_held_against_the_last_one_of_another_basis(
    factor: float, refused: int, write: Write, load: Import
) -> None:
    load(write("a.csv", "\n".join([HEADER, *text("KO", prices(2))[:AT]])), "us", said=Options(basis="splits"))
    lines = text("KO", [times(row, factor) for row in prices(2)])[AT : AT + 6]
    found = load(write("b.csv", "\n".join([HEADER, *lines])), "us", said=Options(basis="total"))
    assert found.counts[4] == refused


@pytest.mark.parametrize(("factor", "refused"), [(10, 0), (2, AT)])
def test_a_stored_split_explains_that_another_basis_is_not_carried_back_yet(
    factor: float, refused: int, write: Write, load: Import
) -> None:
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", prices(2))])), "us", said=Options(basis="total"))
    load(write("s.csv", SPLIT.format(day=DAYS[AT], factor=factor)), "us")
    lines = text("NVDA", [times(row, 0.1) for row in prices(2)])[:AT]
    found = load(write("b.csv", "\n".join([HEADER, *lines])), "us", said=Options(basis="splits"))
    assert found.counts[4] == refused


@pytest.mark.parametrize("factor", [2, 50, 480])
def test_prices_as_traded_stand_apart_by_splits(factor: float, write: Write, load: Import) -> None:
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", prices(2))])), "us", said=Options(basis="splits"))
    lines = text("NVDA", [times(row, factor) for row in prices(2)])
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us", said=Options(basis="raw")).counts[4] == 0


@pytest.mark.parametrize(
    ("adjusted", "reason"),
    [
        ("-1", "non_positive_price"),
        ("0", "non_positive_price"),
        ("700", "ratio_out_of_range"),
        ("7000", "ratio_out_of_range"),
        ("70.2", None),
        ("2.5", None),
        ("", None),
    ],
)
def test_an_adjusted_close_is_a_price_of_about_the_close_or_less(
    adjusted: str, reason: str | None, write: Write, load: Import
) -> None:
    path = write(
        "b.csv",
        f"symbol,date,open,high,low,close,adj_close,volume\nKO,2025-01-07,70,71,69,70,{adjusted},1000",
    )
    assert [found for _, _, found in load(path, "us").reasons] == ([reason] if reason else [])


def test_a_stored_reverse_split_explains_an_adjusted_close_above_the_close(
    write: Write, load: Import
) -> None:
    load(write("s.csv", SPLIT.format(day="2025-03-03", factor=0.1)), "us")
    path = write(
        "b.csv", "symbol,date,open,high,low,close,adj_close,volume\nNVDA,2025-01-07,70,71,69,70,700,1000"
    )
    assert load(path, "us", said=Options(basis="raw")).counts[4] == 0
