"""How much prices move: EWMA, Parkinson, Garman-Klass, and how that changes."""

from collections.abc import Iterator

import numpy as np

from forecasting.features.inputs import Inputs, deviation, logarithm
from forecasting.features.windows import Grid, divided, rolling_max, rolling_mean

LN2 = 0.6931471805599453


def volatility(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature; all are a session's, as fractions of the price."""
    returns = given.returns
    opening, high, low = (logarithm(p) for p in (given.panel.open, given.panel.high, given.panel.low))
    spread: Grid = np.square(high - low)
    inside: Grid = np.square(given.close - opening)
    ewma = np.sqrt(given.variance)
    yield "volatility_ewma", ewma
    # Parkinson (1980) and Garman-Klass (1980), as means over 20 sessions
    yield "volatility_parkinson", np.sqrt(rolling_mean(spread, 20) / np.float32(4 * LN2))
    klass = (0.5 * spread - (2 * LN2 - 1) * inside).astype(np.float32)
    yield "volatility_garman_klass", np.sqrt(np.maximum(rolling_mean(klass, 20), 0))
    short, long = deviation(returns, 5), deviation(returns, 120)
    yield "volatility_5_to_ewma", divided(short, ewma)
    yield "volatility_ewma_to_120", divided(ewma, long)
    yield "greatest_return_20", rolling_max(returns, 20)
    cubed = rolling_mean(returns * returns * returns, 60)
    usual = deviation(returns, 60)
    yield "skewness_60", divided(cubed, usual * usual * usual, 1e-9)
    yield "surprise", divided(returns, ewma)
