"""Sums, averages and extremes over the last sessions, for all securities at once.

Every value depends on the rows of its own window alone and is added up in an order that the window's length
fixes, so that a longer history before it changes no bit of it: a forecast for a day is the same whether it is
made alone or among a thousand days.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]
"""Shape (T, N): one row a session, one column a security; NaN where a value is not known."""
Mask = NDArray[np.bool_]
ENOUGH = 0.7
"""The share of a window's sessions that must be known."""


def lagged(values: Grid, sessions: int, fill: float = np.nan) -> Grid:
    """The values of so many sessions before; `fill` where the panel begins later."""
    if sessions == 0:
        return values
    moved = np.full_like(values, fill)
    moved[sessions:] = values[:-sessions]
    return moved


def rolling_sum(values: Grid, width: int, decay: float = 1.0) -> Grid:
    """The sum over the last `width` rows, the value of k rows ago weighted by `decay ** k`; NaN counts as 0."""
    block, span, offset = np.nan_to_num(values, nan=0.0), 1, 0
    total = np.zeros_like(block)
    while width:
        if width & 1:
            _add_lagged(total, block, offset, decay**offset)
            offset += span
        width >>= 1
        if width:
            doubled = block.copy()
            _add_lagged(doubled, block, span, decay**span)
            block, span = doubled, 2 * span
    return total


def rolling_mean(values: Grid, width: int, decay: float = 1.0) -> Grid:
    """The (decayed) mean over the known of the last `width` rows; NaN where fewer than 70 % are known."""
    known = (~np.isnan(values)).astype(np.float32)
    weight = rolling_sum(known, width, decay)
    full = np.float32(sum(decay**k for k in range(width)))
    mean = divided(rolling_sum(values, width, decay), weight, 1e-12)
    return np.where(weight >= ENOUGH * full, mean, np.float32(np.nan))


def divided(numerator: Grid, denominator: Grid, least: float = 1e-6) -> Grid:
    """The quotient, the denominator taken as `least` where it is smaller."""
    return (numerator / np.maximum(denominator, np.float32(least))).astype(np.float32, copy=False)


def rolling_max(values: Grid, width: int) -> Grid:
    """The greatest known of the last `width` rows; NaN where none is known."""
    return _extreme(values, width, np.fmax)


def rolling_min(values: Grid, width: int) -> Grid:
    """The least known of the last `width` rows; NaN where none is known."""
    return _extreme(values, width, np.fmin)


def _extreme(values: Grid, width: int, choose: Callable[[Grid, Grid], Grid]) -> Grid:
    block, span = values, 1
    while 2 * span <= width:
        block, span = choose(block, lagged(block, span)), 2 * span
    return choose(block, lagged(block, width - span)) if width > span else block


def _add_lagged(total: Grid, values: Grid, sessions: int, weight: float) -> None:
    part = values if sessions == 0 else values[:-sessions] if sessions < len(values) else values[:0]
    total[sessions:] += part if weight == 1.0 else part * np.float32(weight)
