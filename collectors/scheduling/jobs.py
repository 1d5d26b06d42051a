"""The scheduled jobs: what each collects, for which market, and when in that market's own time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from collectors.choosing import chains
from collectors.reading import Asked
from collectors.registry import SOURCES
from collectors.source import Source, SourceKind
from stockelper.errors import BadInput
from stockelper.markets.market import MarketCode
from stockelper.markets.registry import MARKETS


@dataclass(frozen=True)
class Job:
    """One job.

    Attributes:
        kind: of what it collects; None: it collects nothing, and whoever runs it brings the work.
        hour, minute: fields of a cron expression in the market's local time, daylight saving included.
        weekdays: the cron field of the days.
        by_session: whether there is nothing to do on a day without a session.
    """

    name: str
    kind: SourceKind | None
    market: MarketCode
    hour: str
    minute: str
    weekdays: str = "mon-fri"
    by_session: bool = False

    @property
    def schedule(self) -> str:
        """Minute, hour and days in cron's order, and the time zone."""
        return f"{self.minute} {self.hour} * * {self.weekdays} {MARKETS[self.market].zone.key}"


_LISTED = (
    # KRX closes at 16:30, an hour late, on the day of the university entrance exam.
    Job("prices-krx", "prices", "krx", "16", "40", by_session=True),
    Job("prices-us", "prices", "us", "16", "40", by_session=True),
    Job("news-krx", "news", "krx", "*", "5,35", "*"),
    Job("news-us", "news", "us", "*", "20,50", "*"),
    Job("filings-krx", "filings", "krx", "8-19", "15"),
    Job("filings-us", "filings", "us", "6-22", "45"),
    Job("fundamentals-krx", "fundamentals", "krx", "20", "0"),
    Job("fundamentals-us", "fundamentals", "us", "20", "0"),
    Job("holders-krx", "holders", "krx", "20", "30"),
    Job("holders-us", "holders", "us", "20", "30"),
    Job("listings-krx", "listings", "krx", "7", "0"),
    Job("listings-us", "listings", "us", "7", "0"),
    Job("macro", "macro", "us", "18", "30"),
)
JOBS: Mapping[str, Job] = MappingProxyType({job.name: job for job in _LISTED})


def job(name: str, known: Mapping[str, Job] = JOBS) -> Job:
    """The job of that name. Raises BadInput when there is none."""
    try:
        return known[name]
    except KeyError as error:
        raise BadInput("unknown_job", job=name, known=", ".join(known)) from error


def sources(one: Job, known: Mapping[str, Source] = SOURCES) -> Sequence[Sequence[Source]]:
    """The chains of a job: the sources of its kind that know its market."""
    if one.kind is None:
        return ()
    serving = {name: source for name, source in known.items() if one.market in source.markets}
    return chains([one.kind], serving)


def narrowed(one: Job, asked: Asked) -> Asked:
    """What is asked of a job's sources: only what lies in its market."""
    return replace(asked, securities=[s for s in asked.securities if s.market == one.market])
