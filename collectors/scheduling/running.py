"""One job's run under its own lease, with a heartbeat, by whoever starts it: the scheduler or a person."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from collectors import runs
from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.scheduling.jobs import Job, narrowed, sources
from collectors.scheduling.lease import Lease
from stockelper.errors import StockelperError, StoreError
from stockelper.store.documents import Documents, Fence

Opener = Callable[[Event, str, Fence], Collecting]
"""Makes what runs of sources need: a stop event, the job's name and the fence it writes under."""


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
    heartbeat: float = 10.0,
) -> Sequence[Mapping[str, object]]:
    """Collect; the rows of the runs.

    Raises:
        JobBusy: when another process holds the job's lease.
        StoreError: the store cannot take any more, or another took the lease.
    """
    lease = Lease(documents, f"job:{job.name}", runs.holder())
    if not lease.take(clock()) or lease.fence is None:
        raise JobBusy(job=job.name)
    fence = Fence(lease.name, lease.fence)
    runs.mark_left(documents.fenced(fence), job.name)
    with _kept(lease, stop, clock, heartbeat) as halted:
        return collect(opener(halted, job.name, fence), sources(job), narrowed(job, asked))


@contextmanager
def _kept(lease: Lease, stop: Event, clock: Callable[[], datetime], heartbeat: float) -> Generator[Event]:
    """Renew the lease while the body works; the event is set when it is lost or the work is to stop."""
    halted, done = Event(), Event()

    def beat() -> None:
        last = clock()
        while not done.wait(min(heartbeat, 0.2)):
            if stop.is_set():
                halted.set()
            if (clock() - last).total_seconds() < heartbeat:
                continue
            last = clock()
            if not _renewed(lease, last):
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
