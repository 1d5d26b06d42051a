"""Questions that a multiplication settles: what counted shares are worth, what money buys, what money put in became.

They are answered alike whichever specialist they are brought to.
"""

import re
from collections.abc import Sequence

from agents.context import Context
from agents.market.windows import named_day, named_window
from agents.planner.invested import Invested, invested
from agents.planner.mentions import named
from agents.planner.worth import affordable, worth
from agents.specialist import Call, call
from agents.tools.affordable import AffordableArguments
from agents.tools.affordable import affordable as buys
from agents.tools.holding import paid
from agents.tools.holdings import HoldingsArguments, holdings
from agents.tools.invested import InvestedArguments
from agents.tools.invested import invested as became
from agents.tools.market_value import MarketValueArguments, market_value
from stockelper.types import Plan

MOST = 3
_FROM_ITS_END = re.compile(
    r"(?:년|월|달|연|해) ?말(?!고)|말에|(?<![a-z])(?:end of|year[- ]end|close of)(?![a-z])", re.IGNORECASE
)
_AT_A_PRICE = re.compile(
    r"(?:원|달러|불)(?:대)?(?:에|으로) ?(?:샀|사서|산|들어|매수)|평단|단가|(?<![a-z])(?:at|for) \$?\d|average|cost basis",
    re.IGNORECASE,
)
"""Says what one share cost: no sum of money."""
_RANGES = frozenset({"range", "whole_range"})


def sum_calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The call that answers such a question; none where it is another."""
    if not plan.securities or plan.stretches:
        return []
    if asks_market_value(plan):
        return [call(market_value, MarketValueArguments(securities=plan.securities[:MOST]))]
    said = named(plan.question, context.resolver)
    if (earlier := invested(said)) and (calls := _became(earlier, plan)):
        return calls
    if wanted := affordable(said):
        return [call(buys, AffordableArguments(security=wanted.security, money=wanted.money))]
    if counted := worth(said):
        arguments = HoldingsArguments(
            positions=counted.positions, day=named_day(plan), worth_alone=True, budget=counted.budget
        )
        return [call(holdings, arguments)]
    return []


def asks_market_value(plan: Plan) -> bool:
    """Whether the market value of companies is asked for and no other figure."""
    return "market_cap" in plan.measures and set(plan.measures) <= {"market_cap", "close"}


def _became(earlier: Invested, plan: Plan) -> list[Call]:
    """What was put into each company became; none where the price that was paid is named, or no time is.

    Money that is only supposed to be put in is reckoned over the stretch that the plan looks back, which is told.
    """
    supposed = earlier.money is not None and plan.kinds[0] == "backtest"
    window = named_window(plan) or (plan.window if supposed else None)
    if window is None or (paid(plan.question) and _AT_A_PRICE.search(plan.question)):
        return []
    shares = {one.security: one.shares for one in earlier.positions}
    return [
        call(
            became,
            InvestedArguments(
                security=security,
                window=window,
                money=earlier.money,
                shares=shares.get(security),
                from_end=_FROM_ITS_END.search(plan.question) is not None,
                until=window.to if window.label in _RANGES else None,
            ),
        )
        for security in plan.securities[:MOST]
    ]
