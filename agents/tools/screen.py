"""Find or rank securities of one market by measures of their stored prices."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agents.context import Context
from agents.specialist import Part
from agents.spelling import value_text
from agents.tools.gauges import GAUGES, Gauge, Gauged, gauged
from agents.tools.matrix import Matrix, newest_session
from agents.tools.scope import Scope, scope_of
from agents.tools.tape import name_of, period, security_of
from agents.tools.telling import together, told
from stockelper.language.catalogue import render
from stockelper.language.numbers import day, plain
from stockelper.measures import Array
from stockelper.types import Derivation, Evidence, Frozen, Note, Plan, Screen, Window

USUAL = Screen(measure="change", operator="top")
FEW, MANY = 5, 20
Mask = NDArray[np.bool_]


class ScreenArguments(Frozen):
    """Conditions over a market, board or sector; the first one ranks."""

    screens: tuple[Screen, ...] = ()
    markets: tuple[str, ...] = ()
    sector: str | None = None
    window: Window | None = None
    limit: int = FEW


def screen_arguments(plan: Plan) -> ScreenArguments:
    """What a plan asks to be screened."""
    return ScreenArguments(
        screens=plan.screens,
        markets=plan.markets,
        sector=plan.sector,
        window=plan.window,
        limit=min(plan.limit or FEW, MANY),
    )


@dataclass(frozen=True)
class Found:
    """The columns of a market that meet the conditions, best first, and the values they are ranked by."""

    scope: Scope
    ranking: Screen
    gauged: Gauged
    columns: list[int]
    conditions: str
    notes: tuple[Note, ...]


def screen(arguments: ScreenArguments, context: Context) -> Part:
    """Securities of a market, board or sector ranked or filtered by measures of their stored prices."""
    scope = scope_of(arguments.markets, arguments.sector, context)
    until = arguments.window.to if arguments.window else None
    last = newest_session(scope.market, context, until)
    window = arguments.window
    asked = [item for item in arguments.screens if item.measure in GAUGES]
    notes = _notes(arguments, asked, context)
    ranking = (asked or [USUAL])[0]
    found = _search(scope, asked or [USUAL], ranking, last, window, arguments.limit, context)
    return _told(replace(found, notes=notes), context)


def _notes(arguments: ScreenArguments, asked: list[Screen], context: Context) -> tuple[Note, ...]:
    left_out = [item.measure for item in arguments.screens if item not in asked]
    notes = [Note(code="screen_unavailable", parameters={"measure": measure}) for measure in left_out]
    if not arguments.screens:
        notes.append(Note(code="screen_without_conditions"))
    return tuple(notes)


def _search(
    scope: Scope,
    asked: list[Screen],
    ranking: Screen,
    last: dt.date,
    window: Window | None,
    limit: int,
    context: Context,
) -> Found:
    values = {item.measure: gauged(item.measure, scope.market, last, window, context) for item in asked}
    first = values[ranking.measure]
    keep = _members(scope, first.matrix)
    for item in asked:
        keep &= _aligned(_meets(item, values[item.measure].values), values[item.measure], first)
    rank = np.where(keep & ~np.isnan(first.values), first.values, np.nan)
    order = np.argsort(rank if ranking.operator in ("bottom", "below") else -rank, kind="stable")
    columns = [int(at) for at in order if not np.isnan(rank[at])][:limit]
    return Found(scope, ranking, first, columns, _conditions(asked, values, context), ())


def _members(scope: Scope, matrix: Matrix) -> Mask:
    if scope.members is None:
        return np.isfinite(matrix.high[-1])
    inside = np.array([security in scope.members for security in matrix.securities])
    return inside & np.isfinite(matrix.high[-1])


def _aligned(keep: Mask, own: Gauged, first: Gauged) -> Mask:
    if own.matrix.securities == first.matrix.securities:
        return keep
    kept = {name for name, ok in zip(own.matrix.securities, keep, strict=True) if ok}
    return np.array([name in kept for name in first.matrix.securities])


def _meets(item: Screen, values: Array) -> Mask:
    if item.operator in ("top", "bottom") or item.threshold is None:
        return ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        return values >= item.threshold if item.operator == "above" else values <= item.threshold


def _conditions(asked: list[Screen], values: dict[str, Gauged], context: Context) -> str:
    return ", ".join(_condition(item, values[item.measure], context) for item in asked)


def _condition(item: Screen, found: Gauged, context: Context) -> str:
    language, measure = context.language, measure_name(found, context)
    threshold = "" if item.threshold is None else _threshold(item.threshold, found, context)
    operator = item.operator if item.threshold is not None or item.operator in ("top", "bottom") else "top"
    return render(language, f"market.condition_{operator}", measure=measure, threshold=threshold)


def _threshold(value: float, found: Gauged, context: Context) -> str:
    unit, currency = _unit(found.gauge, found.matrix)
    if unit == "times":
        return plain(value)
    return value_text(value, unit, currency, context.language)


def measure_name(found: Gauged, context: Context) -> str:
    """What a measure is called, with the date that it counts from."""
    from_date = day(found.base, context.language) if found.base else ""
    return render(context.language, f"market.measure_{found.gauge.measure}", from_date=from_date)


def _unit(gauge: Gauge, matrix: Matrix) -> tuple[str, str | None]:
    money = matrix.market.currency
    return (money, money) if gauge.unit == "money" else (gauge.unit, None)


def _told(found: Found, context: Context) -> Part:
    language, matrix = context.language, found.gauged.matrix
    shown = {
        "market": render(language, f"market.market_{matrix.market.code}"),
        "group": found.scope.label,
        "measure": measure_name(found.gauged, context),
        "conditions": found.conditions,
        "date": matrix.dates[-1].isoformat(),
    }
    notes = Part(notes=(Note(code=f"basis_{matrix.basis}"), *found.notes))
    if not found.columns:
        return together([told("market.screen_none", {}, shown), notes])
    items = [item(found.gauged, column, context) for column in found.columns]
    kind = found.ranking.operator if found.ranking.operator in ("top", "bottom") else "matching"
    heading = told(f"market.screen_{kind}", {"first": items[0].evidence[0]}, shown)
    return together([heading, *items, notes])


def item(found: Gauged, column: int, context: Context) -> Part:
    """One line of a list: a security, its value and its close."""
    matrix = found.matrix
    security = matrix.securities[column]
    close = price(matrix, column, -1, context)
    operands = () if found.row is None else (price(matrix, column, found.row, context), close)
    value = _value(found, column, tuple(operands), context)
    suffix = {"times": "_times", "fraction": ""}.get(found.gauge.unit, "_plain")
    suffix = "_plain" if found.gauge.measure in ("volatility", "bollinger") else suffix
    name = name_of(security_of(security, context), context.language)
    return told(
        f"market.screen_item{suffix}", {"value": value, "close": close}, {"name": name}, operands=operands
    )


def price(matrix: Matrix, column: int, row: int, context: Context) -> Evidence:
    """The close of one security in one session of the matrix."""
    day_, security = matrix.dates[row], matrix.securities[column]
    return Evidence(
        id=f"price:{security}:{day_}:close",
        kind="price",
        security=security,
        name="close",
        value=float(matrix.close[row, column]),
        unit=matrix.market.currency,
        currency=matrix.market.currency,
        basis=matrix.basis,
        date=day_,
        known_at=matrix.market.close_at(day_),
        source=matrix.source,
        title=title(matrix, context),
    )


def title(matrix: Matrix, context: Context) -> str:
    """How the market's prices of a day are cited."""
    market = render(context.language, f"market.market_{matrix.market.code}")
    return render(
        context.language, "market.cross_title", market=market, date=day(matrix.dates[-1], context.language)
    )


def _value(found: Gauged, column: int, operands: tuple[Evidence, ...], context: Context) -> Evidence:
    matrix, gauge = found.matrix, found.gauge
    unit, currency = _unit(gauge, matrix)
    security, first, last = matrix.securities[column], found.base or matrix.dates[0], matrix.dates[-1]
    derivation = (
        Derivation(formula="return", operands=tuple(one.id for one in operands)) if operands else None
    )
    return Evidence(
        id=f"{gauge.kind}:{security}:{first}:{last}:{gauge.name}",
        kind=gauge.kind,
        security=security,
        name=gauge.name,
        value=float(found.values[column]),
        unit=unit,
        currency=currency,
        basis=matrix.basis,
        date=last,
        period=period(first, last),
        known_at=matrix.known_at,
        source=matrix.source,
        title=title(matrix, context),
        derivation=derivation,
    )
