"""Exponentially weighted sums along sessions, which skip what is not known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def decayed_sum(values: Matrix, decay: float) -> Matrix:
    """s_t = decay * s_(t-1) + values_t along the first axis."""
    total = np.array(values, dtype=np.float64)
    for row in range(1, len(total)):
        total[row] += decay * total[row - 1]
    return total


def weighted_mean(values: Matrix, decay: float, *, sessions: int | None = None) -> Matrix:
    """The mean so far with weights that fall by `decay` a session; NaN is skipped, and is the mean of none.

    Args:
        values: shape (T, N).
        sessions: how many sessions back it looks; all when None.

    Returns:
        Shape (T, N); row t knows rows up to t.
    """
    (mean,) = weighted_means([values], decay, sessions=sessions)
    return mean


def weighted_means(measures: Sequence[Matrix], decay: float, *, sessions: int | None = None) -> list[Matrix]:
    """The weighted means of measures that are all known in the same places; see `weighted_mean`."""
    known = ~np.isnan(measures[0])
    weight = _summed(known.astype(np.float64), decay, sessions)
    weight[weight <= np.finfo(np.float64).eps] = np.nan
    return [_summed(np.where(known, values, 0.0), decay, sessions) / weight for values in measures]


def _summed(values: Matrix, decay: float, sessions: int | None) -> Matrix:
    total = decayed_sum(values, decay)
    return total if sessions is None else _truncated(total, decay, sessions)


def _truncated(total: Matrix, decay: float, sessions: int) -> Matrix:
    cut = total.copy()
    cut[sessions:] -= decay**sessions * total[:-sessions]
    return np.maximum(cut, 0.0, out=cut)


def carried(values: Matrix) -> Matrix:
    """Each value that is not known replaced by the last known one of its column."""
    row = np.arange(len(values))[:, None]
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, row), axis=0)
    return np.where(last >= 0, np.take_along_axis(values, np.maximum(last, 0), axis=0), np.nan)
