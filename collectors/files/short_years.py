"""Dates whose year has two digits: `01/07/25` is three dates, and only its column tells which.

An order of year, month and day is proved where every other one gives no date, one that is still to come or, of daily bars,
days without sessions or days that lie years apart. What is not proved has to be told.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from stockelper.errors import BadInput

ShortOrder = Literal["ymd", "mdy", "dmy"]
"""Which of year, month and day stands first, second and third."""
ORDERS: tuple[ShortOrder, ...] = get_args(ShortOrder)
Closed = Callable[[Iterable[date]], Collection[date]]
"""Those of some days on which a market is known to have been closed."""
_SHORT = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{1,2})(?!\d)\.?(?P<rest>[T\s].*)?")
_CENTURY = 70
"""Two digits from here on are years of the last century."""
AMERICAN = "America/New_York"
SLIPS = 0.01
"""The share of a column that may be slips of the pen, no dates in the order that the others have."""
FEWEST, APART = 3, 4
"""Daily bars from which on their days tell, and how many times as many days as bars they may span."""
OFTEN_CLOSED = 0.15
"""Days without a session among those that a wrong order gives; a right one gives hardly any."""


def year_of(digits: str) -> int:
    """The year that digits mean, two of them or four."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def with_whole_year(value: str, order: ShortOrder) -> str:
    """A date with a short year as `2025-07-01` with what follows it; other values as they are."""
    day = _day(value, order)
    found = _SHORT.fullmatch(_plain(value))
    return value if day is None or found is None else f"{day}{found['rest'] or ''}"


def proven(
    file: str, column: str, values: Iterable[str], zone: str, latest: date, closed: Closed | None = None
) -> ShortOrder | None:
    """The order of a column's dates with short years; None where it has none.

    Args:
        file: where it stands, for the error.
        column: what it is called there.
        values: its distinct cells.
        zone: that of its market; Koreans who write dots write the year first.
        latest: no date of the column is later.
        closed: of daily bars, tells the days without a session.

    Raises:
        BadInput: it may be read in several ways.
    """
    short = [value for value in values if _is_open(value, zone)]
    if not short:
        return None
    fitting: Mapping[ShortOrder, list[date]] = {
        order: days
        for order in ORDERS
        if len(days := _until(latest, short, order)) >= (1 - SLIPS) * len(short)
    }
    if closed is not None and len(fitting) > 1:
        fitting = _daily(fitting, closed)
    first = next(iter(fitting), None)
    if first is None or all(days == fitting[first] for days in fitting.values()):
        return first
    readings = ", ".join(f"{order} {_day(short[0], order)}" for order in fitting)
    raise BadInput("ambiguous_dates", file=file, column=column, value=short[0], readings=readings)


def _until(latest: date, values: Iterable[str], order: ShortOrder) -> list[date]:
    return [day for value in values if (day := _day(value, order)) and day <= latest]


def _daily(fitting: Mapping[ShortOrder, list[date]], closed: Closed) -> Mapping[ShortOrder, list[date]]:
    """The orders in which days may be those of daily bars; all where none or several may."""
    some: list[ShortOrder] = [order for order, days in fitting.items() if _are_daily(days, closed)]
    return {order: fitting[order] for order in some} if len(some) == 1 else fitting


def _are_daily(days: Collection[date], closed: Closed) -> bool:
    distinct = {*days}
    span = (max(distinct) - min(distinct)) / timedelta(days=1)
    is_dense = len(distinct) >= FEWEST and span <= APART * len(distinct)
    return is_dense and len(closed(distinct)) <= OFTEN_CLOSED * len(distinct)


def _is_open(value: str, zone: str) -> bool:
    found = _SHORT.fullmatch(_plain(value))
    return found is not None and (found[2] != "." or zone == AMERICAN)


def _day(value: str, order: ShortOrder) -> date | None:
    found = _SHORT.fullmatch(_plain(value))
    if found is None:
        return None
    parts = dict(zip(str(order), found.group(1, 3, 4), strict=True))
    if len(parts["y"]) != len("25"):
        return None
    try:
        return date(year_of(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()
