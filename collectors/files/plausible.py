"""Errors in a file's bars that only the bars around them tell: units, splits left out, slips, and bars told twice.

It stands around the reader of bars. Comparisons of whole columns clear nearly every security; only those with a jump or
a repeat are judged bar by bar, with the marks of collected prices that are no matter of opinion in a file. Where a series
changes its level for good, nothing tells which part is wrong: the shorter one is set apart.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import polars as pl

from collectors.files.bars import BarsReader
from collectors.files.gate import REJECTS
from collectors.files.prepared import SOURCE, Prepared, Task
from collectors.files.rows import ROW
from collectors.quality.gate import bars_of
from collectors.quality.judging import STALE_VOLUME, Bar, Finding, Reason, judge
from stockelper.markets.market import Market
from stockelper.store.collections import BARS
from stockelper.store.documents import among, eq

AS_TRADED: frozenset[Reason] = frozenset({"spike", "stale_repeat"})
"""What is looked for in prices as traded: a split that another file tells is no error of theirs."""
ADJUSTED: frozenset[Reason] = frozenset(
    {"spike", "stale_repeat", "missed_split", "hundredfold", "unit_change"}
)
RATIO = 1.85
"""A close that is so many times the one before, or the other way round, is worth a look."""
MOST_REPEATS, FEWEST_BARS = 0.05, 20
"""A repeat is an error where it is rare: constant bars are common in files made by hand."""
SAMPLE = 2_000
"""Rows that tell whether a file goes by security or by day."""
KEPT_ROWS = 40
"""Rows of a security that the next batch is held against."""
VALUES = ("open", "high", "low", "close", "volume")


@dataclass
class PlausibleBars:
    """Prepares the batches of one file, without the bars that cannot be true beside those around them."""

    task: Task
    _before: pl.DataFrame | None = None
    _reader: BarsReader = field(init=False)

    def __post_init__(self) -> None:
        self._reader = BarsReader(self.task)

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """What the reader prepares, held against its own rows and the last ones of the batch before."""
        prepared = self._reader.prepare(batch)
        frame = prepared.frame
        if frame.is_empty():
            return prepared
        before = frame.clear() if self._before is None else self._before
        refused = {
            security: found
            for security in suspects(pl.concat([before, frame]))
            if (found := self._judged(security, frame, before))
        }
        self._before = _last(frame)
        return _without(prepared, batch, refused) if refused else prepared

    def _judged(self, security: str, frame: pl.DataFrame, before: pl.DataFrame) -> dict[date, Reason]:
        """The days of a security that are set apart, and why."""
        mine = pl.col("security") == security
        bars, earlier = (bars_of(rows.filter(mine).sort("date")) for rows in (frame, before))
        marks = AS_TRADED if self._reader.basis == "raw" else ADJUSTED
        found = shorter(bars, earlier, self._reader.market, marks, self._stored(security, bars))
        return {one.date: one.reason for one in found}

    def _stored(self, security: str, bars: Sequence[Bar]) -> Mapping[date, float]:
        """Closes that are stored already, as a person may have released them."""
        where = {"security": security, "interval": "1d", "basis": self._reader.basis, "source": SOURCE}
        days = among("date", [bar.date for bar in bars])
        asked = [eq(name, value) for name, value in where.items()]
        rows = self.task.documents.read(BARS.name, *asked, days, columns=("date", "close"))
        return dict(rows.iter_rows())


def suspects(frame: pl.DataFrame) -> list[str]:
    """Securities with a jump that no day brings by itself, or with a bar told twice among others that are not."""
    same = pl.col("security") == pl.col("security").shift(1)
    ratio = pl.col("close") / pl.col("close").shift(1)
    repeated = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in VALUES)
    traded = (pl.col("high") != pl.col("low")) & (pl.col("volume") >= STALE_VOLUME)
    if not _is_by_security(frame):
        frame = frame.sort("security", maintain_order=True)
    marked = frame.select(
        "security",
        (same & ((ratio >= RATIO) | (ratio <= 1 / RATIO))).alias("jump"),
        (same & repeated & traded).alias("repeat"),
    ).filter(pl.col("jump") | pl.col("repeat"))
    jumping = marked.filter("jump")["security"].unique()
    repeats = marked.filter("repeat")["security"].value_counts(name="repeats")
    rows = frame.filter(pl.col("security").is_in(repeats["security"].implode())).group_by("security").len()
    rare = rows.join(repeats, on="security").filter(
        (pl.col("len") >= FEWEST_BARS) & (pl.col("repeats") <= MOST_REPEATS * pl.col("len"))
    )
    return sorted({*jumping, *rare["security"]})


def shorter(
    bars: Sequence[Bar],
    before: Sequence[Bar],
    market: Market,
    marks: frozenset[Reason],
    trusted: Mapping[date, float],
) -> Sequence[Finding]:
    """What is wrong from the first bar on or, where that is most of a series, from the last one back."""
    calm = next((at for at, (one, other) in enumerate(pairwise(bars), 1) if _is_doubtful(one, other)), 0)
    forward = judge(bars[calm:], [*before, *bars[:calm]], {}, market, trusted, marks)
    if len(forward) * 2 <= len(bars) or before:
        return forward
    backward = judge(bars[::-1], [], {}, market, trusted, marks - {"stale_repeat"})
    return min(forward, backward, key=len)


def _is_doubtful(one: Bar, other: Bar) -> bool:
    """Whether a bar and the next one are worth a look, as `suspects` sees it."""
    is_jump = not 1 / RATIO < other.close / one.close < RATIO
    return is_jump or (one.close, one.volume) == (other.close, other.volume)


def _last(frame: pl.DataFrame) -> pl.DataFrame:
    """The last rows of each security that may go on in the next batch: of a file by security only of its last one."""
    if _is_by_security(frame):
        return frame.filter(pl.col("security") == frame["security"][-1]).tail(KEPT_ROWS)
    return frame.group_by("security", maintain_order=True).tail(KEPT_ROWS).select(frame.columns)


def _is_by_security(frame: pl.DataFrame) -> bool:
    names = frame["security"].head(SAMPLE)
    return 2 * (names == names.shift(1)).sum() >= names.len()


def _without(
    prepared: Prepared, batch: pl.DataFrame, refused: Mapping[str, Mapping[date, Reason]]
) -> Prepared:
    rows = [(s, day, reason) for s, days in refused.items() for day, reason in days.items()]
    marked = pl.DataFrame(
        rows, schema={"security": pl.String, "date": pl.Date, "reason": pl.String}, orient="row"
    )
    passed = batch[ROW].cast(pl.UInt32)
    numbers = passed.filter(~passed.is_in(prepared.rejects[ROW].implode()))
    numbered = prepared.frame.with_columns(numbers.alias(ROW)).join(
        marked, on=("security", "date"), how="left", maintain_order="left"
    )
    bad = numbered.filter(pl.col("reason").is_not_null())
    kept = numbered.filter(pl.col("reason").is_null()).drop(ROW, "reason")
    rejects = pl.concat([prepared.rejects, _rejects(bad)]).sort(ROW)
    return Prepared(prepared.collection, kept, rejects, prepared.unlisted, prepared.folded)


def _rejects(bad: pl.DataFrame) -> pl.DataFrame:
    """Whole records, so that a person may release them."""
    records = [
        json.dumps({n: v for n, v in row.items() if n not in {ROW, "reason"}}, default=str)
        for row in bad.iter_rows(named=True)
    ]
    return bad.select(
        ROW,
        pl.lit("close").alias("field"),
        pl.col("close").cast(pl.String).alias("value"),
        "reason",
        pl.concat_str("security", "date", separator="|").alias("key"),
        pl.Series("record", records, dtype=pl.String),
    ).match_to_schema(REJECTS)
