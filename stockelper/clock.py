"""The as-of clock: the present, or a chosen past.

Domain code never asks the machine for the time. It asks a `Clock`, so that one setting moves prices,
news, filings, graph and forecasts to the same moment.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from stockelper.errors import BadInput

LAST_MOMENT = time(23, 59, 59, 999999, tzinfo=UTC)


def wall_clock() -> datetime:
    """The machine's time, aware UTC. For `recorded_at` and for measuring, never for what is known."""
    return datetime.now(UTC)  # the one place that reads it


@dataclass(frozen=True)
class Clock:
    """What time it is for everything that is read. `as_of` None is the present."""

    as_of: datetime | None = None

    def now(self) -> datetime:
        """The moment up to which records are visible, aware UTC."""
        return self.as_of or wall_clock()

    def today(self) -> date:
        """The date that "today" means in every market: the UTC date of `now`."""
        return self.now().date()

    @property
    def is_live(self) -> bool:
        """Whether the clock shows the present, so that sources may be asked."""
        return self.as_of is None


def end_of(day: date) -> datetime:
    """The last microsecond of a UTC date: what an as-of date means."""
    return datetime.combine(day, LAST_MOMENT)


def parse_as_of(text: str) -> datetime:
    """An as-of moment from `2025-12-30` (its end, UTC) or an ISO datetime (UTC where no zone is given).

    Raises:
        BadInput: when the text is neither.
    """
    try:
        if len(text.strip()) == len("2025-12-30"):
            return end_of(date.fromisoformat(text.strip()))
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput("bad_as_of", value=text) from error


def parse_day(text: str) -> date:
    """A date from `2025-12-30`.

    Raises:
        BadInput: when the text is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("bad_date", value=text) from error
