"""A reply to the planner's own question back: "전자" to "삼성?", "첫번째거", "the second one"."""

import re
from collections.abc import Sequence

from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Plan

_LONGEST = 24
"""Letters that such a reply has at most: a longer one is a question of its own."""
_ORDINALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"첫 ?번?째|(?<!\d)1 ?번|^1$|맨 ?(?:앞|처음|위)|(?<![a-z])(?:first|1st)(?![a-z])",
        r"두 ?번?째|둘째|(?<!\d)2 ?번|^2$|(?<![a-z])(?:second|2nd)(?![a-z])",
        r"세 ?번?째|셋째|(?<!\d)3 ?번|^3$|(?<![a-z])(?:third|3rd)(?![a-z])",
        r"네 ?번?째|넷째|(?<!\d)4 ?번|^4$|(?<![a-z])(?:fourth|4th)(?![a-z])",
        r"다섯 ?번?째|(?<!\d)5 ?번|^5$|(?<![a-z])(?:fifth|5th)(?![a-z])",
    )
)
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
    at = next((n for n, ordinal in enumerate(_ORDINALS) if ordinal.search(reply)), None)
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
