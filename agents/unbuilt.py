"""Specialists without sources of their own yet: they answer from stored facts, or say what is missing."""

import re
from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.market.windows import last_year
from agents.planner.mentions import named
from agents.planner.positions import positions
from agents.planner.worth import weighed
from agents.specialist import Call, Specialist, call, tool
from agents.sums import asks_market_value, sum_calls
from agents.tools.absent import AbsentArguments, absent
from agents.tools.asked import AskedArguments, asked
from agents.tools.compare import CompareArguments, compare
from agents.tools.holdings import HoldingsArguments, holdings
from agents.tools.quote import QuoteArguments, quote
from agents.tools.statements import FactsArguments, facts
from agents.tools.together import CorrelationArguments, correlation, pairs
from agents.tools.unread import unpicked
from stockelper.types import Measure, Plan

MOST = 3
_HELD: tuple[Measure, ...] = ("return", "drawdown")
"""What is told of simply holding."""
ALL_IN = re.compile(
    r"몰빵|올인|(?:넣어|투자해|담아|사)도 ?(?:되|될|괜찮)|(?:뭐|뭘|어디에?) ?(?:사|살|넣|투자)|\ball[- ]in\b|everything in(?:to)?|life savings|\bput (?:all|everything)",
    re.IGNORECASE,
)
"""Asks whether to put one's money somewhere."""
RISK = re.compile(
    r"위험|리스크|분산|쏠림|편중|몰려|치우|안전|변동성|\b(?:risk\w*|diversif\w*|concentrat\w*|volatil\w*|safe|balanced|overexposed|check|healthy)\b",
    re.IGNORECASE,
)
"""Asks how risky or how evenly spread shares are, which their weights, volatility and correlation tell."""


def _facts(plan: Plan, context: Context) -> Sequence[Call]:
    if not plan.securities and "screen" in plan.kinds:
        # where prices are screened as well, that screen says which of the conditions it left out
        return [] if "market" in plan.specialists else [call(absent, unpicked(plan))]
    if not plan.securities:
        return [call(absent, AbsentArguments(code="facts_which"))]
    if asks_market_value(plan):
        return sum_calls(plan, context)
    return [call(facts, FactsArguments(security=one)) for one in plan.securities[:MOST]]


def _portfolio(plan: Plan, context: Context) -> Sequence[Call]:
    """What is missing, then what can be said of the shares that are named: their worth, else how they compare."""
    if summed := sum_calls(plan, context):
        return summed
    if owned := weighed(named(plan.question, context.resolver)):
        return [call(holdings, HoldingsArguments(positions=owned))]
    fit = ALL_IN.search(plan.question) is not None
    if not fit and _asks_of_risk(plan, context):
        return [*_worth(plan, context)]
    if not fit and len(plan.securities) == 1 and RISK.search(plan.question):
        return [*_swings(plan.securities[0], plan, context)]
    missing = call(absent, AbsentArguments(code="no_fit" if fit else "no_portfolio"))
    return [missing, *_worth(plan, context)] if not fit else [missing]


def _swings(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """How much the price of one share has swung and how deep it has fallen: what prices tell of its risk."""
    window = plan.window or last_year(context)
    yield call(asked, AskedArguments(security=security, measure="volatility"))
    yield call(asked, AskedArguments(security=security, measure="drawdown", window=window))


def _asks_of_risk(plan: Plan, context: Context) -> bool:
    """Whether the risk of shares is asked for that the question counts, all of them."""
    counted = positions(named(plan.question, context.resolver)) if len(plan.securities) > 1 else ()
    return len(counted) == len(plan.securities) > 1 and RISK.search(plan.question) is not None


def _worth(plan: Plan, context: Context) -> Iterator[Call]:
    held = positions(named(plan.question, context.resolver)) if plan.securities else ()
    if held:
        yield call(holdings, HoldingsArguments(positions=held))
    window = plan.window or last_year(context)
    if len(plan.securities) > 1:
        measures: tuple[Measure, ...] = ("volatility",)
        yield call(compare, CompareArguments(securities=plan.securities, window=window, measures=measures))
        for one, other in pairs(plan.securities[:MOST]):
            yield call(correlation, CorrelationArguments(security=one, other=other, window=window))
    elif not held:
        yield from (call(quote, QuoteArguments(security=one, sentences=1)) for one in plan.securities)


def _trading(plan: Plan, context: Context) -> Sequence[Call]:
    """What is missing, then the price and what the shares that are named cost, or what holding them has brought."""
    if summed := sum_calls(plan, context):
        return summed
    if "backtest" in plan.kinds:
        return [call(absent, AbsentArguments(code="no_backtest")), *_held_through(plan, context)]
    missing = call(absent, AbsentArguments(code="no_trading"))
    prices = [call(quote, QuoteArguments(security=one, sentences=1)) for one in plan.securities[:MOST]]
    held = positions(named(plan.question, context.resolver)) if prices else ()
    return [missing, *prices, *([call(holdings, HoldingsArguments(positions=held))] if held else [])]


def _held_through(plan: Plan, context: Context) -> Iterator[Call]:
    """The return and the deepest fall of having held over the time of a backtest."""
    window = plan.window or last_year(context)
    for security in plan.securities[:MOST]:
        for measure in _HELD:
            yield call(asked, AskedArguments(security=security, measure=measure, window=window))


FUNDAMENTALS = Specialist(
    name="fundamentals",
    purpose="Reported figures: revenue, profit, assets and their growth.",
    prompt="fundamentals.md",
    tools=(tool(facts, FactsArguments),),
    calls=_facts,
)
PORTFOLIO = Specialist(
    name="portfolio",
    purpose="Holdings, weights and risk.",
    prompt="portfolio.md",
    tools=(tool(holdings, HoldingsArguments),),
    calls=_portfolio,
)
TRADING = Specialist("trading", "Order proposals and backtests.", "trading.md", (), _trading)
