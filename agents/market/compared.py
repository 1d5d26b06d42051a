"""Securities set side by side."""

import re
from collections.abc import Iterator

from agents.context import Context
from agents.market.beside import MOST, asked_indices, beside_calls
from agents.market.windows import last_quarter
from agents.specialist import Call, call
from agents.tools.compare import COMPARED, CompareArguments, compare
from agents.tools.events import PriceGapArguments, price_gap
from agents.tools.indicators import TOLD as INDICATORS
from agents.tools.indicators import IndicatorArguments, indicators
from agents.tools.leading import LEADING, LeadingArguments, leading
from agents.tools.performance import RelativeArguments, relative
from agents.tools.together import CorrelationArguments, correlation, pairs
from stockelper.types import Measure, Plan

LOWEST = re.compile(
    r"작은|낮은|낮아|적은|덜 |안정|안전|\b(?:safer|safest|stable|steadi\w+|lowest|lower|least|smallest|smaller|calmest|calmer|less)\b",
    re.IGNORECASE,
)
"""Asks for the lowest first."""


def compared_calls(plan: Plan, context: Context) -> Iterator[Call]:
    """What is measured between the securities first; no returns where only that was asked for."""
    window = plan.window or last_quarter(context)
    if "price_gap" in plan.measures:
        yield call(price_gap, PriceGapArguments(securities=plan.securities))
        return
    if "correlation" in plan.measures:
        for security, other in pairs(plan.securities):
            arguments = CorrelationArguments(security=security, other=other, window=window)
            yield call(correlation, arguments)
    if plan.measures == ("correlation",):
        return
    if told := list(_by_indicators(plan)):
        yield from told
        if set(plan.measures) <= (INDICATORS - COMPARED) | set(LEADING):
            return
    for security in plan.securities[:MOST]:
        yield from beside_calls(security, plan, context)
    yield _compare(plan, context)
    yield from _against_indices(plan, context)


def _by_indicators(plan: Plan) -> Iterator[Call]:
    """The securities in the order of an indicator where that alone is asked for, else each one's indicators."""
    told_apart = (INDICATORS - COMPARED) | set(LEADING)
    asked: list[Measure] = [one for one in plan.measures if one in told_apart]
    if asked and set(plan.measures) <= set(LEADING):
        lowest = LOWEST.search(plan.question) is not None
        for measure in asked:
            arguments = LeadingArguments(securities=plan.securities[:MOST], measure=measure, ascending=lowest)
            yield call(leading, arguments)
        return
    for security in plan.securities[:MOST] if asked else ():
        of_one = IndicatorArguments(security=security, measures=tuple(asked), periods=plan.periods)
        yield call(indicators, of_one)


def _compare(plan: Plan, context: Context) -> Call:
    window = plan.window or last_quarter(context)
    arguments = CompareArguments(
        securities=plan.securities,
        window=window,
        measures=plan.measures,
        ascending=LOWEST.search(plan.question) is not None,
    )
    return call(compare, arguments)


def _against_indices(plan: Plan, context: Context) -> Iterator[Call]:
    window = plan.window or last_quarter(context)
    for index in asked_indices(plan):
        for security in plan.securities:
            yield call(relative, RelativeArguments(security=security, window=window, index=index))
