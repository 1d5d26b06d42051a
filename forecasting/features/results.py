"""How long ago a company told its results, and when by its own rhythm it will again: as known at the close.

A company tells its results at about the same time every year, so each time that it did is expected again 52 weeks later, on
the same day of the week (Frazzini and Lamont, "The earnings announcement premium and trading volume", 2007, expect them by
last year's too). Only models that were trained with it have these features. All are NaN for a company of which no results
were heard in a year, and in a panel's first year, before which nothing is seen.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from forecasting.features.inputs import Inputs
from forecasting.features.told import Rows, places_of
from forecasting.features.windows import Grid

Days = NDArray[np.int64]
YEAR = 364
"""Days after which results are expected again."""
HEARD_OF = 250
"""Sessions without results after which a security counts as one that nothing is collected of."""
FARTHEST = 100
"""Sessions or days beyond which it does not matter how many."""
EARLY, LATEST = 14, 30
"""Days by which results may come before they are expected, and days after which they are not waited for."""
SOON = ((5, 7), (20, 28))
"""Sessions, and the days that they take."""


def results(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature: sessions since the last results, days to the next expected ones, days overdue."""
    if given.results is None:
        return
    told = _told(given)
    days = given.panel.days.astype("datetime64[D]").astype(np.int64)
    row = np.arange(len(days))[:, None]
    last = np.maximum.accumulate(np.where(told, row, -1), axis=0)
    age, due = row - last, _due(told, days)
    heard = (last >= 0) & (age < HEARD_OF) & (days > days[0] + YEAR)[:, None]

    def shown(values: NDArray[np.float64] | NDArray[np.bool_] | Rows) -> Grid:
        return np.where(heard, values, np.nan).astype(np.float32)

    yield "results_age", shown(np.minimum(age, FARTHEST))
    yield "results_due", shown(np.minimum(due, FARTHEST))
    for sessions, within in SOON:
        yield f"results_due_{sessions}", shown(due <= within)
    yield "results_overdue", shown(_overdue(last, days))


def _told(given: Inputs) -> NDArray[np.bool_]:
    """Shape (T, N): whether results became known between the close before and this one; not before the first."""
    assert given.results is not None
    _, (rows, columns) = places_of(given, given.results)
    told = np.zeros(given.panel.close.shape, dtype=np.bool_)
    told[rows[rows > 0], columns[rows > 0]] = True
    return told


def _due(told: NDArray[np.bool_], days: Days) -> NDArray[np.float64]:
    """Days until the next time that was known a year ago comes again; infinite where none was."""
    row, sessions = np.arange(len(days)), len(days)
    following = np.minimum.accumulate(np.where(told, row[:, None], sessions)[::-1], axis=0)[::-1]
    event = following[_year_before(days)]
    expected = days[np.minimum(event, sessions - 1)] + YEAR
    return np.where(event <= row[:, None], expected - days[:, None], np.inf)


def _overdue(last: Rows, days: Days) -> NDArray[np.float64]:
    """Days since results were expected that have not come; 0 where none are waited for."""
    event = last[np.maximum(_year_before(days) - 1, 0)]
    late = days[:, None] - (days[event] + YEAR)
    come = days[last] >= days[event] + YEAR - EARLY
    return np.where((event >= 0) & (late >= 0) & (late <= LATEST) & ~come, late, 0).astype(np.float64)


def _year_before(days: Days) -> Rows:
    """Shape (T,): the first row after the day a year before."""
    return np.searchsorted(days, days - YEAR, side="right").astype(np.intp)
