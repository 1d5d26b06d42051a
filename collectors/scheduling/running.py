"""One job's run under its own lease, with a heartbeat, by whoever starts it: the scheduler or a person."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from collectors import runs
from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.scheduling.jobs import Job, narrowed, sources
from collectors.scheduling.lease import Lease, read
from collectors.scheduling.working import Work, worked
from stockelper.errors import StockelperError, StoreError
from stockelper.store.documents import Documents, Fence

Opener = Callable[[Event, str, Fence], Collecting]
"""Makes what runs of sources need: a stop event, the job's name and the fence it writes under."""


HEARTBEAT = 2.0
"""Seconds between heartbeats of a job's lease; so soon a second one who wants to run the job knows that it runs."""
PART = "forecasting"
"""Whose work the jobs are that collect nothing: it stands where others have their sources."""
LOOK = 0.5
"""Seconds between looks at a lease that another one has or left behind."""


class JobBusy(StockelperError):
    """Another process is running this job."""

    code = "job_busy"


def run_job(
    job: Job,
    asked: Asked,
    documents: Documents,
    opener: Opener,
    stop: Event,
    clock: Callable[[], datetime],
    heartbeat: float = HEARTBEAT,
    waiting: Callable[[str, float], None] = lambda holder, seconds: None,
    work: Work | None = None,
) -> Sequence[Mapping[str, object]]:
    """Collect, or do the work of a job that collects nothing; the rows of the runs.

    A lease that a killed process left behind is taken once it has been silent for its length; `waiting` is told its
    holder and those seconds before.

    Raises:
        JobBusy: when another process runs the job.
        StoreError: the store cannot take any more, or another took the lease.
    """
    lease = Lease(documents, f"job:{job.name}", runs.holder())
    fence = _taken(lease, job, stop, clock, waiting)
    runs.mark_left(documents.fenced(fence), job.name)
    with _kept(lease, stop, clock, heartbeat) as halted:
        if work is not None:
            return [worked(documents.fenced(fence), job.name, PART, work, halted)]
        return collect(opener(halted, job.name, fence), sources(job), narrowed(job, asked))


def _taken(
    lease: Lease,
    job: Job,
    stop: Event,
    clock: Callable[[], datetime],
    waiting: Callable[[str, float], None],
) -> Fence:
    # Between a look and the next try the other's run may end: that one was running the job all the same.
    is_told = False
    while not lease.take(clock(), unless_moved=True):
        held = read(lease.documents, lease.name)
        if held and held.holder and not is_told:
            waiting(held.holder, lease.seconds)
            is_told = True
        if stop.wait(LOOK) or lease.has_moved():
            raise JobBusy(job=job.name)
    assert lease.fence is not None, "a lease that was taken has a number"
    return Fence(lease.name, lease.fence)


@contextmanager
def _kept(lease: Lease, stop: Event, clock: Callable[[], datetime], heartbeat: float) -> Generator[Event]:
    """Renew the lease while the body works; the event is set when it is lost or the work is to stop."""
    halted, done = Event(), Event()

    def beat() -> None:
        last = time.monotonic()
        while not done.wait(min(heartbeat, 0.2)):
            if stop.is_set():
                halted.set()
            if time.monotonic() - last < heartbeat:
                continue
            last = time.monotonic()
            if not _renewed(lease, clock()):
                halted.set()
                return

    thread = Thread(target=beat, name=f"lease-{lease.name}", daemon=True)
    thread.start()
    try:
        yield halted
    finally:
        done.set()
        thread.join()
        lease.give_up(clock())


def _renewed(lease: Lease, now: datetime) -> bool:
    """Whether the lease is still ours; a store that does not answer has not said that it is not."""
    try:
        return lease.renew(now)
    except StoreError:
        return True
