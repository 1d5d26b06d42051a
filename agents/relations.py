"""The relations specialist: suppliers, customers, rivals, owners, subsidiaries, who else is hit."""

import re
from collections.abc import Sequence

from agents.context import Context
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.network import (
    CommonArguments,
    ExposureArguments,
    RelationsArguments,
    common,
    exposure,
    relations,
)
from stockelper.types import Plan

MOST = 3
EXPOSED = re.compile(
    r"영향|타격|여파|피해|파급|exposed|exposure|affected|(?:be|get|gets|is|are) hit|impact|ripple",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"공통|같이 (?:거래|연결)|in common|shared? (?:supplier|customer|holder|owner)", re.IGNORECASE
)


def calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The tool calls that answer a plan's relations part."""
    del context
    if not plan.securities:
        return [call(absent, AbsentArguments(code="relations_which"))]
    if len(plan.securities) == 2 and SHARED.search(plan.question):
        return [call(common, CommonArguments(first=plan.securities[0], second=plan.securities[1]))]
    if "AFFECTED_BY" in plan.relations or EXPOSED.search(plan.question):
        return [call(exposure, ExposureArguments(security=one)) for one in plan.securities[:MOST]]
    return [
        call(relations, RelationsArguments(security=one, types=plan.relations, direction=plan.direction))
        for one in plan.securities[:MOST]
    ]


RELATIONS = Specialist(
    name="relations",
    purpose="Suppliers, customers, competitors, owners, subsidiaries and who else is hit.",
    prompt="relations.md",
    tools=(
        tool(relations, RelationsArguments),
        tool(exposure, ExposureArguments),
        tool(common, CommonArguments),
    ),
    calls=calls,
)
