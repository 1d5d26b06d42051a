"""Prices that are asked for in another currency than their own."""

from collections.abc import Iterator

from agents.context import Context
from agents.market.windows import named_day, named_span
from agents.planner.currency import currency_asked
from agents.specialist import Call, call
from agents.tools.converted import ConvertedArguments, converted
from agents.tools.tape import security_of
from stockelper.markets.registry import is_series
from stockelper.types import Measure, Plan

_MOST = 5
_TOLD: frozenset[Measure] = frozenset({"close", "change"})
"""Figures that are told with a converted close."""


def currency_calls(plan: Plan, context: Context) -> Iterator[Call]:
    """The close of each security in the currency that is asked for; none of those that trade in it anyway."""
    wanted = currency_asked(plan.question) if plan.kinds[0] == "quote" and not plan.stretches else None
    if wanted is None:
        return
    for security in plan.securities[:_MOST]:
        if not is_series(security) and security_of(security, context).currency != wanted:
            arguments = ConvertedArguments(
                security=security, currency=wanted, day=named_day(plan), quoted=asks_for_the_close(plan)
            )
            yield call(converted, arguments)


def asks_for_the_close(plan: Plan) -> bool:
    """Whether nothing but the price is asked for, so that the converted close is the whole answer."""
    return set(plan.measures) <= _TOLD and named_span(plan) is None
