"""Closes that lie further apart than the market's price limit allows: splits, mergers and the like that nobody
adjusted for. A return over one of them says nothing about what an owner gained or lost.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from agents.context import Context
from agents.tools.matrix import Matrix
from stockelper.markets.registry import Market, market_of
from stockelper.measures import Array
from stockelper.store import bars

SLACK = 0.005
"""What rounding to a tick may add to a move at the limit."""
_LOOKED_AT = 60
"""Leaders of a ranking that are looked at before it is left as it is."""


def beyond_limit(found: Matrix, moves: Array) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Which moves of the matrix's last session no session can make."""
    limit = found.market.price_limit(found.dates[-1])
    if limit is None:
        return np.zeros(len(moves), dtype=bool)
    return np.abs(np.nan_to_num(moves)) > float(limit) + SLACK


def leaps(market: Market, dates: Sequence[dt.date], close: Array) -> list[int]:
    """The rows whose close no session can have reached from the close before; closes of halts are NaN."""
    if market.price_limit(dates[-1]) is None:
        return []
    traded = np.flatnonzero(np.isfinite(close) & (close > 0))
    moves = np.abs(close[traded][1:] / close[traded][:-1] - 1.0)
    return [int(traded[at + 1]) for at in np.flatnonzero(moves > _least(market, dates[0], dates[-1]))
            if moves[at] > _limit(market, dates[int(traded[at + 1])])]  # fmt: skip


def _limit(market: Market, day: dt.date) -> float:
    limit = market.price_limit(day)
    return np.inf if limit is None else float(limit) + SLACK


def _least(market: Market, first: dt.date, last: dt.date) -> float:
    return min(_limit(market, first), _limit(market, last))


def without_leaps(
    ranked: Sequence[str], first: dt.date, last: dt.date, limit: int, context: Context
) -> tuple[list[str], list[str]]:
    """The first `limit` securities of a ranking by return whose closes can be compared, and those left out on the way."""
    kept: list[str] = []
    apart: list[str] = []
    for security in ranked[:_LOOKED_AT]:
        if len(kept) == limit:
            break
        (apart if _has_leap(security, first, last, context) else kept).append(security)
    return kept, apart


def _has_leap(security: str, first: dt.date, last: dt.date, context: Context) -> bool:
    found = bars.daily(context.documents, security, start=first, end=last, known_by=context.clock.now())
    frame = found.frame
    if frame.height < 2:
        return False
    close = frame["close"].cast(float).fill_null(np.nan).to_numpy()
    return bool(leaps(market_of(security), frame["date"].to_list(), close))
