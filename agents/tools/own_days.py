"""Measures of a market's closes whose sums run from the first day on: each security's from its own first bar.

A share listed within the year has no closes before; a sum that runs on would never get over their absence.
"""

from collections.abc import Callable

import numpy as np

from stockelper.measures import Array


def of_own_days(close: Array, compute: Callable[[Array], Array]) -> Array:
    """A measure at the last session, of shape (securities,), for closes of shape (sessions, securities).

    A security whose closes begin later, or miss days, is measured over the days that it has, as it is alone;
    NaN where it has none in the last session.
    """
    there = np.isfinite(close)
    out = np.where(there[-1], compute(close), np.nan)
    for column in np.flatnonzero(there[-1] & ~there.all(axis=0)):
        own = close[there[:, column], column]
        out[column] = compute(own[:, None])[0]
    return out
