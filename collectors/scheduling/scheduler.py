"""The scheduler's process: it leads or stands by. Only the leader runs jobs, and only while it holds the lease.

When a job is due next is written to the store after it has run, not before: a leader that is killed in the middle
of a run leaves it due, and the next one starts with it. Days off are made up for by one run, since the sources go on
from their watermarks.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Lock

from collectors.reading import Asked
from collectors.runs import holder
from collectors.scheduling.jobs import JOBS, Job
from collectors.scheduling.lease import LEADER, Lease
from collectors.scheduling.running import JobBusy, Opener, run_job
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import Timetable, next_after
from collectors.source import SourceKind
from stockelper.errors import StockelperError, StoreError
from stockelper.markets.registry import MARKETS
from stockelper.store.documents import Documents

log = logging.getLogger(__name__)
FIRST: frozenset[SourceKind] = frozenset({"prices", "news"})
"""What a scheduler collects at once when nothing ever ran."""
TICK = 2.0
"""Seconds between looks at the lease, and at what people paused."""


class Scheduler:
    """One process that wants to lead."""

    def __init__(
        self,
        documents: Documents,
        opener: Opener,
        asked: Callable[[], Asked],
        clock: Callable[[], datetime],
        tick: float = TICK,
    ) -> None:
        self._documents, self._opener, self._asked, self._clock = documents, opener, asked, clock
        self._tick = tick
        self._lease = Lease(documents, LEADER, holder())
        self._timetable: Timetable | None = None
        self._halt = Event()
        self._running: set[str] = set()
        self._lock = Lock()

    def serve(self, stop: Event) -> None:
        """Lead whenever nobody else does, until told to stop; jobs under way end at their next page."""
        try:
            while True:
                self._look()
                if stop.wait(self._tick):
                    return
        finally:
            self._step_down()
            self._give_up()

    def _look(self) -> None:
        """Take, keep or lose the lease; leading, do what people asked for."""
        try:
            if self._timetable is None:
                if self._lease.take(self._clock()):
                    self._lead()
            elif not self._lease.renew(self._clock()):
                log.warning("another scheduler leads now")
                self._step_down()
            if self._timetable is not None:
                self._settle(self._timetable)
        except StoreError as error:
            log.warning("the store does not answer: %s", error)

    def _lead(self) -> None:
        self._halt = Event()
        known = states(self._documents)
        timetable = Timetable(self._fire)
        for job in JOBS.values():
            due = known.get(job.name, {}).get("next_run")
            first = self._clock() if job.kind in FIRST else next_after(job, self._clock())
            timetable.add(job, due if isinstance(due, datetime) else first)
        self._settle(timetable)
        timetable.start()
        self._timetable = timetable

    def _settle(self, timetable: Timetable) -> None:
        """Pause and resume as people said, and write down when each job that is at rest is due."""
        known = states(self._documents)
        for name in JOBS:
            timetable.pause(name) if known.get(name, {}).get("paused") else timetable.resume(name)
        with self._lock:
            at_rest = {name: due for name, due in timetable.due().items() if name not in self._running}
        for name, due in at_rest.items():
            if due > self._clock() and known.get(name, {}).get("next_run") != due:
                change(self._documents, name, due=due)

    def _fire(self, name: str) -> None:
        job = JOBS[name]
        with self._lock:
            self._running.add(name)
        try:
            if self._halt.is_set() or not self._has_work(job):
                return
            rows = run_job(job, self._asked(), self._documents, self._opener, self._halt, self._clock)
            for row in rows:
                if row["error"]:
                    log.warning("%s: %s: %s", name, row["source"], row["error"])
        except JobBusy:
            log.info("%s is run by another process", name)
        except StockelperError as error:
            log.warning("%s: %s", name, error)
        finally:
            with self._lock:
                self._running.discard(name)

    def _has_work(self, job: Job) -> bool:
        """Whether the market traded on the day for which the job was due, be that long ago; always the first time."""
        due = states(self._documents).get(job.name, {}).get("next_run")
        market = MARKETS[job.market]
        if not job.by_session or not isinstance(due, datetime):
            return True
        return market.is_session(due.astimezone(market.zone).date())

    def _step_down(self) -> None:
        self._halt.set()
        if self._timetable is not None:
            self._timetable.stop()
        self._timetable = None

    def _give_up(self) -> None:
        try:
            self._lease.give_up(self._clock())
        except StoreError as error:
            log.warning("the lease runs out by itself: %s", error)
