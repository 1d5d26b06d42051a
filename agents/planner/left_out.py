"""Companies that a question names only to leave them out: "애플 말고 테슬라", "ignore Apple", "FMC... no wait, Mosaic"."""

import itertools
import re
from collections.abc import Sequence

from agents.planner.besides import BEFORE, BEHIND
from stockelper.securities.resolver import Mention

_LEFT_OUT = re.compile(
    rf"^(?:은|는|을|를)? ?(?:{BEHIND}|아닌|됐고|관심 ?없고|무시하고)|^(?: |'s )?(?:excluded|aside)"
)
_AND_OTHERS = re.compile(
    rf"^(?:은|는|을|를)? ?(?:{BEHIND})(?:는|도)?,? ?(?:또 |좀 |□?의? )?(?:다른|딴|나머지|(?:\S+ )?\S*(?:주|종목|회사|기업|업체)\S{{0,2}} ?(?:뭐|어디|중|가운데|알려|있|추천|골라))"
)
"""Behind a company that is left out for others that are not named: "삼성전자 말고 다른 반도체주"."""
_TAKEN_BACK = re.compile(
    r"^[\s.,…?!-]*(?:(?:h+m+|u+m+|u+h+|e+r+|ah|oh|음+|흠+|아)[\s.,…]+)?(?:no,? (?:wait|actually|sorry)|(?<=[\s.,…?!-])no(?=,)|wait,? no|(?<=[.,…-] )actually|scratch that|i mean|i meant|oops|sorry|make that|아니다|아니 아니|아 ?아니|아니(?= )|정정(?:할게|합니다)?)(?![a-z가-힣])"
)
"""Behind a company that somebody takes back for the next one: "FMC... no wait, Mosaic"."""
_BESIDE = 24
"""Characters before or behind a company in which such words stand."""
_EXCEPT = re.compile(
    rf"(?<![a-z])(?:{BEFORE}|beyond|instead of|rather than|not"
    r"|(?:ignor|forget|skip|leav)(?:e|ing|ting|ping)?(?: about| out| aside)?|never ?mind(?: about)?) (?:just |only |the )?$"
)
_ELSE = re.compile(
    r"(?<![a-z])(?:which|what|any|other) (?:\w+ ){0,3}?(?:stocks?|shares|companies|names|firms|banks|makers|suppliers|rivals)(?![a-z])"
)
"""Asks for securities that are not named."""
_ALSO = re.compile(r"^ ?(?:이?랑|하고|와|과|및|,|/|&|(?:'s )?and|or) ?$")
"""Between two companies that are left out together."""


def wanted(lower: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without companies that are named to be left out ("애플 말고"), where another one stays or others are asked for."""
    out = left_out(lower, mentions)
    kept = tuple(mention for mention in mentions if mention not in out)
    return kept if kept or _asks_for_others(lower, out) else mentions


def left_out(lower: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The companies that are named to be left out, and those that are joined to them."""
    last = max((m.start for m in mentions), default=0)
    ends = {
        m
        for m in mentions
        if (m.start < last and _TAKEN_BACK.search(lower[m.end : m.end + _BESIDE]))
        or _LEFT_OUT.search(lower[m.end : m.end + _BESIDE])
    }
    heads = {m for m in mentions if _EXCEPT.search(lower[max(0, m.start - _BESIDE) : m.start])}
    ordered = sorted(mentions, key=lambda m: m.start)
    for one, other in itertools.pairwise(ordered):
        if (
            one in heads
            and _ALSO.match(lower[one.end : other.start])
            and "," not in lower[one.end : other.start]
        ):
            heads.add(other)
    for one, other in reversed(list(itertools.pairwise(ordered))):
        if other in ends and _LEFT_OUT.search(lower[other.end : other.end + _BESIDE]):
            ends |= {one} if _ALSO.match(lower[one.end : other.start]) else set()
    return tuple(m for m in mentions if m in ends | heads)


def _asks_for_others(lower: str, out: Sequence[Mention]) -> bool:
    """Whether others than those left out are asked for, whom nobody names."""
    return any(_AND_OTHERS.search(lower[m.end : m.end + _BESIDE]) for m in out) or bool(
        out and _ELSE.search(lower) and _EXCEPT.search(lower[max(0, out[0].start - _BESIDE) : out[0].start])
    )
