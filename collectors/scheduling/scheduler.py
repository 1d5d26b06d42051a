"""The scheduler's process: it leads or stands by. Only the leader runs jobs, and only while it holds the lease.

When a job is due next is written to the store by the run itself when it ends, by nobody else: a leader that is killed
in the middle of a run, or with runs that wait for a thread, leaves them due, and the next one starts with them. Days
off are made up for by one run, since the sources go on from their watermarks. A run that failed at something that may
mend by itself is due again before its next regular turn.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import itemgetter
from queue import SimpleQueue
from random import random
from threading import Event
from types import MappingProxyType
from typing import Protocol

from collectors.reading import Asked, retry_after
from collectors.runs import holder
from collectors.scheduling.jobs import JOBS, Job, sources
from collectors.scheduling.lease import LEADER, Lease, read
from collectors.scheduling.retrying import Failure, Turn, failure_of, next_turn
from collectors.scheduling.running import JobBusy, Opener, run_job
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import Timetable, next_after
from collectors.scheduling.working import Work
from collectors.source import SourceKind
from stockelper.errors import StockelperError, StoreError, StoreReadOnly
from stockelper.language.telling import kept, said_by
from stockelper.markets.registry import MARKETS
from stockelper.store.documents import Documents

NO_WORKS: Mapping[str, Work] = MappingProxyType({})
AT_ONCE: frozenset[SourceKind] = frozenset({"prices", "news"})
"""What a scheduler collects without waiting for its time when it never ran."""
TICK = 2.0
"""Seconds between looks at the lease, and at what people paused."""


class Tell(Protocol):
    """What the scheduler says of itself: a code of the catalogue's section `schedule`, with parameters.

    A parameter `error` is a stored error, to be put into words.
    """

    def __call__(self, code: str, **parameters: object) -> None:
        """Say it."""
        ...


def unheard(code: str, **parameters: object) -> None:
    """Nothing is said."""


class Scheduler:
    """One process that wants to lead."""

    def __init__(
        self,
        documents: Documents,
        opener: Opener,
        asked: Callable[[], Asked],
        clock: Callable[[], datetime],
        tick: float = TICK,
        chance: Callable[[], float] = random,
        tell: Tell = unheard,
        jobs: Mapping[str, Job] = JOBS,
        works: Mapping[str, Work] = NO_WORKS,
    ) -> None:
        self._documents, self._opener, self._asked, self._clock = documents, opener, asked, clock
        self._tell, self._tick, self._chance = tell, tick, chance
        self._jobs, self._works = jobs, works
        self._again: SimpleQueue[tuple[str, datetime]] = SimpleQueue()
        self._lease = Lease(documents, LEADER, holder())
        self._timetable: Timetable | None = None
        self._halt = Event()
        self._unanswered = ""
        self._leader = ""

    def serve(self, stop: Event) -> None:
        """Lead whenever nobody else does, until told to stop; jobs under way end at their next page.

        Raises:
            StoreReadOnly: when the store cannot be written, which no waiting mends.
        """
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
                else:
                    self._stand_by()
            elif not self._lease.renew(self._clock()):
                self._step_down()
                self._stand_by()
            if self._timetable is not None:
                self._settle(self._timetable)
            self._unanswered = ""
        except StoreReadOnly:
            raise  # nothing here will mend that: the process ends, and says so
        except StoreError as error:
            told = kept(error)
            if told != self._unanswered:  # once, and not at every look of a night without a store
                self._tell("store_silent", error=told)
            self._unanswered = told

    def _stand_by(self) -> None:
        """Say once who leads instead."""
        held = read(self._documents, LEADER)
        leader = (held and held.holder) or ""
        if leader and leader != self._leader:
            self._tell("stands_by", leader=leader, seconds=self._lease.seconds)
        self._leader = leader or self._leader  # one that gave up is still the one to take over from

    def _lead(self) -> None:
        self._halt, self._again = Event(), SimpleQueue()
        timetable = Timetable(self._fire)
        for job in self._jobs.values():
            timetable.add(job, self._due(job))
        self._settle(timetable)
        self._tell("took_over" if self._leader else "leads", holder=self._lease.holder, before=self._leader)
        self._leader = ""
        for name, due in sorted(timetable.due().items(), key=itemgetter(1)):
            self._tell("next_run", job=name, time=due.isoformat(timespec="seconds"))
        timetable.start()
        self._timetable = timetable

    def _due(self, job: Job) -> datetime:
        """When a job is due by the store, where the first leader that knows it writes that down."""
        stored = states(self._documents).get(job.name, {}).get("next_run")
        if isinstance(stored, datetime):
            return stored
        due = first_due(job, self._clock())
        change(self._documents, job.name, turn=Turn(due))
        return due

    def _settle(self, timetable: Timetable) -> None:
        """Pause and resume as people said, and put in the runs that are tried again.

        A job that came due while it was paused runs at once.
        """
        known = states(self._documents)
        while not self._again.empty():
            name, due = self._again.get()
            timetable.resume(name, due)
        for name, job in self._jobs.items():
            if known.get(name, {}).get("paused"):
                timetable.pause(name)
            elif timetable.is_paused(name):
                timetable.resume(name, self._due(job))

    def _fire(self, name: str) -> None:
        """Run a job that is due, and write down when it is due next unless it was told to stop before its end."""
        job = self._jobs[name]
        failures = 0
        try:
            state = states(self._documents).get(name, {})
            if self._halt.is_set() or state.get("paused"):
                return
            failures = int(str(state.get("failures") or 0))
            # What failed is tried again on whatever day: its session has closed.
            failure = self._run(job) if failures or has_work(job, self._due(job), self._clock()) else None
            if not self._halt.is_set():
                turn = self._turn(job, failures, failure)
                change(self._documents, name, turn=turn)
                self._enter(job, turn)
        except StockelperError as error:
            self._tell("job_failed", job=name, error=kept(error))
            seconds = retry_after(error)
            if seconds is not None and not self._halt.is_set():
                self._enter(job, self._turn(job, failures, Failure(kept(error), seconds)))

    def _turn(self, job: Job, failures: int, failure: Failure | None) -> Turn:
        """A job's next turn; one before its regular one is said."""
        now = self._clock()
        turn = next_turn(now, next_after(job, now), failures, failure, self._chance())
        if turn.failures:
            self._tell("tried_again", job=job.name, time=turn.due.isoformat(timespec="seconds"))
        return turn

    def _enter(self, job: Job, turn: Turn) -> None:
        """Have a turn before the regular one put into the timetable at the next look.

        Done last of a run: the timetable passes over a job that is due while it is still under way.
        """
        if turn.failures:
            self._again.put((job.name, turn.due))

    def _run(self, job: Job) -> Failure | None:
        """Run a job; what it failed at, if trying again may help."""
        try:
            rows = run_job(
                job,
                self._asked(),
                self._documents,
                self._opener,
                self._halt,
                self._clock,
                waiting=lambda holder, seconds: self._tell(
                    "job_waits", job=job.name, holder=holder, seconds=seconds
                ),
                work=self._works.get(job.name),
            )
        except JobBusy:
            self._tell("job_elsewhere", job=job.name)
            return None
        for row in rows:
            if row["error"]:
                self._tell("job_failed", job=job.name, error=said_by(str(row["source"]), str(row["error"])))
        return failure_of(rows, sources(job))

    def _step_down(self) -> None:
        self._halt.set()
        if self._timetable is not None:
            self._timetable.stop()
        self._timetable = None

    def _give_up(self) -> None:
        try:
            self._lease.give_up(self._clock())
        except StoreError as error:
            self._tell("lease_left", error=kept(error))


def first_due(job: Job, now: datetime) -> datetime:
    """When a job that never ran is due, aware UTC: prices since the last close, news now, others in their turn."""
    if job.kind not in AT_ONCE:
        return next_after(job, now)
    if not job.by_session:
        return now
    market = MARKETS[job.market]
    return min(now, next_after(job, market.close_at(market.last_session(now))))


def has_work(job: Job, due: datetime, now: datetime) -> bool:
    """Whether the market closed a session on the day for which a job was due, or since."""
    market = MARKETS[job.market]
    return not job.by_session or market.last_session(now) >= due.astimezone(market.zone).date()
