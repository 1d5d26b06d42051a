"""Moves as one sentence tells them: of a day or a stretch, the deepest fall of it, the run that lasts."""

import numpy as np

from agents.tools.pointed import Pointed
from agents.tools.tape import Tape
from agents.tools.telling import direction
from stockelper import measures


def moved(tape: Tape, base: int) -> Pointed:
    """The return from the close of row `base` to the last close."""
    start, end = tape.stated("close", base), tape.stated("close", -1)
    way = tape.derived("return", "return", start, end)
    side = direction(way.value)
    is_day = tape.frame.height - base <= 2 and tape.follows(-1)
    code = f"day_{side}" if is_day else f"span_{side}"
    named = {"start": start, "end": end, "moved": way}
    return Pointed(code, side, abs(way.value or 0.0), named)


def fallen(tape: Tape, base: int) -> Pointed | None:
    """The deepest fall from an earlier close since row `base`; None where nothing fell."""
    fall = measures.drawdown(tape.column("close")[base:])
    if not fall.depth < 0:
        return None
    peak, trough = tape.stated("close", base + fall.peak), tape.stated("close", base + fall.trough)
    depth = tape.measured("drawdown", fall.depth, "fraction", base, -1, "return")
    return Pointed("fallen", "down", abs(fall.depth), {"depth": depth, "peak": peak, "trough": trough})


def run(tape: Tape) -> Pointed:
    """For how many sessions the close has risen, or fallen, without a break."""
    close = tape.column("close")
    signs = np.sign(np.nan_to_num(close[1:] / close[:-1] - 1.0))
    side = direction(float(signs[-1])) if len(signs) else "flat"
    end = tape.stated("close", -1)
    if side == "flat":
        return Pointed("run_flat", side, 0.0, {"end": end})
    others = np.flatnonzero(signs != signs[-1])
    length = len(signs) - (int(others[-1]) + 1 if len(others) else 0)
    start = tape.stated("close", -length - 1)
    way = tape.derived("return", "return", start, end)
    if length == 1:
        return Pointed(f"run_one_{side}", side, 1.0, {"moved": way}, (start, end))
    lasted = tape.measured("run", float(length), "count", -length, -1)
    return Pointed(f"run_{side}", side, float(length), {"run": lasted, "moved": way}, (start, end))
