"""The model of movement: ridge regressions of the market's and of a stock's own move, averaged over resampled days.

Both are linear, so the average of their members is one set of weights. Days are drawn in blocks with replacement
(bagging, Breiman 1996), which is all that a seed decides.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.bootstrap import resampled_days
from forecasting.movement.movements import Matrix
from forecasting.movement.signals import Signals, Vector

Rows = NDArray[np.intp]

MEMBERS = 100
BLOCK_DAYS = 10.0
OWN_PENALTY = 1000.0
"""In rows of one stock and day, of which a year of fifty stocks has over ten thousand."""
OWN_SHARE = 0.5
"""The own part is estimated from far more rows and would outweigh the market's, which is shrunk towards nothing."""


@dataclass(frozen=True)
class Setting:
    """What is chosen on the validation part.

    Attributes:
        penalty: of the market's ridge, in days.
        half_life: sessions after which a day counts half; None counts all the same.
    """

    penalty: float
    half_life: float | None = None


@dataclass(frozen=True, eq=False)
class Weights:
    """A learnt model.

    Attributes:
        centre, scale: shape (K,), mean and standard deviation of the market's signals where it was learnt.
        market: shape (K,), the market's expected move for one standard deviation of each.
        own: a stock's expected own move for one unit of its own signal.
    """

    centre: Vector
    scale: Vector
    market: Vector
    own: float


def learn(found: Signals, rows: Rows, setting: Setting, *, seed: int) -> Weights:
    """Weights from the days in `rows`; those without signals or moves are left out.

    Raises:
        ValueError: no day is left.
    """
    complete = np.isfinite(found.market[rows]).all(axis=1) & np.isfinite(found.market_move[rows])
    days = rows[complete]
    if not days.size:
        raise ValueError("no day has both signals and moves")
    centre, scale = found.market[days].mean(axis=0), found.market[days].std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    inputs = (found.market[days] - centre) / scale
    drawn = resampled_days(len(days), length=BLOCK_DAYS, draws=MEMBERS, seed=seed)
    counts = _times_drawn(drawn) * _age(days, setting.half_life)
    market = _ridges(inputs, found.market_move[days], counts, setting.penalty).mean(axis=0)
    products, squares = _own_sums(found, days)
    own = float(np.mean(counts @ products / (counts @ squares + OWN_PENALTY)))
    return Weights(centre, scale, market, own)


def score(found: Signals, rows: Rows, weights: Weights) -> Matrix:
    """The expected scaled move of each stock on each day in `rows`, shape (len(rows), N): above 0 means up.

    A day whose day before is missing scores 0.
    """
    market = ((found.market[rows] - weights.centre) / weights.scale) @ weights.market
    return np.nan_to_num(market)[:, None] + OWN_SHARE * weights.own * np.nan_to_num(found.own[rows])


def _age(days: Rows, half_life: float | None) -> Vector:
    """The weight of each day, 1 on average."""
    if half_life is None:
        return np.ones(len(days))
    weight = np.power(0.5, (days[-1] - days) / half_life)
    return np.asarray(weight / weight.mean(), dtype=np.float64)


def _times_drawn(drawn: Rows) -> Matrix:
    """How often each member draws each day, shape (members, days)."""
    members, days = drawn.shape
    places = drawn + days * np.arange(members)[:, None]
    return np.bincount(places.ravel(), minlength=members * days).reshape(members, days).astype(np.float64)


def _ridges(inputs: Matrix, move: Vector, counts: Matrix, penalty: float) -> Matrix:
    """Each member's weights, shape (members, K), from inputs of shape (days, K)."""
    days, size = inputs.shape
    squares = (inputs[:, :, None] * inputs[:, None, :]).reshape(days, -1)
    gram = (counts @ squares).reshape(-1, size, size) + penalty * np.eye(size)
    mean = counts @ move / counts.sum(axis=1)
    moment = counts @ (inputs * move[:, None]) - mean[:, None] * (counts @ inputs)
    return np.asarray(np.linalg.solve(gram, moment[:, :, None])[:, :, 0], dtype=np.float64)


def _own_sums(found: Signals, days: Rows) -> tuple[Vector, Vector]:
    """Each day's sums of signal times move and of squared signals, over the stocks that have both."""
    signal, move = found.own[days], found.own_move[days]
    both = np.isfinite(signal) & np.isfinite(move)
    signal, move = np.where(both, signal, 0.0), np.where(both, move, 0.0)
    return (signal * move).sum(axis=1), (signal**2).sum(axis=1)
