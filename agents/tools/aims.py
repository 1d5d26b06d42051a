"""A price that a question asks whether a share gets to, against the last close and against what its past has seen."""

from dataclasses import dataclass

import numpy as np

from agents.context import Context
from agents.planner.aims import Aim
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.span import days_back
from agents.tools.tape import Tape, tape_between
from agents.tools.telling import together, told
from stockelper.types import Evidence, Frozen, Parameter

PAST = 365 * 10
"""Days of the past that are looked through."""
_LEAST = 60
"""Stretches from which on counting them says something."""


class AimArguments(Frozen):
    """Which security, what it is to get to, and within how many sessions."""

    security: str
    aim: Aim
    sessions: int


@dataclass(frozen=True)
class _Way:
    """From the last close to the price that is asked about."""

    tape: Tape
    close: Evidence
    price: Evidence
    needed: Evidence


def aim(arguments: AimArguments, context: Context) -> Part:
    """How far a price that was asked about lies from the last close, and how often a move of that size has been seen.

    Raises:
        NoData: nothing is stored.
    """
    span = days_back(context.clock.today(), PAST, "10y")
    tape = tape_between(arguments.security, span.from_, context.clock.today(), context)
    way = _way(tape, arguments.aim)
    notes = Part(notes=health(tape, context))
    if not way.needed.value or (way.needed.value < 0) != arguments.aim.down:
        return together([_passed(way), notes])
    return together([_far(way), _seen(way, arguments.sessions), notes])


def said(close: Evidence, aim: Aim, currency: str) -> Evidence:
    """The asker's own price as evidence: no bar has it."""
    value = aim.of(close.value or 0.0, currency)
    name = f"said:{close.security}:aim:{value:g}"
    return close.model_copy(update={"id": name, "name": "aim", "value": round(value, 2)})


def _way(tape: Tape, asked: Aim) -> _Way:
    close = tape.stated("close", -1)
    price = said(close, asked, tape.currency or "")
    needed = tape.derived("needed", "return", close, price).model_copy(update={"period": None})
    return _Way(tape, close, price, needed)


def _passed(way: _Way) -> Part:
    """The close is there already, or on the other side of the price."""
    side = "over" if (way.needed.value or 0.0) < 0 else "under"
    named = {"aim": way.price, "close": way.close, "needed": way.needed}
    return told(f"outlook.aim_{side}", named, {"name": way.tape.name})


def _far(way: _Way) -> Part:
    side = "up" if (way.needed.value or 0.0) > 0 else "down"
    named = {"aim": way.price, "close": way.close, "needed": way.needed}
    return told(f"outlook.aim_{side}", named, {"name": way.tape.name})


def _seen(way: _Way, sessions: int) -> Part:
    """How many stretches of that length have seen such a move."""
    close = way.tape.column("close")
    moved = close[sessions:] / close[:-sessions] - 1 if len(close) > sessions else np.empty(0)
    moved = moved[np.isfinite(moved)]
    if len(moved) < _LEAST:
        return Part()
    needed = way.needed.value or 0.0
    count = int(np.sum(moved >= needed) if needed > 0 else np.sum(moved <= needed))
    tape, size = way.tape, f"{sessions}_{needed:.4f}"
    named = {
        "length": _counted(tape, "stretch_length", float(sessions)),
        "total": _counted(tape, f"stretches_{sessions}", float(len(moved))),
        "count": _counted(tape, f"stretches_{size}", float(count)),
        "share": _counted(tape, f"share_{size}", count / len(moved), "fraction"),
    }
    shown: dict[str, Parameter] = {"name": tape.name, "sessions": sessions}
    code = "outlook.aim_seen" if count else "outlook.aim_unseen"
    return told(f"{code}_{'up' if needed > 0 else 'down'}", named, shown)


def _counted(tape: Tape, name: str, value: float, unit: str = "count") -> Evidence:
    """A figure over all stored sessions, which no one stretch of dates belongs to."""
    return tape.measured(name, value, unit, 0, -1).model_copy(update={"period": None})
