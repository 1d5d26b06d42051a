"""When a scheduled job runs, in words instead of cron's fields."""

from collections.abc import Mapping

from collectors.scheduling.jobs import Job
from ui.chat.words import Words

DAYS: Mapping[str, str] = {"mon-fri": "ops_weekdays", "*": "ops_every_day", "sat": "ops_saturdays"}


def in_words(job: Job, words: Words) -> str:
    """Such as "weekdays 16:40 (Seoul)"; cron's fields where they say what there are no words for."""
    if job.weekdays not in DAYS:
        return job.schedule
    place = words(f"ops_time_{job.market}")
    return words("ops_when", days=words(DAYS[job.weekdays]), times=_times(job, words), place=place)


def _times(job: Job, words: Words) -> str:
    minutes = ", ".join(words("ops_minute", minute=f"{int(one):02d}") for one in job.minute.split(","))
    if job.hour == "*":
        return words("ops_hourly", minutes=minutes)
    first, is_range, last = job.hour.partition("-")
    if is_range:
        return words("ops_hours", first=first, last=last, minutes=minutes)
    return " ".join(f"{int(job.hour)}:{int(one):02d}" for one in job.minute.split(","))
