"""Movements of many stocks as matrices, read from the benchmarks' own features or made from daily bars.

The eleven features of Feng et al. (2019), in percent: open, high and low against the close of the day; close and
adjusted close against the day before; the averages of the last 5 to 30 adjusted closes against the last one.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from forecasting.movement.protocol import DOWN, UP, Days, Protocol
from forecasting.movement.tables import refuse, refuse_cut, refuse_repeats, table

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

AVERAGES = (5, 10, 15, 20, 25, 30)
AVERAGE_NAMES = tuple(f"ma{length}" for length in AVERAGES)
FEATURES = ("c_open", "c_high", "c_low", "n_close", "n_adj_close", *AVERAGE_NAMES)
PRICES = ("open", "high", "low", "close", "adj_close")
SANE = 1000.0
"""Percent. The sources mark what is missing by a number far below; no real feature comes near."""


@dataclass(frozen=True, eq=False)
class Movements:
    """T days of N stocks.

    Attributes:
        days: shape (T,), ascending.
        symbols: N names, sorted.
        features: by name, each of shape (T, N), known at the close of the row's day; NaN where not valid.
        label: shape (T, N), 1 up, -1 down, 0 neither or unknown.
        valid: shape (T, N), where a stock's day can be looked back on: its features are known, of bars its return.
    """

    days: Days
    symbols: tuple[str, ...]
    features: dict[str, Matrix]
    label: Matrix
    valid: Mask

    def samples(self, protocol: Protocol) -> Mask:
        """Shape (T, N): the movements that count, with all days of the look-back before them valid."""
        seen = np.zeros_like(self.valid)
        for row in range(protocol.lag, len(self.days)):
            seen[row] = self.valid[row - protocol.lag : row].all(axis=0)
        return seen & (self.label != 0)


def read_features(path: Path, protocol: Protocol) -> Movements:
    """Movements from a file of features: symbol, date, the eleven, label (-1, 0, 1), valid.

    Raises:
        NoData, BadInput: as `tables` says.
    """
    found = table(path, (*FEATURES, "label"), ("valid",))
    refuse_repeats(found, path)
    refuse(found, ~pl.col("label").is_in([-1.0, 0.0, 1.0]).fill_null(value=False), path, "label")
    for name in FEATURES:
        sane = pl.col(name).is_finite() & (pl.col(name).abs() < SANE)
        refuse(found, pl.col("valid").fill_null(value=True) & ~sane.fill_null(value=False), path, name)
    refuse_cut(found, path, protocol)
    grid = _Grid.of(found)
    valid = grid.matrix(found.get_column("valid").fill_null(value=False).cast(pl.Float64())) == 1
    features = {name: np.where(valid, grid.matrix(found.get_column(name)), np.nan) for name in FEATURES}
    label = np.nan_to_num(grid.matrix(found.get_column("label")))
    return Movements(grid.days, grid.symbols, features, label, valid)


def read_bars(path: Path, protocol: Protocol) -> Movements:
    """Movements from a file of daily bars: symbol, date, open, high, low, close, adj_close.

    Raises:
        NoData, BadInput: as `tables` says.
    """
    found = table(path, PRICES)
    refuse_repeats(found, path)
    for name in PRICES:
        sound = pl.col(name).is_finite() & (pl.col(name) > 0)
        refuse(found, ~sound.fill_null(value=False), path, name)
    refuse_cut(found, path, protocol)
    grid = _Grid.of(found)
    return movements(grid.days, grid.symbols, {name: grid.matrix(found.get_column(name)) for name in PRICES})


def movements(days: Days, symbols: tuple[str, ...], prices: dict[str, Matrix]) -> Movements:
    """The features and labels of bars, each of shape (T, N), NaN where there is none."""
    close, adjusted = prices["close"], prices["adj_close"]
    returns = _against_the_day_before(adjusted)
    features = {f"c_{name}": 100 * (prices[name] / close - 1) for name in ("open", "high", "low")}
    features["n_close"] = 100 * _against_the_day_before(close)
    features["n_adj_close"] = 100 * returns
    for length, name in zip(AVERAGES, AVERAGE_NAMES, strict=True):
        features[name] = 100 * (_average(adjusted, length) / adjusted - 1)
    label = np.where(returns >= UP, 1.0, np.where(returns < DOWN, -1.0, 0.0))
    return Movements(days, symbols, features, label, np.isfinite(returns))


def _against_the_day_before(price: Matrix) -> Matrix:
    change = np.full_like(price, np.nan)
    change[1:] = price[1:] / price[:-1] - 1
    return change


def _average(price: Matrix, length: int) -> Matrix:
    """The mean of the last `length` rows, the row itself included; NaN before there are as many."""
    mean = np.full_like(price, np.nan)
    for row in range(length - 1, len(price)):
        mean[row] = price[row - length + 1 : row + 1].mean(axis=0)
    return mean


@dataclass(frozen=True, eq=False)
class _Grid:
    """Where each row of a table belongs in a matrix of days and symbols."""

    days: Days
    symbols: tuple[str, ...]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    @classmethod
    def of(cls, found: pl.DataFrame) -> "_Grid":
        days, symbols = found.get_column("date").unique().sort(), found.get_column("symbol").unique().sort()
        rows = np.searchsorted(days.to_numpy(), found.get_column("date").to_numpy())
        columns = np.searchsorted(symbols.to_numpy(), found.get_column("symbol").to_numpy())
        return cls(days.to_numpy().astype("datetime64[D]"), tuple(symbols.to_list()), rows, columns)

    def matrix(self, values: pl.Series) -> Matrix:
        made = np.full((len(self.days), len(self.symbols)), np.nan)
        made[self.rows, self.columns] = values.to_numpy()
        return made
