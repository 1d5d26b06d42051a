"""What was written of a security and what happened to it, as known at the close: counts, mood and events, with decay.

Only models that were trained with them have these features, and only for them is anything read. What becomes known
after a session's close counts from the next one on.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from forecasting.features.inputs import Inputs
from forecasting.features.told import places_of
from forecasting.features.windows import Grid, divided, rolling_sum

RECENT, DECAY = 60, 0.87
"""Sessions that decaying sums look at; the weight halves in five."""
HEARD_OF = 250
"""Sessions without any of it after which a security counts as one that nothing is collected of."""


def news(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature: how many articles there were, and in which mood they were written."""
    if given.news is None:
        return
    count, mood = _grids(given, given.news)
    known = rolling_sum(count, HEARD_OF) > 0
    for width in (1, 5, 20):
        yield f"news_{width}", _where(known, rolling_sum(count, width))
    recent = rolling_sum(count, RECENT, DECAY)
    yield "news_recent", _where(known, recent)
    yield "news_mood_1", _where(known, mood)
    yield "news_mood_recent", _where(known, divided(rolling_sum(mood, RECENT, DECAY), recent + np.float32(1)))


def events(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature: the graph's events of a company, all of them and by what they mean for it."""
    if given.events is None:
        return
    count, mood = _grids(given, given.events)
    known = rolling_sum(count, HEARD_OF) > 0
    yield "events_5", _where(known, rolling_sum(count, 5))
    yield "events_recent", _where(known, rolling_sum(count, RECENT, DECAY))
    yield "events_mood_1", _where(known, mood)
    yield "events_mood_recent", _where(known, rolling_sum(mood, RECENT, DECAY))


def _grids(given: Inputs, told: pl.DataFrame) -> tuple[Grid, Grid]:
    """How many there were on each session, and the sum of their moods."""
    count, mood = np.zeros_like(given.returns), np.zeros_like(given.returns)
    ours, places = places_of(given, told)
    np.add.at(count, places, np.float32(1))
    np.add.at(mood, places, ours["mood"].to_numpy().astype(np.float32))
    return count, mood


def _where(known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], values: Grid) -> Grid:
    return np.where(known, values, np.float32(np.nan))
