"""Daily bars from returns: ticks, limits, halts, splits and dividends as they show in raw prices."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from collectors.practice.cast import companies
from collectors.practice.days import Days
from collectors.practice.halts import Split
from collectors.practice.returns import Returns
from collectors.practice.streams import Flags, Floats, Integers, autoregressive, normals
from stockelper.markets.practice import PRACTICE

OVERNIGHT, OPENING_NOISE, REACH = 0.35, 0.25, 0.45
TURNOVER, PERSISTENCE, VOLUME_NOISE = 0.004, 0.75, 0.28
MOVE_PULL, EVENT_PULL = 14.0, 0.9
LIMIT, OPEN_RISE = 0.285, 0.245


@dataclass(frozen=True)
class Payout:
    """A dividend of `amount` won a share; the price falls by it on session `ex`."""

    company: int
    ex: int
    amount: float


@dataclass(frozen=True)
class Bars:
    """Raw bars by session and company; whole won and shares. Halted days repeat the last close."""

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Integers
    shares: Floats
    """Shares outstanding, splits counted."""


def path(returns: Floats, splits: Sequence[Split], payouts: Sequence[Payout]) -> Floats:
    """Unrounded closes."""
    level = np.array([company.price for company in companies()]) * np.exp(np.cumsum(returns, axis=0))
    level = level / split_factors(len(returns), splits)
    for payout in sorted(payouts, key=lambda p: (p.ex, p.company)):
        if payout.ex < len(level):
            before = level[payout.ex - 1, payout.company]
            level[payout.ex :, payout.company] *= max(1 - payout.amount / before, 0.5)
    return level


def split_factors(length: int, splits: Sequence[Split]) -> Floats:
    """How many shares one of the first day has become."""
    factors = np.ones((length, len(companies())))
    for split in splits:
        factors[split.effective :, split.company] *= split.factor
    return factors


def bars(
    seed: int,
    days: Days,
    returns: Returns,
    level: Floats,
    announced_overnight: Floats,
    halted: Flags,
    splits: Sequence[Split],
) -> Bars:
    """Whole bars. `announced_overnight` is the part of each return that the opening already knows."""
    factors = split_factors(len(level), splits)
    reference = _before(level, factors)
    close = to_tick(level, days)
    noise = normals(seed, "opening", *level.shape) * returns.volatility * OPENING_NOISE
    dividends = np.log(level / reference) - returns.total
    known = OVERNIGHT * (returns.total - announced_overnight) + announced_overnight + dividends
    opened = to_tick(np.exp(np.clip(known + noise, -LIMIT, OPEN_RISE)) * reference, days)
    reach = np.abs(normals(seed, "reach", *level.shape, 2)) * (returns.volatility * REACH)[:, :, None]
    high = to_tick(
        np.minimum(np.maximum(opened, close) * (1 + reach[:, :, 0]), reference * (1 + LIMIT)), days
    )
    low = to_tick(np.maximum(np.minimum(opened, close) * (1 - reach[:, :, 1]), reference * (1 - LIMIT)), days)
    close = _held(close, halted)
    shares = factors * np.array([company.shares for company in companies()])
    volume = np.where(halted, 0, _volume(seed, returns, announced_overnight, shares))
    high, low = np.maximum(high, np.maximum(opened, close)), np.minimum(low, np.minimum(opened, close))
    return Bars(opened, high, low, close, volume.astype(np.int64), shares)


def _before(level: Floats, factors: Floats) -> Floats:
    """Each day's reference: the close before in the shares of the day."""
    first = np.array([company.price for company in companies()])[None, :]
    return np.vstack((first, level[:-1] * factors[:-1]))[: len(level)] / factors


def _held(close: Floats, halted: Flags) -> Floats:
    """On a halted day the last traded close stands."""
    held = close.copy()
    for session, company in np.argwhere(halted).tolist():
        held[session, company] = held[session - 1, company] if session else companies()[company].price
    return held


def _volume(seed: int, returns: Returns, events: Floats, shares: Floats) -> Floats:
    level = autoregressive(VOLUME_NOISE * normals(seed, "volume", *shares.shape), PERSISTENCE)
    busy = 1 + MOVE_PULL * np.abs(returns.total) + EVENT_PULL * (events != 0)
    return np.maximum(np.floor(TURNOVER * shares * np.exp(level) * busy), 1)


def to_tick(prices: Floats, days: Days) -> Floats:
    """The nearest tradable price under the tick table of each day."""
    rounded = np.empty_like(prices)
    ladders = groupby(range(len(days)), key=lambda n: PRACTICE.ladder(days.sessions[n]))
    for steps, numbers in ladders:
        rows = list(numbers)
        block = slice(rows[0], rows[-1] + 1)
        bounds = np.array([float(below) for below, _ in steps if below is not None])
        ticks = np.array([float(tick) for _, tick in steps])
        size = ticks[np.searchsorted(bounds, prices[block], "right")]
        rounded[block] = np.maximum(np.round(prices[block] / size) * size, size)
    return rounded
