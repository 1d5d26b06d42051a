"""Where whole columns of a file's bars let a volume be told in another unit: what `collectors.quality.volumes` looks at bar by bar."""

from functools import reduce
from operator import or_

import polars as pl

from collectors.quality.levels import FREE_SESSIONS, LOOKED_BACK
from collectors.quality.volumes import (
    ABOVE,
    AHEAD,
    BELOW,
    COARSER,
    EXACT,
    FEW_SHARES,
    KEPT_LONG,
    LONG,
    NARROW,
    ROUND,
    ROUND_LEVEL,
    RUN,
    TIMES,
)

ROUGHLY = 0.75
"""What whole columns may miss of what is looked at bar by bar: means for medians, days without trade counted in."""
sold = pl.col("volume").cast(pl.Float64)
spread = pl.col("high") / pl.col("low") - 1
is_round = pl.col("volume") % COARSER == 0


def volume_leaps() -> pl.Expr:
    """Whether the volumes that begin at a row, sorted by security and day, may be in another unit than those before."""
    widest = spread.shift(1).rolling_max(LOOKED_BACK, min_samples=1)
    marks = (_calm(RUN, pl.lit(NARROW)), _calm(LONG, widest), _above(), _exact(), _lower(), _below())
    return reduce(or_, (mark.fill_null(value=False) for mark in marks))


def _calm(sessions: int, most: pl.Expr) -> pl.Expr:
    """Volumes in a row far beyond all before them, and prices that range no wider than `most`."""
    least, largest = (
        _ahead(sold.rolling_min(sessions), sessions),
        _ahead(sold.rolling_max(sessions), sessions),
    )
    above = least >= TIMES * _before().rolling_max(LOOKED_BACK, min_samples=FREE_SESSIONS)
    below = (least > 0) & (largest * TIMES <= _lowest())
    return (
        _whole(sessions, FREE_SESSIONS)
        & (above | below)
        & (_ahead(spread.rolling_max(sessions), sessions) <= most)
    )


def _above() -> pl.Expr:
    """A volume with noughts many times above all before it, or several in a row above their mean."""
    highest = _before().rolling_max(LOOKED_BACK, min_samples=FREE_SESSIONS)
    is_run = _ahead(is_round.cast(pl.Float64).rolling_min(ROUND), ROUND) == 1
    is_level = _ahead(sold.rolling_mean(ROUND), ROUND) >= ROUND_LEVEL * _mean()
    return is_round & _whole(1) & ((sold >= ABOVE * highest) | (is_run & is_level))


def _exact() -> pl.Expr:
    """Volumes that fall and are no longer round as all before them were."""
    were_round = is_round.cast(pl.Float64).shift(1).rolling_mean(LOOKED_BACK) > 1 - 1 / FREE_SESSIONS
    return _whole(EXACT) & were_round & (_ahead(sold.rolling_mean(EXACT), EXACT) * ROUND_LEVEL <= _mean())


def _lower() -> pl.Expr:
    """Weeks of volumes beneath all of those before, while prices range as before, without a halt ahead of them."""
    largest, level = _ahead(sold.rolling_max(LONG), LONG), _ahead(sold.rolling_median(LONG), LONG)
    usual = _before().rolling_median(LOOKED_BACK, min_samples=FREE_SESSIONS)
    is_lower = (largest <= _lowest()) & (level * ROUGHLY * TIMES <= usual)
    kept = spread.shift(1).rolling_mean(LOOKED_BACK, min_samples=FREE_SESSIONS) * ROUGHLY * KEPT_LONG
    halted = pl.col("halted").cast(pl.Float64).shift(1).rolling_max(FREE_SESSIONS)
    return _whole(LONG) & is_lower & (_ahead(spread.rolling_mean(LONG), LONG) >= kept) & (halted == 0)


def _below() -> pl.Expr:
    """A volume far beneath all before it, and one of the usual size soon after."""
    later = _ahead(sold.rolling_max(AHEAD, min_samples=1), AHEAD)
    is_low = (sold * BELOW <= _lowest()) & (later >= sold * BELOW) & (sold >= FEW_SHARES)
    return _whole(1) & is_low & (spread > 0)


def _before() -> pl.Expr:
    """The volume of the last row on which something was sold."""
    return pl.when(sold > 0).then(sold).shift(1)


def _mean() -> pl.Expr:
    return _before().rolling_mean(LOOKED_BACK, min_samples=FREE_SESSIONS)


def _lowest() -> pl.Expr:
    return _before().rolling_min(LOOKED_BACK, min_samples=FREE_SESSIONS)


def _ahead(rolled: pl.Expr, sessions: int) -> pl.Expr:
    """Rolling windows end at their row: the run that begins here ends so many rows on."""
    return rolled.shift(1 - sessions)


def _whole(sessions: int, before: int = LOOKED_BACK) -> pl.Expr:
    """Whether so many sessions from a row on are of its security, and so many before it."""
    security = pl.col("security")
    return (security == security.shift(before)) & (security == security.shift(1 - sessions))
