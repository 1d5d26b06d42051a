"""Bars of a file held against what is stored of the same days on another basis: dividends and splits explain only so much."""

from datetime import date, timedelta

import polars as pl

from collectors.files.apart import MARKED
from collectors.files.prepared import SOURCE
from collectors.files.split_factors import is_explained, splits_of
from collectors.quality.findings import Reason
from collectors.quality.judging import UNIT_BAND, unit_error
from collectors.quality.levels import RATIOS, SPIKE
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents, among, between, eq

YIELD = 0.15
"""What dividends take off an adjusted price for each year that it lies back, at most."""
RECENT = timedelta(days=365)
"""How far back prices as traded are held against adjusted ones: further back splits may add up to any ratio."""
SPLIT = RATIOS[-1] * UNIT_BAND
"""Times that splits of one year leave between a price as traded and an adjusted one, at most."""
BACK, MOVED = timedelta(days=45), 2.0
"""How old a stored bar may be that stands in for one of the day itself, and how many times prices may have moved since."""
KEYS = ("security", "date")


def off_other_bases(frame: pl.DataFrame, documents: Documents, basis: str, today: date) -> pl.DataFrame:
    """The bars, as `MARKED`, that stand beyond dividends and splits from a stored one of another basis.

    Args:
        frame: the file's bars of one basis.
        documents: the store; a bar that it holds as it is passes, as a person may have released it.
        basis: that of the bars.
        today: from which the years of dividends count back.
    """
    if frame.is_empty():
        return MARKED.to_frame()
    apart = _beside(frame, documents, basis).filter(_is_beyond(basis, today))
    if apart.is_empty():
        return MARKED.to_frame()
    splits = splits_of(documents, apart["security"].unique().to_list())
    known = _stored(apart, documents).filter(pl.col("basis") == basis)
    stored = {(security, day): close for security, day, _, close in known.iter_rows()}
    rows = {
        (security, day): _reason(times)
        for security, day, close, times in apart.select(*KEYS, "close", "times").iter_rows()
        if stored.get((security, day)) != close and not is_explained(times, day, splits.get(security, ()))
    }
    return pl.DataFrame([(*key, reason) for key, reason in rows.items()], schema=MARKED, orient="row")


def _beside(frame: pl.DataFrame, documents: Documents, basis: str) -> pl.DataFrame:
    """New bars beside the stored one of the same day on another basis, or the last one of the weeks before.

    `basis` is that of the stored one, `times` what the new one is of it, `room` how many times more it may be for days between.
    """
    others = (
        _stored(frame, documents).filter(pl.col("basis") != basis).rename({"close": "other"}).sort("date")
    )
    new = frame.select(*KEYS, "close").sort("date")
    found = [
        new.join_asof(
            part.with_columns(stored_on="date"),
            on="date",
            by="security",
            tolerance=BACK,
            check_sortedness=False,
        )
        for part in others.partition_by("basis")
    ]
    empty = new.clear().with_columns(basis=pl.lit(""), other=pl.lit(0.0), stored_on="date")
    pairs = pl.concat([empty, *found], how="diagonal").filter(pl.col("other").is_not_null())
    return pairs.with_columns(
        times=pl.col("close") / pl.col("other"),
        room=pl.when(pl.col("stored_on") == pl.col("date")).then(1.0).otherwise(MOVED),
    )


def _stored(frame: pl.DataFrame, documents: Documents) -> pl.DataFrame:
    first = frame["date"].min()
    assert isinstance(first, date), "a frame with bars has a first day"
    asked = (
        among("security", frame["security"].unique().to_list()),
        eq("interval", "1d"),
        *between("date", first - BACK, frame["date"].max()),
        eq("source", SOURCE),
    )
    return documents.read(BARS.name, *asked, columns=(*KEYS, "basis", "close"))


def _is_beyond(basis: str, today: date) -> pl.Expr:
    years = (pl.lit(today) - pl.col("date")).dt.total_days() / 365
    drift = (1 - YIELD) ** years
    total, times = (basis == "total") | (pl.col("basis") == "total"), pl.col("times")
    is_raw = pl.lit(basis == "raw") | (pl.col("basis") == "raw")
    of_splits = pl.when(pl.lit(basis == "total")).then(times).otherwise(1 / times)
    room = pl.col("room")
    adjusted = (of_splits >= SPIKE * room) | (of_splits <= drift / SPIKE / room)
    traded = (pl.col("date") > today - RECENT) & ~times.is_between(1 / SPLIT / room, SPLIT * room)
    return pl.when(is_raw).then(traded).otherwise(adjusted & total)


def _reason(times: float) -> Reason:
    unit = unit_error(times)
    return unit[0] if unit else "missed_split"
