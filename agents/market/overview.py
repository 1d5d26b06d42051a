"""A question that names no security: indices, and a market or sector as a whole."""

from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.indices import indices, unstored
from agents.market.beside import of_days, stretch_calls
from agents.market.screening import FUNDS, screen_calls
from agents.market.windows import last_year, named_day, named_span, named_window
from agents.specialist import Call, call
from agents.tools.absent import AbsentArguments, absent
from agents.tools.briefing import BriefingArguments, IndexArguments, briefing, index_level
from agents.tools.days import DaysArguments, days
from agents.tools.performance import PerformanceArguments, performance
from agents.tools.scope import markets_of
from agents.tools.together import CorrelationArguments, correlation, pairs
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS
from stockelper.types import Plan


def market_calls(plan: Plan, context: Context) -> Iterator[Call]:
    """The tool calls of a question without a security: a screen, funds, indices, else a briefing."""
    if "screen" in plan.kinds:
        yield from screen_calls(plan)
        return
    if FUNDS.search(plan.question) and not indices(plan.question):
        yield call(absent, AbsentArguments(code="no_funds"))
        return
    named = () if plan.sector else indices(plan.question)
    if not named and not plan.sector and (other := unstored(plan.question)) and "briefing" not in plan.kinds:
        yield call(absent, AbsentArguments(code="no_index_level", name=other.removesuffix("지수").strip()))
        return
    if named and plan.stretches and "briefing" not in plan.kinds:
        yield from stretch_calls(named, plan)
        return
    if named and "briefing" not in plan.kinds:
        yield from _among_indices(named, plan, context)
        yield from (one for index in named for one in _index_calls(index, plan))
        return
    yield from _briefings(plan)


def _among_indices(named: Sequence[str], plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of the days of indices, and of how two of them move together."""
    window = named_span(plan) or last_year(context)
    if "correlation" in plan.measures:
        for one, other in pairs(tuple(named)):
            yield call(correlation, CorrelationArguments(security=one, other=other, window=window))
    if asked := of_days(plan):
        for index in named:
            yield call(days, DaysArguments(security=index, window=window, measures=asked))


def _index_calls(index: str, plan: Plan) -> Iterator[Call]:
    if span := named_span(plan):
        yield call(performance, PerformanceArguments(security=index, window=span))
    else:
        yield call(index_level, IndexArguments(index=index, day=named_day(plan)))


def _briefings(plan: Plan) -> Iterator[Call]:
    for markets in _apart(markets_of(plan)):
        arguments = BriefingArguments(
            markets=markets, sector=plan.sector, window=named_window(plan), asked_in=detect(plan.question)
        )
        yield call(briefing, arguments)


def _apart(markets: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    """The markets that are told one after the other: both where both are named, else what is named as it is."""
    both = [(code,) for code in markets if code in MARKETS]
    return both if len(both) > 1 and len(both) == len(markets) else [markets]
