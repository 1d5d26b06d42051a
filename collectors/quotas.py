"""How often a source may be asked: calls a second in this process, calls a day over all processes.

All clients of a source in a process share one pace, whichever job or page opened them.
A day's calls are set aside in blocks before they are made, each process in a row of its own: a killed
process has counted too many calls, never too few, and no count is lost between two. Waiting is measured on
the clock that never jumps.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

import polars as pl

from collectors.runs import holder
from collectors.source import Rate
from stockelper.clock import wall_clock
from stockelper.errors import Throttled
from stockelper.store.collections import QUOTAS
from stockelper.store.documents import Documents, Where, eq

BLOCKS = 50
"""A day's budget is set aside in so many blocks at least."""
LONGEST_BLOCK = timedelta(days=1)
"""No source is left alone for longer: a moment further away comes from a clock that was wrong."""


@dataclass
class _Pace:
    """When a source may be asked next, by the clock that never jumps."""

    lock: Lock = field(default_factory=Lock)
    next: float = 0.0


_paces: dict[str, _Pace] = {}


class Quota:
    """The budget of one source: its calls a second go to all quotas of that name in the process together."""

    def __init__(self, documents: Documents, source: str, rate: Rate, now: Callable[[], datetime]) -> None:
        self._documents, self._source, self._rate, self._now = documents, source, rate, now
        # One step in CPython: two threads that open a source's first client at once get the same pace.
        self._pace = _paces.setdefault(source, _Pace())
        with self._pace.lock:
            # Whoever opens a client has missed nothing yet that could be caught up with.
            self._pace.next = max(self._pace.next, time.monotonic() - 1 / rate.per_second)
        self._day = now().date()
        self._used = self._set_aside = 0
        self._blocked_until = self._stored_block()

    def turn(self) -> float:
        """Take one call; the seconds to wait before it is made.

        Raises:
            Throttled: the source asked to be left alone, or the day's calls are used up.
        """
        with self._pace.lock:
            self._check_block()
            if self._rate.per_day is not None:
                self._take(self._rate.per_day)
            moment = time.monotonic()
            # A late caller catches up with what it missed of the last second, and no more.
            self._pace.next = max(self._pace.next + 1 / self._rate.per_second, moment - 1.0)
            return max(0.0, self._pace.next - moment)

    def block(self, seconds: float) -> None:
        """Leave the source alone for that long, in every process."""
        with self._pace.lock:
            pause = min(timedelta(seconds=seconds), LONGEST_BLOCK)
            self._blocked_until = self._now() + pause
            self._write()

    def _check_block(self) -> None:
        left = self._blocked_until - self._now() if self._blocked_until else timedelta(0)
        if timedelta(0) < left <= LONGEST_BLOCK:
            wait = round(left.total_seconds(), 1)
            raise Throttled("source_pause", source=self._source, retry_after=wait)

    def _take(self, most: int) -> None:
        if self._day != self._now().date():
            self._day, self._used, self._set_aside = self._now().date(), 0, 0
        if self._used == self._set_aside:
            self._reserve(most)
        self._used += 1

    def _reserve(self, most: int) -> None:
        own = eq("holder", holder())
        rows = self._documents.read(QUOTAS.name, eq("source", self._source), eq("day", self._day))
        stored = rows.filter(pl.col("holder") == own.value)["calls"].sum()
        left = most - int(rows["calls"].sum())
        if left <= 0:
            raise Throttled(
                "source_quota", source=self._source, most=most, retry_after=self._until_tomorrow()
            )
        self._used = stored
        self._set_aside = stored + min(left, max(1, most // BLOCKS))
        self._write()

    def _until_tomorrow(self) -> float:
        now = self._now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return round((midnight - now).total_seconds(), 1)

    def _stored_block(self) -> datetime | None:
        since = self._day - timedelta(days=1)
        rows = self._documents.read(QUOTAS.name, eq("source", self._source), Where("day", ">=", since))
        newest = rows["blocked_until"].max()
        return newest if isinstance(newest, datetime) else None

    def _write(self) -> None:
        row = {
            "source": self._source,
            "day": self._day,
            "holder": holder(),
            "calls": self._set_aside,
            "blocked_until": self._blocked_until,
            "seen": self._now(),
        }
        frame = pl.DataFrame([row], schema=QUOTAS.schema())
        self._documents.upsert(QUOTAS.name, frame, recorded_at=wall_clock())
