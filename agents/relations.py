"""The relations specialist: suppliers, customers, rivals, owners, subsidiaries, who else is hit."""

import re
from collections.abc import Sequence
from datetime import date

from agents.context import Context
from agents.planner.mentions import named
from agents.product_wording import goods_asked
from agents.relation_claims import NamedOther, claim_of_other, relation_claim
from agents.relation_wording import (
    SHARED,
    asks_for_owner,
    asks_for_rest,
    asks_for_themes,
    asks_whether,
    direction,
    least_share,
    several_roles,
    two_steps,
    types,
)
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.exposed import ExposedArguments, exposed
from agents.tools.linked import LinkedArguments, linked
from agents.tools.network import common, exposure, relations
from agents.tools.stakes import StakesArguments, investor, stakes
from agents.tools.themes import ThemesArguments, themes
from agents.tools.tied import TiedArguments, tied
from agents.tools.twice import TwiceArguments, twice
from agents.tools.wanted_ties import CommonArguments, ExposureArguments, RelationsArguments
from kg.ontology import RELATIONS as ONTOLOGY
from kg.port import Direction
from stockelper.markets.registry import MARKETS
from stockelper.types import Plan, RelationType

MOST = 3
EXPOSED = re.compile(
    r"영향|타격|여파|피해|파급|exposed|exposure|affected|(?:be|get|gets|is|are) (?:hit|hurt)|who suffers?|impact|ripple",
    re.IGNORECASE,
)
STOPPED = re.compile(
    r"(?:\b(?:if|when|should|once) (?P<en>.{2,40}?) (?:stop|halt|pause|suspend|shut|cut|cease|can))"
    r"|(?P<ko>[^\s,.:?]{2,20}?(?: ?(?:공장|생산|출하|공급|납품|가동|조업))*(?:이|가|을|를)? ?(?:멈추|중단|끊|막히|셧다운))",
    re.IGNORECASE,
)
"""The company that stops, as the question says it."""
OF_A_MARKET = re.compile(
    r"(?:국내|한국|우리 ?나라|미국|상장)(?:의|에 ?있는|에 ?상장된)? ?(?:\S+ ){0,1}(?:기업|회사|업체|종목|공급|고객|경쟁|협력|거래처|벤더|주식)|(?:기업|회사|업체|종목|공급사|고객사|경쟁사) ?(?:중|가운데)?(?:에)? ?(?:국내|한국|미국)"
    r"|\b(?:korean?|u\.?s\.?|american|domestic)\b[ -](?:\w+ ){0,2}(?:compan|firm|suppl|custom|rival|competitor|vendor|stock|peer|name)",
    re.IGNORECASE,
)
"""Asks for the companies of one market alone."""


def calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The tool calls that answer a plan's relations part."""
    if not plan.securities and asks_for_themes(plan.question):
        return [call(themes, ThemesArguments(sector=plan.sector))]
    if not plan.securities and (holder := investor(plan.question)):
        least = least_share(plan.question)
        return [call(stakes, StakesArguments(holder=holder, market=_market(plan), least=least))]
    if not plan.securities:
        return [call(absent, AbsentArguments(code="relations_which"))]
    if steps := two_steps(plan.question):
        near, far = steps
        return [
            call(twice, TwiceArguments(security=one, near=near, far=far)) for one in plan.securities[:MOST]
        ]
    if len(plan.securities) == 2 and SHARED.search(plan.question):
        return [_common(plan)]
    if len(plan.securities) > 1 and (source := _stopped(plan, context)):
        held = tuple(one for one in plan.securities if one != source)
        return [call(exposed, ExposedArguments(security=source, held=held[:MOST]))]
    if "AFFECTED_BY" in plan.relations or EXPOSED.search(plan.question):
        return [call(exposure, ExposureArguments(security=one)) for one in plan.securities[:MOST]]
    if claimed := _claimed(plan, context):
        return claimed
    if len(plan.securities) == 2 and asks_whether(plan.question):
        first, second = plan.securities
        return [call(linked, LinkedArguments(first=first, second=second, types=plan.relations))]
    least = least_share(plan.question) if "HOLDS" in plan.relations else None
    return [
        call(
            relations,
            RelationsArguments(
                security=one,
                types=wanted,
                direction=side,
                least=least,
                market=_market(plan),
                goods=goods_asked(plan.question) if "SUPPLIES" in wanted else None,
                day=_day(plan, context),
                without=plan.without,
                rest=asks_for_rest(plan.question),
                owners="HOLDS" in wanted and asks_for_owner(plan.question),
            ),
        )
        for one in plan.securities[:MOST]
        for wanted, side in _asked(plan)
    ]


def _asked(plan: Plan) -> list[tuple[tuple[RelationType, ...], Direction]]:
    """The relations asked for with their side, each role of its own where several are named."""
    steps = several_roles(plan.question)
    if not steps:
        return [(types(plan), direction(plan))]
    return [((type_,), "both" if ONTOLOGY[type_].symmetric else side) for type_, side in steps]


def _market(plan: Plan) -> str | None:
    """The one market whose companies are asked for."""
    named = [code for code in plan.markets if code in MARKETS]
    return named[0] if len(named) == 1 and OF_A_MARKET.search(plan.question) else None


def _day(plan: Plan, context: Context) -> date | None:
    """The past day that the question names, as of which the graph is then seen."""
    if plan.window is None or plan.window.to >= context.clock.now().date():
        return None
    return plan.window.to


def _claimed(plan: Plan, context: Context) -> Sequence[Call]:
    """Whether one is to another what the question says; none where it says nothing of the kind."""
    if len(plan.securities) == 1 and (about := _of_other(plan, context)):
        return [_tied_to_other(plan, about)]
    said = relation_claim(named(plan.question, context.resolver).plain) if len(plan.securities) == 2 else None
    if said is None:
        return []
    ordered = plan.securities[::-1] if said.turned else plan.securities
    return [call(tied, TiedArguments(owner_of_role=ordered[0], other=ordered[-1], ties=tuple(said.ties)))]


def _of_other(plan: Plan, context: Context) -> NamedOther | None:
    """What is asked of the one listed company and a name that no listing has, read as a company's or not."""
    said = named(plan.question, context.resolver)
    both = relation_claim(said.plain) if len(said.unknown) == 1 else None
    if both is None:
        return claim_of_other(said.plain)
    at = plan.question.lower().find(said.unknown[0].lower())
    return NamedOther(both, said.unknown[0].lower(), at < min(one.start for one in said.mentions))


def _tied_to_other(plan: Plan, about: NamedOther) -> Call:
    """Whether the one listed company is so tied to somebody whom the question names, in the question's own spelling."""
    at = plan.question.lower().find(about.other)
    other = plan.question[at : at + len(about.other)] if at >= 0 else about.other
    sides = (other, plan.securities[0]) if about.is_first else (plan.securities[0], other)
    first, second = (sides[1], sides[0]) if about.claim.turned else sides
    return call(tied, TiedArguments(owner_of_role=first, other=second, ties=tuple(about.claim.ties)))


def _common(plan: Plan) -> Call:
    first, second = plan.securities
    return call(
        common, CommonArguments(first=first, second=second, types=plan.relations, direction=direction(plan))
    )


def _stopped(plan: Plan, context: Context) -> str | None:
    """The one security of the plan that the question says comes to a stop."""
    found = STOPPED.search(plan.question)
    if found is None:
        return None
    named = context.resolver.resolve(found["en"] or found["ko"]).securities
    return named[0] if len(named) == 1 and named[0] in plan.securities else None


RELATIONS = Specialist(
    name="relations",
    purpose="Suppliers, customers, competitors, owners, subsidiaries and who else is hit.",
    prompt="relations.md",
    tools=(
        tool(relations, RelationsArguments),
        tool(exposure, ExposureArguments),
        tool(exposed, ExposedArguments),
        tool(common, CommonArguments),
        tool(linked, LinkedArguments),
        tool(tied, TiedArguments),
        tool(twice, TwiceArguments),
        tool(themes, ThemesArguments),
        tool(stakes, StakesArguments),
    ),
    calls=calls,
)
