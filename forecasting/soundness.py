"""Whether a security's own history carries a forecast: what is wrong with it, said once and clearly."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from forecasting.features.inputs import Inputs
from stockelper.errors import NoData

Prices = NDArray[np.float64]

HISTORY = 60
"""Sessions of trade that a forecast needs."""
WINDOW = 120
"""The sessions looked at."""
FEATURES = 250
"""Sessions whose prices a model's features compare: a jump among them makes what they say wrong."""
TOLERANCE = 0.02
"""How far beyond a limit a move may lie: prices are rounded to ticks, and adjusted ones once more."""
MISSED = 5
"""Sessions up to which bars that are missing hide one session's move, as where the bar of a split was set apart; of more, a halt's."""
MOST_MISSING = 0.2
"""The share of the looked-at sessions since the first bar that may lack one."""
MOST_HALTED = 20
"""Sessions of halts in a row, up to the as-of day, after which nothing is said."""
LEAST_SECURITIES = 10
"""Securities that a market needs for one to be compared with the others."""


class Unsound(NoData):
    """A security's history carries no forecast; the code says why."""

    code = "unsound_history"


def check_market(given: Inputs) -> None:
    """Raises Unsound where too few securities traded on the last session."""
    count = int(given.panel.traded[-1].sum()) if len(given.panel.days) else 0
    if count < LEAST_SECURITIES:
        raise Unsound("market_too_small", market=given.market.code, n=count, fewest=LEAST_SECURITIES)


def check(given: Inputs, security: str, column: int) -> None:
    """Look at a security's last sessions.

    Raises:
        Unsound: with a code for what is wrong, the worst first.
    """
    close = given.panel.close[:, column]
    has = ~np.isnan(close)
    as_of: date = given.panel.days[-1].item()
    if not has.any():
        raise Unsound("history_too_short", security=security, n=0, fewest=HISTORY)
    _check_halts(given, security, column)
    if not has[-1]:
        last: date = given.panel.days[has][-1].item()
        raise Unsound("no_bar_that_day", security=security, as_of=as_of.isoformat(), last=last.isoformat())
    _check_length(given, security, column)
    since = has[int(np.argmax(has)) :][-WINDOW:]
    if 1 - since.mean() > MOST_MISSING:
        raise Unsound("history_has_gaps", security=security, missing=int((~since).sum()), n=len(since))
    _check_moves(security, close[has][-WINDOW:])
    _check_volume(given, security, column)
    _check_jumps(given, security, column)


def _check_length(given: Inputs, security: str, column: int) -> None:
    traded = int(given.panel.traded[-2 * WINDOW :, column].sum())
    if traded < HISTORY:
        raise Unsound("history_too_short", security=security, n=traded, fewest=HISTORY)


def _check_halts(given: Inputs, security: str, column: int) -> None:
    halted = given.panel.halted[:, column]
    running = int(np.argmin(halted[::-1])) if not halted.all() else len(halted)
    if running:
        since: date = given.panel.days[len(halted) - running].item()
        code = "halted_long" if running > MOST_HALTED else "halted_that_day"
        raise Unsound(code, security=security, since=since.isoformat(), n=running)


def _check_moves(security: str, close: Prices) -> None:
    """Volatility of the last sessions that is nothing scales no return."""
    other = np.flatnonzero(close != close[-1])
    still = len(close) - 1 - int(other[-1]) if len(other) else len(close)
    if still >= min(HISTORY, len(close)):
        raise Unsound("price_never_moved", security=security, n=still)


def _check_volume(given: Inputs, security: str, column: int) -> None:
    """Prices at which nothing changes hands are quotes, or their volumes were lost."""
    recent = given.panel.volume[-HISTORY:, column]
    if not (recent > 0).any():
        raise Unsound("no_volume", security=security, n=len(recent))


def _check_jumps(given: Inputs, security: str, column: int) -> None:
    """A move from one bar to the next that no trade can make: a split that nothing tells of, or an error."""
    close = given.panel.close[-FEATURES:, column]
    rows = np.flatnonzero(~np.isnan(close))
    moved = np.abs(np.diff(np.log(close[rows])))
    limit = given.market.price_limit(given.panel.days[-1].item())
    if limit is None:
        jumps = _of_splits(moved)
    else:
        halted = given.panel.halted[-FEATURES:, column][rows[:-1]]
        jumps = moved > _farthest(float(limit) + TOLERANCE, halted | (np.diff(rows) > MISSED))
    if jumps.any():
        row = int(rows[int(np.flatnonzero(jumps)[-1]) + 1])
        day: date = given.panel.days[-FEATURES:][row].item()
        raise Unsound("price_jumped", security=security, day=day.isoformat())


def _farthest(limit: float, paused: NDArray[np.bool_]) -> Prices:
    """The greatest log move of a session; trade that was halted begins again at half to twice the last price."""
    down = -np.log1p(-limit)
    return np.where(paused, np.log(2) + down, down)


def _of_splits(moved: Prices) -> NDArray[np.bool_]:
    """Where a price moved by 2, 3, 4, … times or to that part, within 4 %."""
    times = np.round(np.exp(moved))
    return (times >= 2) & (np.abs(moved - np.log(np.maximum(times, 1))) < 0.04)
