"""Rules that change by date and board: tick size, price limit, tax. Tables, in Decimal.

A table is a tuple of `Rule`s; the one in force is the newest that starts on or before the day. A day
before the first rule raises `BadInput`: an old rule is not guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from stockelper.errors import BadInput

Value = TypeVar("Value")
Ladder = tuple[tuple[Decimal | None, Decimal], ...]
"""Steps of (price below which the step holds, tick), ascending; the last one has no upper end."""


@dataclass(frozen=True)
class Rule(Generic[Value]):
    """A value in force from a date on."""

    since: date
    value: Value


Rules = Mapping[str, Sequence[Rule[Value]]]
"""Board to its rules, oldest first."""


def in_force(rules: Rules[Value], board: str, day: date) -> Value:
    """The rule of that board on that day.

    Raises:
        BadInput: when the board has no table, or its table begins later.
    """
    found = [rule.value for rule in rules.get(board, ()) if rule.since <= day]
    if not found:
        raise BadInput("no_rule", board=board, day=day.isoformat())
    return found[-1]


def ladder(*steps: tuple[str | None, str]) -> Ladder:
    """A tick ladder from decimal texts."""
    return tuple((None if below is None else Decimal(below), Decimal(tick)) for below, tick in steps)


def tick_of(steps: Ladder, price: Decimal) -> Decimal:
    """The tick at that price."""
    return next(tick for below, tick in steps if below is None or price < below)
