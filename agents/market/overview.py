"""A question that names no security: indices, and a market or sector as a whole."""

import re
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
from agents.tools.unread import named, unread
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS
from stockelper.types import Plan

WATCHED = re.compile(
    r"관심 ?(?:종목|목록|리스트|주)|워치 ?리스트|즐겨 ?찾기|별표|찜(?:한|해)|watch ?-?list|favou?rites?|\bmy (?:list|stocks|names|saved|starred)|(?:stocks|names) (?:that )?i follow|on my list|starred",
    re.IGNORECASE,
)
"""Speaks of a list of one's own, which nobody keeps here."""
SECTORS = re.compile(r"업종|섹터|\bsectors?\b", re.IGNORECASE)
UNTOLD = frozenset({"flows", "futures", "rates", "calendar"})
"""What people want in a briefing and nothing stored tells."""


def market_calls(plan: Plan, context: Context) -> Iterator[Call]:
    """The tool calls of a question without a security: a screen, funds, indices, else a briefing."""
    if "screen" in plan.kinds:
        yield from screen_calls(plan)
        return
    if FUNDS.search(plan.question) and not indices(plan.question):
        yield call(absent, AbsentArguments(code="no_funds"))
        return
    levels = () if plan.sector else indices(plan.question)
    if not levels and not plan.sector and (other := unstored(plan.question)) and "briefing" not in plan.kinds:
        yield call(absent, AbsentArguments(code="no_index_level", name=other.removesuffix("지수").strip()))
        return
    if levels and plan.stretches and "briefing" not in plan.kinds:
        yield from stretch_calls(levels, plan)
        return
    if levels and "briefing" not in plan.kinds:
        yield from _among_indices(levels, plan, context)
        yield from (one for index in levels for one in _index_calls(index, plan))
        return
    yield from _briefings(plan)


def _among_indices(levels: Sequence[str], plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of the days of indices, and of how two of them move together."""
    window = named_span(plan) or last_year(context)
    if "correlation" in plan.measures:
        for one, other in pairs(tuple(levels)):
            yield call(correlation, CorrelationArguments(security=one, other=other, window=window))
    if asked := of_days(plan):
        for index in levels:
            yield call(days, DaysArguments(security=index, window=window, measures=asked))


def _index_calls(index: str, plan: Plan) -> Iterator[Call]:
    if span := named_span(plan):
        yield call(performance, PerformanceArguments(security=index, window=span))
    else:
        yield call(index_level, IndexArguments(index=index, day=named_day(plan)))


def _briefings(plan: Plan) -> Iterator[Call]:
    by_sector = plan.sector is None and SECTORS.search(plan.question) is not None
    for markets in _apart(markets_of(plan)):
        arguments = BriefingArguments(
            markets=markets,
            sector=plan.sector,
            window=named_window(plan),
            asked_in=detect(plan.question),
            by_sector=by_sector,
        )
        yield call(briefing, arguments)
    if WATCHED.search(plan.question):
        yield call(absent, AbsentArguments(code="no_watchlist"))
    if names := named([one for one in unread(plan.question) if one in UNTOLD], plan.language):
        yield call(absent, AbsentArguments(code="briefing_without", name=names))


def _apart(markets: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    """The markets that are told one after the other: both where both are named, else what is named as it is."""
    both = [(code,) for code in markets if code in MARKETS]
    return both if len(both) > 1 and len(both) == len(markets) else [markets]
