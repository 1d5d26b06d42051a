"""One security over several stretches of time, set against each other."""

from agents.context import Context
from agents.specialist import Part
from agents.tools.compare import measured
from agents.tools.health import health
from agents.tools.performance import Stretch, gap, stretch
from agents.tools.telling import direction, together, told
from stockelper.errors import NoData
from stockelper.types import Frozen, Measure, Note, Window


class PeriodsArguments(Frozen):
    """Which security, over which stretches, by which measures besides the return."""

    security: str
    windows: tuple[Window, ...]
    measures: tuple[Measure, ...] = ()


def periods(arguments: PeriodsArguments, context: Context) -> Part:
    """A security's return over each of several stretches of time, and in which one it did best.

    Raises:
        NoData: no session of any of the stretches is stored.
    """
    found: list[Stretch] = []
    missing: list[NoData] = []
    for window in arguments.windows:
        try:
            found.append(stretch(arguments.security, window, context))
        except NoData as error:
            missing.append(error)
    if not found:
        raise missing[0]
    ranked = sorted(found, key=lambda one: -(one.moved.value or 0.0))
    lead = [_lead(ranked)] if len(ranked) > 1 else []
    each = [_each(one) for one in found]
    more = [
        part for measure in arguments.measures for one in found for part in _measured(measure, one, context)
    ]
    notes = [
        note
        for one, window in zip(found, arguments.windows, strict=False)
        for note in health(one.tape, context, window.to, window.from_)
    ]
    lost = tuple(Note(code=error.code, parameters=dict(error.parameters)) for error in missing[:1])
    return together([*lead, *each, *more, Part(notes=(*notes, *lost), missing=bool(missing))])


def _lead(ranked: list[Stretch]) -> Part:
    first, last = ranked[0], ranked[-1]
    ahead = gap(first, last)
    operands = (first.start, first.end, last.start, last.end)
    code = "market.periods_best" if ahead.value else "market.periods_even"
    named = {"best": first.moved, "worst": last.moved, "ahead": ahead}
    return told(code, named, {"name": first.tape.name}, operands=operands)


def _each(one: Stretch) -> Part:
    named = {"start": one.start, "end": one.end, "moved": one.moved}
    return told(f"market.return_{direction(one.moved.value)}", named, {"name": one.tape.name})


def _measured(measure: Measure, one: Stretch, context: Context) -> list[Part]:
    value = measured(measure, one)
    if value is None:
        return []
    return [told(f"market.period_{measure}", {"value": value}, {"name": one.tape.name})]
