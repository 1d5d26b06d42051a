"""Specialists without sources of their own yet: they answer from stored facts, or say what is missing."""

import re
from collections.abc import Sequence

from agents.context import Context
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.statements import FactsArguments, facts
from agents.tools.unread import unpicked
from stockelper.types import Plan

MOST = 3
ALL_IN = re.compile(
    r"몰빵|올인|(?:넣어|투자해|담아|사)도 ?(?:되|될|괜찮)|(?:뭐|뭘|어디에?) ?(?:사|살|넣|투자)|\ball[- ]in\b|everything in(?:to)?|life savings|\bput (?:all|everything)",
    re.IGNORECASE,
)
"""Asks whether to put one's money somewhere."""


def _facts(plan: Plan, context: Context) -> Sequence[Call]:
    del context
    if not plan.securities and "screen" in plan.kinds:
        # where prices are screened as well, that screen says which of the conditions it left out
        return [] if "market" in plan.specialists else [call(absent, unpicked(plan))]
    if not plan.securities:
        return [call(absent, AbsentArguments(code="facts_which"))]
    return [call(facts, FactsArguments(security=one)) for one in plan.securities[:MOST]]


def _portfolio(plan: Plan, context: Context) -> Sequence[Call]:
    del context
    fit = ALL_IN.search(plan.question) is not None
    return [call(absent, AbsentArguments(code="no_fit" if fit else "no_portfolio"))]


def _trading(plan: Plan, context: Context) -> Sequence[Call]:
    del plan, context
    return [call(absent, AbsentArguments(code="no_trading"))]


FUNDAMENTALS = Specialist(
    name="fundamentals",
    purpose="Reported figures: revenue, profit, assets and their growth.",
    prompt="fundamentals.md",
    tools=(tool(facts, FactsArguments),),
    calls=_facts,
)
PORTFOLIO = Specialist("portfolio", "Holdings, weights and risk.", "portfolio.md", (), _portfolio)
TRADING = Specialist("trading", "Order proposals and backtests.", "trading.md", (), _trading)
