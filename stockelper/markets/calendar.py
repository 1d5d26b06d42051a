"""Trading sessions from the packaged tables that `make calendars` writes.

A table holds one line a session: date, open and close in the market's local time. It is read once, when
first asked for, in a few milliseconds. Dates outside its range raise `BadInput`.

Up to `announced` a table holds what the exchange had announced when it was made. The years beyond follow from the holidays
of the law: elections, new holidays, mourning and days with other hours are missing there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cached_property
from importlib.resources import files
from zoneinfo import ZoneInfo

import polars as pl

from stockelper.errors import BadInput

TIMES = ("open", "close")


def _minutes(column: str) -> pl.Expr:
    """Minutes of the day from `HH:MM`."""
    hours, minutes = (pl.col(column).str.slice(at, 2).cast(pl.Int64) for at in (0, 3))
    return hours * 60 + minutes


class Calendar:
    """The sessions of one exchange."""

    def __init__(self, table: str, zone: ZoneInfo) -> None:
        self._table = table
        self._zone = zone

    @cached_property
    def frame(self) -> pl.DataFrame:
        """`date`, `open`, `close`: ascending, times in UTC."""
        text = files("stockelper.markets").joinpath("sessions", self._table).read_bytes()
        table = pl.read_csv(text, schema={"date": pl.Date, "open": pl.String, "close": pl.String})
        return table.with_columns(self._utc(pl.col("date"), _minutes(name)).alias(name) for name in TIMES)

    def _utc(self, day: pl.Expr, minutes: pl.Expr) -> pl.Expr:
        local = day.cast(pl.Datetime("us")) + pl.duration(minutes=minutes)
        return local.dt.replace_time_zone(self._zone.key).dt.convert_time_zone("UTC")

    @cached_property
    def _days(self) -> list[date]:
        return self.frame["date"].to_list()

    @cached_property
    def _sessions(self) -> frozenset[date]:
        return frozenset(self._days)

    @cached_property
    def _closes(self) -> list[datetime]:
        return self.frame["close"].to_list()

    @cached_property
    def _regular(self) -> pl.DataFrame:
        """`date`, `minutes`: the usual close of those weeks, in minutes of the local day."""
        local = pl.col("close").dt.convert_time_zone(self._zone.key)
        minutes = local.dt.hour().cast(pl.Int32) * 60 + local.dt.minute()
        return self.frame.select("date", minutes.rolling_median(5, min_samples=1).alias("minutes"))

    @cached_property
    def announced(self) -> date:
        """Up to when the table holds what was announced."""
        text = files("stockelper.markets").joinpath("sessions", "announced.csv").read_text(encoding="utf-8")
        return date.fromisoformat(dict(line.split(",") for line in text.splitlines())[self._table])

    @property
    def last(self) -> date:
        """The last session that the table holds."""
        return self._days[-1]

    def sessions(self, start: date, end: date) -> list[date]:
        """The sessions from `start` to `end`, both in it."""
        self._check(end)
        return self._days[self._index(start) : bisect_right(self._days, end)]

    def is_session(self, day: date) -> bool:
        """Whether the exchange traded (or will trade) on that date."""
        return self._days[self._index(day, clamp=True)] == day

    def closed_days(self, days: Iterable[date]) -> list[date]:
        """Those of the days, ascending, on which the exchange is known to be closed: beyond what is announced none."""
        first, last = self._days[0], self.announced
        return sorted(day for day in {*days} - self._sessions if first <= day <= last)

    def session_on_or_before(self, day: date) -> date:
        """The newest session that is not after `day`."""
        index = self._index(day, clamp=True)
        if self._days[index] > day:
            index -= 1
        return self._at(index, day)

    def session_offset(self, day: date, count: int) -> date:
        """`count` sessions after `day` (before it when negative).

        From a closed day, 1 is the next session and 0 or -1 count from the session before.
        """
        return self._at(bisect_right(self._days, day) - 1 + count, day)

    def open_at(self, day: date) -> datetime:
        """When the session of `day` opens, aware UTC."""
        return self._row(day, "open")

    def close_at(self, day: date) -> datetime:
        """When the session of `day` closes, aware UTC."""
        return self._row(day, "close")

    def close_times(self, days: pl.Series) -> pl.Series:
        """The close of each date, microseconds in UTC; a closed day gets the regular close of that time."""
        wanted = pl.DataFrame({"day": days.cast(pl.Date)}).with_row_index("n").sort("day")
        regular = wanted.join_asof(self._regular, left_on="day", right_on="date", strategy="backward")
        joined = regular.join(self.frame, left_on="day", right_on="date", how="left").sort("n")
        closes = pl.coalesce("close", self._utc(pl.col("day"), pl.col("minutes").cast(pl.Int64)))
        return joined.select(closes.alias("close"))["close"]

    def last_session(self, now: datetime) -> date:
        """The newest session that had closed by `now`; beyond the table's end the last one that it holds."""
        return self._at(bisect_right(self._closes, now) - 1, now.date())

    def _row(self, day: date, column: str) -> datetime:
        index = self._index(day, clamp=True)
        if self._days[index] != day:
            raise BadInput("no_session", day=day.isoformat())
        return self.frame[column][index].astimezone(UTC)

    def _index(self, day: date, *, clamp: bool = False) -> int:
        self._check(day)
        index = bisect_left(self._days, day)
        return min(index, len(self._days) - 1) if clamp else index

    def _at(self, index: int, day: date) -> date:
        if not 0 <= index < len(self._days):
            raise self._outside(day)
        return self._days[index]

    def _outside(self, day: date) -> BadInput:
        first, last = self._days[0].year, self._days[-1].year
        return BadInput("outside_calendar", day=day.isoformat(), first=first, last=last)

    def _check(self, day: date) -> None:
        if not self._days[0].year <= day.year <= self._days[-1].year:
            raise self._outside(day)
