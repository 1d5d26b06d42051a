"""Volumes told in another unit: shares for thousands of shares, or the other way round.

Days of results and joinings of an index draw many times the usual volume, so that the size of a volume alone proves nothing.
What does is a price that does not stir, a level that holds for weeks without overlapping the one before, or the digits: what
was multiplied by a hundred ends with noughts, and the volumes around it do not.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import fmean, median

from collectors.quality.findings import Bar
from collectors.quality.levels import FREE_SESSIONS, LOOKED_BACK

TIMES, NARROW = 15.0, 0.05
RUN, LONG = 3, 10
"""Sessions in a row with volumes so many times beyond all of the days before: few where no day's prices range so far, many
where they range no wider than before. News that lasts as long as that is rare."""
ABOVE, BELOW = 12.0, 20.0
"""Times all volumes around it by which a day or a short stretch is off: above them where its digits say so, or below them."""
FEW_SHARES, USUAL_SHARES = 30, 100
"""Beneath so many shares a day's volume, and a share's usual one, is whatever somebody happened to want."""
KEPT, KEPT_LONG = 0.75, 0.67
"""The part of the usual range that prices keep where only the unit changed; who trades less moves them less."""
ROUND, ROUND_LEVEL, EXACT = 5, 8.0, 3
"""Sessions whose volumes all end with noughts, times the usual volume that they are at least, and sessions without them."""
UNITS, COARSER = (100, 10, 1), 100
"""In what volumes are told as a rule, and how many times as coarse a wrong one is."""
BY_CHANCE, AS_A_RULE = 0.2, 0.8
"""The parts of volumes that end with noughts by chance, and those that do for their unit."""
LEAST = 4.0
"""Times the usual volume from which on one is looked at at all."""
BACK = 3
"""Sessions back at the usual volume that end a short stretch."""
AHEAD = LOOKED_BACK + BACK
"""Sessions behind a bar that tell of it."""


@dataclass
class Volumes:
    """The volumes of a series as it is judged bar by bar: those that passed, and the refused ones since then."""

    usual: deque[int]
    off: list[int] = field(default_factory=list)
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.usual)

    @classmethod
    def of(cls, bars: Sequence[Bar]) -> "Volumes":
        """Those of bars that passed; days on which nothing was sold tell nothing."""
        return cls(deque((bar.volume for bar in bars if bar.volume > 0), LOOKED_BACK))

    def is_off(self, bars: Sequence[Bar], at: int, good: Sequence[Bar]) -> bool:
        """Whether a bar's volume is told in another unit than those before it.

        Args:
            bars: the bars that are judged, by date.
            at: which one.
            good: the bars before it.
        """
        bar = bars[at]
        if not _is_traded(bar) or len(self.usual) < FREE_SESSIONS:
            return False
        if self.off:
            return _goes_on(bar.volume, self.usual, self.off)
        mean = self.total / len(self.usual)
        if mean / LEAST < bar.volume < mean * LEAST:
            return False
        run = [bar, *filter(_is_traded, bars[at + 1 : at + 1 + AHEAD])]
        usual = [*self.usual]
        is_known = len(usual) == LOOKED_BACK
        return _is_calm(run, good, usual) or (
            is_known and (_is_above(run, good, usual) or _is_below(run, good, usual))
        )

    def refuse(self, bar: Bar) -> None:
        """Note that a bar's volume was refused."""
        self.off.append(bar.volume)

    def let_pass(self, bar: Bar) -> None:
        """Note that a bar passed; one of a day on which nothing was sold ends no stretch."""
        if bar.volume > 0:
            self.total += bar.volume - (self.usual[0] if len(self.usual) == LOOKED_BACK else 0)
            self.usual.append(bar.volume)
            self.off.clear()


def _is_traded(bar: Bar) -> bool:
    return bar.volume > 0 and not bar.halted


def _goes_on(volume: int, usual: Collection[int], off: Sequence[int]) -> bool:
    """Whether a volume stands where the refused ones before it stand: by its digits, else by the nearer level."""
    if unit := _coarser(off, usual):
        return volume % unit == 0
    if len(off) >= EXACT and (unit := _was_coarser(off, usual)) and volume % unit:
        return True
    level, refused = median(usual), median(off)
    return (volume * volume > level * refused) == (refused > level)


def _is_calm(run: Sequence[Bar], good: Sequence[Bar], usual: Sequence[int]) -> bool:
    """Whether volumes lie far beyond all before them and stay there, and the price does not stir."""
    if not _lies_beyond(run[:1], usual):
        return False
    widest = max(map(range_of, good[-LOOKED_BACK:]), default=0.0)
    return any(
        len(run) >= least and _lies_beyond(run[:least], usual) and _stir([*good[-1:], *run[:least]]) <= most
        for least, most in ((RUN, NARROW), (LONG, widest))
    )


def _stir(bars: Sequence[Bar]) -> float:
    """The most that a price moved in a day or between two, the first bar's day left out: at its limit it has no range."""
    moves = (abs(other.close / one.close - 1) for one, other in pairwise(bars))
    return max(*map(range_of, bars[1:]), *moves)


def _lies_beyond(run: Sequence[Bar], usual: Sequence[int]) -> bool:
    least, most = _least_and_most(run)
    return least >= TIMES * max(usual) or FEW_SHARES <= most <= min(usual) / TIMES


def _is_above(run: Sequence[Bar], good: Sequence[Bar], usual: Sequence[int]) -> bool:
    """Whether volumes rise, and end with noughts from then on that none of the usual ones has."""
    if run[0].volume < LEAST * median(usual) or run[0].volume % COARSER:
        return False
    volumes = [bar.volume for bar in run[:ROUND]]
    is_level = len(volumes) == ROUND and fmean(volumes) >= ROUND_LEVEL * fmean(usual)
    if is_level and _coarser(volumes, usual) is not None:
        return True
    unit, bound = _coarser(volumes[:1], usual), ABOVE * max(usual)
    short = list(takewhile(lambda bar: unit and bar.volume % unit == 0 and bar.volume >= bound, run))
    widest = max(map(range_of, good[-LOOKED_BACK:]), default=0.0)
    is_back = _ends(short, run) and _least_and_most(short)[0] >= ABOVE * _least_and_most(run[len(short) :])[1]
    return is_back and median(usual) >= USUAL_SHARES and _stir([*good[-1:], *short]) <= widest


def _is_below(run: Sequence[Bar], good: Sequence[Bar], usual: Sequence[int]) -> bool:
    """Whether volumes fall and prices range as before, or the noughts of all volumes before are gone."""
    level = median(usual)
    if run[0].volume * LEAST > level:
        return False
    exact = [bar.volume for bar in run[:EXACT]]
    if len(exact) == EXACT and fmean(exact) * ROUND_LEVEL <= fmean(usual) and _was_coarser(exact, usual):
        return True
    traded = [one for one in good[-LOOKED_BACK:] if _is_traded(one)]
    if not traded:
        return False
    usual_range = _usual_range(traded)
    if _lies_lower(run[:LONG], good, usual) and _usual_range(run[:LONG]) >= KEPT_LONG * usual_range:
        return True
    short = list(takewhile(lambda bar: bar.volume * BELOW <= min(usual), run))
    if not _ends(short, run) or min(bar.volume for bar in short) < FEW_SHARES:
        return False
    is_back = _least_and_most(short)[1] * BELOW <= _least_and_most(run[len(short) :])[0]
    return is_back and all(range_of(bar) >= KEPT * usual_range for bar in short)


def _lies_lower(run: Sequence[Bar], good: Sequence[Bar], usual: Sequence[int]) -> bool:
    """Whether weeks of volumes all lie beneath those before; shares that are joined are halted before."""
    if len(run) < LONG or any(bar.halted for bar in good[-FREE_SESSIONS:]):
        return False
    volumes = [bar.volume for bar in run]
    return max(volumes) <= min(usual) and median(volumes) * TIMES <= median(usual)


def _ends(short: Sequence[Bar], run: Sequence[Bar]) -> bool:
    return bool(short) and len(run) - len(short) >= BACK


def _coarser(volumes: Collection[int], usual: Collection[int]) -> int | None:
    """The unit that all of some volumes have and the usual ones, told in a finer one, have not; None where there is none."""
    finer = next(unit for unit in UNITS if _part(usual, unit) >= AS_A_RULE)
    unit = finer * COARSER
    is_new = _part(usual, unit) <= BY_CHANCE and all(volume % unit == 0 for volume in volumes)
    return unit if is_new else None


def _was_coarser(volumes: Sequence[int], usual: Collection[int]) -> int | None:
    """The unit that nearly all usual volumes have and nearly none of some later ones has; None where there is none."""
    finer = next(unit for unit in UNITS if _part(volumes, unit) >= AS_A_RULE)
    unit = finer * COARSER
    is_gone = _part(usual, unit) >= 1 - BY_CHANCE / 4 and _part(volumes, unit) <= BY_CHANCE
    return unit if is_gone else None


def _part(volumes: Collection[int], unit: int) -> float:
    return sum(volume % unit == 0 for volume in volumes) / len(volumes)


def _least_and_most(run: Sequence[Bar]) -> tuple[int, int]:
    volumes = [bar.volume for bar in run]
    return min(volumes), max(volumes)


def _usual_range(run: Sequence[Bar]) -> float:
    return median(map(range_of, run))


def range_of(bar: Bar) -> float:
    """How far the day's prices lay apart, as a fraction; 0 where nothing was traded."""
    return bar.high / bar.low - 1 if bar.high and bar.low else 0.0
