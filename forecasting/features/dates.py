"""The calendar: day of the week, place in the month, and how long the market is closed next."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid


def dates(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature; the market's calendar is known in advance."""
    days = [day.item() for day in given.panel.days]
    following = [given.market.session_offset(day, 1) for day in days]
    yield "weekday", _for_all([day.weekday() for day in days], given)
    yield "days_closed_next", _for_all([(b - a).days for a, b in zip(days, following, strict=True)], given)
    yield "day_of_month", _for_all([day.day for day in days], given)
    ends = [_ends_month(a, b) for a, b in zip(days, following, strict=True)]
    yield "month_end", _for_all(ends, given)


def _ends_month(day: date, following: date) -> int:
    return int(day.month != following.month)


def _for_all(daily: list[int], given: Inputs) -> Grid:
    column = np.array(daily, dtype=np.float32)[:, None]
    return np.broadcast_to(column, given.panel.close.shape)
