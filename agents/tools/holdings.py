"""What the shares that somebody speaks of are worth at the last close, and how much of the whole each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.context import Context
from agents.planner.positions import Position
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.tape import Tape, last_tape
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.formulas import compute
from stockelper.types import Derivation, Evidence, Frozen, Note


class HoldingsArguments(Frozen):
    """Shares with their numbers, as the question names them."""

    positions: tuple[Position, ...]


@dataclass(frozen=True)
class _Held:
    """A position at its last close: the number of shares as said, the close, and their product."""

    tape: Tape
    shares: Evidence
    close: Evidence
    value: Evidence


def holdings(arguments: HoldingsArguments, context: Context) -> Part:
    """The worth of each position at its last close, its share of the sum, and how concentrated the whole is.

    Raises:
        NoData: none of the securities has prices.
    """
    held, notes = _held(arguments, context)
    if not held:
        raise NoData(notes[0].code, **notes[0].parameters)
    told_of = tuple(note for one in held for note in health(one.tape, context))
    extra = Part(notes=(*notes, *told_of), missing=bool(notes))
    one_currency = len({one.tape.unit for one in held}) == 1
    if len(held) < 2 or not one_currency:
        apart = () if one_currency else (Note(code="currencies_differ"),)
        return together([*(_alone(one) for one in held), Part(notes=apart), extra])
    return together([*_whole(held), extra])


def _held(arguments: HoldingsArguments, context: Context) -> tuple[list[_Held], tuple[Note, ...]]:
    found: list[_Held] = []
    notes: list[Note] = []
    for position in arguments.positions:
        try:
            found.append(_at_close(position, context))
        except NoData as error:
            notes.append(Note(code=error.code, parameters=dict(error.parameters)))
    return found, tuple(notes)


def _at_close(position: Position, context: Context) -> _Held:
    tape = last_tape(position.security, context, 260)
    close = tape.stated("close", -1)
    said = {
        "id": f"said:{position.security}:shares:{position.shares}",
        "name": "shares",
        "kind": "volume",
        "value": float(position.shares),
        "unit": "shares",
        "currency": None,
    }
    shares = close.model_copy(update=said)
    return _Held(tape, shares, close, _computed("position", "product", (shares, close), close))


def _computed(
    name: str, formula: str, operands: Sequence[Evidence], of: Evidence, **fields: object
) -> Evidence:
    """A figure of several others, of the security and in the unit of one of them unless `fields` say otherwise."""
    values = [item.value or 0.0 for item in operands]
    ids = tuple(item.id for item in operands)
    made = {
        "id": f"{name}:{'+'.join(ids)}",
        "name": name,
        "value": compute(formula, values),
        "derivation": Derivation(formula=formula, operands=ids),
    }
    return of.model_copy(update={**made, **fields})


def _alone(one: _Held) -> Part:
    named = {"shares": one.shares, "close": one.close, "value": one.value}
    return told("portfolio.position", named, {"name": one.tape.name})


def _whole(held: list[_Held]) -> list[Part]:
    """The sum, each position with its share of it, and the concentration."""
    bare = {"kind": "ratio", "unit": "fraction", "currency": None}
    total = _computed("total", "sum", [one.value for one in held], held[0].value, security=None)
    weights = [_computed("weight", "ratio", (one.value, total), one.value, **bare) for one in held]
    parts = {f"part{n}": one.value for n, one in enumerate(held)}  # named so that each one's source is cited
    heading = told("portfolio.total", {"total": total, **parts})
    lines = [
        told(
            "portfolio.position_weighed",
            {"shares": one.shares, "close": one.close, "value": one.value, "weight": weight},
            {"name": one.tape.name},
            operands=(total,),
        )
        for one, weight in zip(held, weights, strict=True)
    ]
    first = max(range(len(held)), key=lambda at: weights[at].value or 0.0)
    whole = {**bare, "unit": "times", "security": None}
    index = _computed("herfindahl", "herfindahl", weights, weights[0], **whole)
    largest = {"largest": weights[first], "index": index, **parts}
    concentration = told(
        "portfolio.concentration", largest, {"name": held[first].tape.name}, operands=weights
    )
    return [heading, *lines, concentration]
