"""Makes the packaged session tables: `make calendars`.

Reads exchange_calendars (a development dependency: too slow to import at run time) and the cited
`overrides.toml` beside this file, and writes `stockelper/markets/sessions/*.csv`: one line a session,
`date,open,close` in the market's local time, and in `announced.csv` up to when each table holds what is announced.
"""

import csv
import datetime as dt
import sys
import tomllib
from pathlib import Path
from typing import Any

import exchange_calendars
import pandas as pd

from stockelper.clock import wall_clock

FIRST, ANNOUNCED = dt.date(1990, 1, 1), dt.date(wall_clock().year + 1, 12, 31)
"""To the end of the next year: what lies beyond is not announced, and elections and new holidays are missing there."""
LAST = dt.date(ANNOUNCED.year + 8, 12, 31)
"""So far the holidays of the law are laid down, so that a program that nobody updates goes on."""
HERE = Path(__file__).parent
SESSIONS = HERE.parent / "stockelper" / "markets" / "sessions"
CALENDARS = {"XKRX": "krx.csv", "XNYS": "us.csv"}
SATURDAY = 5

Hours = tuple[str, str]


def library_sessions(calendar: Any) -> dict[dt.date, Hours]:
    """Every session of the library with its local open and close."""
    times = calendar.schedule[["open", "close"]].apply(lambda column: column.dt.tz_convert(calendar.tz))
    return {row.Index.date(): (f"{row.open:%H:%M}", f"{row.close:%H:%M}") for row in times.itertuples()}


def saturday_sessions(calendar: Any, rule: dict[str, Any]) -> dict[dt.date, Hours]:
    """The Saturdays of the six-day week: a weekday's morning session, unless a holiday."""
    until = dt.date.fromisoformat(rule["until"])
    closed = {dt.date.fromisoformat(day) for day in rule["closed"]}
    closed |= {day.date() for day in calendar.regular_holidays.holidays(str(FIRST), str(until))}
    closed |= {pd.Timestamp(day).date() for day in calendar.adhoc_holidays}
    mornings = calendar.schedule["break_start"].dropna().dt.tz_convert(calendar.tz)
    days = (FIRST + dt.timedelta(n) for n in range((until - FIRST).days + 1))
    return {
        day: (_opening(mornings, day), f"{mornings.asof(pd.Timestamp(day)):%H:%M}")
        for day in days
        if day.weekday() == SATURDAY and day not in closed
    }


def _opening(mornings: Any, day: dt.date) -> str:
    """Two hours before the morning's end, as on the weekdays of those years."""
    return f"{mornings.asof(pd.Timestamp(day)) - pd.Timedelta(hours=2):%H:%M}"


def sessions(name: str, overrides: dict[str, Any]) -> dict[dt.date, Hours]:
    """The library's sessions corrected by the overrides, in order."""
    # A year more: the library takes the last session of its range for the first of a year.
    beyond = dt.date(LAST.year + 1, 12, 31)
    calendar = exchange_calendars.get_calendar(name, start=str(FIRST), end=str(beyond))
    days = {day: hours for day, hours in library_sessions(calendar).items() if day <= LAST}
    if "saturdays" in overrides:
        days |= saturday_sessions(calendar, overrides["saturdays"])
    for day in overrides.get("closed", {}):
        del days[dt.date.fromisoformat(day)]
    for yearly in overrides.get("yearly", []):
        for year in range(yearly["from"], LAST.year + 1):
            days.pop(observed(dt.date.fromisoformat(f"{year}-{yearly['day']}")), None)
    for day, (opens, closes) in overrides.get("hours", {}).items():
        days[dt.date.fromisoformat(day)] = (opens, closes)
    return dict(sorted(days.items()))


def observed(day: dt.date) -> dt.date:
    """The holiday itself, or the Monday after it where it falls on a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def main() -> None:
    """Write every table."""
    overrides = tomllib.loads((HERE / "overrides.toml").read_text(encoding="utf-8"))
    for name, file in CALENDARS.items():
        days = sessions(name, overrides[name])
        with (SESSIONS / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("date", "open", "close"))
            writer.writerows((day.isoformat(), *hours) for day, hours in days.items())
        sys.stdout.write(f"{file}: {len(days)} sessions\n")
    lines = "".join(f"{file},{ANNOUNCED}\n" for file in CALENDARS.values())
    (SESSIONS / "announced.csv").write_text(f"table,until\n{lines}", encoding="utf-8")


if __name__ == "__main__":
    main()
