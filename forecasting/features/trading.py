"""How much is traded: volume against its own past, traded value, and how far money moves the price."""

from collections.abc import Iterator

import numpy as np

from forecasting import elementary
from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid, rolling_mean


def trading(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature."""
    volume = np.where(given.panel.traded, given.panel.volume, np.nan)
    size = elementary.log1p(volume).astype(np.float32)
    fortnight, quarter = rolling_mean(size, 10), rolling_mean(size, 60)
    yield "volume_to_20", size - rolling_mean(size, 20)
    yield "volume_10_to_60", fortnight - quarter
    yield "turnover_20", rolling_mean(given.turnover, 20)
    # Amihud (2002): the absolute return for a unit of traded value
    moved = elementary.log1p(np.abs(given.returns) * 1e6).astype(np.float32)
    impact = (moved - given.turnover).astype(np.float32)
    yield "illiquidity_20", rolling_mean(impact, 20)
    pushed = (given.returns * (size - rolling_mean(size, 20))).astype(np.float32)
    yield "volume_return_5", rolling_mean(pushed, 5)
