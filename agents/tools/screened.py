"""What a screen found, told: its conditions in words, how many meet them, and the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from agents.context import Context
from agents.specialist import Part
from agents.spelling import value_text
from agents.tools.busy import over_a_stretch
from agents.tools.gauges import Gauged
from agents.tools.grouped import covered
from agents.tools.listing import counted, title, unit_of
from agents.tools.listing import item as line
from agents.tools.scope import Scope
from agents.tools.tape import period
from agents.tools.telling import together, told
from stockelper.language.catalogue import codes, render
from stockelper.language.numbers import day
from stockelper.types import Evidence, Measure, Note, Parameter, Screen

_WITHIN: frozenset[tuple[Measure, str]] = frozenset({("high_52w", "above"), ("low_52w", "below")})
"""Bounds of a distance from a year's mark that nearness to it is meant by."""


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


def conditions(asked: list[Screen], values: Mapping[Measure, Gauged], context: Context) -> str:
    """The conditions in words; what is ranked by where nothing is filtered."""
    filters = [item for item in asked if item.operator in ("above", "below")]
    return ", ".join(_condition(item, values[item.measure], context) for item in filters or asked)


def _condition(item: Screen, found: Gauged, context: Context) -> str:
    language, measure = context.language, _measure_name(found, context)
    if item.threshold is None and item.operator in ("above", "below"):
        code = f"market.{item.operator}_{item.measure}"
        spoken = code if code in codes(language) else "market.condition_top"
        return render(language, spoken, measure=measure, periods=found.gauge.sessions)
    bound = abs(_signed(item)) if item.measure == "streak" else _signed(item)
    threshold = "" if item.threshold is None else _threshold(bound, found, context)
    if (item.measure, item.operator) in _WITHIN and item.threshold is not None:
        return render(
            language, f"market.within_{item.measure}", threshold=_threshold(abs(bound), found, context)
        )
    own = f"market.{item.operator}_{item.measure}"
    is_run = item.measure == "streak" and item.operator in ("above", "below")
    code = own if is_run else f"market.condition_{item.operator}"
    return render(language, code, measure=measure, threshold=threshold)


def _signed(item: Screen) -> float:
    """The threshold as it is compared: so much below the year's high is a distance below zero."""
    bound = item.threshold or 0.0
    return -abs(bound) if item.measure == "high_52w" else bound


def _threshold(value: float, found: Gauged, context: Context) -> str:
    unit, currency = unit_of(found.gauge, found.matrix)
    text = value_text(value, unit, currency, context.language)
    return render(context.language, "market.times", value=text) if unit == "times" else text


def bounds(asked: list[Screen], values: Mapping[Measure, Gauged], context: Context) -> tuple[Evidence, ...]:
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
        period=period(found.base, found.matrix.dates[-1]) if found.base and over_a_stretch(found) else None,
        known_at=found.matrix.known_at,
        source=found.matrix.source,
        title=title(found.matrix, context),
    )


def _measure_name(found: Gauged, context: Context) -> str:
    """What a measure is called, with the dates that it covers."""
    from_date = day(found.base, context.language) if found.base else ""
    to_date = day(found.matrix.dates[-1], context.language)
    over = "_over" if over_a_stretch(found) else ""
    code = f"market.measure_{found.gauge.measure}{over}"
    return render(context.language, code, from_date=from_date, to_date=to_date, periods=found.gauge.sessions)


def listed(found: Found, context: Context) -> Part:
    """The list with its heading, or the sentence that nothing meets the conditions."""
    language, matrix = context.language, found.gauged.matrix
    group, stored = covered(found.scope, matrix, context)
    shown: dict[str, Parameter] = {
        "market": render(language, f"market.market_{matrix.market.code}"),
        "group": group,
        "measure": _measure_name(found.gauged, context),
        "conditions": found.conditions,
        "date": matrix.dates[-1].isoformat(),
    }
    notes = Part(notes=(Note(code=f"basis_{matrix.basis}"), *found.notes))
    if not found.columns:
        breadth = (counted("count", 0.0, matrix, context), *stored.values())
        return together([told("market.screen_none", {}, shown, operands=(*breadth, *found.bounds)), notes])
    items = [line(found.gauged, column, context) for column in found.columns]
    bounding = {**{f"bound{n}": bound for n, bound in enumerate(found.bounds)}, **stored}
    kind = found.ranking.operator if found.ranking.operator in ("top", "bottom") else "matching"
    kind = f"{kind}_of" if kind != "matching" and found.filtered else kind
    counted_before = _how_many(found, bounding, shown, context)
    kind = _behind_the_count(found) if kind == "matching" and counted_before else kind
    heading = told(f"market.screen_{kind}", {"first": items[0].evidence[0], **bounding}, shown)
    return together([*counted_before, heading, *items, notes])


def _behind_the_count(found: Found) -> str:
    """The heading of a list whose conditions and number were just told: of all of them, or of those in front."""
    return "matching_all" if found.total == len(found.columns) else "matching_first"


def _how_many(
    found: Found, bounding: Mapping[str, Evidence], shown: Mapping[str, Parameter], context: Context
) -> list[Part]:
    """How many meet the conditions, where a condition was set and the list does not show them all or may be counted."""
    if not found.filtered or found.total <= 1:
        return []
    count = counted("matching", float(found.total), found.gauged.matrix, context)
    group = f"{count.id}:{found.scope.label}:{found.conditions}"
    count = count.model_copy(update={"id": group, "text": found.conditions})
    return [told("market.screen_count", {"count": count, **bounding}, shown)]
