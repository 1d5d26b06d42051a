"""Two or more securities set against each other over one window."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from agents.context import Context
from agents.specialist import Part
from agents.tools.chart import normalised
from agents.tools.health import health
from agents.tools.performance import Stretch, gap, stretch
from agents.tools.telling import together, told
from stockelper import measures
from stockelper.errors import NoData
from stockelper.markets.registry import is_simulated
from stockelper.types import Evidence, Frozen, Measure, Note, Window


class CompareArguments(Frozen):
    """Which securities, over which window, by which measures (none: return); `ascending`: the lowest first."""

    securities: tuple[str, ...]
    window: Window
    measures: tuple[Measure, ...] = ()
    ascending: bool = False


def compare(arguments: CompareArguments, context: Context) -> Part:
    """Returns of several securities over one window, who is ahead and by how much; volatility or fall if asked.

    Where one of those is asked for, the securities come in its order, before their returns.

    Of two of which one has no prices the other is told, and a note says which is missing.

    Raises:
        NoData: none of them has prices in the window.
    """
    if len({is_simulated(security) for security in arguments.securities}) > 1:
        return Part()  # the writer asks which market is meant; figures of both never stand together
    found, notes = _stretches(arguments, context)
    if not found:
        raise NoData(notes[0].code, **notes[0].parameters)
    if len(found) == 1:
        return together([_each(found[0]), *_ordered(found, arguments), Part(notes=notes, missing=True)])
    ranked = sorted(found, key=lambda one: -(one.moved.value or 0.0))
    parts = [*_ordered(ranked, arguments), _lead(ranked), *(_each(one) for one in ranked)]
    start = max(one.tape.dates[one.first] for one in found)
    chart = normalised([one.tape for one in found], start, context.language)
    health_notes = tuple(
        note
        for one in found
        for note in health(one.tape, context, arguments.window.to, arguments.window.from_)
    )
    extra = Part(charts=(chart,), notes=(*notes, *health_notes, *_caveats(found)), missing=bool(notes))
    return together([*parts, extra])


def _stretches(arguments: CompareArguments, context: Context) -> tuple[list[Stretch], tuple[Note, ...]]:
    found: list[Stretch] = []
    notes: list[Note] = []
    for security in arguments.securities:
        try:
            found.append(stretch(security, arguments.window, context))
        except NoData as error:
            notes.append(Note(code=error.code, parameters=dict(error.parameters)))
    return found, tuple(notes)


def _lead(ranked: list[Stretch]) -> Part:
    first, last = ranked[0], ranked[-1]
    ahead = gap(first, last)
    names = {"name": first.tape.name, "other": last.tape.name}
    operands = (first.moved, last.moved, first.start, first.end, last.start, last.end)
    code = "market.compare_ahead" if ahead.value else "market.compare_even"
    if len(ranked) > 2:
        code = "market.compare_best"
    return told(code, {"ahead": ahead, "best": first.moved, "worst": last.moved}, names, operands=operands)


def _each(one: Stretch) -> Part:
    named = {"moved": one.moved, "start": one.start, "end": one.end}
    way = "up" if (one.moved.value or 0.0) > 0 else "down" if one.moved.value else "flat"
    return told(f"market.compare_{way}", named, {"name": one.tape.name})


def _ordered(found: list[Stretch], arguments: CompareArguments) -> list[Part]:
    """The securities in the order of each measure that was asked for besides the return."""
    parts: list[Part] = []
    for measure, gauge in _GAUGES.items():
        if measure in arguments.measures:
            values = [(one, value) for one in found if (value := gauge(one)) is not None]
            values.sort(key=lambda each: abs(each[1].value or 0.0), reverse=not arguments.ascending)
            lines = [
                told("market.compare_item", {"value": value}, {"name": one.tape.name})
                for one, value in values
            ]
            parts += [_order_of(measure, values[0][1], arguments), *lines] if values else []
    return parts


def _order_of(measure: Measure, first: Evidence, arguments: CompareArguments) -> Part:
    end = "bottom" if arguments.ascending else "top"
    return told(f"market.compare_{measure}_{end}", {"first": first})


def _fall(one: Stretch) -> Evidence | None:
    close = one.tape.column("close")[one.first :]
    if len(close) < 3:
        return None
    return one.tape.measured("drawdown", measures.drawdown(close).depth, "fraction", one.first, -1, "return")


def _volatility(one: Stretch) -> Evidence | None:
    close = one.tape.column("close")[one.first :]
    if len(close) < 3:
        return None
    value = float(measures.volatility(close))
    return one.tape.measured("volatility", value, "fraction", one.first, -1)


def measured(measure: Measure, one: Stretch) -> Evidence | None:
    """A figure of a stretch besides its return; None where it is none, or the stretch too short."""
    gauge = _GAUGES.get(measure)
    return gauge(one) if gauge else None


_GAUGES: Mapping[Measure, Callable[[Stretch], Evidence | None]] = MappingProxyType(
    {"volatility": _volatility, "drawdown": _fall}
)
"""What a comparison is ordered by besides the return."""
COMPARED: frozenset[Measure] = frozenset(_GAUGES)
"""The same, for who asks."""


def _caveats(found: list[Stretch]) -> tuple[Note, ...]:
    notes: list[Note] = []
    if len({one.tape.unit for one in found}) > 1:
        notes.append(Note(code="currencies_differ"))
    if len({one.tape.basis for one in found}) > 1:
        notes.append(Note(code="bases_differ"))
    if len({(one.start.date, one.end.date) for one in found}) > 1:
        notes.append(Note(code="dates_differ"))
    return tuple(notes)
