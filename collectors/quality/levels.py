"""Jumps of a price that are no move of the market: splits that nobody told, and days or stretches at another level.

A crash is told from a split by the money traded, and a surge from a slip by the way back, which a slip takes overnight.
What an adjusted series loses by a split it never gets back: all of its bars from there on are on another basis.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from collectors.quality.findings import Bar, Finding
from stockelper.markets.market import Market

LOOKED_BACK = 20
RATIOS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50)
RATIO_BAND = 0.05
HALVES, HALVES_MONEY = 1.5, 1.75
"""A split of three for two: as small as a crash, so that prices as calm as before and less money than of other splits tell it."""
USUAL_MONEY, LIMITED_MONEY = 2.5, 10.0
"""Times the usual money traded from which on a fall is news and no missed split; the second one beyond a market's price
limit, where only a change of board is news, and draws some hundred times the usual money."""
LIMIT, LIMIT_ROOM = 0.30, 0.012
"""KRX's price limit, and what rounding to a tick adds on small prices."""
SPIKE, BACK = 3.0, (0.8, 1.25)
"""Times a price from which on a stretch that is back at its level is a slip, and how near that is."""
SLIP, NEAR, SLIP_VOLUME = 1.35, (0.92, 1.08), 3.0
"""The same of a single day that is told by its near return and a volume of no more than so many times the usual one."""
CALM, CLOSE_BY = (0.6, 1.67), (0.8, 1.25)
"""How far prices may move from one day to the next within one level, the second where another level is near."""
OVERNIGHT = 0.1
"""How far a price may move after its open where a jump came overnight."""
FREE_SESSIONS = 8
"""Sessions after a halt or a listing in which prices may move without limit: reference prices are set anew."""


def jump(
    bar: Bar,
    ratio: float,
    good: Sequence[Bar],
    previous: Bar,
    after: Sequence[Bar],
    market: Market,
    *,
    lasting: bool,
) -> Finding | None:
    """What is wrong with a bar whose close stands off the one before.

    Args:
        bar: the one that is judged.
        ratio: its close to the last good one, splits undone.
        good: the good ones before it.
        previous: the one told before it, good or not.
        after: those told after it.
        market: whose price limit holds.
        lasting: whether prices are adjusted, so that a split that nobody told changes the basis for good.
    """
    limited = market.code == "krx"
    if limited and abs(ratio - 1) <= LIMIT + LIMIT_ROOM + 1 / good[-1].close:
        return None
    if _is_stretch(bar, ratio, good[-1], after) or (not limited and _is_slip(bar, ratio, good, after)):
        return Finding(bar.date, "spike")
    is_free = limited and _is_free(previous, bar, good, market)
    if is_free and not (lasting and _whole(ratio) is not None):
        return None
    money = LIMITED_MONEY if limited and lasting else USUAL_MONEY
    if (_whole(ratio) is not None and is_usual(bar, good, money)) or (
        not limited and _is_of_halves(bar, ratio, good)
    ):
        return Finding(bar.date, "missed_split")
    is_kept = is_usual(bar, good, money) and _opens_beyond(bar, good[-1])
    is_error = not lasting or is_kept or _returns(bar, after, good[-1])
    return Finding(bar.date, "beyond_limit") if limited and not is_free and is_error else None


def stays(bar: Bar, off: Bar, good: Sequence[Bar]) -> bool:
    """Whether a bar stands at the level of the refused one before it, and is not back at that of the good ones."""
    move = bar.close / off.close
    if CLOSE_BY[0] < move < CLOSE_BY[1]:
        return True
    last = good[-1].close if good else bar.close
    return max(move, 1 / move) < max(bar.close / last, last / bar.close)


def is_usual(bar: Bar, good: Sequence[Bar], times: float = USUAL_MONEY) -> bool:
    """Whether the money traded is what it was, and the jump came overnight."""
    usual = [one.money for one in good[-LOOKED_BACK:] if one.money > 0]
    most = OVERNIGHT if times <= USUAL_MONEY else 1.5 * OVERNIGHT
    opened = bar.open is not None and abs(bar.open / bar.close - 1) < most
    return len(usual) >= FREE_SESSIONS and opened and bar.money <= times * median(usual)


def _is_free(previous: Bar, bar: Bar, good: Sequence[Bar], market: Market) -> bool:
    """Whether prices may move without limit: after a halt, a listing, or days of which nothing is told."""
    is_new = len(good) < FREE_SESSIONS
    first, last = sorted((previous.date, bar.date))
    return is_new or any(one.halted for one in good[-FREE_SESSIONS:]) or len(market.sessions(first, last)) > 2


def _is_stretch(bar: Bar, ratio: float, last: Bar, after: Sequence[Bar]) -> bool:
    """Whether the price is many times off for some days, and back by a jump."""
    if 1 / SPIKE < ratio < SPIKE:
        return False
    back = next((n for n, one in enumerate(after) if BACK[0] <= one.close / last.close <= BACK[1]), None)
    if back is None:
        return False
    level = [bar, *after[:back]]
    return all(CALM[0] < two.close / one.close < CALM[1] for one, two in pairwise(level))


def _is_slip(bar: Bar, ratio: float, good: Sequence[Bar], after: Sequence[Bar]) -> bool:
    """Whether the price is off for one quiet day, and back nearly to where it was."""
    if not after or 1 / SLIP < ratio < SLIP or not NEAR[0] < after[0].close / good[-1].close < NEAR[1]:
        return False
    usual = [one.volume for one in good[-LOOKED_BACK:] if one.volume > 0]
    is_calm = len(usual) >= FREE_SESSIONS and max(bar.volume, after[0].volume) <= SLIP_VOLUME * median(usual)
    return is_calm and _is_overnight(bar) and _is_overnight(after[0])


def _is_overnight(bar: Bar) -> bool:
    return bar.open is not None and abs(bar.open / bar.close - 1) < OVERNIGHT


def _opens_beyond(bar: Bar, last: Bar) -> bool:
    """Whether the first price lies beyond the day's limit already, as another basis makes it."""
    return bar.open is not None and abs(bar.open / last.close - 1) > LIMIT


def _returns(bar: Bar, after: Sequence[Bar], last: Bar) -> bool:
    """Whether the next price jumps back to within the day's limit of the last good one."""
    low, high = 1 - LIMIT - LIMIT_ROOM, 1 + LIMIT + LIMIT_ROOM
    return (
        bool(after)
        and low < after[0].close / last.close < high
        and not low < after[0].close / bar.close < high
    )


def _is_of_halves(bar: Bar, ratio: float, good: Sequence[Bar]) -> bool:
    """Whether a price stands off by three for two from its open on, and neither ranges nor trades more than before."""
    is_off = any(abs(ratio * factor - 1) <= RATIO_BAND for factor in (HALVES, 1 / HALVES))
    if not is_off or bar.high is None or bar.low is None or not is_usual(bar, good, HALVES_MONEY):
        return False
    widest = max((one.high / one.low for one in good[-LOOKED_BACK:] if one.high and one.low), default=1.0)
    return bar.high / bar.low <= widest


def _whole(ratio: float) -> int | None:
    for times in RATIOS:
        if any(abs(ratio * factor - 1) <= RATIO_BAND for factor in (times, 1 / times)):
            return times
    return None
