"""Adjusted closes planted with errors, beside closes that are sound."""

import random
from collections.abc import Callable, Sequence

import pytest

from tests.collectors.files.conftest import Import, Write
from tests.collectors.files.test_plausible import DAYS, prices

HEADER = "symbol,date,open,high,low,close,volume,adj_close"
AT = 60
DIVIDENDS = {30: 0.004, 90: 0.012}
"""Ex-dates, by their number, and yields."""


def adjusted(last: int = len(DAYS)) -> list[float]:
    """What quarterly dividends make of a close, as a factor."""
    factors: list[float] = []
    for n in range(len(DAYS)):
        factor = 1.0
        for ex_date, part in DIVIDENDS.items():
            factor *= 1 - part if n < ex_date <= last else 1.0
        factors.append(factor)
    return factors


def lines(factors: Sequence[float]) -> str:
    """A share's bars with those adjusted closes."""
    chance = random.Random(5)
    told = [HEADER]
    for day, row, factor in zip(DAYS, prices(2), factors, strict=True):
        rounding = chance.uniform(-0.002, 0.002)
        told.append(f"NVDA,{day},{','.join(map(str, row))},{row[3] * factor + rounding:.6f}")
    return "\n".join(told)


Plant = Callable[[int, float], float]
PLANTED: dict[str, tuple[Plant, range]] = {
    "a day at half": (lambda n, f: f / 2 if n == AT else f, range(AT, AT + 1)),
    "a day in hundreds": (lambda n, f: f / 100 if n == AT else f, range(AT, AT + 1)),
    "three weeks at a third": (lambda n, f: f / 3 if AT <= n < AT + 15 else f, range(AT, AT + 15)),
    "from a day on at half": (
        lambda n, f: f / 2 if n >= len(DAYS) - 20 else f,
        range(len(DAYS) - 20, len(DAYS)),
    ),
    "up to a day at half": (lambda n, f: f / 2 if n < AT else f, range(AT)),
    "a day doubled": (lambda n, f: f * 2 if n == AT else f, range(AT, AT + 1)),
    "the last day at a fifth": (
        lambda n, f: f / 5 if n == len(DAYS) - 1 else f,
        range(len(DAYS) - 1, len(DAYS)),
    ),
    "nothing": (lambda _, f: f, range(0)),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_adjusted_closes_at_a_level_of_their_own_are_set_apart(
    planted: str, write: Write, load: Import
) -> None:
    plant, spoilt = PLANTED[planted]
    factors = [plant(n, factor) for n, factor in enumerate(adjusted())]
    found = load(write("b.csv", lines(factors)), "us")
    assert found.counts == (len(DAYS), len(DAYS) - len(spoilt), 0, 0, len(spoilt))
    reason = (None, "adj_close", "ratio_out_of_range")
    assert all((field, why) == reason[1:] for _, field, why in found.reasons)


@pytest.mark.parametrize("paid", [0.3, 0.6], ids=["a special dividend", "a split"])
def test_a_close_that_falls_on_an_ex_date_explains_its_adjusted_ones(
    paid: float, write: Write, load: Import
) -> None:
    told = [HEADER]
    for n, (day, row) in enumerate(zip(DAYS, prices(2), strict=True)):
        left = 1.0 if n < AT else 1 - paid
        told.append(
            f"NVDA,{day},{','.join(str(v * left) for v in row[:4])},{row[4]},{row[3] * (1 - paid):.6f}"
        )
    found = load(write("b.csv", "\n".join(told)), "us")
    assert "ratio_out_of_range" not in found.report.rejected_by
