"""Daily bars of one security held against the bars before and after them.

A crash is no error: what is refused has the mark of an error besides its size. A price wrong by a unit stands a
hundred or a thousand times off; a missed split stands off by a whole ratio while the money traded stays what it
was, where a crash draws many times the usual money; a slip goes away the next day.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from collectors.quality.findings import ALL, Bar, Finding, Reason
from collectors.quality.levels import jump, stays
from collectors.quality.volumes import Volumes, range_of
from stockelper.markets.market import Market

UNITS: Mapping[float, Reason] = {100.0: "hundredfold", 1000.0: "unit_change"}
LEVELS: frozenset[Reason] = frozenset({"hundredfold", "unit_change", "missed_split", "beyond_limit", "spike"})
"""What is wrong with a price's level."""
UNIT_BAND = 1.5
"""How far a share may move in a day besides being told in another unit."""
STALE_VOLUME, STALE_RUN = 1_000, 100
"""Shares sold from which on no day repeats another's volume by chance, and no three days do."""
KEPT_RANGE = (0.003, 0.02)
"""The range that prices cannot have three days in a row by chance: of prices in cents, and in Korea's coarse ticks."""
AHEAD = 9
"""Sessions behind a bar in which a price that left its level may come back."""


def judge(
    bars: Sequence[Bar],
    before: Sequence[Bar],
    splits: Mapping[date, float],
    market: Market,
    trusted: Mapping[date, float] | None = None,
    marks: frozenset[Reason] = ALL,
    *,
    lasting: bool = False,
    off: tuple[Bar, Finding] | None = None,
) -> list[Finding]:
    """What is wrong with new bars.

    Args:
        bars: the new ones, by date.
        before: stored bars before them, by date; fewer than `FREE_SESSIONS` leave the first new ones unjudged.
        splits: factors by ex date, which explain jumps of prices as traded; empty for adjusted prices.
        market: whose rules hold.
        trusted: closes by day that are stored already, let in before or released by a person.
        marks: what is looked for; a bar with another mark passes.
        lasting: whether prices are adjusted, so that bars at another level are refused for as long as they stay there; of prices
            as traded the next ones are judged by themselves.
        off: the last bar before the new ones where it was refused for its level, and why.
    """
    good, volumes = list(before), Volumes.of(before)
    found: list[Finding] = []
    for at, bar in enumerate(bars):
        after = bars[at + 1 : at + 1 + AHEAD]
        finding = None
        if not trusted or trusted.get(bar.date) != bar.close:
            is_repeat = bool(found) and found[-1] == Finding(bars[at - 1].date, "stale_repeat")
            previous = bars[at - 1] if at else good[-1] if good else bar
            finding = _session(bar, market, marks) or _still(bar, off, good)
            finding = finding or _beside(
                bar, good, previous, after, splits, market, is_repeat=is_repeat, lasting=lasting
            )
            if finding is None and "volume_unit" in marks and volumes.is_off(bars, at, good):
                finding = Finding(bar.date, "volume_unit")
        is_off = finding is not None and finding.reason in LEVELS and finding.reason in marks
        off = (bar, finding) if lasting and finding is not None and is_off else None
        if finding is not None and finding.reason in marks:
            found.append(finding)
            if finding.reason != "volume_unit":
                continue
            volumes.refuse(bar)
        else:
            volumes.let_pass(bar)
        good.append(bar)  # a volume in another unit says nothing against the price
    return found


def _session(bar: Bar, market: Market, marks: frozenset[Reason]) -> Finding | None:
    is_closed = "no_session" in marks and market.closed_days([bar.date])
    return Finding(bar.date, "no_session") if is_closed else None


def _still(bar: Bar, off: tuple[Bar, Finding] | None, good: Sequence[Bar]) -> Finding | None:
    """The finding of the bar before, where this one stands at its level."""
    if off is None or not stays(bar, off[0], good):
        return None
    return Finding(bar.date, off[1].reason, off[1].times)


def _beside(
    bar: Bar,
    good: Sequence[Bar],
    previous: Bar,
    after: Sequence[Bar],
    splits: Mapping[date, float],
    market: Market,
    *,
    is_repeat: bool,
    lasting: bool,
) -> Finding | None:
    if not good or bar.halted:
        return None
    last = good[-1]
    ratio = bar.close * splits.get(bar.date, 1.0) / last.close
    if unit := unit_error(ratio):
        return Finding(bar.date, *unit)
    return _stale(bar, last, after, market, goes_on=is_repeat) or jump(
        bar, ratio, good, previous, after, market, lasting=lasting
    )


def unit_error(ratio: float) -> tuple[Reason, float] | None:
    """Which unit a price was told in that stands `ratio` times off another one, and the times that makes; None where it is none."""
    return next(
        (
            (reason, off)
            for times, reason in UNITS.items()
            for off in (times, 1 / times)
            if off / UNIT_BAND <= ratio <= off * UNIT_BAND
        ),
        None,
    )


def _stale(bar: Bar, last: Bar, after: Sequence[Bar], market: Market, *, goes_on: bool) -> Finding | None:
    """The day before once more, filled in where nothing was known: no market repeats a whole day with a range and a volume,
    nor three days' prices."""
    is_ranged, is_sold = bar.high != bar.low, last.volume >= STALE_VOLUME
    if bar.prices != last.prices:
        is_close_alone = {*bar.prices} == {last.close} and bar.volume == last.volume and last.high != last.low
        return Finding(bar.date, "stale_repeat") if is_close_alone and is_sold else None
    is_run = goes_on or (bool(after) and after[0].prices == last.prices)
    run = (bar, *(() if goes_on else after[:1]))
    is_stale = (
        (is_sold and is_ranged and bar.volume in {0, last.volume})
        or (is_run and last.volume >= STALE_RUN and all(one.volume == last.volume for one in run))
        or (is_run and len({*bar.prices}) > 2 and range_of(bar) > KEPT_RANGE[market.code == "krx"])
    )
    return Finding(bar.date, "stale_repeat") if is_stale else None
