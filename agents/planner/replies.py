"""A reply to the planner's own question back: "전자" to "삼성?", "첫번째거", "the second one"."""

import re
from collections.abc import Sequence

from agents.planner.ordinals import place
from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Plan

_LONGEST = 24
"""Letters that such a reply has at most: a longer one is a question of its own."""
_ENDING = re.compile(
    r"(?:이?요|입니다|이야|야|말이야|말하는 ?거야|거(?:요|야)?|꺼|쪽|로|으로|please|pls|the|one)$|[.!?~ㅋㅎ\s]+$|^(?:the|그냥|아|음|네|응) "
)


def answered(reply: str, history: Sequence[Plan], resolver: Resolver) -> str | None:
    """The question that was asked back about, with the company that the reply picks; None where it picks none."""
    last = history[-1] if history else None
    if last is None or last.clarify is None or len(reply) > _LONGEST:
        return None
    mention = next(iter(resolver.resolve(last.question).ambiguous), None)
    chosen = _picked(reply.lower().strip(), mention, resolver) if mention else None
    known = resolver.listing.get(chosen) if chosen else None
    if mention is None or known is None:
        return None
    return f"{last.question[: mention.start]}{known.name} {last.question[mention.end :].lstrip()}"


def _picked(reply: str, mention: Mention, resolver: Resolver) -> str | None:
    """The candidate whose place, whose whole name or part of a name a reply gives; None where several fit."""
    at = place(reply)
    if at is not None:
        return mention.candidates[at] if at < len(mention.candidates) else None
    word = _bare(reply)
    if not word or resolver.resolve(word).securities:
        return None
    whole = resolver.resolve(f"{mention.text}{word}").securities
    if len(whole) == 1 and whole[0] in mention.candidates:
        return whole[0]
    named = [one for one in mention.candidates if word in _names(one, resolver.listing)]
    return named[0] if len(named) == 1 else None


def _bare(reply: str) -> str:
    """The reply without what is polite about it."""
    before = ""
    while reply != before:
        before, reply = reply, _ENDING.sub("", reply).strip()
    return reply


def _names(security: str, listing: Listing) -> str:
    known = listing.get(security)
    return "" if known is None else f"{known.name} {known.name_en or ''}".lower()
