"""Find or rank securities of one market by measures of their stored prices."""

import datetime as dt
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from agents.context import Context
from agents.planner.screens import AT_LIMIT
from agents.specialist import Part
from agents.tools.absent import measure_label
from agents.tools.age import age_of_market
from agents.tools.busy import against_the_usual, over_window
from agents.tools.gauges import CROSSING, GAUGES, Gauged, meets
from agents.tools.matrix import YEAR_OF_SESSIONS, Matrix, newest_session
from agents.tools.ranking import crossing_of, leaders, meanings
from agents.tools.scope import Scope, markets_of, scope_of
from agents.tools.screened import Found, bounds, conditions, listed
from agents.tools.telling import together
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.language.normalise import detect
from stockelper.markets.registry import market_of
from stockelper.types import Frozen, Language, Measure, Note, Plan, Screen, Window

USUAL = Screen(measure="change", operator="top")
FEW, MANY = 5, 20
USUAL_AVERAGE = 20
Mask = NDArray[np.bool_]
_NEAR_A_MARK: frozenset[Measure] = frozenset({"high_52w", "low_52w"})
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


def screen(arguments: ScreenArguments, context: Context) -> Part:
    """Securities of a market, board or sector ranked or filtered by measures of their stored prices."""
    scope = _scope(arguments, context)
    window = arguments.window
    last = newest_session(scope.market, context, window.to if window else None)
    asked = [_ranked_alike(item) for item in arguments.screens if item.measure in _COMPUTED]
    notes = tuple(_unavailable(item, context) for item in arguments.screens if item.measure not in _COMPUTED)
    if not asked and notes:
        raise NoData("screen_unread", name=", ".join(str(note.parameters["measure"]) for note in notes))
    notes += meanings(asked, arguments.crossing)
    if not asked:
        notes = (Note(code="screen_without_conditions"),)
    found = _search(scope, asked or [USUAL], last, arguments, context)
    notes += age_of_market(scope.market, last, window.to if window else None, context)
    dropped = Part(missing=any(note.code == "screen_unavailable" for note in notes))
    return together([listed(replace(found, notes=(*found.notes, *notes)), context), dropped])


def _scope(arguments: ScreenArguments, context: Context) -> Scope:
    """What is screened: a market or a part of it, or only the securities that were listed before."""
    scope = scope_of(arguments.markets, arguments.sector, context, arguments.asked_in)
    if not arguments.among:
        return scope
    held = frozenset(arguments.among)
    members = held if scope.members is None else held & scope.members
    return replace(scope, members=members, label=render(context.language, "market.group_listed"), listed=None)


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
        item.measure: over_window(
            item.measure, scope.market, last, arguments.window, context, arguments.periods, arguments.crossing
        )
        for item in asked
    }
    ranking = asked[0]
    first = values[ranking.measure]
    keep = _members(scope, first.matrix)
    for item in asked:
        keep &= _aligned(meets(item, values[item.measure]), values[item.measure], first)
    if any(item.measure in _NEAR_A_MARK for item in asked):
        keep &= (
            first.matrix.volume[-1] > 0
        )  # of a halted share the last price stands still, near whatever mark
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
        conditions(asked, values, context),
        any(item.operator in ("above", "below") for item in asked),
        len(meeting),
        bounds(asked, values, context),
        (*notes, *(Note(code="usual_volume") for one in values.values() if against_the_usual(one))),
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
