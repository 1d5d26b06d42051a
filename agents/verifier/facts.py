"""What the evidence says, as facts that a claim can be matched with: a signed value, its unit and its context."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.verifier.marks import Day, Fiscal, Quantity, Unit, Window
from agents.verifier.reading import Reading, Sentence

ANY_INDEX = "INDEX:*"
"""A key that stands for every index."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a number is about. Anything empty is not said.

    Attributes:
        keys: the companies it may be about.
        dates: full dates; `days` are printed dates, perhaps in part.
        fiscals: years and quarters.
        windows: lengths of time that are named; `length` is one known from two dates, in days.
        tags: what it measures.
        accounts: what its clause speaks of, where that is one account: the revenue that rose by so much.
    """

    keys: frozenset[str] = frozenset()
    dates: tuple[dt.date, ...] = ()
    days: tuple[Day, ...] = ()
    fiscals: tuple[Fiscal, ...] = ()
    windows: tuple[Window, ...] = ()
    length: tuple[float, float] | None = None
    tags: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the evidence. `sign` is that of the value, 0 where a text leaves it open.

    A fact of a text has its `sentence` (and `reading`) and the number as printed.
    """

    evidence: str
    value: float
    sign: int
    unit: Unit
    context: Context
    signed: bool = False
    printed: Quantity | None = None
    reading: Reading | None = None
    sentence: Sentence | None = None
    verbatim: bool = False
    """Printed in a unit that its text states elsewhere: only the very figure repeats it as it stands."""
    name: str = ""
    """What a structured value is called."""
    group: str = ""
    """What a structured value is of that is of no security: the name of a sector."""

    @property
    def signed_value(self) -> float:
        """The value with its sign."""
        return -self.value if self.sign < 0 else self.value


@dataclass(frozen=True)
class Facts:
    """All facts, to be asked by value."""

    facts: tuple[Fact, ...]
    _order: list[Fact] = field(default_factory=list[Fact])
    _values: list[float] = field(default_factory=list[float])

    @staticmethod
    def of(facts: Sequence[Fact]) -> "Facts":
        """Sorted by value."""
        order = sorted(facts, key=lambda fact: fact.value)
        return Facts(tuple(facts), order, [fact.value for fact in order])

    def between(self, low: float, high: float) -> list[Fact]:
        """Facts with `low <= value <= high`."""
        return self._order[bisect_left(self._values, low) : bisect_right(self._values, high)]
