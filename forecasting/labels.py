"""What is forecast: the return from a session's close to the close some sessions later, and its rank that day."""

import numpy as np

from forecasting import elementary
from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid, rolling_sum


def ahead(given: Inputs, horizon: int) -> Grid:
    """Shape (T, N): simple returns from each session's close to that of `horizon` sessions later.

    NaN where no price was made on the session, where one of the returns is not known, and in the last
    `horizon` rows, whose future is not there yet.
    """
    gaps = rolling_sum(np.isnan(given.returns).astype(np.float32), horizon)
    total = np.where(gaps == 0, rolling_sum(given.returns, horizon), np.float32(np.nan))
    made = np.full_like(total, np.nan)
    if horizon < len(made):
        made[:-horizon] = elementary.expm1(total[horizon:])
    return np.where(given.panel.traded, made, np.float32(np.nan))


def scale(given: Inputs, horizon: int) -> Grid:
    """Shape (T, N): the standard deviation of such returns that the EWMA of squared returns expects."""
    return np.sqrt(given.variance * np.float32(horizon))
