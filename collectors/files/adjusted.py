"""Adjusted closes of a file beside its closes: dividends only lower them, and reverse splits alone raise them."""

import polars as pl

from collectors.files.split_factors import is_explained, splits_of
from collectors.quality.levels import SPIKE
from stockelper.store.documents import Documents


def unexplained(frame: pl.DataFrame, documents: Documents) -> pl.Series:
    """Whether each adjusted close is so many times its close that only an error or splits make it so, and no stored split does.

    Args:
        frame: `security`, `date`, `close` and `adj_close`.
        documents: the store.
    """
    times = frame["adj_close"] / frame["close"]
    high = ((times >= SPIKE) & (frame["close"] > 0) & times.is_finite()).fill_null(value=False)
    if not high.any():
        return high
    rows = frame.select("security", "date", times=times, high=high)
    splits = splits_of(documents, rows.filter("high")["security"].drop_nulls().unique().to_list())
    found = [
        is_high
        and (security is None or day is None or not is_explained(ratio, day, splits.get(security, ())))
        for security, day, ratio, is_high in rows.iter_rows()
    ]
    return pl.Series(found, dtype=pl.Boolean)
