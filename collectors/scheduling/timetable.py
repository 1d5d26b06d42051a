"""APScheduler behind one typed face: jobs by name, each run at most once at a time, missed runs made up for once."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from collectors.scheduling.jobs import Job
from stockelper.markets.registry import MARKETS

AT_ONCE = 3
"""Jobs that run at the same time."""


def trigger(job: Job) -> CronTrigger:
    """When a job runs, in its market's time."""
    return CronTrigger(
        minute=job.minute, hour=job.hour, day_of_week=job.weekdays, timezone=MARKETS[job.market].zone
    )


def next_after(job: Job, moment: datetime) -> datetime:
    """The first run after a moment, aware UTC."""
    found: datetime | None = trigger(job).get_next_fire_time(moment, moment)
    if found is None:
        raise ValueError(f"{job.name} never runs")
    return found.astimezone(UTC)


class Timetable:
    """Calls back with a job's name whenever it is due."""

    def __init__(self, fire: Callable[[str], None]) -> None:
        defaults: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        executors = {"default": ThreadPoolExecutor(AT_ONCE)}
        self._scheduler = BackgroundScheduler(executors=executors, job_defaults=defaults, timezone=UTC)
        self._fire, self._names = fire, list[str]()

    def add(self, job: Job, due: datetime) -> None:
        """A job that runs first when it is due: at once when that is past."""
        self._names.append(job.name)
        self._scheduler.add_job(self._fire, trigger(job), args=[job.name], id=job.name, next_run_time=due)

    def start(self) -> None:
        """Begin to call."""
        self._scheduler.start()

    def pause(self, name: str) -> None:
        """Call it no more until it is resumed; a call that is under way goes on."""
        if not self.is_paused(name):
            self._scheduler.pause_job(name)

    def resume(self, name: str, due: datetime) -> None:
        """Call it again from when it is due: at once when that is past."""
        self._scheduler.modify_job(name, next_run_time=due)

    def is_paused(self, name: str) -> bool:
        """Whether it was paused and not resumed."""
        found = self._scheduler.get_job(name)
        return found is None or found.next_run_time is None

    def due(self) -> Mapping[str, datetime]:
        """When each job that is not paused runs next, aware UTC."""
        jobs = [self._scheduler.get_job(name) for name in self._names]
        return {job.id: job.next_run_time.astimezone(UTC) for job in jobs if job and job.next_run_time}

    def stop(self) -> None:
        """Call no more, and wait for the calls that are under way."""
        self._scheduler.shutdown(wait=True)
