"""Whether one of two has more of a figure than the other over a window, and by how much."""

from agents.context import Context
from agents.planner.surpassing import Surpassing
from agents.specialist import Part
from agents.tools.chart import normalised
from agents.tools.compare import measured
from agents.tools.health import health
from agents.tools.performance import Stretch, aligned, gap, moved_over, stretch
from agents.tools.telling import direction, together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import is_series
from stockelper.types import Evidence, Frozen, Note, Window


class SurpassedArguments(Frozen):
    """Who is said to surpass whom (securities or an index as the other), over which window, in what."""

    security: str
    other: str
    window: Window
    claim: Surpassing


def surpassed(arguments: SurpassedArguments, context: Context) -> Part:
    """Yes or no to whether one of two rose, swung or fell more than the other, with both figures.

    Where the other is an index that is not stored, the one's own figure is told, and that the index is missing.

    Raises:
        NoData: one of them has no prices in the window.
    """
    one = stretch(arguments.security, arguments.window, context)
    try:
        other = stretch(arguments.other, arguments.window, context)
    except NoData as error:
        if not is_series(arguments.other) or is_series(arguments.security):
            raise
        return _without_index(one, arguments, str(error.parameters["name"]), context)
    other = aligned(one, other) or other
    telling = _returns if arguments.claim.measure == "return" else _figures
    notes = (
        *health(one.tape, context, arguments.window.to, arguments.window.from_),
        *health(other.tape, context, arguments.window.to, arguments.window.from_),
    )
    start = max(each.tape.dates[each.first] for each in (one, other))
    chart = normalised([one.tape, other.tape], start, context.language)
    return together(
        [telling(one, other, arguments.claim, context), Part(charts=(chart,), notes=tuple(notes))]
    )


def _without_index(one: Stretch, arguments: SurpassedArguments, index: str, context: Context) -> Part:
    measure = arguments.claim.measure
    own = None if measure == "return" else measured(measure, one)
    told_of = (
        told(f"market.{measure}_of_one", {"own": own}, {"name": one.tape.name}) if own else moved_over(one)
    )
    missing = Note(code="no_index", parameters={"name": index, "asked": 1})
    notes = (missing, *health(one.tape, context, arguments.window.to, arguments.window.from_))
    return together([told_of, Part(notes=notes, missing=True)])


def _answer(left: Evidence, right: Evidence, claim: Surpassing, context: Context) -> str:
    if claim.is_open:
        return ""
    way = direction((left.value or 0.0) - (right.value or 0.0))
    return render(context.language, "asked.yes" if way == ("up" if claim.more else "down") else "asked.no")


def _shown(one: Stretch, other: Stretch, answer: str) -> dict[str, str | float | int | None]:
    return {"answer": answer, "name": one.tape.name, "other": other.tape.name}


def _returns(one: Stretch, other: Stretch, claim: Surpassing, context: Context) -> Part:
    ahead = gap(one, other)
    named = {"own": one.moved, "base": other.moved, "ahead": ahead}
    operands = (one.start, one.end, other.start, other.end)
    answer = _answer(one.moved, other.moved, claim, context)
    return told(f"asked.ahead_{direction(ahead.value)}", named, _shown(one, other, answer), operands=operands)


def _figures(one: Stretch, other: Stretch, claim: Surpassing, context: Context) -> Part:
    left, right = measured(claim.measure, one), measured(claim.measure, other)
    if left is None or right is None:
        short = one if left is None else other
        raise NoData("short_history", name=short.tape.name, sessions=short.tape.frame.height - short.first)
    named = {"own": left, "base": right}
    if claim.measure == "drawdown":  # a deeper fall is the larger one
        left, right = (item.model_copy(update={"value": abs(item.value or 0.0)}) for item in (left, right))
    shown = _shown(one, other, _answer(left, right, claim, context))
    return told(f"asked.{claim.measure}_of_two", named, shown)
