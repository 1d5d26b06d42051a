"""Whether a question has to be asked back before it can be answered: about whom, against what, or about when."""

import datetime as dt
import re

from agents.planner import clarify, subject
from agents.planner.impossible_dates import impossible
from agents.planner.plan_window import ASIDE
from agents.planner.subject import ABOUT_A_SECURITY
from agents.planner.turns import Turn
from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

_ORDERED = re.compile(
    r"취소|정정|철회|수정|변경|바꿔|지워|빼줘|빼 줘|미체결|체결|주문 ?(?:내역|목록|상태)|cancel|modif|amend|change|status|my orders?|open orders?|pending|undo|withdraw|retract|confirm",
    re.IGNORECASE,
)
"""Speaks of orders that were placed already, which know their own company."""
_TO_COME = re.compile(r"내일|모레|다음 ?(?:주|달)|(?<![a-z])(?:tomorrow|next (?:week|month))(?![a-z])")


def question_back(made: Plan, turn: Turn, resolver: Resolver, today: dt.date) -> str | None:
    """What to ask before the plan `made` can be answered, in its language; None where nothing is missing."""
    return _about_whom(made, turn, resolver) or _about_when(made, turn, today)


def _about_whom(made: Plan, turn: Turn, resolver: Resolver) -> str | None:
    """Asks for the company where one is needed: which of several, against which other, or which at all."""
    named = turn.read.named
    if made.kinds[0] in ASIDE:
        return None
    if named.ambiguous:
        return clarify.which(named.ambiguous[0], resolver, made.language)
    if not ABOUT_A_SECURITY & set(made.kinds):
        return None
    if _lacks_a_rival(made, turn):
        return clarify.against_what(made.language)
    if made.securities or _needs_no_company(made, turn):
        return None
    if named.unknown:
        return clarify.unlisted(named.unknown, made.language)
    wide = subject.is_market_wide(turn.read, turn.before) and "order" not in made.kinds
    return None if wide else clarify.missing(made.language)


def _lacks_a_rival(made: Plan, turn: Turn) -> bool:
    """Whether one company is to be compared, and with nothing: no other, no index, no second stretch of time."""
    alone = "compare" in made.kinds and len(made.securities) == 1 and not made.stretches
    if not alone or "index" in turn.read.facts:
        return False
    return not subject.is_market_wide(turn.read, turn.before)


def _needs_no_company(made: Plan, turn: Turn) -> bool:
    """Whether what is asked of a security can be told without one: a fund's, a theme's, that of orders placed."""
    facts = turn.read.facts
    if "fund" in facts or ("order" in made.kinds and _ORDERED.search(turn.read.plain)):
        return True
    return made.kinds[0] == "relations" and bool(facts & {"themes", "investor"})


def _about_when(made: Plan, turn: Turn, today: dt.date) -> str | None:
    """Asks for other dates where no calendar has them, or they have not come."""
    if made.window is not None and (day := impossible(made.question)):
        return clarify.no_date(day, made.language)
    if made.kinds[0] == "quote" and (said := _TO_COME.search(turn.read.plain)):
        return clarify.future(said.group().strip(), made.language)
    if made.window is not None and made.window.from_ > today and made.kinds[0] != "outlook":
        return clarify.future(made.window.from_.isoformat(), made.language)
    return None
