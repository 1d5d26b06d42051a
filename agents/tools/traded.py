"""The volume of a stretch as one sentence tells it: all of it, a day's mean beside that of the sessions before, the busiest day."""

import numpy as np

from agents.tools.pointed import Pointed
from agents.tools.span import own_row
from agents.tools.tape import Tape
from agents.tools.telling import direction
from stockelper.types import Window

LEAD = 60
"""Days read before a stretch, which hold the sessions that its volume is set against."""
_USUAL = 20
"""Sessions before the stretch whose mean volume is the usual one."""


def traded_over(tape: Tape, base: int, window: Window) -> Pointed | None:
    """The volume of a window's sessions; None where nothing was traded in it."""
    first = own_row(tape.dates, window, base)
    volume = tape.column("volume")
    own = volume[first:]
    if not len(own) or not np.nansum(own):
        return None
    total = tape.measured("volume_total", float(np.nansum(own)), "shares", first, -1, "volume")
    mean = tape.measured("volume_mean", float(np.nanmean(own)), "shares", first, -1, "volume")
    most = tape.stated("volume", first + int(np.nanargmax(own)))
    named = {"total": total, "mean": mean, "most": most}
    before = volume[max(0, first - _USUAL) : first]
    if len(before) < _USUAL or not np.nansum(before):
        return Pointed("volume_over", "flat", total.value or 0.0, named)
    usual = tape.measured(
        "volume_mean_before", float(np.nanmean(before)), "shares", first - _USUAL, first - 1, "volume"
    )
    ratio = tape.derived("volume_ratio_over_20", "ratio", mean, usual).model_copy(
        update={"date": mean.date, "period": mean.period}
    )
    side = direction((ratio.value or 1.0) - 1.0)
    return Pointed("volume_over_usual", side, ratio.value or 0.0, {**named, "usual": usual, "ratio": ratio})
