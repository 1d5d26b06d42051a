"""Daily bars of one security held against the bars before and after them.

A crash is no error: what is refused has the mark of an error besides its size. A price wrong by a unit stands a
hundred or a thousand times off; a missed split stands off by a whole ratio while the money traded stays what it
was, where a crash draws many times the usual money; a slip goes away the next day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal, get_args

from stockelper.markets.market import Market

Reason = Literal[
    "hundredfold", "unit_change", "missed_split", "beyond_limit", "spike", "stale_repeat", "volume_unit", "no_session"
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)
ALL: frozenset[Reason] = frozenset(REASONS)
LOOKED_BACK = 20
UNITS: Mapping[float, Reason] = {100.0: "hundredfold", 1000.0: "unit_change"}
UNIT_BAND = 1.5
"""How far a share may move in a day besides being told in another unit."""
RATIOS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50)
RATIO_BAND = 0.05
USUAL_MONEY = 2.5
"""Times the usual money traded from which on a fall is news and no missed split."""
LIMIT, LIMIT_ROOM = 0.30, 0.012
"""KRX's price limit, and what rounding to a tick adds on small prices."""
SPIKE = 3.0
FREE_SESSIONS = 8
"""Sessions after a halt or a listing in which prices may move without limit: reference prices are set anew."""
STALE_VOLUME, STALE_RUN = 1_000, 100
"""Shares sold from which on no day repeats another's volume by chance, and no three days do."""
KEPT_RANGE = (0.003, 0.02)
"""The range that prices cannot have three days in a row by chance: of prices in cents, and in Korea's coarse ticks."""
VOLUME_TIMES, VOLUME_RANGE = 15.0, 0.05
VOLUME_RUN, VOLUME_LONG = 3, 10
"""Sessions in a row with volumes so many times beyond all of the days before: few where no day's prices range so far, many
where they range no wider than before. News that lasts as long as that is rare."""


@dataclass(frozen=True)
class Bar:
    """What is judged of a bar; prices are None where nothing was traded."""

    date: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    volume: int
    halted: bool

    @property
    def prices(self) -> tuple[float | None, ...]:
        """What was paid, in the order in which bars tell it."""
        return self.open, self.high, self.low, self.close

    @property
    def money(self) -> float:
        """What was traded, about."""
        return self.close * self.volume


@dataclass(frozen=True)
class Finding:
    """A bar that is refused. `times` is by what its prices are off, 1 where they are not."""

    date: date
    reason: Reason
    times: float = 1.0


def judge(
    bars: Sequence[Bar],
    before: Sequence[Bar],
    splits: Mapping[date, float],
    market: Market,
    trusted: Mapping[date, float] | None = None,
    marks: frozenset[Reason] = ALL,
) -> list[Finding]:
    """What is wrong with new bars.

    Args:
        bars: the new ones, by date.
        before: stored bars before them, by date; fewer than `FREE_SESSIONS` leave the first new ones unjudged.
        splits: factors by ex date, which explain jumps of prices as traded; empty for adjusted prices.
        market: whose rules hold.
        trusted: closes by day that are stored already, let in before or released by a person.
        marks: what is looked for; a bar with another mark passes.
    """
    good, volumes = list(before), [bar.volume for bar in before if bar.volume > 0]
    found: list[Finding] = []
    for at, bar in enumerate(bars):
        after = bars[at + 1 : at + VOLUME_LONG]
        finding = None
        if not trusted or trusted.get(bar.date) != bar.close:
            is_repeat = bool(found) and found[-1] == Finding(bars[at - 1].date, "stale_repeat")
            finding = _session(bar, market, marks) or _beside(
                bar, good, after, splits, market, is_repeat=is_repeat
            )
            if finding is None and "volume_unit" in marks:
                goes_on = bool(found) and found[-1] == Finding(bars[at - 1].date, "volume_unit")
                finding = _volume(bar, good, volumes[-LOOKED_BACK:], after, goes_on=goes_on)
        if finding is not None and finding.reason in marks:
            found.append(finding)
            if finding.reason != "volume_unit":
                continue
        elif bar.volume > 0:
            volumes.append(bar.volume)
        good.append(bar)  # a volume in another unit says nothing against the price
    return found


def _session(bar: Bar, market: Market, marks: frozenset[Reason]) -> Finding | None:
    is_closed = "no_session" in marks and market.closed_days([bar.date])
    return Finding(bar.date, "no_session") if is_closed else None


def _beside(
    bar: Bar,
    good: Sequence[Bar],
    after: Sequence[Bar],
    splits: Mapping[date, float],
    market: Market,
    *,
    is_repeat: bool,
) -> Finding | None:
    if not good or bar.halted:
        return None
    last = good[-1]
    ratio = bar.close * splits.get(bar.date, 1.0) / last.close
    return (
        _unit(bar, ratio)
        or _stale(bar, last, after, market, goes_on=is_repeat)
        or _jump(bar, ratio, good, after, market)
    )


def _unit(bar: Bar, ratio: float) -> Finding | None:
    for times, reason in UNITS.items():
        for off in (times, 1 / times):
            if off / UNIT_BAND <= ratio <= off * UNIT_BAND:
                return Finding(bar.date, reason, off)
    return None


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
        or (is_run and len({*bar.prices}) > 2 and _range(bar) > KEPT_RANGE[market.code == "krx"])
    )
    return Finding(bar.date, "stale_repeat") if is_stale else None


def _jump(
    bar: Bar, ratio: float, good: Sequence[Bar], after: Sequence[Bar], market: Market
) -> Finding | None:
    limited = market.code == "krx"
    is_within = abs(ratio - 1) <= LIMIT + LIMIT_ROOM + 1 / good[-1].close
    if limited and (is_within or _is_free(bar, good, market)):
        return None
    if _slipped(ratio, good[-1], after):
        return Finding(bar.date, "spike")
    if _whole(ratio) is not None and is_usual(bar, good):
        return Finding(bar.date, "missed_split")
    return Finding(bar.date, "beyond_limit") if limited else None


def _is_free(bar: Bar, good: Sequence[Bar], market: Market) -> bool:
    """Whether prices may move without limit: after a halt, a listing, or a gap."""
    is_new = len(good) < FREE_SESSIONS
    return is_new or any(one.halted for one in good[-FREE_SESSIONS:]) or _gap(bar, good[-1], market)


def _gap(bar: Bar, last: Bar, market: Market) -> bool:
    """Whether sessions are missing between the two: nothing is known of what happened there."""
    return len(market.sessions(last.date, bar.date)) > 2


def _slipped(ratio: float, last: Bar, after: Sequence[Bar]) -> bool:
    """Whether the price is far off and back the next day."""
    if not after or 1 / SPIKE < ratio < SPIKE:
        return False
    return 0.8 <= after[0].close / last.close <= 1.25


def _whole(ratio: float) -> int | None:
    for times in RATIOS:
        if any(abs(ratio * factor - 1) <= RATIO_BAND for factor in (times, 1 / times)):
            return times
    return None


def is_usual(bar: Bar, good: Sequence[Bar]) -> bool:
    """Whether the money traded is what it was, and the jump came overnight."""
    usual = [one.money for one in good[-LOOKED_BACK:] if one.money > 0]
    opened = bar.open is not None and abs(bar.open / bar.close - 1) < 0.1
    return len(usual) >= FREE_SESSIONS and opened and bar.money <= USUAL_MONEY * median(usual)


def _volume(
    bar: Bar, good: Sequence[Bar], usual: Sequence[int], after: Sequence[Bar], *, goes_on: bool
) -> Finding | None:
    """A volume in another unit lies beyond all volumes before it and stays there, and the price does not stir."""
    if bar.halted or len(usual) < FREE_SESSIONS or not _lies_beyond([bar], usual):
        return None
    run, widest = [bar, *after], max(map(_range, good[-LOOKED_BACK:]), default=0.0)
    is_unit = goes_on or any(
        len(run) >= least and _lies_beyond(run[:least], usual) and max(map(_range, run[:least])) <= most
        for least, most in ((VOLUME_RUN, VOLUME_RANGE), (VOLUME_LONG, widest))
    )
    return Finding(bar.date, "volume_unit") if is_unit else None


def _lies_beyond(run: Sequence[Bar], usual: Sequence[int]) -> bool:
    least, most = min(bar.volume for bar in run), max(bar.volume for bar in run)
    return least >= VOLUME_TIMES * max(usual) or 0 < least <= most <= min(usual) / VOLUME_TIMES


def _range(bar: Bar) -> float:
    """How far the day's prices lay apart, as a fraction; 0 where nothing was traded."""
    return bar.high / bar.low - 1 if bar.high and bar.low else 0.0
