"""Tweets about stocks, each given to the first day whose market opens after it was written."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from forecasting.movement.movements import Movements
from forecasting.movement.tables import refuse, table
from stockelper.errors import BadInput
from stockelper.markets.us import NEW_YORK

Rows = NDArray[np.intp]

UNTIL_OPEN = timedelta(hours=14, minutes=30)
"""From 09:30 in New York to midnight: a tweet moved on by this falls on the day whose open it was still before."""


@dataclass(frozen=True, eq=False)
class Tweets:
    """K tweets.

    Attributes:
        rows, columns: shape (K,), day and stock of the movements that each may be used for.
        texts: what they say, in lower case, words parted by blanks.
    """

    rows: Rows
    columns: Rows
    texts: tuple[str, ...]


def read_tweets(path: Path, found: Movements) -> Tweets:
    """Tweets of a file: symbol, created_at (an instant in UTC), text; repeats of a text count once a stock and time.

    Tweets of unknown stocks, and those after the last open, are left out.

    Raises:
        NoData, BadInput: as `tables` says; also when a time has no zone.
    """
    read = table(path, (), ("created_at", "text"), key=("symbol",))
    _refuse_unusable(read, path)
    opens_on = (
        pl.col("created_at").cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(str(NEW_YORK))
    ).dt.replace_time_zone(None) + pl.lit(UNTIL_OPEN)
    used = (
        read.unique(["symbol", "created_at", "text"], maintain_order=True)
        .filter(pl.col("symbol").is_in(list(found.symbols)))
        .with_columns(opens_on.dt.date().alias("first"))
    )
    rows = np.searchsorted(found.days, used.get_column("first").to_numpy().astype("datetime64[D]"))
    columns = np.searchsorted(np.array(found.symbols), used.get_column("symbol").to_numpy())
    inside = rows < len(found.days)
    texts = used.get_column("text").filter(pl.Series(inside)).to_list()
    return Tweets(rows[inside], columns[inside], tuple(texts))


def _refuse_unusable(read: pl.DataFrame, path: Path) -> None:
    kind = read.schema["created_at"]
    if not isinstance(kind, pl.Datetime) or kind.time_zone is None:
        raise BadInput("table_type", file=str(path), column="created_at")
    if read.schema["text"] != pl.String():
        raise BadInput("table_type", file=str(path), column="text")
    for name in ("created_at", "text"):
        refuse(read, pl.col(name).is_null(), path, name)
