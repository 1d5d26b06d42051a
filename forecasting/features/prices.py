"""Returns, gaps, ranges and where the price stands: momentum and reversal at many lags."""

from collections.abc import Iterator

import numpy as np

from forecasting.features.inputs import Inputs, logarithm, momentum
from forecasting.features.windows import Grid, divided, lagged, rolling_max, rolling_mean, rolling_min

MOMENTA = (2, 3, 5, 10, 20, 60, 120)
YEAR, MONTH = 250, 20


def prices(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature."""
    returns, close = given.returns, given.close
    opening, high, low = (logarithm(p) for p in (given.panel.open, given.panel.high, given.panel.low))
    yield "return_1", returns
    for lag in (1, 2, 3, 4):
        yield f"return_1_lag_{lag}", lagged(returns, lag)
    for width in MOMENTA:
        yield f"momentum_{width}", momentum(returns, width)
    yield "momentum_year", momentum(lagged(returns, MONTH), YEAR - MONTH)
    gap = opening - lagged(close, 1)
    yield "gap", np.where(np.abs(gap) < 1, gap, np.float32(np.nan))
    yield "intraday", close - opening
    yield "intraday_5", rolling_mean(close - opening, 5)
    yield "range", high - low
    yield "place_in_range", divided(close - low, high - low, 1e-4)
    for width in (MONTH, YEAR):
        yield f"below_high_{width}", close - rolling_max(close, width)
        yield f"above_low_{width}", close - rolling_min(close, width)
