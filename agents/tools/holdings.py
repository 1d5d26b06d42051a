"""What the shares that somebody speaks of are worth at a close, and how much of the whole each is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from agents.context import Context
from agents.planner.money import Money
from agents.planner.positions import Position
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.tape import HISTORY, Tape, last_tape, tape_between
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.formulas import compute
from stockelper.language.catalogue import render
from stockelper.types import Derivation, Evidence, Frozen, Note


class HoldingsArguments(Frozen):
    """Shares with their numbers, as the question names them.

    `day`: at whose close (None: the newest). `worth_alone`: nothing of concentration is asked. `budget`: a sum of
    money that is to pay for them.
    """

    positions: tuple[Position, ...]
    day: dt.date | None = None
    worth_alone: bool = False
    budget: Money | None = None


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
    told_of = tuple(note for one in held for note in health(one.tape, context, arguments.day))
    extra = Part(notes=(*notes, *told_of), missing=bool(notes))
    one_currency = len({one.tape.unit for one in held}) == 1
    if len(held) < 2 or not one_currency:
        apart = () if one_currency else (Note(code="currencies_differ"),)
        alone = _answered if arguments.worth_alone and len(held) == 1 else _alone
        return together([*(alone(one, arguments, context) for one in held), Part(notes=apart), extra])
    return together([*_whole(held, weighed=not arguments.worth_alone), extra])


def _held(arguments: HoldingsArguments, context: Context) -> tuple[list[_Held], tuple[Note, ...]]:
    found: list[_Held] = []
    notes: list[Note] = []
    for position in arguments.positions:
        try:
            found.append(_at_close(position, arguments.day, context))
        except NoData as error:
            notes.append(Note(code=error.code, parameters=dict(error.parameters)))
    return found, tuple(notes)


def _at_close(position: Position, day: dt.date | None, context: Context) -> _Held:
    tape = _tape(position.security, day, context)
    close = tape.stated("close", -1)
    shares = said_shares(close, position.shares)
    return _Held(tape, shares, close, computed("position", "product", (shares, close), close))


def _tape(security: str, day: dt.date | None, context: Context) -> Tape:
    if day is None:
        return last_tape(security, context, 260)
    return tape_between(security, day - dt.timedelta(days=HISTORY), day, context)


def said_shares(close: Evidence, count: int) -> Evidence:
    """The asker's own number of shares as evidence, of the security and the day of a close."""
    said = {
        "id": f"said:{close.security}:shares:{count}",
        "name": "shares",
        "kind": "volume",
        "value": float(count),
        "unit": "shares",
        "currency": None,
    }
    return close.model_copy(update=said)


def computed(
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


def _alone(one: _Held, arguments: HoldingsArguments, context: Context) -> Part:
    del arguments, context
    return told("portfolio.position", _figures(one), {"name": one.tape.name})


def _answered(one: _Held, arguments: HoldingsArguments, context: Context) -> Part:
    """The worth of the one position as a sentence, with yes or no where a sum of money is to pay for it."""
    budget = arguments.budget
    if budget is None or budget.currency != one.tape.currency:
        return told("portfolio.worth", _figures(one), {"name": one.tape.name})
    said = said_money(one.close, budget)
    answer = render(
        context.language, "asked.yes" if (one.value.value or 0.0) <= budget.amount else "asked.no"
    )
    named = {**_figures(one), "budget": said}
    return told("portfolio.pays", named, {"name": one.tape.name, "answer": answer})


def said_money(close: Evidence, money: Money) -> Evidence:
    """The asker's own sum of money as evidence, of the security and the day of a close."""
    said = {
        "id": f"said:{close.security}:money:{money.amount:g}:{money.currency}",
        "name": "invested",
        "value": money.amount,
        "unit": money.currency,
        "currency": money.currency,
    }
    return close.model_copy(update=said)


def _figures(one: _Held) -> dict[str, Evidence]:
    return {"shares": one.shares, "close": one.close, "value": one.value}


def _whole(held: list[_Held], *, weighed: bool) -> list[Part]:
    """The sum, each position with its share of it, and the concentration where they are `weighed` as well."""
    bare = {"kind": "ratio", "unit": "fraction", "currency": None}
    total = computed("total", "sum", [one.value for one in held], held[0].value, security=None)
    weights = [computed("weight", "ratio", (one.value, total), one.value, **bare) for one in held]
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
    return [heading, *lines, *([_concentration(held, weights, parts)] if weighed else [])]


def _concentration(held: list[_Held], weights: list[Evidence], parts: dict[str, Evidence]) -> Part:
    first = max(range(len(held)), key=lambda at: weights[at].value or 0.0)
    whole = {"kind": "ratio", "unit": "times", "currency": None, "security": None}
    index = computed("herfindahl", "herfindahl", weights, weights[0], **whole)
    largest = {"largest": weights[first], "index": index, **parts}
    return told("portfolio.concentration", largest, {"name": held[first].tape.name}, operands=weights)
