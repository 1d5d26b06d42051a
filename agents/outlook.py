"""The outlook specialist: what may come, with its uncertainty, and whether the model has shown any skill."""

import re
from collections.abc import Sequence

from agents.context import Context
from agents.planner.horizon import DEFAULT
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.outlook import OutlookArguments, outlook
from stockelper.markets.registry import is_series
from stockelper.types import Need, Plan

MOST = 3
"""Securities that one answer looks ahead for."""
TARGETS = re.compile(
    r"목표 ?(?:주가|가)|투자 ?의견|컨센서스|\b(?:price targets?|target prices?|pts?|analysts?|ratings?|consensus)\b",
    re.IGNORECASE,
)
"""Asks what brokers expect, which no record tells."""
ADVICE = re.compile(
    r"뭐 ?(?:사|살|담)|뭘 ?(?:사|살|담)|몰빵|나한테|저한테|나에게|사회 ?초년생|은퇴|노후|\d ?만 ?원|천만 ?원|억|추천|\bshould i\b|\bfor me\b|\bmy (?:money|savings|age)",
    re.IGNORECASE,
)
"""Asks for advice that fits the asker."""


def _calls(plan: Plan, context: Context) -> Sequence[Call]:
    del context
    if not plan.securities:
        fit = ADVICE.search(plan.question) is not None
        return [call(absent, AbsentArguments(code="no_fit" if fit else "outlook_which"))]
    horizon = plan.horizon_days or DEFAULT
    targets = [call(absent, AbsentArguments(code="no_targets"))] if TARGETS.search(plan.question) else []
    return targets + [
        call(absent, AbsentArguments(code="no_outlook_series", security=one))
        if is_series(one)
        else call(outlook, OutlookArguments(security=one, horizon=horizon))
        for one in plan.securities[:MOST]
    ]


def _needs(plan: Plan) -> Sequence[Need]:
    del plan
    return ("prices",)


OUTLOOK = Specialist(
    name="outlook",
    purpose="What may come, with its uncertainty.",
    prompt="outlook.md",
    tools=(tool(outlook, OutlookArguments),),
    calls=_calls,
    needs=_needs,
)
