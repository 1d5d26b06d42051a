"""What whole columns of a file's bars tell: those of closed days, and the securities that are worth a look bar by bar."""

from datetime import date

import polars as pl

from collectors.files.volume_leaps import volume_leaps
from collectors.quality.findings import Bar
from collectors.quality.judging import KEPT_RANGE, STALE_RUN
from collectors.quality.volumes import LEAST
from stockelper.markets.market import Market

BAND, LIMITED = (1 / 1.35, 1.35), (0.688, 1.312)
"""A close that is so many times the one before is worth a look; the second one where prices are limited."""
MOST_REPEATED, FEWEST_REPEATED = 1 / 3, 12
"""A bar that repeats another is an error where it is rare: files made by hand are full of them."""
LIVELY = 20
"""Securities whose price moved on a day that is no session: then it is the table that misses one."""
OTHER_CALENDAR = 4
"""Closed days from which on a series may follow another calendar: two weekends."""
SAMPLE = 2_000
"""Rows that tell whether a file goes by security or by day."""
PRICES = ("open", "high", "low", "close")
Band = tuple[float, float]


def on_closed_days(frame: pl.DataFrame, market: Market) -> pl.DataFrame:
    """Bars of a market's securities on days without a session.

    A day on which many securities moved was one, whatever the table says; and a series with a bar for most of the closed days
    that it spans, two weekends at least, was made for another calendar.
    """
    closed = market.closed_days(frame["date"].unique().to_list())
    names = pl.col("security").str.starts_with(f"{market.prefix}:")
    found = frame.filter(pl.col("date").is_in(closed) & names) if closed else frame.clear()
    if found.is_empty():
        return found
    concerned = frame.filter(pl.col("security").is_in(found["security"].implode())).sort("security", "date")
    moved = (pl.col("close") != pl.col("close").shift(1).over("security")) & (pl.col("volume") > 0)
    moving = concerned.filter(moved).group_by("date").len().filter(pl.col("len") >= LIVELY)
    found = found.join(moving, on="date", how="anti")
    return found.join(_on_another_calendar(concerned, found, market), on="security", how="anti")


def _on_another_calendar(concerned: pl.DataFrame, found: pl.DataFrame, market: Market) -> pl.DataFrame:
    """The securities that have bars on most of the closed days between their first and last one."""
    spans = concerned.group_by("security").agg(
        pl.col("date").min().alias("first"), pl.col("date").max().alias("last")
    )
    counted = found.group_by("security").len().filter(pl.col("len") >= OTHER_CALENDAR)
    rows = counted.join(spans, on="security").iter_rows()
    names = [name for name, count, first, last in rows if 2 * count > _closed_between(first, last, market)]
    return pl.DataFrame({"security": pl.Series(names, dtype=pl.String)})


def _closed_between(first: date, last: date, market: Market) -> int:
    return len(market.closed_days(pl.date_range(first, last, eager=True).to_list()))


def _rare(frame: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """The securities whose names come so seldom that what they stand for is an error."""
    counted = names.value_counts(name="found")
    rows = frame.filter(pl.col("security").is_in(names.implode())).group_by("security").len()
    return rows.join(counted, on="security").filter(
        (pl.col("len") >= FEWEST_REPEATED) & (pl.col("found") <= MOST_REPEATED * pl.col("len"))
    )


def suspects(frame: pl.DataFrame, band: Band = BAND) -> list[str]:
    """Securities with a jump of price or volume that no day brings by itself, or with a bar told twice among others that
    are not."""
    same = pl.col("security") == pl.col("security").shift(1)
    if not is_by_security(frame):
        frame = frame.sort("security", maintain_order=True)
    is_calm = (pl.col("close") / pl.col("close").shift(1)).is_between(*band, closed="none")
    marks = frame.select(
        "security",
        ((same & ~is_calm) | volume_leaps()).fill_null(value=False).alias("jump"),
        (same & _repeats()).fill_null(value=False).alias("repeat"),
    ).filter(pl.col("jump") | pl.col("repeat"))
    jumping = marks.filter("jump")["security"].unique()
    rare = _rare(frame, marks.filter("repeat")["security"])
    return sorted({*jumping, *rare["security"]})


def _repeats() -> pl.Expr:
    """Whether a bar may be the one before once more, as `judge` sees it; whether it is, the bars around it tell."""
    kept = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in PRICES)
    is_ranged = pl.col("high") / pl.col("low") - 1 > KEPT_RANGE[0]
    is_close = pl.all_horizontal(pl.col(name) == pl.col("close").shift(1) for name in PRICES)
    volume = pl.col("volume")
    is_copied, is_sold = volume == volume.shift(1), volume.shift(1) >= STALE_RUN
    is_run = (kept & is_ranged & (kept.shift(-1) | kept.shift(1))) | (kept & is_copied)
    return is_sold & (is_run | (kept & is_ranged & (volume == 0)) | (is_close & is_copied))


def is_doubtful(one: Bar, other: Bar, band: Band) -> bool:
    """Whether a bar and the next one are worth a look, as `suspects` sees it."""
    is_jump = not band[0] < other.close / one.close < band[1]
    is_leap = not 1 / LEAST < (other.volume + 1) / (one.volume + 1) < LEAST
    return is_jump or is_leap or one.close == other.close


def is_by_security(frame: pl.DataFrame) -> bool:
    """Whether the rows go by security and not by day, as a sample of them tells."""
    names = frame["security"].head(SAMPLE)
    return 2 * (names == names.shift(1)).sum() >= names.len()
