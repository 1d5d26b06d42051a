"""What the day before says about the next one: of the market as a whole, and of one stock against the market.

Most of what can be known about the direction of many stocks on one day is common to them, so the market's part is
learnt from days, of which there are few, and the stock's own part from stocks within a day.
Sources: reversal over weeks and months, Lehmann (1990), Quarterly Journal of Economics 105, and Jegadeesh (1990),
Journal of Finance 45; the bounce between bid and ask that a close at the edge of its range carries, Roll (1984),
Journal of Finance 39.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.movement.movements import AVERAGE_NAMES, Matrix, Movements

Vector = NDArray[np.float64]

VOLATILITY_DAYS = 5
MARKET_SHARE = 0.3
"""How much of a stock's scale is the market's mean one: five days alone are a noisy estimate."""
LEAST_VOLATILITY = 0.1
"""Percent a day; keeps the scale of a stock that does not move from vanishing."""
CLIP = 3.0
CLIP_AVERAGES = 8.0
FLAT = 1e-6


@dataclass(frozen=True, eq=False)
class Signals:
    """Row t of the signals is made of days before t; row t of the moves is what day t brought.

    Attributes:
        market: shape (T, K), means over the stocks: the close within the day's range, the return and the six
            averages, scaled by volatility.
        own: shape (T, N), a stock's close within its range, less the stocks' mean.
        market_move: shape (T,), the mean of the stocks' scaled returns.
        own_move: shape (T, N), a stock's scaled return less that mean.
    """

    market: Matrix
    own: Matrix
    market_move: Vector
    own_move: Matrix


def signals(found: Movements) -> Signals:
    """The signals of all days; NaN where the days before are missing."""
    features = found.features
    returns = features["n_adj_close"]
    scale = _volatility(returns)
    place = _before(_close_in_range(features["c_high"], features["c_low"]))
    reversal = np.clip(_before(returns) / scale, -CLIP, CLIP)
    averages = [
        np.clip(_before(features[name]) / scale, -CLIP_AVERAGES, CLIP_AVERAGES) for name in AVERAGE_NAMES
    ]
    market = np.stack([_mean(values) for values in (place, reversal, *averages)], axis=1)
    move = np.clip(returns / scale, -CLIP, CLIP)
    centre = _mean(move)
    return Signals(market, place - market[:, :1], centre, move - centre[:, None])


def _close_in_range(high: Matrix, low: Matrix) -> Matrix:
    """1 where a stock closed at the day's high, -1 at its low; both given in percent of the close."""
    width = high - low
    inside = np.where(width > FLAT, (-low - high) / np.where(width > FLAT, width, 1.0), 0.0)
    return np.where(np.isnan(width), np.nan, inside)


def _volatility(returns: Matrix) -> Matrix:
    """The root mean square of the returns of the five days before, drawn towards the market's mean; percent."""
    past = np.stack([_before(returns, lag) ** 2 for lag in range(1, VOLATILITY_DAYS + 1)])
    alone = np.sqrt(_mean_over(past, axis=0))
    return (1 - MARKET_SHARE) * alone + MARKET_SHARE * _mean(alone)[:, None] + LEAST_VOLATILITY


def _before(values: Matrix, lag: int = 1) -> Matrix:
    """Each row as it was `lag` rows earlier."""
    moved = np.full_like(values, np.nan)
    moved[lag:] = values[:-lag]
    return moved


def _mean(values: Matrix) -> Vector:
    """Over the stocks that have a value; NaN on a day when none has."""
    return _mean_over(values, axis=1)


def _mean_over(values: Matrix, axis: int) -> Matrix:
    known = np.isfinite(values)
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
