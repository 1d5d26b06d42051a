"""A close against a price that is named and against the year's marks; a day's volume against the usual one."""

import numpy as np

from agents.planner.aims import Aim
from agents.tools.aims import said
from agents.tools.pointed import Pointed
from agents.tools.quote import year_marks
from agents.tools.tape import Tape
from agents.tools.telling import direction
from stockelper import measures
from stockelper.types import Evidence

_USUAL = 20
"""Sessions whose mean volume is the usual one."""


_STATES = ("old", "new")
"""Whether a mark was set on the last session."""


def levels(tape: Tape, aim: Aim, *, touched: bool) -> Pointed:
    """The last close, or the highest price of 52 weeks where having touched it is asked, against a named price."""
    close = tape.stated("close", -1)
    price = said(close, aim, tape.currency or "")
    high, _ = year_marks(tape)
    held = high if touched else close
    away = tape.derived("from_named", "return", price, held).model_copy(update={"period": None})
    side = direction(away.value)
    code = f"touched_{side}" if touched else f"level_{side}"
    named = {"held": held, "aim": price, "away": away}
    reached = "up" if touched and side == "flat" else side
    return Pointed(code, reached, abs(away.value or 0.0), named)


def marks(tape: Tape, *, highest: bool, ever: bool = False) -> Pointed:
    """The highest (lowest) price of 52 weeks, or of all bars, with its day, and how far the last close lies from it."""
    kind = "high" if highest else "low"
    mark = _of_all(tape, kind) if ever else year_marks(tape)[0 if highest else 1]
    close = tape.stated("close", -1)
    away = tape.derived(f"from_{kind}", "return", mark, close)
    named = {"mark": mark, "close": close, "away": away}
    is_new = mark.date == close.date
    state = f"ever_{_STATES[is_new]}" if ever else _STATES[is_new]
    code = f"high_{state}" if highest else f"low_{state}"
    return Pointed(code, "up" if is_new else "flat", 0.0 if is_new else abs(away.value or 0.0), named)


def _of_all(tape: Tape, column: str) -> Evidence:
    """The highest high or the lowest low of all bars."""
    values = tape.column(column)
    if not np.isfinite(values).any():
        return tape.stated("close", -1)
    row = int(np.nanargmax(values) if column == "high" else np.nanargmin(values))
    return tape.stated(column, row)


def traded(tape: Tape) -> Pointed | None:
    """The last session's volume and how many times the usual one it is; None where nothing was traded."""
    volume = tape.column("volume")
    if not np.isfinite(volume[-1]):
        return None
    today = tape.stated("volume", -1)
    if not np.isfinite(float(measures.volume_ratio(volume, _USUAL))):
        return Pointed("volume", "flat", float(volume[-1]), {"volume": today})
    mean = float(volume[-1 - _USUAL : -1].mean())
    usual = tape.measured(f"volume_mean_{_USUAL}", mean, "shares", -1 - _USUAL, -2, "volume")
    ratio = tape.derived("volume_ratio", "ratio", today, usual)
    side = direction((ratio.value or 1.0) - 1.0)
    return Pointed("volume_usual", side, ratio.value or 0.0, {"volume": today, "ratio": ratio}, (usual,))
