"""What is asked, by rules and votes together; and whether a name was missed that it must be about."""

import re
from collections.abc import Sequence

from agents.planner import kinds, plan_window, scope, votes
from agents.planner.mentions import named
from agents.planner.press_topics import press_topics
from agents.planner.reading import Reading, reading
from agents.planner.subject import ABOUT_A_SECURITY, Thread
from stockelper.clock import Clock
from stockelper.securities.resolver import Resolver
from stockelper.types import Kind

_OF_COMPANIES = ABOUT_A_SECURITY | {"backtest", "portfolio"}
_ASKS_HOW = re.compile(r"(?:(?:so|and|hey|ok),? )?(?:how|what|why)(?:'s)? ")
"""How such a question begins: others are not read twice."""
_HOW_IT_DID = re.compile(
    r"(?:(?:so|and|hey|ok),? )?(?:how(?:'s| is| did| has| are| was| were)?|what(?:'s| is)? ?(?:happened to|happening (?:with|to|at)|going on with|up with)|why (?:is|did|has|was))"
    r" □(?:'s)?(?: stock| shares| corp| inc| share price)*(?: (?:do|doing|done|been|being|perform\w*|trad\w+|far\w+|gone|go|going|up|down|so|much|fall\w*|fell|drop\w*|ris\w+|rose|mov\w+|jump\w*|tank\w*|today|yesterday|this|last|past|the|in|for|over|week|month|year|quarter|lately|recently|ytd|far|20\d\d))* ?\?*"
)
"""Asks how a company did and nothing else."""
_OF_SEVERAL: frozenset[Kind] = frozenset({"compare", "portfolio"})


def by_rules(read: Reading) -> tuple[Kind, ...]:
    """What the rules alone choose; never empty."""
    return (kinds.chosen(read) or fallback(read)) if scope.in_scope(read) else ("out_of_scope",)


def heard(read: Reading, before: Thread) -> tuple[Kind, ...]:
    """What rules and votes choose; none where nothing speaks for any kind. Only what stands on its own is voted on."""
    ruled = kinds.chosen(read) if scope.in_scope(read) else ("out_of_scope",)
    if before.anchor is not None and not _stands_alone(read):
        return ruled
    return votes.settled(read, ruled or fallback(read))


def _stands_alone(read: Reading) -> bool:
    """Whether a turn within a conversation says itself what it is about and what it wants."""
    return bool(read.facts & {"named", "scope", "sector", "subject"}) and not is_elliptical(read)


def is_elliptical(read: Reading) -> bool:
    """Whether a turn names a company, a date or a market and says nothing of what to do with it."""
    bare = not kinds.scores(read.facts - {"one", "many", "named", "index"} | {"nobody"})
    return bare and not press_topics(read.plain)


def fallback(read: Reading) -> tuple[Kind, ...]:
    """What a question is taken for where nothing speaks for any kind."""
    return ("quote",) if "named" in read.facts else ("help",)


def lacks_a_name(asked: Sequence[Kind], read: Reading, before: Thread) -> bool:
    """Whether what is asked is of a company, or of two, and fewer are read, so that asking back would come next."""
    if before.anchor is not None or read.named.ambiguous or read.facts & {"sector", "index"}:
        return False
    least = 2 if _OF_SEVERAL & set(asked) else 1
    return bool(_OF_COMPANIES & set(asked)) and len(read.named.securities) < least


def framed(text: str, read: Reading, resolver: Resolver, clock: Clock) -> Reading | None:
    """The question read as one about a share, where its one capital word is a company that is also a word of English
    and all else asks how it did: "what happened to Block this week"; None elsewhere."""
    if read.named.securities or read.named.ambiguous or not _ASKS_HOW.match(read.plain):
        return None
    if not any(word[:1].isupper() for word in text.split()[1:]):
        return None
    again = named_again(text, read, resolver, clock)
    if again is read or len(again.named.securities) != 1 or not _HOW_IT_DID.fullmatch(again.plain):
        return None
    written = text[again.named.mentions[0].start : again.named.mentions[0].end]
    return again if written[:1].isupper() else None


def named_again(text: str, read: Reading, resolver: Resolver, clock: Clock) -> Reading:
    """The question read again by a resolver that is told that it is about shares, where that names more, or several
    companies by one name, which then can be asked for."""
    who = named(text, resolver, of_stocks=True)
    told = set(who.securities) > set(read.named.securities)
    if not told and not (who.ambiguous and set(who.securities) == set(read.named.securities)):
        return read
    return reading(who, plan_window.today(clock, who.securities, who.markets), follows=False)
