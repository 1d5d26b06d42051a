"""Collecting while a question waits: one security at a time, for a few seconds at most.

Each wish is one flight: a thread that asks the chain of sources for one need of one security, however many questions
want it. What came of it is stored, so that no process asks again for a while. A flight that is not there in time goes on
for the next question; those who wait are told.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from time import monotonic

import polars as pl

from collectors.following import follow
from stockelper.clock import wall_clock
from stockelper.errors import SourceError, StockelperError, Throttled, Unreachable
from stockelper.store.collections import REFRESHES
from stockelper.store.documents import Documents, eq
from stockelper.types import Need, Wish

JOB = "refresh"
"""What the runs are called in the log."""
SECONDS = 5.0
"""How long a question waits."""
FAILED = timedelta(minutes=5)
"""A failure is not tried again for so long: where a source did not answer at all, for no security of the market."""
ANSWERED: Mapping[Need, timedelta] = {"prices": timedelta(minutes=10), "news": timedelta(minutes=30)}
"""A source that answered is not asked the same again for so long, whatever it gave."""
NOTED = timedelta(hours=1)
"""A security that is asked about time and again is noted once in so long."""
PATIENCE = 1.0
"""Seconds that flights get to end when the process does."""
AWAY = (Unreachable, Throttled)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Came:
    """What came of asking sources: whether any gave, and by source why it did not."""

    is_any: bool
    failures: Mapping[str, StockelperError]


Gather = Callable[[Wish, Event, Collection[str]], Came]
"""Asks sources for a wish and stores what they give, until the event is set; leaves some alone while others may be asked.

What stands behind it loads every source, which a question that lacks nothing does not pay for.
"""


@dataclass(frozen=True)
class Flight:
    """One need of one security under way; its result is why nothing came, or None."""

    future: "Future[StockelperError | None]" = field(default_factory=Future)
    started: float = field(default_factory=monotonic)


class Refreshing:
    """The refresh port of one process over its sources and its store; safe from any thread and loop."""

    def __init__(
        self,
        documents: Documents,
        gather: Gather,
        *,
        seconds: float = SECONDS,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._documents, self._gather = documents, gather
        self._seconds, self._now = seconds, now
        self._flights: dict[tuple[str, str], Flight] = {}
        self._noted: dict[str, datetime] = {}
        self._away: dict[str, datetime] = {}
        self._threads: set[Thread] = set()
        self._lock, self._stop = Lock(), Event()

    async def collect(self, wishes: Sequence[Wish]) -> Sequence[StockelperError | None]:
        """Have everything collected; for each wish why nothing came. Waits for no flight longer than its time."""
        flights = [self._flight(wish) for wish in wishes]
        left = max((one.started for one in flights), default=0.0) + self._seconds - monotonic()
        waiting = [asyncio.wrap_future(one.future) for one in flights if not one.future.done()]
        if waiting and left > 0:
            await asyncio.wait(waiting, timeout=left)
        slow = self._slow()
        return [one.future.result() if one.future.done() else slow for one in flights]

    def note(self, securities: Sequence[str]) -> None:
        """Remember in the background that somebody asked about securities, by id."""
        now = self._now()
        with self._lock:
            news = [one for one in securities if one not in self._noted or now - self._noted[one] > NOTED]
            self._noted.update(dict.fromkeys(news, now))
        if news:
            self._start(lambda: self._follow(news, now))

    def close(self) -> None:
        """Tell flights to end at their next page, and wait for them a little."""
        self._stop.set()
        end = monotonic() + PATIENCE
        for thread in tuple(self._threads):
            thread.join(max(0.0, end - monotonic()))

    def _slow(self) -> StockelperError:
        return SourceError("refresh_slow", seconds=f"{self._seconds:g}")

    def _start(self, work: Callable[[], None]) -> None:
        """Work in a thread that holds up neither an answer nor the end of the process."""

        def working() -> None:
            try:
                work()
            finally:
                self._threads.discard(thread)

        thread = Thread(target=working, name=JOB, daemon=True)
        self._threads.add(thread)
        thread.start()

    def _follow(self, securities: Sequence[str], now: datetime) -> None:
        try:
            follow(self._documents, securities, now)
        except StockelperError as error:
            logger.info("not noted: %s", error)

    def _flight(self, wish: Wish) -> Flight:
        """The flight that is under way for the same, or a new one."""
        key = (wish.need, wish.security.id)
        with self._lock:
            if key in self._flights:
                return self._flights[key]
            flight = self._flights[key] = Flight()
            flight.future.set_running_or_notify_cancel()  # from here on nobody who waits can cancel it
        self._start(lambda: self._fly(key, flight, wish))
        return flight

    def _fly(self, key: tuple[str, str], flight: Flight, wish: Wish) -> None:
        found: StockelperError | None = self._slow()
        try:
            found = self._found(wish)
        except StockelperError as error:
            found = error
        finally:
            with self._lock:
                del self._flights[key]
            flight.future.set_result(found)

    def _found(self, wish: Wish) -> StockelperError | None:
        """Why nothing came: of the last try while that still counts, else of a new one."""
        memory = Memory(self._documents, wish, self._now, timedelta(seconds=self._seconds))
        last = memory.lately()
        if last is not None:
            return last.error or (None if last.ended else self._slow())
        if not memory.begin():
            return self._slow()
        errors = self._collected(wish)
        if not self._stop.is_set():
            memory.end(errors)
        return errors[0] if errors else None

    def _collected(self, wish: Wish) -> list[StockelperError]:
        """What went wrong with each source that was asked; nothing once one has given."""
        now = self._now()
        spared = frozenset(name for name, since in self._away.items() if now - since < FAILED)
        came = self._gather(wish, self._stop, spared)
        self._away.update((name, now) for name, error in came.failures.items() if isinstance(error, AWAY))
        return [] if came.is_any else list(came.failures.values())


@dataclass(frozen=True)
class Last:
    """The last try as stored: for a security, or for any of a market."""

    tried: datetime
    ended: datetime | None
    error: StockelperError | None


@dataclass(frozen=True)
class Memory:
    """What came of the last tries for a wish, in whatever process."""

    documents: Documents
    wish: Wish
    now: Callable[[], datetime]
    patience: timedelta

    def lately(self) -> Last | None:
        """The try that still counts; None when sources may be asked."""
        market, own, now = (
            self._last(self.wish.security.market),
            self._last(self.wish.security.id),
            self.now(),
        )
        if market and (market.error or not market.ended):
            since = abs(now - market.tried)  # a moment to come is from a clock that differs, or was wrong
            if since < FAILED and (market.ended or since > self.patience):
                return market
        if own is None:
            return None
        rest = ANSWERED[self.wish.need] if own.ended and not own.error else FAILED
        return own if abs(now - own.tried) < rest else None

    def begin(self) -> bool:
        """Note that sources are asked now. False when another process was faster."""
        own, now = self._last(self.wish.security.id), self.now()
        expected = None if own is None else {"tried": own.tried}
        if not self.documents.claim(REFRESHES.name, self._row(self.wish.security.id, now), expected=expected):
            return False
        self._write(self._row(self.wish.security.market, now))
        return True

    def end(self, errors: Sequence[StockelperError]) -> None:
        """Note how it ended; a market is given a rest when none of its sources answered."""
        now, error = self.now(), errors[0] if errors else None
        away = error if errors and all(isinstance(one, AWAY) for one in errors) else None
        self._write(self._row(self.wish.security.id, now, now, error))
        self._write(self._row(self.wish.security.market, now, now, away))

    def _last(self, about: str) -> Last | None:
        rows = self.documents.read(REFRESHES.name, eq("need", self.wish.need), eq("about", about))
        if rows.is_empty():
            return None
        row = rows.row(0, named=True)
        told = json.loads(row["error"]) if row["error"] else None
        return Last(row["tried"], row["ended"], StockelperError(told.pop("code"), **told) if told else None)

    def _row(
        self, about: str, tried: datetime, ended: datetime | None = None, error: StockelperError | None = None
    ) -> dict[str, object]:
        told = json.dumps({"code": error.code, **error.parameters}, default=str) if error else None
        return {"need": self.wish.need, "about": about, "tried": tried, "ended": ended, "error": told}

    def _write(self, row: Mapping[str, object]) -> None:
        frame = pl.DataFrame([dict(row)], schema=REFRESHES.schema())
        self.documents.upsert(REFRESHES.name, frame, recorded_at=self.now())
