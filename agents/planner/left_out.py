"""Companies that a question names only to leave them out: "애플 말고 테슬라", "FMC... no wait, Mosaic"."""

import re

from stockelper.securities.resolver import Mention

_LEFT_OUT = re.compile(
    r"^(?:은|는|을|를)? ?(?:말고|빼고|제외(?:하고|한)?|이?외에|아닌)|^(?: |'s )?(?:excluded|aside)"
)
_AND_OTHERS = re.compile(
    r"^(?:은|는|을|를)? ?(?:말고|빼고|제외(?:하고|한)?|이?외에) ?(?:또 |좀 )?(?:다른|딴|나머지)"
)
"""Behind a company that is left out for others that are not named: "삼성전자 말고 다른 반도체주"."""
_TAKEN_BACK = re.compile(
    r"^[\s.,…?!-]*(?:(?:h+m+|u+m+|u+h+|e+r+|ah|oh|음+|흠+|아)[\s.,…]+)?(?:no,? (?:wait|actually|sorry)|(?<=[\s.,…?!-])no(?=,)|wait,? no|(?<=[.,…-] )actually|scratch that|i mean|i meant|oops|sorry|make that|아니다|아니 아니|아 ?아니|아니(?= )|정정(?:할게|합니다)?)(?![a-z가-힣])"
)
"""Behind a company that somebody takes back for the next one: "FMC... no wait, Mosaic"."""
_BESIDE = 20
"""Characters before or behind a company in which such words stand."""
_EXCEPT = re.compile(r"(?:other than|except(?: for)?|besides|apart from|excluding|not) $")


def wanted(lower: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without companies that are named to be left out ("애플 말고"), where another one stays."""
    last = max((m.start for m in mentions), default=0)
    kept = tuple(
        m
        for m in mentions
        if not (m.start < last and _TAKEN_BACK.search(lower[m.end : m.end + _BESIDE]))
        and not _LEFT_OUT.search(lower[m.end : m.end + _BESIDE])
        and not _EXCEPT.search(lower[max(0, m.start - _BESIDE) : m.start])
    )
    others = any(_AND_OTHERS.search(lower[m.end : m.end + _BESIDE]) for m in mentions)
    return kept if kept or others else mentions
