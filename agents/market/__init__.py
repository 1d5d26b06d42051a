"""The market specialist: prices, volume, indicators, comparisons, screens and the market as a whole."""

import re
from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.market.beside import MOST, stretch_calls
from agents.market.compared import compared_calls
from agents.market.currencies import asks_for_the_close, currency_calls
from agents.market.overview import market_calls
from agents.market.plain import plain_calls
from agents.market.single import security_calls
from agents.planner.mentions import named
from agents.specialist import Call, Specialist, call, tool
from agents.sums import asks_market_value, sum_calls
from agents.tools.absent import AbsentArguments, absent
from agents.tools.affordable import AffordableArguments, affordable
from agents.tools.asked import AskedArguments, asked
from agents.tools.briefing import BriefingArguments, IndexArguments, briefing, index_level
from agents.tools.compare import CompareArguments, compare
from agents.tools.converted import ConvertedArguments, converted
from agents.tools.days import DaysArguments, days
from agents.tools.events import (
    EventsArguments,
    PriceGapArguments,
    SinceExtremeArguments,
    events,
    price_gap,
    since_extreme,
)
from agents.tools.holding import FirstStoredArguments, PaidArguments, first_stored, since_paid
from agents.tools.indicators import IndicatorArguments, indicators
from agents.tools.invested import InvestedArguments, invested
from agents.tools.leading import LeadingArguments, leading
from agents.tools.market_value import MarketValueArguments, market_value
from agents.tools.moves import MovesArguments, explain_move
from agents.tools.performance import PerformanceArguments, RelativeArguments, performance, relative
from agents.tools.periods import PeriodsArguments, periods
from agents.tools.quote import QuoteArguments, quote
from agents.tools.recovered import RecoveredArguments, recovered
from agents.tools.screen import ScreenArguments, screen
from agents.tools.sectors import SectorsArguments, sectors
from agents.tools.surpassed import SurpassedArguments, surpassed
from agents.tools.together import BetaArguments, CorrelationArguments, beta, correlation
from stockelper.types import Need, Plan

UNCOMPUTED = re.compile(
    r"지지[선대]|저항[선대]|목표 ?주?가|적정 ?(?:주가|가격|가치)|손절가|내재 ?가치|샤프(?: ?(?:지수|비율))?|소르티노|트레이너|정보 ?비율|젠센|알파(?: ?값)|스토캐스틱|일목균형표|이격도|왜도|첨도"
    r"|\b(?:support(?: and resistance)?(?: levels?| lines?| zones?)?|resistance(?: levels?| lines?| zones?)?|sharpe|sortino|treynor|information ratio|jensen'?s alpha|stochastics?|ichimoku|vwap|obv|atr|adx|cci"
    r"|skewness|kurtosis|(?:price )?targets?(?: price)?|fair value|intrinsic value|value at risk)\b",
    re.IGNORECASE,
)
"""Figures that people ask for by name and that are not computed."""

_HELD_BY = frozenset({"portfolio", "trading"})
"""Specialists that answer for sums themselves where they are asked beside this one."""


def _told_by_others(plan: Plan) -> bool:
    """Whether a specialist asked beside this one tells of sums."""
    by_books = asks_market_value(plan) and "fundamentals" in plan.specialists
    return by_books or bool(_HELD_BY & set(plan.specialists))


def calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The tool calls that answer a plan's market part."""
    if not _told_by_others(plan) and (summed := sum_calls(plan, context)):
        return [*summed]
    abroad = list(currency_calls(plan, context))
    if len(abroad) == len(plan.securities) > 0 and asks_for_the_close(plan):
        return abroad
    return [*abroad, *_own_calls(plan, context)]


def _own_calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The calls that answer it in each security's own currency."""
    if told := list(plain_calls(plan, context)):
        return [*told, *_not_computed(plan, context)]
    if not plan.securities:
        return list(market_calls(plan, context))
    if plan.stretches and plan.kinds[0] in ("compare", "quote"):
        return [*stretch_calls(plan.securities, plan), *_not_computed(plan, context)]
    if "compare" in plan.kinds and len(plan.securities) > 1:
        return [*compared_calls(plan, context), *_not_computed(plan, context)]
    single = [one for security in plan.securities[:MOST] for one in security_calls(security, plan, context)]
    return [*single, *_not_computed(plan, context)]


def _not_computed(plan: Plan, context: Context) -> Iterator[Call]:
    """A note on a figure that is asked for by name and that nothing here computes."""
    if found := UNCOMPUTED.search(named(plan.question, context.resolver, of_stocks=True).plain):
        yield call(absent, AbsentArguments(code="not_computed", name=found.group()))


def needs(plan: Plan) -> Sequence[Need]:
    """Prices, and news where a move is to be explained."""
    return ("prices", "news") if "explain_move" in plan.kinds else ("prices",)


MARKET = Specialist(
    name="market",
    purpose="Prices, returns, indicators, volume, comparisons, screens and market briefings.",
    prompt="market.md",
    tools=(
        tool(quote, QuoteArguments),
        tool(asked, AskedArguments),
        tool(leading, LeadingArguments),
        tool(surpassed, SurpassedArguments),
        tool(recovered, RecoveredArguments),
        tool(performance, PerformanceArguments),
        tool(relative, RelativeArguments),
        tool(indicators, IndicatorArguments),
        tool(days, DaysArguments),
        tool(beta, BetaArguments),
        tool(correlation, CorrelationArguments),
        tool(events, EventsArguments),
        tool(since_extreme, SinceExtremeArguments),
        tool(price_gap, PriceGapArguments),
        tool(since_paid, PaidArguments),
        tool(first_stored, FirstStoredArguments),
        tool(invested, InvestedArguments),
        tool(affordable, AffordableArguments),
        tool(converted, ConvertedArguments),
        tool(market_value, MarketValueArguments),
        tool(compare, CompareArguments),
        tool(periods, PeriodsArguments),
        tool(explain_move, MovesArguments),
        tool(screen, ScreenArguments),
        tool(sectors, SectorsArguments),
        tool(briefing, BriefingArguments),
        tool(index_level, IndexArguments),
    ),
    calls=calls,
    needs=needs,
)
