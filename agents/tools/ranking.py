"""What leads a ranking of a market, what is set apart from it, and what its conditions mean."""

from collections.abc import Sequence

from agents.context import Context
from agents.tools.gauges import CROSSED_WITHIN, CROSSING, Gauged, beyond_limit
from agents.tools.leaps import without_leaps
from agents.tools.matrix import YEAR_OF_SESSIONS
from agents.tools.tape import name_of, security_of
from stockelper.types import Measure, Note, Screen

SET_APART = 5
"""Securities that a note on what was left out names."""


def leaders(
    found: Gauged, columns: list[int], limit: int, context: Context
) -> tuple[list[int], tuple[Note, ...]]:
    """The first of a ranking; of returns over several sessions those whose closes can be compared."""
    if found.base is None or found.gauge.measure != "return":
        return columns[:limit], (Note(code="beyond_limit"),) if beyond_limit(found) else ()
    names = found.matrix.securities
    last = found.matrix.dates[-1]
    kept, apart = without_leaps([names[at] for at in columns], found.base, last, limit, context)
    place = {names[at]: at for at in columns}
    return [place[one] for one in kept], _set_apart(apart, context)


def _set_apart(apart: list[str], context: Context) -> tuple[Note, ...]:
    """Which securities a ranking leaves out, and why."""
    if not apart:
        return ()
    names = ", ".join(name_of(security_of(one, context), context.language) for one in apart[:SET_APART])
    return (Note(code="set_apart", parameters={"names": names, "count": len(apart)}),)


def meanings(asked: Sequence[Screen], crossing: tuple[int, int]) -> tuple[Note, ...]:
    """What the conditions are that a word alone does not tell."""
    short, long = crossing
    told_of: dict[Measure, Note] = {
        "cross": Note(code="crossed", parameters={"short": short, "long": long, "within": CROSSED_WITHIN}),
    }
    runs = [
        f"run_{'down' if one.operator in ('below', 'bottom') else 'up'}"
        for one in asked
        if one.measure == "streak"
    ]
    named = [told_of[one.measure] for one in asked if one.measure in told_of]
    return (*named, *(Note(code=code) for code in runs))


def crossing_of(periods: tuple[int, ...]) -> tuple[int, int]:
    """The two averages whose cross is asked for: the named ones, else the usual."""
    lengths = sorted({length for length in periods if length < YEAR_OF_SESSIONS - CROSSED_WITHIN})
    return (lengths[0], lengths[-1]) if len(lengths) > 1 else CROSSING
