"""Find or rank securities of one market by measures of their stored prices."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agents.context import Context
from agents.planner.details import AT_LIMIT
from agents.specialist import Part
from agents.spelling import value_text
from agents.tools.absent import measure_label
from agents.tools.age import age_of_market
from agents.tools.gauges import CROSSING, GAUGES, Gauged, gauged, meets
from agents.tools.listing import counted, title, unit_of
from agents.tools.listing import item as line
from agents.tools.matrix import YEAR_OF_SESSIONS, Matrix, newest_session
from agents.tools.ranking import crossing_of, leaders, meanings
from agents.tools.scope import Scope, markets_of, scope_of
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import codes, render
from stockelper.language.normalise import detect
from stockelper.language.numbers import day
from stockelper.markets.registry import market_of
from stockelper.types import Evidence, Frozen, Language, Measure, Note, Parameter, Plan, Screen, Window

USUAL = Screen(measure="change", operator="top")
FEW, MANY = 5, 20
USUAL_AVERAGE = 20
Mask = NDArray[np.bool_]
_COMPUTED: frozenset[Measure] = frozenset({*GAUGES, "relative_return"})


class ScreenArguments(Frozen):
    """Conditions over a market, board or sector, or over the securities of `among`; the first one ranks."""

    screens: tuple[Screen, ...] = ()
    markets: tuple[str, ...] = ()
    sector: str | None = None
    window: Window | None = None
    limit: int = FEW
    periods: int = USUAL_AVERAGE
    crossing: tuple[int, int] = CROSSING
    asked_in: Language | None = None
    among: tuple[str, ...] = ()


def screen_arguments(plan: Plan) -> ScreenArguments:
    """What a plan asks to be screened."""
    return ScreenArguments(
        screens=plan.screens,
        markets=(market_of(plan.among[0]).code,) if plan.among else markets_of(plan),
        sector=plan.sector,
        window=plan.window if plan.window and plan.window.label != "default" else None,
        limit=min(plan.limit or (MANY if _at_limits(plan) else FEW), MANY),
        periods=next((n for n in plan.periods if n <= YEAR_OF_SESSIONS), USUAL_AVERAGE),
        crossing=crossing_of(plan.periods),
        asked_in=detect(plan.question),
        among=plan.among,
    )


def _at_limits(plan: Plan) -> bool:
    """Whether shares at a daily limit are asked for, who are few and wanted all."""
    return any(one.measure == "change" and abs(one.threshold or 0.0) == AT_LIMIT for one in plan.screens)


@dataclass(frozen=True)
class Found:
    """The columns of a market that meet the conditions, best first, and the values they are ranked by."""

    scope: Scope
    ranking: Screen
    gauged: Gauged
    columns: list[int]
    conditions: str
    filtered: bool
    total: int
    bounds: tuple[Evidence, ...]
    notes: tuple[Note, ...]


def screen(arguments: ScreenArguments, context: Context) -> Part:
    """Securities of a market, board or sector ranked or filtered by measures of their stored prices."""
    scope = _scope(arguments, context)
    window = arguments.window
    last = newest_session(scope.market, context, window.to if window else None)
    asked = [_ranked_alike(item) for item in arguments.screens if item.measure in _COMPUTED]
    notes = tuple(_unavailable(item, context) for item in arguments.screens if item.measure not in _COMPUTED)
    if not asked and notes:
        raise NoData("screen_unavailable", **notes[0].parameters)
    notes += meanings(asked, arguments.crossing)
    if not asked:
        notes = (Note(code="screen_without_conditions"),)
    found = _search(scope, asked or [USUAL], last, arguments, context)
    notes += age_of_market(scope.market, last, window.to if window else None, context)
    dropped = Part(missing=any(note.code == "screen_unavailable" for note in notes))
    return together([_told(replace(found, notes=(*found.notes, *notes)), context), dropped])


def _scope(arguments: ScreenArguments, context: Context) -> Scope:
    """What is screened: a market or a part of it, or only the securities that were listed before."""
    scope = scope_of(arguments.markets, arguments.sector, context, arguments.asked_in)
    if not arguments.among:
        return scope
    held = frozenset(arguments.among)
    members = held if scope.members is None else held & scope.members
    return replace(scope, members=members, label=render(context.language, "market.group_listed"))


def _ranked_alike(item: Screen) -> Screen:
    """Against one index, the order of relative returns is that of the returns."""
    return item.model_copy(update={"measure": "return"}) if item.measure == "relative_return" else item


def _unavailable(item: Screen, context: Context) -> Note:
    name = measure_label(item.measure, context.language)
    return Note(code="screen_unavailable", parameters={"measure": name})


def _search(
    scope: Scope,
    asked: list[Screen],
    last: dt.date,
    arguments: ScreenArguments,
    context: Context,
) -> Found:
    values: dict[Measure, Gauged] = {
        item.measure: gauged(
            item.measure, scope.market, last, arguments.window, context, arguments.periods, arguments.crossing
        )
        for item in asked
    }
    ranking = asked[0]
    first = values[ranking.measure]
    keep = _members(scope, first.matrix)
    for item in asked:
        keep &= _aligned(meets(item, values[item.measure]), values[item.measure], first)
    rank = np.where(keep & ~np.isnan(first.values), first.values, np.nan)
    turnover = np.nan_to_num(first.matrix.volume[-1] * first.matrix.close[-1])
    ascending = rank if ranking.operator in ("bottom", "below") else -rank
    order = np.lexsort((-turnover, ascending))  # of equals, as at a 52-week high, the most traded first
    meeting = [int(at) for at in order if not np.isnan(rank[at])]
    columns, notes = leaders(first, meeting, arguments.limit, context)
    return Found(
        scope,
        ranking,
        first,
        columns,
        _conditions(asked, values, context),
        any(item.operator in ("above", "below") for item in asked),
        len(meeting),
        _bounds(asked, values, context),
        notes,
    )


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


def _conditions(asked: list[Screen], values: Mapping[Measure, Gauged], context: Context) -> str:
    filters = [item for item in asked if item.operator in ("above", "below")]
    return ", ".join(_condition(item, values[item.measure], context) for item in filters or asked)


def _condition(item: Screen, found: Gauged, context: Context) -> str:
    language, measure = context.language, measure_name(found, context)
    if item.threshold is None and item.operator in ("above", "below"):
        code = f"market.{item.operator}_{item.measure}"
        spoken = code if code in codes(language) else "market.condition_top"
        return render(language, spoken, measure=measure, periods=found.gauge.sessions)
    bound = abs(_signed(item)) if item.measure == "streak" else _signed(item)
    threshold = "" if item.threshold is None else _threshold(bound, found, context)
    own = f"market.{item.operator}_{item.measure}"
    code = own if item.measure == "streak" else f"market.condition_{item.operator}"
    return render(language, code, measure=measure, threshold=threshold)


def _signed(item: Screen) -> float:
    """The threshold as it is compared: so much below the year's high is a distance below zero."""
    bound = item.threshold or 0.0
    return -abs(bound) if item.measure == "high_52w" else bound


def _threshold(value: float, found: Gauged, context: Context) -> str:
    unit, currency = unit_of(found.gauge, found.matrix)
    text = value_text(value, unit, currency, context.language)
    return render(context.language, "market.times", value=text) if unit == "times" else text


def _bounds(asked: list[Screen], values: Mapping[Measure, Gauged], context: Context) -> tuple[Evidence, ...]:
    """The conditions of the question as evidence, so that stating them is checkable too."""
    filters = [item for item in asked if item.threshold is not None or item.operator in ("above", "below")]
    return tuple(_bound(item, values[item.measure], context) for item in filters)


def _bound(item: Screen, found: Gauged, context: Context) -> Evidence:
    unit, currency = unit_of(found.gauge, found.matrix)
    operator = "above" if item.measure == "streak" else item.operator  # so many sessions at least, either way
    return Evidence(
        id=f"condition:{item.measure}:{operator}:{item.threshold}",
        kind=found.gauge.kind,
        name=found.gauge.name,
        value=abs(_signed(item)) if item.measure == "streak" else _signed(item),
        unit=unit,
        currency=currency,
        date=found.matrix.dates[-1],
        known_at=found.matrix.known_at,
        source=found.matrix.source,
        title=title(found.matrix, context),
    )


def measure_name(found: Gauged, context: Context) -> str:
    """What a measure is called, with the date that it counts from."""
    from_date = day(found.base, context.language) if found.base else ""
    code = f"market.measure_{found.gauge.measure}"
    return render(context.language, code, from_date=from_date, periods=found.gauge.sessions)


def _told(found: Found, context: Context) -> Part:
    language, matrix = context.language, found.gauged.matrix
    shown: dict[str, Parameter] = {
        "market": render(language, f"market.market_{matrix.market.code}"),
        "group": found.scope.label,
        "measure": measure_name(found.gauged, context),
        "conditions": found.conditions,
        "date": matrix.dates[-1].isoformat(),
    }
    notes = Part(notes=(Note(code=f"basis_{matrix.basis}"), *found.notes))
    if not found.columns:
        breadth = (counted("count", 0.0, matrix, context),)
        return together([told("market.screen_none", {}, shown, operands=(*breadth, *found.bounds)), notes])
    items = [line(found.gauged, column, context) for column in found.columns]
    bounds = {f"bound{n}": bound for n, bound in enumerate(found.bounds)}
    kind = found.ranking.operator if found.ranking.operator in ("top", "bottom") else "matching"
    kind = f"{kind}_of" if kind != "matching" and found.filtered else kind
    counted_before = _how_many(found, bounds, shown, context)
    kind = _behind_the_count(found) if kind == "matching" and counted_before else kind
    heading = told(f"market.screen_{kind}", {"first": items[0].evidence[0], **bounds}, shown)
    return together([*counted_before, heading, *items, notes])


def _behind_the_count(found: Found) -> str:
    """The heading of a list whose conditions and number were just told: of all of them, or of those in front."""
    return "matching_all" if found.total == len(found.columns) else "matching_first"


def _how_many(
    found: Found, bounds: Mapping[str, Evidence], shown: Mapping[str, Parameter], context: Context
) -> list[Part]:
    """How many meet the conditions, where a condition was set and the list does not show them all or may be counted."""
    if not found.filtered or found.total <= 1:
        return []
    count = counted("matching", float(found.total), found.gauged.matrix, context)
    group = f"{count.id}:{found.scope.label}:{found.conditions}"
    count = count.model_copy(update={"id": group})
    return [told("market.screen_count", {"count": count, **bounds}, shown)]
