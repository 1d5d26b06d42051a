"""How the exchange's own rules bear on a price: daily limits, halts, ticks."""

from collections.abc import Iterator

import numpy as np

from forecasting import elementary
from forecasting.features.inputs import Inputs, counted
from forecasting.features.windows import Grid, rolling_max
from stockelper.markets.rules import Ladder

NEAR_LIMIT = 0.97
"""A move is at the limit from this share of it on: ticks keep a price from reaching it exactly."""


def microstructure(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature."""
    simple = elementary.expm1(given.returns).astype(np.float32)
    limit = _limits(given)[:, None] * np.float32(NEAR_LIMIT)
    upper, lower = (simple >= limit).astype(np.float32), (simple <= -limit).astype(np.float32)
    yield "at_limit", upper - lower
    yield "limits_20", counted(upper, 20) - counted(lower, 20)
    halted = given.panel.halted.astype(np.float32)
    yield "halts_60", counted(halted, 60)
    yield "tick", _ticks(given)
    top = rolling_max(given.close, 60)
    yield "at_top_60", (given.close >= top).astype(np.float32)


def _limits(given: Inputs) -> Grid:
    """Shape (T,): the day's limit as a fraction, infinite where there is none."""
    days = [day.item() for day in given.panel.days]
    found = [given.market.price_limit(day) for day in days]
    return np.array([np.inf if limit is None else float(limit) for limit in found], dtype=np.float32)


def _ticks(given: Inputs) -> Grid:
    """The smallest step as a fraction of the price; NaN where prices are adjusted and not what traded.

    An adjusted price tells of splits that were still to come.
    """
    made = np.full(given.close.shape, np.nan, dtype=np.float32)
    ladders = [given.market.ladder(day.item()) for day in given.panel.days]
    for ladder in dict.fromkeys(ladders):
        rows = np.array([one == ladder for one in ladders])
        made[rows] = _steps(given.panel.close[rows], ladder)
    return np.where(given.as_traded, made, np.float32(np.nan))


def _steps(prices: np.ndarray[tuple[int, int], np.dtype[np.float64]], ladder: Ladder) -> Grid:
    bounds = np.array([float(below) for below, _ in ladder if below is not None])
    ticks = np.array([float(tick) for _, tick in ladder])
    known = np.nan_to_num(prices, nan=1.0)
    steps = ticks[np.searchsorted(bounds, known, side="right")] / np.maximum(known, 1e-9)
    return np.where(np.isnan(prices), np.nan, steps).astype(np.float32)
