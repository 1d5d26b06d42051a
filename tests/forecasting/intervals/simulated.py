"""A simulated market with volatility regimes: what intervals are tried on."""

from dataclasses import replace
from typing import Any

import numpy as np

from forecasting.panel import Panel


def market(sessions: int = 700, securities: int = 90, *, seed: int = 4, shock: int | None = None) -> Panel:
    """Securities of differing, clustering volatility and a common factor, which triples for 60 days from `shock`."""
    random = np.random.default_rng(seed)
    own = 0.008 * np.exp(random.standard_normal(securities) * 0.5)
    common = np.exp(0.3 * np.cumsum(random.standard_normal(sessions)) / np.sqrt(20))
    common = np.clip(common, 0.6, 2.0)
    if shock is not None:
        common[shock : shock + 60] *= 3
    factor = random.standard_normal((sessions, 1)) * 0.5
    noise = random.standard_t(5, (sessions, securities))
    returns = own * common[:, None] * (factor + noise) / 1.4
    close = 100 * np.exp(np.cumsum(returns, axis=0))
    before = np.vstack([close[:1], close[:-1]])
    reach = np.abs(random.standard_normal((2, sessions, securities))) * own * common[:, None] * 0.6
    days = np.datetime64("2020-01-01") + np.arange(sessions)
    return Panel(
        days=days.astype("datetime64[D]"),
        securities=tuple(f"TEST:{number:03d}" for number in range(securities)),
        open=before,
        high=np.maximum(before, close) * np.exp(reach[0]),
        low=np.minimum(before, close) * np.exp(-reach[1]),
        close=close,
        volume=np.ones_like(close),
        halted=np.zeros(close.shape, dtype=np.bool_),
    )


def with_bars(panel: Panel, **changes: Any) -> Panel:
    """The same panel with other matrices."""
    return replace(panel, **changes)
