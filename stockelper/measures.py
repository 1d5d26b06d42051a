"""Price and volume indicators as pure functions on numpy arrays.

Axis 0 is time, oldest first; further axes (one column a security) are computed side by side. A value that
needs more history than there is comes out as NaN, never as a guess. Prices are in any one currency,
returns are fractions.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
SESSIONS_A_YEAR = 252


@dataclass(frozen=True)
class Macd:
    """Moving average convergence/divergence: the line, its signal and their difference."""

    line: Array
    signal: Array
    histogram: Array


@dataclass(frozen=True)
class Bands:
    """Bollinger's bands around their middle."""

    lower: Array
    middle: Array
    upper: Array


@dataclass(frozen=True)
class Drawdown:
    """The deepest fall from an earlier peak: `depth` <= 0, and where it began and ended."""

    depth: float
    peak: int
    trough: int


def sma(values: Array, periods: int) -> Array:
    """Simple moving average: the mean of the last `periods` values."""
    out = np.full_like(values, np.nan, dtype=np.float64)
    if len(values) >= periods:
        out[periods - 1 :] = np.lib.stride_tricks.sliding_window_view(values, periods, axis=0).mean(axis=-1)
    return out


def ema(values: Array, periods: int) -> Array:
    """Exponential moving average with weight 2 / (periods + 1), begun from the first `periods` values' mean.

    Leading NaNs are passed over where the whole row is NaN. Source: Appel, Technical Analysis (2005), ch. 8.
    """
    out = np.full_like(values, np.nan, dtype=np.float64)
    start = _first_row(values)
    if len(values) < start + periods:
        return out
    weight = 2.0 / (periods + 1)
    out[start + periods - 1] = values[start : start + periods].mean(axis=0)
    for i in range(start + periods, len(values)):
        out[i] = out[i - 1] + weight * (values[i] - out[i - 1])
    return out


def rsi(close: Array, periods: int = 14) -> Array:
    """Relative strength index, 0 to 100, with Wilder's smoothing (weight 1 / periods).

    100 when nothing fell, 50 when nothing moved. Source: Wilder, New Concepts in Technical Trading
    Systems (1978), section VI.
    """
    out = np.full_like(close, np.nan, dtype=np.float64)
    if len(close) <= periods:
        return out
    step = np.diff(close, axis=0)
    gain, loss = np.maximum(step, 0.0), np.maximum(-step, 0.0)
    up, down = gain[:periods].mean(axis=0), loss[:periods].mean(axis=0)
    out[periods] = _strength(up, down)
    for i in range(periods, len(step)):
        up = (up * (periods - 1) + gain[i]) / periods
        down = (down * (periods - 1) + loss[i]) / periods
        out[i + 1] = _strength(up, down)
    return out


def macd(close: Array, fast: int = 12, slow: int = 26, smooth: int = 9) -> Macd:
    """The difference of a fast and a slow EMA, its own EMA as signal, and the histogram between both.

    Source: Appel, Technical Analysis: Power Tools for Active Investors (2005), ch. 8.
    """
    line = ema(close, fast) - ema(close, slow)
    signal = ema(line, smooth)
    return Macd(line, signal, line - signal)


def bollinger(close: Array, periods: int = 20, width: float = 2.0) -> Bands:
    """The SMA and `width` population standard deviations around it.

    Source: Bollinger, Bollinger on Bollinger Bands (2001), ch. 7.
    """
    middle = sma(close, periods)
    spread = np.full_like(middle, np.nan)
    if len(close) >= periods:
        windows = np.lib.stride_tricks.sliding_window_view(close, periods, axis=0)
        spread[periods - 1 :] = windows.std(axis=-1)
    return Bands(middle - width * spread, middle, middle + width * spread)


def log_returns(close: Array) -> Array:
    """`ln(close_t / close_(t-1))`, one row shorter than `close`."""
    return np.diff(np.log(close), axis=0)


def volatility(close: Array) -> Array:
    """Annualised volatility: the sample deviation of daily log returns times the root of 252, a fraction.

    Source: Hull, Options, Futures, and Other Derivatives, section "Estimating volatility from historical
    data". Needs three closes.
    """
    if len(close) <= 2:
        return np.full(close.shape[1:], np.nan)
    return np.asarray(log_returns(close).std(axis=0, ddof=1) * np.sqrt(SESSIONS_A_YEAR))


def drawdown(close: Array) -> Drawdown:
    """The deepest fall of a one-dimensional series from its running maximum.

    Source: Magdon-Ismail and Atiya, Maximum Drawdown (2004). A series that never falls has depth 0 at its
    first value.
    """
    falls = close / np.maximum.accumulate(close) - 1.0
    trough = int(np.argmin(falls))
    return Drawdown(float(falls[trough]), int(np.argmax(close[: trough + 1])), trough)


def volume_ratio(volume: Array, periods: int = 20) -> Array:
    """The last volume over the mean of the `periods` before it; NaN where that mean is zero or unknown."""
    if len(volume) <= periods:
        return np.full(volume.shape[1:], np.nan)
    usual = volume[-periods - 1 : -1].mean(axis=0)
    return np.divide(volume[-1], usual, out=np.full(volume.shape[1:], np.nan), where=usual > 0)


def beta(close: Array, index: Array) -> float:
    """The slope of a series' daily simple returns on its index's: covariance over variance (Sharpe 1964).

    Both are one-dimensional and on the same dates. NaN for fewer than three closes or a flat index.
    """
    own, market = close[1:] / close[:-1] - 1.0, index[1:] / index[:-1] - 1.0
    spread = float(market.var()) if len(market) > 1 else 0.0
    if spread == 0.0:
        return float("nan")
    return float(np.mean((own - own.mean()) * (market - market.mean())) / spread)


def correlation(close: Array, other: Array) -> float:
    """Pearson's correlation of two series' daily simple returns, -1 to 1.

    Both are one-dimensional and on the same dates. NaN for fewer than three closes or a flat series.
    """
    own, theirs = close[1:] / close[:-1] - 1.0, other[1:] / other[:-1] - 1.0
    if len(own) < 2 or own.std() == 0.0 or theirs.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(own, theirs)[0, 1])


def _first_row(values: Array) -> int:
    known = ~np.isnan(values)
    rows = np.flatnonzero(known.any(axis=tuple(range(1, values.ndim))))
    return int(rows[0]) if len(rows) else len(values)


def _strength(up: Array, down: Array) -> Array:
    moved = up + down
    half = np.full_like(moved, 50.0)
    return np.where(moved > 0, 100.0 * up / np.where(moved > 0, moved, 1.0), half)
