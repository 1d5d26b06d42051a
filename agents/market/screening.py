"""Find and rank: what prices tell of it, and the note on what they do not."""

import re
from collections.abc import Iterator

from agents.indices import indices, unstored
from agents.market.windows import named_window
from agents.planner.reading import words
from agents.specialist import Call, call
from agents.tools.absent import AbsentArguments, absent
from agents.tools.scope import markets_of
from agents.tools.screen import screen, screen_arguments
from agents.tools.sectors import SectorsArguments, sectors
from agents.tools.unread import left_out, picked_by, unpicked
from stockelper.language.normalise import detect
from stockelper.types import PRICE_MEASURES, Plan

OF_MEMBERS = ("INDEX:KS200", "INDEX:SPX")
"""Stored indices that people screen the members of, which no record names; the others stand for a whole board."""
RECOMMENDED = re.compile(
    r"추천|유망|뭐 ?(?:사|살)|살 ?만한|(?:제일|가장) ?(?:좋은|나은)|뭐가 ?(?:제일 ?)?(?:좋|나[아을은])"
    r"|\b(?:recommend\w*|(?:best|good|top) (?:stocks?|shares?|picks?) (?:to buy|right now|now|today)|(?:should|to) (?:i )?buy|picks?|will (?:double|triple))\b",
    re.IGNORECASE,
)
"""Asks which securities to buy, and not which have done something."""
FUNDS = re.compile(
    r"\betfs?\b|이티에프|인덱스 ?펀드|상장 ?지수 ?펀드|펀드|kodex|코덱스|\btiger \w|kbstar|arirang|hanaro|\bfunds?\b",
    re.IGNORECASE,
)
"""Funds, which no listing here has."""
TO_COME = re.compile(
    r"(?:오를|뜰|급등할|상승할|터질|갈|유망한|유망) ?(?:만한 ?|것 ?같은 ?|거 ?같은 ?)?(?:종목|주식|회사|기업|거|것|주(?![가-힣]))|대박 ?(?:날|칠|종목)"
    r"|\b(?:will|going to|gonna|about to|likely to|set to|could|might) (?:\w+ )?(?:rise|go up|moon|double|triple|explode|soar|jump|skyrocket|rally|outperform|pop|rip|run)\b|\bnext (?:big thing|nvidia|tesla|10x|multibagger)",
    re.IGNORECASE,
)
"""Asks of a screen what is still to come."""


def screen_calls(plan: Plan) -> Iterator[Call]:
    """Sectors or securities ranked, or the note that says why none are."""
    if words()["ranked_sectors"].search(plan.question.lower()):
        yield call(
            sectors,
            SectorsArguments(
                markets=markets_of(plan), window=named_window(plan), asked_in=detect(plan.question)
            ),
        )
    elif code := _is_picking(plan):
        yield call(absent, AbsentArguments(code=code))
    else:
        yield from _picked(plan)


def _picked(plan: Plan) -> Iterator[Call]:
    """The screen by what prices tell, with a note on the conditions left out; where they tell nothing, that alone."""
    kept = picked_by(plan)
    if not kept:
        yield call(absent, unpicked(plan))
        return
    statements = tuple(one for one in plan.screens if one.measure not in PRICE_MEASURES)
    yield call(screen, screen_arguments(plan.model_copy(update={"screens": (*kept, *statements)})))
    if names := left_out(plan):
        yield call(absent, AbsentArguments(code="screen_unapplied", name=", ".join(names)))
    yield from _members(plan)
    if RECOMMENDED.search(plan.question):
        yield call(absent, AbsentArguments(code="no_recommendation"))


def _members(plan: Plan) -> Iterator[Call]:
    """A note where a screen is asked of an index, whose members are not stored."""
    if other := unstored(plan.question):
        yield call(absent, AbsentArguments(code="no_members", name=other.strip()))
    for index in set(indices(plan.question)) & set(OF_MEMBERS):
        yield call(absent, AbsentArguments(code="no_members", security=index))


def _is_picking(plan: Plan) -> str | None:
    """The note for a screen that asks what to buy or what will rise, and names no condition to look up."""
    if FUNDS.search(plan.question):
        return "no_funds"
    if TO_COME.search(plan.question):
        return "no_pick"
    open_ended = not plan.measures and all(
        one.threshold is None and one.operator == "top" for one in plan.screens
    )
    return "no_pick" if open_ended and RECOMMENDED.search(plan.question) else None
