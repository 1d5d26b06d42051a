"""The news specialist: what was reported or filed."""

from collections.abc import Sequence

from agents.context import Context
from agents.planner.effects import asks_effect
from agents.planner.mentions import named
from agents.planner.press_topics import press_topics
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.reaction import ReactionArguments, reaction
from agents.tools.reports import SHOWN, MarketNewsArguments, NewsArguments, market_news, news
from stockelper.types import Need, Plan

MOST = 3
"""Companies whose news one answer goes through."""


def calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The tool calls that answer a plan's news part; a move's news is told by the market specialist."""
    if "explain_move" in plan.kinds and "news" not in plan.kinds and plan.securities:
        return []
    if plan.securities and plan.kinds == ("news",) and asks_effect(plan.question.lower()):
        return [
            call(reaction, ReactionArguments(security=one, words=plan.words, window=plan.window))
            for one in plan.securities[:MOST]
        ]
    if plan.securities:
        unstored = _never_stored(plan, context)
        limit = min(plan.limit or SHOWN, SHOWN * 2)
        return [
            call(news, NewsArguments(security=one, words=plan.words, window=plan.window, limit=limit))
            for one in plan.securities[:MOST]
        ] + unstored
    if plan.words:
        return [call(news, NewsArguments(words=plan.words, window=plan.window))]
    day = plan.window.to if plan.window else None
    return [call(market_news, MarketNewsArguments(day=day))]


def _never_stored(plan: Plan, context: Context) -> list[Call]:
    """What to say of positions of short sellers, which no record tells, whatever reports say of them."""
    if "shorts" not in press_topics(named(plan.question, context.resolver).plain):
        return []
    return [call(absent, AbsentArguments(code="no_shorts", security=one)) for one in plan.securities[:MOST]]


def needs(plan: Plan) -> Sequence[Need]:
    """News, where it is this specialist who tells it, and prices where their move after it is asked."""
    if asks_effect(plan.question.lower()):
        return ("news", "prices")
    return () if "explain_move" in plan.kinds and "news" not in plan.kinds else ("news",)


NEWS = Specialist(
    name="news",
    purpose="Articles and filings about companies, topics and the market.",
    prompt="news.md",
    tools=(
        tool(news, NewsArguments),
        tool(market_news, MarketNewsArguments),
        tool(reaction, ReactionArguments),
    ),
    calls=calls,
    needs=needs,
)
