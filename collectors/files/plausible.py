"""Errors in a file's bars that only the bars around them tell: units, splits left out, slips, and bars told twice.

It stands around the reader of bars. Comparisons of whole columns clear nearly every security; only those with a jump or
a repeat are judged bar by bar, with the marks of collected prices, where those are no matter of opinion in a file. Where a series
changes its level for good, a split that was left out is undone in what came before it; of other changes nothing tells which part is
wrong, and the shorter one is set apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from collectors.files.apart import marked, without
from collectors.files.bars import BarsReader
from collectors.files.other_bases import off_other_bases
from collectors.files.prepared import SOURCE, Prepared, Task
from collectors.files.report import Break
from collectors.files.revised import off_both_sides
from collectors.files.suspects import (
    BAND,
    LIMITED,
    Band,
    is_by_security,
    is_doubtful,
    on_closed_days,
    suspects,
)
from collectors.quality.findings import ALL, Bar, Finding, Reason
from collectors.quality.gate import bars_of
from collectors.quality.held import Off, held_off
from collectors.quality.judging import LEVELS, judge
from collectors.quality.levels import LOOKED_BACK
from stockelper.markets.market import Market
from stockelper.store.collections import BARS
from stockelper.store.documents import Where, among, between, eq

AS_TRADED = ALL - {"missed_split", "no_session"}
"""What is looked for in prices as traded: a split that another file tells is no error of theirs."""
ADJUSTED = ALL - {"no_session"}
LASTING: frozenset[Reason] = frozenset({"spike", "stale_repeat", "volume_unit", "missed_split"})
"""Of prices as traded, what is an error whatever comes after; the others may be a split where they last."""
WEEKS_BEFORE = timedelta(weeks=6)
"""How far back a file's first batch is held against what is stored."""
UNADJUSTED: frozenset[Reason] = frozenset({"missed_split", "beyond_limit"})
"""Changes for good that adjusted prices carry back: where they stand for `LOOKED_BACK` sessions, the last price is the one of today."""
KEPT_ROWS = 40
"""Rows of a security that the next batch is held against."""


@dataclass
class PlausibleBars:
    """Prepares the batches of one file, without the bars that cannot be true beside those around them."""

    task: Task
    _before: pl.DataFrame | None = None
    _off: Mapping[str, Off] | None = None
    """Refused bars at another level, behind which no good one came yet."""
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
        unlike = off_other_bases(frame, self.task.documents, self._reader.basis, self.task.now.date())
        frame = frame.join(unlike, on=("security", "date"), how="anti", maintain_order="left")
        doubtful = self._refused(frame)
        refused = pl.concat([closed, unlike, marked(doubtful)])
        prepared = replace(prepared, breaks=[*_breaks(doubtful)])
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
        before = self._stored_before(frame) if self._before is None else self._before
        off = self._stored_off(frame) if self._off is None else self._off
        here = set(frame["security"])
        told = [name for name in off if name in here]
        doubtful = sorted({*suspects(pl.concat([before, frame]), self._band), *told} & here)
        self._off = {name: one for name, one in off.items() if name not in told}
        refused = {s: found for s in doubtful if (found := self._judged(s, frame, before, off.get(s)))}
        self._before = _last(frame, marked(refused))
        return refused

    def _stored_off(self, frame: pl.DataFrame) -> Mapping[str, Off]:
        """What is held in quarantine of the weeks before a file's first day."""
        first = frame["date"].min()
        assert isinstance(first, date), "a frame with bars has a first day"
        return held_off(self.task.documents, self._reader.basis, SOURCE, first)

    def _stored_before(self, frame: pl.DataFrame) -> pl.DataFrame:
        """What is stored of the weeks before a file's first day, so that a file of one day is held against them."""
        first = frame["date"].min()
        assert isinstance(first, date), "a frame with bars has a first day"
        where = {"interval": "1d", "basis": self._reader.basis, "source": SOURCE}
        asked = [eq(name, value) for name, value in where.items()]
        weeks = between("date", first - WEEKS_BEFORE, first - timedelta(days=1))
        stored = self.task.documents.read(BARS.name, *asked, *weeks, order=("security", "date"))
        mine = stored.filter(pl.col("security").is_in(frame["security"].unique().implode()))
        return mine.select(pl.col(name).cast(kind) for name, kind in frame.schema.items())

    def _judged(
        self, security: str, frame: pl.DataFrame, before: pl.DataFrame, off: Off | None
    ) -> dict[date, Reason]:
        """The days of a security that are set apart, and why."""
        mine = pl.col("security") == security
        bars, earlier = (bars_of(rows.filter(mine).sort("date")) for rows in (frame, before))
        is_traded = self._reader.basis == "raw"
        marks = AS_TRADED if is_traded else ADJUSTED
        trusted = self._stored(security, [bar.date for bar in bars])
        off = off if off and earlier and off[0].date > earlier[-1].date else None
        found = shorter(bars, earlier, self._reader.market, marks, trusted, self._band, off)
        if found and not is_traded and found[-1].date == bars[-1].date and found[-1].reason in LEVELS:
            self._off = {**(self._off or {}), security: (bars[-1], found[-1])}
        series = [*earlier, *bars]
        wrong = [one for one in found if not is_traded or is_error(one, found, series)]
        refused: dict[date, Reason] = {one.date: one.reason for one in wrong}
        left, last = [bar for bar in bars if bar.date not in refused], earlier[-1] if earlier else None
        return off_both_sides(left, last, self._next(security, bars[-1].date), trusted, self._band) | refused

    def _stored(self, security: str, days: Sequence[date]) -> Mapping[date, float]:
        """Closes that are stored already, as a person may have released them."""
        asked = (*self._mine(security), among("date", days))
        rows = self.task.documents.read(BARS.name, *asked, columns=("date", "close"))
        return dict(rows.iter_rows())

    def _next(self, security: str, day: date) -> Bar | None:
        """The first stored bar of the weeks behind a day."""
        weeks = between("date", day + timedelta(days=1), day + WEEKS_BEFORE)
        asked = (*self._mine(security), *weeks)
        rows = self.task.documents.read(BARS.name, *asked, order=("date",), limit=1)
        return next(iter(bars_of(rows)), None)

    def _mine(self, security: str) -> Sequence[Where]:
        """What asks for a security's bars of this basis from files."""
        where = {"security": security, "interval": "1d", "basis": self._reader.basis, "source": SOURCE}
        return [eq(name, value) for name, value in where.items()]


def _breaks(refused: Mapping[str, Mapping[date, Reason]]) -> Iterator[Break]:
    """The stretches among what is refused that are at another level."""
    for security, days in refused.items():
        for reason in {*days.values()} & LEVELS:
            mine = [day for day, found in days.items() if found == reason]
            if len(mine) > 1:
                yield Break(security, reason, min(mine), max(mine), len(mine))


def shorter(
    bars: Sequence[Bar],
    before: Sequence[Bar],
    market: Market,
    marks: frozenset[Reason],
    trusted: Mapping[date, float],
    band: Band = BAND,
    off: Off | None = None,
) -> Sequence[Finding]:
    """What is wrong from the first bar on or, where a level that holds to the end is taken for wrong, what comes before it.

    That is so of the level that most of the series has, and of any that a split left behind which was not carried back.
    """
    if off is not None:
        return judge(bars, before, {}, market, trusted, marks, lasting=True, off=off)
    known = before[-1:]  # else the first new bar would be the measure of those that repeat it
    pairs = enumerate(pairwise([*known, *bars]), 1 - len(known))
    calm = next((at for at, (one, other) in pairs if is_doubtful(one, other, band)), 0)
    forward = judge(bars[calm:], [*before, *bars[:calm]], {}, market, trusted, marks, lasting=True)
    since = None if before else _level_at_the_end(forward, bars)
    if since is None:
        return forward
    reason, times = forward[-1].reason, 1 / forward[-1].times
    is_carried_back = reason in UNADJUSTED and len(bars) - since >= LOOKED_BACK
    if len(forward) * 2 <= len(bars) and not is_carried_back:
        return forward
    others = [Finding(bar.date, reason, times) for bar in bars[:since] if trusted.get(bar.date) != bar.close]
    found = [*others, *judge(bars[since:], [], {}, market, trusted, marks, lasting=True)]
    return found if is_carried_back else min(forward, found, key=len)


def _level_at_the_end(found: Sequence[Finding], bars: Sequence[Bar]) -> int | None:
    """Where the marks begin that go on to the last bar; None where the last one has none."""
    days = {one.date: one.reason for one in found}
    reason = days.get(bars[-1].date)
    if reason is None:
        return None
    return next((n + 1 for n in range(len(bars) - 1, -1, -1) if days.get(bars[n].date) != reason), 0)


def is_error(finding: Finding, found: Sequence[Finding], series: Sequence[Bar]) -> bool:
    """Whether a mark is an error in a file of prices as traded, which does not tell why a series stays where it went.

    That may be a split; a stretch that comes back to where it was is none.
    """
    if finding.reason in LASTING:
        return True
    days = {bar.date: n for n, bar in enumerate(series)}
    refused = {days[one.date] for one in found if one.reason == finding.reason}
    first = last = days[finding.date]
    while first - 1 in refused:
        first -= 1
    while last + 1 in refused:
        last += 1
    return first > 0 and last < len(series) - 1 and _comes_back(series[first - 1 : last + 2])


def _comes_back(series: Sequence[Bar]) -> bool:
    """Whether a stretch stands off both the bar before and the one after it, which stand by each other."""
    low, high = LIMITED
    last, after = series[0].close, series[-1].close
    is_off = not (low < series[1].close / last < high or low < after / series[-2].close < high)
    return low < after / last < high and is_off


def _last(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """The last good rows of each security that may go on in the next batch: of a file by security only of its last one."""
    newest = frame["security"][-1] if is_by_security(frame) else None
    levels = refused.filter(pl.col("reason").is_in(list(LEVELS)))
    frame = frame.join(levels, on=("security", "date"), how="anti", maintain_order="left")
    if newest is not None:
        return frame.filter(pl.col("security") == newest).tail(KEPT_ROWS)
    return frame.group_by("security", maintain_order=True).tail(KEPT_ROWS).select(frame.columns)
