"""A daily bar as it is judged, and what is found wrong with one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Reason = Literal[
    "hundredfold", "unit_change", "missed_split", "beyond_limit", "spike", "stale_repeat", "volume_unit", "no_session"
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)
ALL: frozenset[Reason] = frozenset(REASONS)


@dataclass(frozen=True)
class Bar:
    """What is judged of a bar; prices are None where nothing was traded."""

    date: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    volume: int
    halted: bool

    @property
    def prices(self) -> tuple[float | None, ...]:
        """What was paid, in the order in which bars tell it."""
        return self.open, self.high, self.low, self.close

    @property
    def money(self) -> float:
        """What was traded, about."""
        return self.close * self.volume


@dataclass(frozen=True)
class Finding:
    """A bar that is refused. `times` is by what its prices are off, 1 where they are not."""

    date: date
    reason: Reason
    times: float = 1.0
