"""What features are made from: the bars of a market and what else was known of its securities by when."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from forecasting import elementary
from forecasting.features.cross_section import Groups, numbered, session_mean
from forecasting.features.windows import Grid, divided, lagged, rolling_mean, rolling_sum
from forecasting.panel import Mask, Matrix, Panel
from forecasting.reading import TIE_COLUMNS, MarketBars
from stockelper.markets.market import Market

BETA_WIDTH = 60
FARTHEST = np.float32(0.6)
"""A logarithmic return beyond this is no day's trade but a split or an error: it is not known."""

NO_TIES = pl.DataFrame(
    schema={name: pl.String() for name in TIE_COLUMNS[:3]}
    | {"valid_from": pl.Date(), "valid_to": pl.Date(), "known_at": pl.Datetime("us", "UTC")}
)
TOLD = pl.Schema({"security": pl.String(), "known_at": pl.Datetime("us", "UTC"), "mood": pl.Float64()})
"""News and events: one row for each security that it is about, and a mood from -1 to 1."""
RESULTS = pl.Schema({"security": pl.String(), "known_at": pl.Datetime("us", "UTC")})
"""One row for each moment at which a company's results became known."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """A market's panel with what stands beside it; grids that several features share are made once.

    Attributes:
        sectors: N names in the panel's order, empty where unknown.
        as_traded: shape (N,), whether prices are those that were traded, not adjusted ones.
        ties: type, head, tail, valid_from, valid_to, known_at: relations between securities.
        news, events: as `TOLD`; None where a model reads none.
        results: as `RESULTS`; None where a model reads none.
    """

    market: Market
    panel: Panel
    sectors: tuple[str, ...]
    as_traded: Mask
    ties: pl.DataFrame = field(default_factory=lambda: NO_TIES)
    news: pl.DataFrame | None = None
    events: pl.DataFrame | None = None
    results: pl.DataFrame | None = None

    @cached_property
    def close(self) -> Grid:
        """The closing prices' logarithms; NaN without a bar."""
        return logarithm(self.panel.close)

    @cached_property
    def returns(self) -> Grid:
        """Logarithmic returns from close to close; NaN where a bar is missing or the price was re-based."""
        made = self.close - lagged(self.close, 1)
        return np.where(np.abs(made) <= FARTHEST, made, np.float32(np.nan))

    @cached_property
    def market_return(self) -> Grid:
        """Shape (T, 1): the mean return of a session's securities."""
        return session_mean(self.returns)

    @cached_property
    def beta(self) -> Grid:
        """The slope of returns on the market's over 60 sessions, drawn half way to one."""
        market = np.broadcast_to(self.market_return, self.returns.shape).astype(np.float32)
        both = np.where(np.isnan(self.returns), np.float32(np.nan), market)
        product = rolling_mean(self.returns * both, BETA_WIDTH)
        square = rolling_mean(both * both, BETA_WIDTH)
        slope = divided(product, square, 1e-8)
        return np.float32(0.5) + np.float32(0.5) * slope

    @cached_property
    def residual(self) -> Grid:
        """Returns without what the market explains of them by the beta of the day before."""
        explained: Grid = lagged(self.beta, 1) * self.market_return
        return self.returns - explained

    @cached_property
    def variance(self) -> Grid:
        """EWMA of squared returns, decay .94 over 60 sessions (RiskMetrics, 1996)."""
        return rolling_mean(self.returns * self.returns, 60, 0.94)

    @cached_property
    def turnover(self) -> Grid:
        """The logarithm of traded value: close times volume; NaN on a halt."""
        value = np.where(self.panel.traded, self.panel.close * self.panel.volume, np.nan)
        return elementary.log1p(value).astype(np.float32)

    @cached_property
    def sector(self) -> Groups:
        """Shape (N,): the number of each security's sector, -1 where it is not known."""
        return numbered(self.sectors)


def inputs(bars: MarketBars, ties: pl.DataFrame = NO_TIES) -> Inputs:
    """The inputs of a market's bars."""
    as_traded = np.array([basis == "raw" for basis in bars.bases], dtype=np.bool_)
    return Inputs(bars.market, bars.panel, bars.sectors, as_traded, ties)


def logarithm(prices: Matrix) -> Grid:
    """Logarithms of prices in float32; NaN where there is none or it is not above zero."""
    return elementary.log(np.where(prices > 0, prices, np.nan)).astype(np.float32)


def momentum(returns: Grid, width: int) -> Grid:
    """The sum of returns over the last `width` sessions; NaN where fewer than 70 % are known."""
    return rolling_mean(returns, width) * np.float32(width)


def deviation(returns: Grid, width: int) -> Grid:
    """The root of the mean squared return over `width` sessions."""
    return np.sqrt(rolling_mean(returns * returns, width))


def counted(events: Grid, width: int) -> Grid:
    """How many of the last `width` sessions had it; NaN counts as not."""
    return rolling_sum(events, width)
