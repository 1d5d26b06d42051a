"""How far a security usually moves over the coming sessions: a regression of ranges to come on volatility so far.

In logarithms and pooled over the market, in the spirit of the heterogeneous autoregression of
Corsi (2009), Journal of Financial Econometrics 7, with ranges in the place of realised variances. The
coefficients of a day know only ranges that were complete on that day; older days weigh less.
"""

import numpy as np
from numpy.typing import NDArray

from forecasting import algebra, elementary
from forecasting.intervals.volatility import FLOOR, VolatilityStates
from forecasting.intervals.weighted import decayed_sum

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

HALF_LIFE = 250
"""Sessions after which a day weighs half."""
WARM_UP = 40
"""Days with complete ranges before the regression is believed; until then the EWMA range stands."""
USUAL = 3
"""The place of the EWMA range among the regressors, the constant included."""
RIDGE = 1e-4


def coefficients(states: VolatilityStates, horizon: int) -> Matrix:
    """The regression of every day, shape (T, P): a constant, the security's measures, the market's."""
    ahead = ranges_ahead(states, horizon)
    usable = states.learnable & ~np.isnan(ahead)
    width = 1 + len(states.own) + states.market.shape[1]
    gram, moment = np.zeros((len(usable), width, width)), np.zeros((len(usable), width))
    for row in np.flatnonzero(usable.any(axis=1)):
        columns = usable[row]
        x = regressors(states, int(row), columns)
        found = algebra.product(x, np.column_stack([x, ahead[row, columns]])) / len(x)
        gram[row], moment[row] = found[:, :-1], found[:, -1]
    return _solved(_known_at(gram, horizon), _known_at(moment, horizon))


def scales(states: VolatilityStates, coefficient: Matrix) -> Matrix:
    """The expected mean log true range of the sessions to come, shape (T, N)."""
    days = np.hstack([np.ones((len(states.market), 1)), states.market])
    owned = len(states.own)
    common = (days * np.delete(coefficient, slice(1, 1 + owned), axis=1)).sum(axis=1)
    total = np.repeat(common[:, None], states.log_close.shape[1], axis=1)
    for place, measure in enumerate(states.own, start=1):
        total += coefficient[:, place, None] * measure
    return np.where(states.known, elementary.exp(total), np.nan)


def ranges_ahead(states: VolatilityStates, horizon: int) -> Matrix:
    """The log of the mean true range over the next sessions, shape (T, N); NaN unless most of them traded."""
    traded = ~np.isnan(states.ranges)
    total = _sum_ahead(np.where(traded, states.ranges, 0.0), horizon)
    count = _sum_ahead(traded.astype(np.float64), horizon)
    enough = count >= max(1.0, 0.6 * horizon)
    return np.where(enough, elementary.log(total / np.where(enough, count, 1.0) + FLOOR), np.nan)


def regressors(states: VolatilityStates, row: int, columns: Mask) -> Matrix:
    """One day's, shape (securities, P)."""
    count = int(columns.sum())
    own = [measure[row, columns] for measure in states.own]
    return np.column_stack([np.ones(count), *own, np.tile(states.market[row], (count, 1))])


def _sum_ahead(values: Matrix, horizon: int) -> Matrix:
    """Over rows t + 1 to t + horizon; NaN where those are not all there yet."""
    total = np.full_like(values, np.nan)
    running = np.cumsum(values, axis=0)
    if len(values) > horizon:
        total[:-horizon] = running[horizon:] - running[:-horizon]
    return total


def _known_at(daily: Matrix, horizon: int) -> Matrix:
    """Decayed sums over the days that had come due."""
    due = np.zeros_like(daily)
    due[horizon:] = daily[:-horizon] if horizon < len(daily) else 0.0
    return decayed_sum(due, 0.5 ** (1 / HALF_LIFE))


def _solved(gram: Matrix, moment: Matrix) -> Matrix:
    """Ridge solutions of each day; the plain EWMA range while too few days are known."""
    width = moment.shape[1]
    found = np.zeros_like(moment)
    found[:, USUAL] = 1.0
    days_known = gram[:, 0, 0] >= decayed_sum(np.ones((WARM_UP, 1)), 0.5 ** (1 / HALF_LIFE))[-1, 0]
    ridge = RIDGE * np.trace(gram[days_known], axis1=1, axis2=2)[:, None, None] / width * np.eye(width)
    found[days_known] = algebra.solved(gram[days_known] + ridge, moment[days_known])
    return found
