"""The market's days: sessions from 2022-01-03 on, and the times of day that announcements come at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from collectors.practice.streams import Integers
from stockelper.markets.practice import PRACTICE

START = date(2022, 1, 3)
BEFORE = datetime(2021, 12, 1, tzinfo=UTC)
"""When the facts that hold from the start on became known."""


@dataclass(frozen=True)
class Days:
    """The sessions that are simulated, and the session before the first."""

    sessions: tuple[date, ...]

    @cached_property
    def index(self) -> dict[date, int]:
        """Session to its number."""
        return {day: number for number, day in enumerate(self.sessions)}

    @cached_property
    def ordinals(self) -> Integers:
        """The sessions as proleptic ordinals, ascending."""
        return np.array([day.toordinal() for day in self.sessions], dtype=np.int64)

    def __len__(self) -> int:
        """How many sessions."""
        return len(self.sessions)

    def on_or_after(self, day: date) -> int:
        """The number of the first session from `day` on; `len(self)` when it is not simulated yet."""
        return int(np.searchsorted(self.ordinals, day.toordinal()))

    def schedulable(self, ahead: int) -> int:
        """How many of the sessions have another one `ahead` sessions later in the packaged calendar."""
        last = PRACTICE.session_offset(PRACTICE.calendar.last, -ahead)
        return min(len(self), int(np.searchsorted(self.ordinals, last.toordinal(), "right")))

    def before(self, number: int) -> date:
        """The session before the given one."""
        return self.sessions[number - 1] if number else PRACTICE.session_offset(self.sessions[0], -1)


def days_until(now: datetime) -> Days:
    """The sessions up to the one after `now`: what is announced for the next session is known by then.

    At least the first session; at most the last one that KRX's packaged calendar knows.
    """
    last = PRACTICE.calendar.last
    today = now.astimezone(PRACTICE.zone).date()
    end = last if today >= last else max(START, PRACTICE.session_offset(today, 1))
    return Days(tuple(PRACTICE.sessions(START, end)))


def local(day: date, minutes: float) -> datetime:
    """A moment of that day in the market's zone, as UTC. `minutes` after midnight, seconds in the fraction."""
    moment = datetime.combine(day, time(), PRACTICE.zone) + timedelta(seconds=round(minutes * 60))
    return moment.astimezone(UTC)
