"""The pieces of a text that the verifier looks at: where they stand and what they say.

Offsets are into the text as given. Values are in base units: won, dollars, shares, fractions for percentages.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "KRW", "USD", "EUR", "JPY", "CNY", "GBP", "shares", "percent", "points", "times", "index", "streak", "count", "bare",
]  # fmt: skip
Nearness = Literal["exact", "about", "over", "under", "floor"]
Span = Literal["d", "w", "m", "y", "ytd"]
MONEY: frozenset[Unit] = frozenset({"KRW", "USD", "EUR", "JPY", "CNY", "GBP"})


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity(Mark):
    """A printed number. `half` is half a unit of its last printed place, in base units.

    `sign` is the printed sign, 0 where none is printed; `value` is never negative. `noun` is the word that is
    counted; `after` says that the number stands behind `to`/`at` or before `로`: a level, not a change.
    """

    value: float
    half: float
    unit: Unit
    sign: int = 0
    near: Nearness = "exact"
    noun: str = ""
    level: bool = False
    spoken: bool = False

    @property
    def signed_value(self) -> float:
        """The value with its printed sign."""
        return -self.value if self.sign < 0 else self.value


@dataclass(frozen=True, slots=True)
class Day(Mark):
    """A date, or the part of one that is printed."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, other: dt.date) -> bool:
        """Whether every printed part agrees with the date."""
        return (
            self.year in (None, other.year)
            and self.month in (None, other.month)
            and self.day in (None, other.day)
        )

    def agrees(self, other: "Day") -> bool:
        """Whether the parts that both print are the same, and there is such a part besides the year.

        A day that the other one leaves open is none of its: February 9 is not "February 2024".
        """
        if self.day is not None and other.day is None:
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        shared = [(a, b) for a, b in pairs if a is not None and b is not None]
        return bool(shared) and all(a == b for a, b in shared)


@dataclass(frozen=True, slots=True)
class Fiscal(Mark):
    """A year, a quarter (1 to 4) or a half (11, 12) of it; None where not printed."""

    year: int | None
    part: int | None

    def agrees(self, other: "Fiscal") -> bool:
        """Whether nothing that both print differs."""
        return (self.year is None or other.year is None or self.year == other.year) and (
            self.part is None or other.part is None or self.part == other.part
        )


@dataclass(frozen=True, slots=True)
class Window(Mark):
    """A length of time: `n` days (or sessions), weeks, months, years; or the year to date."""

    n: int
    span: Span
    basis: bool = False
    """Said as a comparison: year over year, from the previous day."""
    exact: bool = False
    """Part of a mark's name, as in a 26-week high: no length that is only as long carries it."""

    def days(self) -> tuple[float, float]:
        """The least and most days that it may mean, counted in sessions or in calendar days."""
        low, high = {
            "d": (1.0, 1.0),
            "w": (5.0, 7.0),
            "m": (20.0, 30.5),
            "y": (240.0, 366.0),
            "ytd": (0.0, 0.0),
        }[self.span]
        if self.span == "m" and self.n == 1:
            low, high = 19.0, 31.0
        return self.n * low, self.n * high

    def agrees(self, other: "Window") -> bool:
        """Whether both may mean the same length."""
        if self.span == other.span:
            return self.n == other.n
        (a, b), (c, d) = self.days(), other.days()
        return a <= d and c <= b


@dataclass(frozen=True, slots=True)
class Clock(Mark):
    """A time of day in a zone."""

    hour: int
    minute: int
    zone: str


@dataclass(frozen=True, slots=True)
class Label(Mark):
    """Digits that count nothing: of a model (S22, GB200), of an index (Russell 2000), a time without a zone."""

    text: str


@dataclass(frozen=True, slots=True)
class Settings(Mark):
    """The several parameters of an indicator, `(12, 26, 9)` of `macd`."""

    of: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Direction(Mark):
    """A word that says which way: 1 up, -1 down, 0 unchanged; `group` tells apart what is compared."""

    polarity: int
    group: str = "move"
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class Attribute(Mark):
    """A word that says what a number measures."""

    tag: str


@dataclass(frozen=True, slots=True)
class Name(Mark):
    """A name and the keys it may stand for: security ids, or the folded name itself. Empty: nobody knows it."""

    keys: frozenset[str]
    index: bool = False


@dataclass(frozen=True, slots=True)
class Other(Mark):
    """A name that is no listing's, by its words: of a person, a product, a place, a company that is not listed."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term(Mark):
    """A word of accounts or markets, by what it means."""

    tag: str


@dataclass(frozen=True, slots=True)
class Cite(Mark):
    """A citation marker's number."""

    n: int


@dataclass(frozen=True, slots=True)
class Quote(Mark):
    """Words taken verbatim from cited texts: the ids of those that have them."""

    sources: frozenset[str]
