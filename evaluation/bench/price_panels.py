"""The shared price files as panels, without a store in between."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import polars as pl

from evaluation.bench.result import BenchOptions
from forecasting.features.inputs import Inputs
from forecasting.panel import Panel, panel
from stockelper.errors import NoData
from stockelper.markets.registry import MARKETS

FILES: Mapping[str, str] = MappingProxyType(
    {"krx": "prices/krx_daily_2019_2025.parquet", "us": "prices/us_daily_2010_2026-01.parquet"}
)
_PRICES = ("open", "high", "low", "close")


def price_files(options: BenchOptions) -> Mapping[str, Path]:
    """The files by market, under the folder that was given or the shared one."""
    folder = options.data or options.shared_data
    return {market: folder / file for market, file in FILES.items()}


def price_panel(path: Path, market: str) -> Panel:
    """The bars of a file; an open of zero is a halt.

    Raises:
        NoData: there is no such file.
    """
    if not path.is_file():
        raise NoData("missing_file", file=str(path))
    bars = pl.read_parquet(path)
    halted = pl.col("open") <= 0
    prefix = MARKETS[market].prefix
    return panel(
        bars.select(
            pl.concat_str(pl.lit(f"{prefix}:"), pl.col("symbol").cast(pl.String())).alias("security"),
            pl.col("date").cast(pl.Date()),
            *(
                pl.when(halted & (pl.lit(name) != "close")).then(None).otherwise(name).alias(name)
                for name in _PRICES
            ),
            "volume",
            halted.alias("halted"),
        )
    )


def price_inputs(panel: Panel, market: str) -> Inputs:
    """What features are made from where there are adjusted prices alone: no sectors, relations or news."""
    count = len(panel.securities)
    return Inputs(MARKETS[market], panel, ("",) * count, np.zeros(count, dtype=np.bool_))
