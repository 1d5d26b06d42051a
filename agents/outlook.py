"""The outlook specialist: what may come, with its uncertainty, and whether the model has shown any skill."""

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


def _calls(plan: Plan, context: Context) -> Sequence[Call]:
    del context
    if not plan.securities:
        return [call(absent, AbsentArguments(code="outlook_which"))]
    horizon = plan.horizon_days or DEFAULT
    return [
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
