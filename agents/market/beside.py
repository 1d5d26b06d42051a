"""What is asked of a security or an index beside its price: its days, its stretches, how it moves with an index."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from agents.context import Context
from agents.indices import indices
from agents.market.windows import days_span, last_year, named_span
from agents.specialist import Call, call
from agents.tools.days import TOLD, DaysArguments, days
from agents.tools.periods import PeriodsArguments, periods
from agents.tools.together import BetaArguments, CorrelationArguments, beta, correlation
from stockelper.types import Measure, Plan

_EXTREMES: Mapping[Measure, Measure] = MappingProxyType(
    {"high": "high_day", "high_52w": "high_day", "low": "low_day", "low_52w": "low_day"}
)
_OF_A_YEAR = re.compile(r"52|신[고저]가|\bnew (?:highs?|lows?)\b", re.IGNORECASE)
"""Means the mark of 52 weeks, whatever stretch is named beside it."""
MOST = 5
"""Securities that one answer goes through one by one."""


def beside_calls(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of the days of a security, and of how it moves with an index."""
    window = named_span(plan) or last_year(context)
    if asked := of_days(plan):
        yield call(days, DaysArguments(security=security, window=days_span(plan, context), measures=asked))
    named = asked_indices(plan)
    if "beta" in plan.measures:
        for index in named or (None,):
            yield call(beta, BetaArguments(security=security, window=window, index=index))
    if "correlation" in plan.measures and len(plan.securities) == 1:
        for index in named:
            yield call(correlation, CorrelationArguments(security=security, other=index, window=window))


def stretch_calls(securities: Sequence[str], plan: Plan) -> Iterator[Call]:
    """Each security or index over the stretches of time that the question sets side by side."""
    for security in securities[:MOST]:
        arguments = PeriodsArguments(security=security, windows=plan.stretches, measures=plan.measures)
        yield call(periods, arguments)


def asked_indices(plan: Plan) -> list[str]:
    """The indices that a question sets securities against."""
    return [index for index in indices(plan.question) if index.startswith("INDEX:")]


def of_days(plan: Plan) -> tuple[Measure, ...]:
    """The measures of the plan that are told of single days."""
    asked: list[Measure] = [told for one in plan.measures if (told := _of_stretch(one, plan)) in TOLD]
    return tuple(dict.fromkeys(asked))


def _of_stretch(measure: Measure, plan: Plan) -> Measure:
    """A high or low as that of the stretch that the question names, with its day, unless a year's mark is meant."""
    if named_span(plan) is None or _OF_A_YEAR.search(plan.question):
        return measure
    return _EXTREMES.get(measure, measure)
