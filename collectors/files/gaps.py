"""Sessions that a file's series of bars leaves out between its first and last one: told, as no return over them is one of a day.

Halts are bars of a file, or stored as such from another one; a day that a whole market leaves out was no session, whatever the
table says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from collectors.files.report import Gap
from stockelper.markets.market import Market
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents, among, between, eq

WHOLE_MARKET = 20
"""Securities that all leave out a day which none of the others has: it was no session."""
KEYS = ("security", "date")


@dataclass
class Gaps:
    """Finds the missing sessions of one file while it is read in parts."""

    market: Market
    documents: Documents
    _spans: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={"security": pl.String, "first": pl.Date, "last": pl.Date}
        )
    )

    def of(self, rows: pl.DataFrame) -> Sequence[Gap]:
        """The gaps that a part of the file shows, also to the parts before it, by security.

        Args:
            rows: `security` and `date` of its rows, those that are set apart included.
        """
        listed = pl.col("security").str.starts_with(f"{self.market.prefix}:")
        days = rows.select(KEYS).drop_nulls().filter(listed)
        if days.is_empty():
            return ()
        doubtful = self._doubtful(days)
        missing = self._missing(doubtful.unique()) if doubtful.height else doubtful
        if missing.is_empty():
            return ()
        missing = _without_closures(missing, days)
        missing = missing.join(self._halts(missing), on=KEYS, how="anti")
        told = missing.group_by("security").agg(
            pl.col("date").min().alias("first"), pl.col("date").max().alias("last"), pl.len()
        )
        return [Gap(*row) for row in told.sort("security").iter_rows()]

    def _doubtful(self, days: pl.DataFrame) -> pl.DataFrame:
        """The days of securities that have fewer than their market had, and of those of which earlier parts told some."""
        here = days.group_by("security").agg(
            pl.col("date").min().alias("from"),
            pl.col("date").max().alias("to"),
            pl.col("date").n_unique().alias("days"),
        )
        numbers = self._sessions(days["date"])
        spans = here.join(numbers, left_on="from", right_on="date", how="left")
        spans = spans.join(numbers, left_on="to", right_on="date", how="left", suffix="_to")
        is_whole = pl.col("number_to") - pl.col("number") + 1 == pl.col("days")
        fewer = spans.filter(~is_whole.fill_null(value=False))["security"]
        names = pl.concat([fewer, self._spans["security"]]).implode()
        return self._joined(days.filter(pl.col("security").is_in(names)), here.drop("days"))

    def _joined(self, days: pl.DataFrame, here: pl.DataFrame) -> pl.DataFrame:
        """The days and, for parts that lie behind or ahead of the earlier ones, the day where those end."""
        both = here.join(self._spans, on="security")
        ends = pl.when(pl.col("from") > pl.col("last")).then("last")
        ends = ends.when(pl.col("to") < pl.col("first")).then("first")
        apart = both.select("security", ends.alias("date"))
        mixed = apart.filter(pl.col("date").is_null())
        news = here.rename({"from": "first", "to": "last"})
        self._spans = (
            pl.concat([self._spans, news])
            .group_by("security")
            .agg(pl.col("first").min(), pl.col("last").max())
        )
        return pl.concat([days, apart.drop_nulls()]).join(mixed, on="security", how="anti")

    def _missing(self, days: pl.DataFrame) -> pl.DataFrame:
        if days.is_empty():
            return days
        sessions = self._sessions(days["date"])
        told = days.join(sessions, on="date").sort("security", "number")
        before = pl.col("number").shift(1).over("security")
        holes = told.with_columns(before=before).filter(pl.col("number") - pl.col("before") > 1)
        numbers = pl.int_ranges(pl.col("before") + 1, pl.col("number")).alias("number")
        return holes.select("security", numbers).explode("number").join(sessions, on="number").select(KEYS)

    def _sessions(self, days: pl.Series) -> pl.DataFrame:
        """The numbered sessions between the first and the last of some days, up to the last one that was announced."""
        first, last = days.min(), days.max()
        assert isinstance(first, date), "some days have a first one"
        assert isinstance(last, date), "and a last one"
        known = pl.col("date").is_between(first, min(last, self.market.calendar.announced))
        sessions = self.market.calendar.frame.select("date").filter(known)
        return sessions.with_row_index("number").with_columns(pl.col("number").cast(pl.Int64))

    def _halts(self, missing: pl.DataFrame) -> pl.DataFrame:
        """Halts that are stored of those securities and days, from whatever source."""
        span = missing.select(first=pl.col("date").min(), last=pl.col("date").max()).row(0)
        names = missing["security"].unique().to_list()
        asked = (among("security", names), eq("interval", "1d"), eq("halted", True), *between("date", *span))
        return self.documents.read(BARS.name, *asked, columns=KEYS)


def _without_closures(missing: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The missing days without those that no security has and many leave out."""
    counted = missing.group_by("date").len().filter(pl.col("len") >= WHOLE_MARKET)
    return missing.join(counted.join(days, on="date", how="anti"), on="date", how="anti")
