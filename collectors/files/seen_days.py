"""Whether a file says a day twice, found while streaming: 16 bytes are kept for each bar.

Files come sorted by security or by day, so that nearly no batch has to be compared with what came before:
only days inside the span that their security already has are looked up.
"""

from dataclasses import dataclass, field

import polars as pl

_VALUES = ("open", "high", "low", "close", "volume", "adj_close")


@dataclass
class SeenDays:
    """The days of one file so far."""

    _spans: pl.DataFrame | None = None
    _chunks: list[pl.DataFrame] = field(default_factory=list)

    def repeated(self, bars: pl.DataFrame) -> pl.Series:
        """Which rows repeat a day of this file with other values; then remembers the batch."""
        marked = bars.select(
            "security",
            "date",
            pl.struct("security", "date").hash().alias("day"),
            pl.struct(_VALUES).hash().alias("value"),
        )
        first = self._first_values(marked)
        twice = (first.is_not_null() & (first != marked["value"])).fill_null(value=False)
        self._remember(marked, twice)
        return twice

    def _first_values(self, marked: pl.DataFrame) -> pl.Series:
        """The value with which each row's day came first; null where this is the first time."""
        here = pl.Series("first", [None], dtype=pl.UInt64).new_from_index(0, marked.height)
        if marked["day"].is_duplicated().any():
            here = marked.select(pl.col("value").first().over("day")).to_series()
        if self._spans is None or not self._overlaps(marked):
            return here
        seen = pl.concat(self._chunks).unique("day", keep="first")
        earlier = marked.join(seen.rename({"value": "earlier"}), on="day", how="left", maintain_order="left")
        return earlier["earlier"].zip_with(earlier["earlier"].is_not_null(), here)

    def _overlaps(self, marked: pl.DataFrame) -> bool:
        assert self._spans is not None
        spans = _spans(marked).join(self._spans, on="security", suffix="_before")
        within = (pl.col("from") <= pl.col("to_before")) & (pl.col("to") >= pl.col("from_before"))
        return not spans.filter(within).is_empty()

    def _remember(self, marked: pl.DataFrame, twice: pl.Series) -> None:
        kept = marked.filter(~twice)
        self._chunks.append(kept.select("day", "value"))
        spans = _spans(kept) if self._spans is None else pl.concat([self._spans, _spans(kept)])
        self._spans = spans.group_by("security").agg(pl.col("from").min(), pl.col("to").max())


def _spans(marked: pl.DataFrame) -> pl.DataFrame:
    return marked.group_by("security").agg(
        pl.col("date").min().alias("from"), pl.col("date").max().alias("to")
    )
