"""Where what became known of a security at some moment stands in a panel: at the first close that knew it."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from forecasting.features.inputs import Inputs

Rows = NDArray[np.intp]


def sessions_of(given: Inputs, told: pl.DataFrame) -> pl.DataFrame:
    """What was told, in one order, with the row of the first session at whose close it was known; later ones left out."""
    days = pl.Series("date", given.panel.days)
    closes = given.market.close_times(days).dt.epoch("us").to_numpy()
    known = told["known_at"].dt.epoch("us").to_numpy()
    rows = pl.Series("row", np.searchsorted(closes, known, side="left"), dtype=pl.Int64)
    return told.with_columns(rows).filter(pl.col("row") < len(closes)).sort("row", *told.columns)


def places_of(given: Inputs, told: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Rows, Rows]]:
    """What was told of the panel's securities, and the rows and columns of it."""
    columns = {security: number for number, security in enumerate(given.panel.securities)}
    ours = sessions_of(given, told).filter(pl.col("security").is_in(list(columns)))
    places = np.array([columns[one] for one in ours["security"]], dtype=np.intp)
    return ours, (ours["row"].to_numpy().astype(np.intp), places)
