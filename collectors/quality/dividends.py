"""Splits and dividends held against the prices and against each other."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median

LARGEST = 0.6
"""The share of the last price that a dividend may be; liquidations pay more and are looked at by a person."""
DOUBLED = timedelta(days=10)
LARGEST_SPLIT = 1_000.0
UNITS, UNIT_BAND = (100.0, 1_000.0), 1.5
FEWEST = 3
"""Other dividends of the same payer that tell what it usually pays."""


def judge_action(
    action: Mapping[str, object], others: Sequence[Mapping[str, object]], last_close: float | None
) -> str | None:
    """Why a split or dividend cannot be, or None. `others` are those of the same security and source."""
    factor, amount = action["factor"], action["amount"]
    if action["type"] == "split":
        good = isinstance(factor, float) and 1 / LARGEST_SPLIT <= factor <= LARGEST_SPLIT and factor != 1.0
        return None if good else "impossible_split"
    if not isinstance(amount, int | float) or amount <= 0:
        return "impossible_dividend"
    if last_close is not None and amount > LARGEST * last_close:
        return "dividend_too_large"
    return "doubled_dividend" if any(_doubles(action, other) for other in others) else None


def in_another_unit(amount: float, others: Sequence[float]) -> bool:
    """Whether a dividend is a hundred or a thousand times what the others are, or such a part of it; special ones are not so
    large, and nobody pays so little."""
    if len(others) < FEWEST:
        return False
    times = amount / median(others)
    return any(unit / UNIT_BAND <= max(times, 1 / times) <= unit * UNIT_BAND for unit in UNITS)


def _doubles(action: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether the same amount was paid a few days before."""
    day, before = action["ex_date"], other["ex_date"]
    if other["type"] != "dividend" or other["amount"] != action["amount"]:
        return False
    return isinstance(day, date) and isinstance(before, date) and timedelta(0) < day - before <= DOUBLED
