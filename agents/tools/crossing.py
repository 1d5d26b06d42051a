"""Where a short moving average last crossed a long one: the golden cross and the death cross."""

from typing import Literal

import numpy as np

from agents.specialist import Part
from agents.tools.tape import Tape
from agents.tools.telling import direction, together, told
from stockelper import measures
from stockelper.types import Evidence


def crossing(tape: Tape, short: int, long: int) -> Part:
    """Which of two averages is above, and since which session of the history; nothing where they are equal.

    A cross is the first session whose averages stand in another order than those of the session before.
    """
    close = tape.column("close")
    if len(close) < long:
        return Part()
    fast, slow = measures.sma(close, short), measures.sma(close, long)
    way = direction(float(fast[-1] - slow[-1]))
    if way == "flat":
        return Part()
    named = {
        "fast": tape.measured(f"sma_{short}", float(fast[-1]), tape.unit, -short, -1),
        "slow": tape.measured(f"sma_{long}", float(slow[-1]), tape.unit, -long, -1),
    }
    parameters = {"name": tape.name, "short": short, "long": long}
    stand = told(f"market.averages_{way}", named, parameters)
    found = last_cross(tape, short, long)
    if found is None:
        return stand
    return together([stand, told(f"market.cross_{found[0]}", {"cross": found[1]}, parameters)])


def last_cross(tape: Tape, short: int, long: int) -> tuple[Literal["up", "down"], Evidence] | None:
    """Which way the short average last crossed the long one, and its value then; None where it never did."""
    close = tape.column("close")
    if len(close) < long:
        return None
    fast, slow = measures.sma(close, short), measures.sma(close, long)
    row = _last_change(np.sign(fast - slow))
    way = direction(float(fast[-1] - slow[-1]))
    if row is None or way == "flat":
        return None
    kind = "golden" if way == "up" else "death"
    name = f"sma_{short}_at_{kind}_cross"
    return way, tape.measured(name, float(fast[row]), tape.unit, row - short + 1, row)


def _last_change(order: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int | None:
    """The first row of the run of signs that lasts to the end; None when no other sign stands before it."""
    others = np.flatnonzero(order != order[-1])
    return None if not len(others) or np.isnan(order[others[-1]]) else int(others[-1]) + 1
