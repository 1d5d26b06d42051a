"""Errors in a file's bars that only the bars around them tell: units, splits left out, slips, and bars told twice.

It stands around the reader of bars. Comparisons of whole columns clear nearly every security; only those with a jump or
a repeat are judged bar by bar, with the marks of collected prices, where those are no matter of opinion in a file. Where a series
changes its level for good, nothing tells which part is wrong: the shorter one is set apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import polars as pl

from collectors.files.apart import marked, without
from collectors.files.bars import BarsReader
from collectors.files.prepared import SOURCE, Prepared, Task
from collectors.quality.gate import bars_of
from collectors.quality.judging import (
    ALL,
    FREE_SESSIONS,
    LOOKED_BACK,
    STALE_VOLUME,
    VOLUME_LONG,
    VOLUME_RANGE,
    VOLUME_RUN,
    VOLUME_TIMES,
    Bar,
    Finding,
    Reason,
    is_usual,
    judge,
)
from stockelper.markets.market import Market
from stockelper.store.collections import BARS
from stockelper.store.documents import among, eq

AS_TRADED = ALL - {"missed_split", "no_session"}
"""What is looked for in prices as traded: a split that another file tells is no error of theirs."""
ADJUSTED = ALL - {"no_session"}
LASTING: frozenset[Reason] = frozenset({"spike", "stale_repeat", "volume_unit", "missed_split"})
"""Of prices as traded, what is an error whatever comes after; the others may be a split where they last."""
BAND, LIMITED = (1 / 1.85, 1.85), (0.67, 1.33)
"""A close that is so many times the one before is worth a look; the second one where prices are limited."""
MOST, FEWEST_BARS = 0.05, 20
"""A repeat, or a bar of a closed day, is an error where it is rare: files made by hand are full of them."""
LIVELY = 20
"""Securities whose price moved on a day that is no session: then it is the table that misses one."""
SAMPLE = 2_000
"""Rows that tell whether a file goes by security or by day."""
KEPT_ROWS = 40
"""Rows of a security that the next batch is held against."""
VALUES = ("open", "high", "low", "close", "volume")
Band = tuple[float, float]


@dataclass
class PlausibleBars:
    """Prepares the batches of one file, without the bars that cannot be true beside those around them."""

    task: Task
    _before: pl.DataFrame | None = None
    _reader: BarsReader = field(init=False)

    def __post_init__(self) -> None:
        self._reader = BarsReader(self.task)
        self._band = LIMITED if self._reader.market.code == "krx" else BAND

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """What the reader prepares, held against its own rows and the last ones of the batch before."""
        prepared = self._reader.prepare(batch)
        if prepared.frame.is_empty():
            return prepared
        closed = self._closed(prepared.frame)
        frame = prepared.frame
        if closed.height:
            frame = frame.join(closed, on=("security", "date"), how="anti", maintain_order="left")
        refused = pl.concat([closed, marked(self._refused(frame))])
        return without(prepared, batch, refused) if refused.height else prepared

    def _closed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Bars of days without a session, but for those that a person released."""
        found = on_closed_days(frame, self._reader.market)
        passed = [
            (security, day)
            for (security,), mine in found.group_by("security")
            for day, close in self._stored(str(security), mine["date"].to_list()).items()
            if close in mine.filter(pl.col("date") == day)["close"]
        ]
        known = pl.DataFrame(passed, schema=("security", "date"), orient="row", schema_overrides=found.schema)
        left = found.join(known, on=("security", "date"), how="anti") if passed else found
        return left.select("security", "date", reason=pl.lit("no_session"))

    def _refused(self, frame: pl.DataFrame) -> dict[str, dict[date, Reason]]:
        """What is wrong beside the bars around it, by security and day."""
        if frame.is_empty():
            return {}
        before = frame.clear() if self._before is None else self._before
        doubtful = suspects(pl.concat([before, frame]), self._band)
        self._before = _last(frame)
        return {s: found for s in doubtful if (found := self._judged(s, frame, before))}

    def _judged(self, security: str, frame: pl.DataFrame, before: pl.DataFrame) -> dict[date, Reason]:
        """The days of a security that are set apart, and why."""
        mine = pl.col("security") == security
        bars, earlier = (bars_of(rows.filter(mine).sort("date")) for rows in (frame, before))
        is_traded = self._reader.basis == "raw"
        marks = AS_TRADED if is_traded else ADJUSTED
        trusted = self._stored(security, [bar.date for bar in bars])
        found = shorter(bars, earlier, self._reader.market, marks, trusted, self._band)
        series = [*earlier, *bars]
        return {one.date: one.reason for one in found if is_error(one, series, as_traded=is_traded)}

    def _stored(self, security: str, days: Sequence[date]) -> Mapping[date, float]:
        """Closes that are stored already, as a person may have released them."""
        where = {"security": security, "interval": "1d", "basis": self._reader.basis, "source": SOURCE}
        asked = [eq(name, value) for name, value in where.items()]
        rows = self.task.documents.read(BARS.name, *asked, among("date", days), columns=("date", "close"))
        return dict(rows.iter_rows())


def on_closed_days(frame: pl.DataFrame, market: Market) -> pl.DataFrame:
    """Bars of a market's securities on days without a session, where those are rare in their series.

    A day on which many securities moved was one, whatever the table says.
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
    return found.join(_rare(concerned, found["security"]), on="security", how="semi")


def _rare(frame: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """The securities whose names come so seldom that what they stand for is an error."""
    counted = names.value_counts(name="found")
    rows = frame.filter(pl.col("security").is_in(names.implode())).group_by("security").len()
    return rows.join(counted, on="security").filter(
        (pl.col("len") >= FEWEST_BARS) & (pl.col("found") <= MOST * pl.col("len"))
    )


def suspects(frame: pl.DataFrame, band: Band = BAND) -> list[str]:
    """Securities with a jump of price or volume that no day brings by itself, or with a bar told twice among others that
    are not."""
    same = pl.col("security") == pl.col("security").shift(1)
    repeated = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in VALUES)
    traded = (pl.col("high") != pl.col("low")) & (pl.col("volume") >= STALE_VOLUME)
    if not _is_by_security(frame):
        frame = frame.sort("security", maintain_order=True)
    is_calm = (pl.col("close") / pl.col("close").shift(1)).is_between(*band, closed="none")
    marks = frame.select(
        "security",
        ((same & ~is_calm) | _volume_leaves()).fill_null(value=False).alias("jump"),
        (same & repeated & traded).alias("repeat"),
    ).filter(pl.col("jump") | pl.col("repeat"))
    jumping = marks.filter("jump")["security"].unique()
    rare = _rare(frame, marks.filter("repeat")["security"])
    return sorted({*jumping, *rare["security"]})


def _volume_leaves() -> pl.Expr:
    """Whether volumes in a row lie far beyond all that were traded before and prices are calm, as `judge` sees it."""
    ranges = pl.col("high") / pl.col("low") - 1
    widest = ranges.shift(1).rolling_max(LOOKED_BACK, min_samples=1)
    return _beyond(VOLUME_RUN, ranges, pl.lit(VOLUME_RANGE)) | _beyond(VOLUME_LONG, ranges, widest)


def _beyond(sessions: int, ranges: pl.Expr, calm: pl.Expr) -> pl.Expr:
    """The same for so many sessions in a row, whose prices range no wider than that."""
    security, volume = pl.col("security"), pl.col("volume").cast(pl.Float64)
    before = pl.when(volume > 0).then(volume).shift(1)
    # Rolling windows end at their row: the run that begins here ends so many rows on.
    least, most, wide = (
        values.shift(1 - sessions)
        for values in (
            volume.rolling_min(sessions),
            volume.rolling_max(sessions),
            ranges.rolling_max(sessions),
        )
    )
    above = least >= VOLUME_TIMES * before.rolling_max(LOOKED_BACK, min_samples=FREE_SESSIONS)
    below = (least > 0) & (most * VOLUME_TIMES <= before.rolling_min(LOOKED_BACK, min_samples=FREE_SESSIONS))
    whole = (security == security.shift(FREE_SESSIONS)) & (security == security.shift(1 - sessions))
    return (whole & (above | below) & (wide <= calm)).fill_null(value=False)


def shorter(
    bars: Sequence[Bar],
    before: Sequence[Bar],
    market: Market,
    marks: frozenset[Reason],
    trusted: Mapping[date, float],
    band: Band = BAND,
) -> Sequence[Finding]:
    """What is wrong from the first bar on or, where that is most of a series, from the last one back."""
    calm = next(
        (at for at, (one, other) in enumerate(pairwise(bars), 1) if _is_doubtful(one, other, band)), 0
    )
    forward = judge(bars[calm:], [*before, *bars[:calm]], {}, market, trusted, marks)
    if len(forward) * 2 <= len(bars) or before:
        return forward
    backward = judge(bars[::-1], [], {}, market, trusted, marks - {"stale_repeat"})
    return min(forward, backward, key=len)


def _is_doubtful(one: Bar, other: Bar, band: Band) -> bool:
    """Whether a bar and the next one are worth a look, as `suspects` sees it."""
    is_jump = not band[0] < other.close / one.close < band[1]
    is_leap = not 1 / VOLUME_TIMES < (other.volume + 1) / (one.volume + 1) < VOLUME_TIMES
    return is_jump or is_leap or (one.close, one.volume) == (other.close, other.volume)


def is_error(finding: Finding, series: Sequence[Bar], *, as_traded: bool) -> bool:
    """Whether a mark is an error in a file, which does not tell why a series stays where it went.

    In prices as traded that may be a split. In others a move beyond the day's limit is none where it stays and drew many
    times the usual money: a share that moved to another board is priced anew there.
    """
    if as_traded and finding.reason in LASTING:
        return True
    if not as_traded and finding.reason != "beyond_limit":
        return True
    at = next(n for n, bar in enumerate(series) if bar.date == finding.date)
    return _comes_back(series, at) or (not as_traded and is_usual(series[at], series[:at]))


def _comes_back(series: Sequence[Bar], at: int) -> bool:
    """Whether a bar stands off both the one before and the one after it, which stand by each other."""
    if not 0 < at < len(series) - 1:
        return False
    last, bar, after = (one.close for one in series[at - 1 : at + 2])
    low, high = LIMITED
    return low < after / last < high and not (low < bar / last < high or low < after / bar < high)


def _last(frame: pl.DataFrame) -> pl.DataFrame:
    """The last rows of each security that may go on in the next batch: of a file by security only of its last one."""
    if _is_by_security(frame):
        return frame.filter(pl.col("security") == frame["security"][-1]).tail(KEPT_ROWS)
    return frame.group_by("security", maintain_order=True).tail(KEPT_ROWS).select(frame.columns)


def _is_by_security(frame: pl.DataFrame) -> bool:
    names = frame["security"].head(SAMPLE)
    return 2 * (names == names.shift(1)).sum() >= names.len()
