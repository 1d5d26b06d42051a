"""Bars of a file that stand at another level than what is stored on both sides of them: history that is revised to an error.

A series that comes anew as a whole has nothing stored around it and may change its level, as vendors do after a split.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from collectors.files.suspects import Band
from collectors.quality.findings import Bar, Reason
from collectors.quality.judging import unit_error
from collectors.quality.levels import CALM, SPIKE

ADDED: Band = (1 / SPIKE, SPIKE)
"""How far bars of days that are not stored may stand from those around them; prices that are stored tell more."""


def off_both_sides(
    bars: Sequence[Bar], before: Bar | None, after: Bar | None, trusted: Mapping[date, float], band: Band
) -> dict[date, Reason]:
    """The days at a file's edges whose prices leave their level by a jump and come back to it by another one.

    Args:
        bars: the file's, by date, without those that are refused already.
        before: the one ahead of them, stored or of the same file; None where there is none.
        after: the next stored one behind them; None where there is none.
        trusted: closes by day that are stored already.
        band: between which times the close before a day's may move.
    """
    if not bars:
        return {}
    found: dict[date, Reason] = {}
    runs = _runs(bars, band)
    for at, run in enumerate(runs):
        if 0 < at < len(runs) - 1:
            continue  # what a file tells on both sides is judged by itself
        last = runs[at - 1][-1] if at else before
        then = runs[at + 1][0] if at + 1 < len(runs) else after
        reason = _reason(run, last, then, band if run[0].date in trusted else ADDED)
        if reason is not None and any(trusted.get(bar.date) != bar.close for bar in run):
            found |= dict.fromkeys((bar.date for bar in run), reason)
    return found


def _runs(bars: Sequence[Bar], band: Band) -> list[list[Bar]]:
    """The bars in stretches that begin with a jump."""
    runs = [[bars[0]]]
    for one, other in pairwise(bars):
        if band[0] < other.close / one.close < band[1]:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _reason(run: Sequence[Bar], last: Bar | None, then: Bar | None, band: Band) -> Reason | None:
    if last is None or then is None:
        return None
    up, back = run[0].close / last.close, run[-1].close / then.close
    is_off = (up >= band[1] and back >= band[1]) or (up <= band[0] and back <= band[0])
    if not is_off or not CALM[0] < up / back < CALM[1]:
        return None
    unit = unit_error(up)
    return unit[0] if unit else "spike"
