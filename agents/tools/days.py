"""Single days and months of a window: the best and the worst, how many rose and fell, runs, months."""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from agents.context import Context
from agents.planner.best_time import End
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.performance import Stretch, moved_over, stretch
from agents.tools.tape import Tape
from agents.tools.telling import direction, together, told
from stockelper.language.numbers import month
from stockelper.measures import Array
from stockelper.types import Evidence, Frozen, Language, Measure, Window

MONTHS_SHOWN = 24
YEARS_SHOWN = 20
Of = Callable[[dt.date], tuple[int, ...]]
BY_TIME: Mapping[Measure, tuple[str, Of, int]] = MappingProxyType(
    {
        "monthly_return": ("month", lambda day: (day.year, day.month), MONTHS_SHOWN),
        "yearly_return": ("year", lambda day: (day.year,), YEARS_SHOWN),
    }
)
"""Returns by time: the unit, what days of one unit share, and how many are told."""


class DaysArguments(Frozen):
    """Which security, over which window, and which of `TOLD` is asked for; `end`: of months or years the best or worst first."""

    security: str
    window: Window
    measures: tuple[Measure, ...]
    end: End | None = None


def days(arguments: DaysArguments, context: Context) -> Part:
    """The best or worst day of a window, its rising and falling days, the run that lasts, returns by month.

    Raises:
        NoData: no session of the window is stored.
    """
    found = stretch(arguments.security, arguments.window, context)
    parts = [
        _told(measure, found, arguments.end, context.language)
        for measure in arguments.measures
        if measure in TOLD
    ]
    since = arguments.window.from_ if "yearly_return" in arguments.measures else None
    return together([*parts, Part(notes=health(found.tape, context, arguments.window.to, since))])


def _told(measure: Measure, found: Stretch, end: End | None, language: Language) -> Part:
    """A measure of the days; before a list by month or year its best or worst one, where that is asked for."""
    part = TOLD[measure](found)
    if end is None or measure not in BY_TIME:
        return part
    unit, of, _ = BY_TIME[measure]
    steps = _steps(found, of, len(found.tape.dates))  # of all of them, not of those that are listed alone
    return together([_end(found.tape, steps, (unit, end), language), part]) if len(steps) > 1 else part


def _end(tape: Tape, steps: list[tuple[int, int]], which: tuple[str, End], language: Language) -> Part:
    """The month or year with the highest (or lowest) return."""
    unit, end = which
    close = tape.column("close")
    before, row = (max if end == "best" else min)(steps, key=lambda step: close[step[1]] / close[step[0]])
    line = _line(tape, before, row, unit)
    day = tape.dates[row]
    shown = {"year": str(day.year), "month": month(day, language)}
    said = line.statements[0].model_copy(
        update={"code": f"market.{unit}_{end}", "parameters": {"name": tape.name, **shown}}
    )
    return Part(statements=(said,), evidence=line.evidence)


def _moves(found: Stretch) -> Array:
    """The return of each session after the stretch's first close."""
    close = found.tape.column("close")[found.first :]
    return close[1:] / close[:-1] - 1.0


def _day(found: Stretch, row: int) -> tuple[Evidence, Evidence]:
    """The close before a session of the tape, and the session's return."""
    before, after = found.tape.stated("close", row - 1), found.tape.stated("close", row)
    return before, found.tape.derived("return", "return", before, after)


def _extreme(found: Stretch, way: str, best: Callable[[Array], object]) -> Part:
    moves = _moves(found)
    if not len(moves):
        return Part()
    at = int(str(best(np.nan_to_num(moves))))
    before, moved = _day(found, found.first + 1 + at)
    if direction(moved.value) != way:
        return _counts(found)  # no session of the window went that way
    after = found.tape.stated("close", found.first + 1 + at)
    return told(
        f"market.day_{'best' if way == 'up' else 'worst'}",
        {"moved": moved, "close": after},
        {"name": found.tape.name},
        operands=(before,),
    )


def _counts(found: Stretch) -> Part:
    moves = _moves(found)
    if not len(moves):
        return Part()
    tape, first = found.tape, found.first + 1
    named = {
        "up": tape.measured("up_days", float(np.sum(moves > 0)), "count", first, -1),
        "down": tape.measured("down_days", float(np.sum(moves < 0)), "count", first, -1),
    }
    return told("market.days_counted", named, {"name": tape.name})


def _run(found: Stretch) -> Part:
    moves, tape = _moves(found), found.tape
    way = direction(float(moves[-1])) if len(moves) else "flat"
    if way == "flat":
        return told("market.run_none", {"close": found.end}, {"name": tape.name})
    others = np.flatnonzero(np.sign(moves) != np.sign(moves[-1]))
    length = len(moves) - (int(others[-1]) + 1 if len(others) else 0)
    start = tape.stated("close", -length - 1)
    moved = tape.derived("return", "return", start, found.end)
    if length == 1:
        return told(
            f"market.run_one_{way}", {"moved": moved}, {"name": tape.name}, operands=(start, found.end)
        )
    lasted = tape.measured("run", float(length), "count", -length, -1)
    run = told(f"market.run_{way}", {"run": lasted}, {"name": tape.name})
    return together([run, moved_over(Stretch(tape, tape.frame.height - length - 1))])


def _by_time(found: Stretch, measure: Measure) -> Part:
    """The return of each month or year of a stretch, a line each, the last of them; of one alone as a move."""
    unit, of, shown = BY_TIME[measure]
    lines = [_line(found.tape, before, row, unit) for before, row in _steps(found, of, shown)]
    if len(lines) < 2:
        return moved_over(found) if lines else Part()
    heading = told(f"market.{unit}s", {"first": lines[0].evidence[0]}, {"name": found.tape.name})
    return together([heading, *lines])


def _steps(found: Stretch, of: Of, shown: int) -> list[tuple[int, int]]:
    """The rows that the last `shown` months or years of a stretch begin from and end with."""
    rows = _ends(found.tape, found.first, of)
    steps = [(found.first if n == 0 else rows[n - 1], row) for n, row in enumerate(rows)][-shown:]
    return [(before, row) for before, row in steps if row > before]


def _ends(tape: Tape, first: int, of: Of) -> list[int]:
    """The last row of each month or year behind row `first`."""
    dates = tape.dates
    later = range(first + 1, len(dates))
    return [row for row in later if row == len(dates) - 1 or of(dates[row]) != of(dates[row + 1])]


def _line(tape: Tape, before: int, row: int, unit: str) -> Part:
    start, end = tape.stated("close", before), tape.stated("close", row)
    moved = tape.derived("return", "return", start, end)
    year = str(tape.dates[row].year)
    return told(f"market.{unit}", {"moved": moved, "end": end}, {"year": year}, operands=(start,))


def _at(found: Stretch, column: str, best: Callable[[Array], object], code: str) -> Part:
    """The session of the stretch whose figure in a column is the highest or lowest."""
    first = found.first + 1 if found.tape.frame.height - found.first > 1 else found.first
    values = found.tape.column(column)[first:]
    if not np.isfinite(values).any():
        return Part()
    row = first + int(str(best(values)))
    figure = {"figure": found.tape.stated(column, row), "start": found.tape.stated("close", first)}
    named = {"figure": figure["figure"], "close": found.tape.stated("close", row)}
    dates = found.tape.dates
    shown = {"name": found.tape.name, "from_date": dates[first].isoformat(), "to_date": dates[-1].isoformat()}
    return told(f"market.{code}", named, shown, operands=(figure["start"], found.end))


def _price_extreme(found: Stretch, side: str, best: Callable[[Array], object]) -> Part:
    """The highest (or lowest) price within a session of the stretch and its day, then the same of the closes."""
    within = _at(found, side, best, f"{side}_day")
    return together([within, _at(found, "close", best, f"{side}_close")])


TOLD: Mapping[Measure, Callable[[Stretch], Part]] = MappingProxyType(
    {
        "best_day": lambda found: _extreme(found, "up", np.argmax),
        "worst_day": lambda found: _extreme(found, "down", np.argmin),
        "up_days": _counts,
        "streak": _run,
        "monthly_return": lambda found: _by_time(found, "monthly_return"),
        "yearly_return": lambda found: _by_time(found, "yearly_return"),
        "busiest_day": lambda found: _at(found, "volume", np.nanargmax, "busiest_day"),
        "high_day": lambda found: _price_extreme(found, "high", np.nanargmax),
        "low_day": lambda found: _price_extreme(found, "low", np.nanargmin),
    }
)
"""What can be asked of the days of a window, and how each is told."""
