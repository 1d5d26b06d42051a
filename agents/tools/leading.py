"""Securities in the order of an indicator at their last closes: which one has the lower RSI, the livelier volume."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from agents.context import Context
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.marks import traded
from agents.tools.pointed import Pointed
from agents.tools.readings import rsi
from agents.tools.tape import Tape, last_tape
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.types import Evidence, Frozen, Measure, Note, Parameter


class LeadingArguments(Frozen):
    """Which securities, in the order of which indicator of `LEADING`; `ascending`: the lowest first."""

    securities: tuple[str, ...]
    measure: Measure
    ascending: bool = False


def leading(arguments: LeadingArguments, context: Context) -> Part:
    """Several securities in the order of one indicator, each with its value.

    Raises:
        NoData: fewer than two of them have the history for it.
    """
    ranked, notes = _ranked(arguments, context)
    if len(ranked) < 2:
        raise NoData(notes[0].code, **notes[0].parameters)
    end = "bottom" if arguments.ascending else "top"
    first = ranked[0][1]
    heading = told(f"market.compare_{arguments.measure}_{end}", {"first": first}, {})
    lines = [told("market.compare_item", {"value": value}, {"name": tape.name}) for tape, value in ranked]
    about = tuple(note for tape, _ in ranked for note in health(tape, context))
    return together([heading, *lines, Part(notes=(*notes, *about), missing=bool(notes))])


def _ranked(
    arguments: LeadingArguments, context: Context
) -> tuple[list[tuple[Tape, Evidence]], tuple[Note, ...]]:
    name, read = LEADING[arguments.measure]
    found: list[tuple[Tape, Evidence]] = []
    notes: list[Note] = []
    for security in arguments.securities:
        try:
            tape = last_tape(security, context)
        except NoData as error:
            notes.append(Note(code=error.code, parameters=dict(error.parameters)))
            continue
        point = read(tape)
        if point is None or name not in point.evidence:
            short: dict[str, Parameter] = {"name": tape.name, "sessions": tape.frame.height}
            notes.append(Note(code="short_history", parameters=short))
            continue
        found.append((tape, point.evidence[name]))
    sign = 1.0 if arguments.ascending else -1.0
    return sorted(found, key=lambda one: sign * (one[1].value or 0.0)), tuple(notes)


LEADING: Mapping[Measure, tuple[str, Callable[[Tape], Pointed | None]]] = MappingProxyType(
    {"rsi": ("rsi", rsi), "volume_ratio": ("ratio", traded), "volume": ("volume", traded)}
)
"""Indicators that securities are put in order by, with the evidence that carries the value."""
