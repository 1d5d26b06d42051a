"""Where a security stands among the others of the day: ranks, and residuals against market and sector."""

from collections.abc import Iterator

import numpy as np

from forecasting.features.cross_section import group_mean, ranks, session_mean
from forecasting.features.inputs import Inputs, deviation, momentum
from forecasting.features.windows import Grid, rolling_mean


def relative(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature."""
    returns, residual = given.returns, given.residual
    yield "beta", given.beta
    yield "residual_1", residual
    for width in (5, 20, 60):
        yield f"residual_{width}", momentum(residual, width)
    yield "residual_volatility", deviation(residual, 60)
    for width in (1, 5, 20):
        own = returns if width == 1 else momentum(returns, width)
        sector = group_mean(own, given.sector)
        yield f"sector_{width}", sector
        yield f"against_sector_{width}", own - sector
        yield f"rank_return_{width}", ranks(own)
    yield "rank_momentum_120", ranks(momentum(returns, 120))
    yield "rank_volatility", ranks(given.variance)
    yield "rank_turnover", ranks(rolling_mean(given.turnover, 20))
    yield "rank_residual_5", ranks(momentum(residual, 5))


def regime(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """What holds for the whole market that day, the same for all."""
    daily = given.market_return
    for width in (1, 5, 20):
        own = daily if width == 1 else momentum(daily, width)
        yield f"market_{width}", _for_all(own, given)
    yield "market_volatility", _for_all(deviation(daily, 20), given)
    up = np.where(np.isnan(given.returns), np.float32(np.nan), (given.returns > 0).astype(np.float32))
    yield "share_rising", _for_all(np.nan_to_num(session_mean(up), nan=0.0), given)


def _for_all(daily: Grid, given: Inputs) -> Grid:
    return np.broadcast_to(daily, given.returns.shape)
