"""Jobs that people start from a page: each in a thread of its own, under its lease, ended with the process."""

import logging
from dataclasses import dataclass
from threading import Event, Thread

from collectors.scheduling.jobs import job
from collectors.scheduling.running import JobBusy, run_job
from stockelper.clock import wall_clock
from stockelper.errors import StockelperError
from ui.commands.collect import asked_by_watchlist
from ui.jobs import JOBS, works
from ui.wiring import Product

logger = logging.getLogger(__name__)
PATIENCE = 5.0
"""Seconds that a run gets to finish its page when the process ends."""


@dataclass(frozen=True)
class Started:
    """A job under way in this process."""

    thread: Thread
    stop: Event


_STARTED: dict[str, Started] = {}


def is_running(name: str) -> bool:
    """Whether this process is running that job."""
    return name in _STARTED and _STARTED[name].thread.is_alive()


def start(product: Product, name: str) -> bool:
    """Run a job now and return at once. False when this process runs it already.

    What comes of it is in the run log; a job that another process runs is left to that one.

    Raises:
        BadInput: no such job.
    """
    chosen = job(name, JOBS)
    if is_running(name):
        return False
    stop = Event()

    def work() -> None:
        try:
            run_job(
                chosen,
                asked_by_watchlist(product),
                product.documents,
                product.collecting,
                stop,
                wall_clock,
                work=works(product).get(name),
            )
        except JobBusy:
            logger.info("%s is run by another process", name)
        except StockelperError as error:
            logger.warning("%s: %s", name, error)

    thread = Thread(target=work, name=f"job-{name}", daemon=True)
    _STARTED[name] = Started(thread, stop)
    thread.start()
    return True


def stop_all() -> None:
    """Tell the runs under way to end, and wait for them a little."""
    for started in _STARTED.values():
        started.stop.set()
    for started in _STARTED.values():
        started.thread.join(PATIENCE)
    _STARTED.clear()
