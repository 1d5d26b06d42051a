"""A turn that asks for a company's figure of what was just explained: "what is RSI?", "so what is it for Apple?"."""

import re

from agents.planner.lexicon import details
from agents.planner.spoken_dates import stretch
from agents.planner.today import Today
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Measure, Plan

_LONGEST = 50
"""Letters that such a turn has at most."""
_FILLER = re.compile(
    r"언제|최근|마지막|그럼|그러면|그렇다면|그래서|그리고|그건|그게|그거|그것은?|이건|이게|그 ?(?:값|수치|지표)(?:은|는|이)?|경우에?|같은|지금|현재|요즘|오늘|몇이?|얼마나?|어때요?|어떻게|어떤가요?|되나요?|돼요?|돼|되지|되죠|되는데|인가요?|인지|이야|야|예요|에요|임|해|알려|보여|줘|주세요|봐|였어|였나|이었|었|됐어|됐나|컸어|컸나|커|높아|낮아|심해|심했|예를|예시를?|예로|예|사례로?|들어서?|들면|들자면|설명|계산|구해|적용|넣어|한번|좀|으로|에서|에|해줘|의|은|는|이|가|을|를|로|요|도"
    r"|(?<![a-z])(?:and|so|ok|okay|then|now|'s|what|what's|whats|how|how's|about|is|it|its|it's|that|this|the|for|of|at|in|current|currently|right|today|show|me|tell|give|using|use|example|an|a|as|example's|take|apply|calculate|demonstrate|explain|illustrate|could|can|you|value|number|figure|look|like|does|do|have|has|case|with|on|please|high|low|big|large|deep|bad|good|many|much|when|last|latest|recent|recently|one|near|close|above|below|hit|reach|was|were|did|been|had|stand)(?![a-z])"
)
_ITS_PRICE = re.compile(
    r"(?:지금|현재|오늘|요즘) ?(?:은|는)? ?얼마(?!나)|얼마에 ?(?:거래|사|살|팔)"
    r"|(?<![a-z])how much (?:is|are|does|do|for)(?! it(?:s|'s)?(?![a-z]))(?! that)(?! this)"
)
"""Asks what a share costs."""
_UNPRICED: frozenset[Measure] = frozenset(
    {"rsi", "macd", "bollinger", "cross", "volatility", "beta", "per", "pbr", "roe", "drawdown"}
)
"""Figures that are counted in no money, of which nobody asks how much they are now where they are not named."""


def figure_of(text: str, before: Plan, resolver: Resolver, today: Today) -> str | None:
    """A company and the figure that the turn before explained; None where the turn names no company or asks for more."""
    if before.kinds != ("education",) or not before.measures or len(text) > _LONGEST:
        return None
    mentions = resolver.resolve(text).mentions
    word = details("measures")[before.measures[0]].search(before.question.lower())
    if not mentions or word is None or _says_more(text, mentions, today):
        return None
    if before.measures[0] in _UNPRICED and _ITS_PRICE.search(text.lower()):
        return None
    names = " ".join(text[m.start : m.end] for m in mentions)
    spoken = stretch(text.lower(), today)
    when = " ".join(text[a:b].strip() for a, b in spoken[1]) if spoken else ""
    return " ".join(part for part in (names, when, word.group().strip()) if part)


def _says_more(text: str, mentions: tuple[Mention, ...], today: Today) -> bool:
    rest = list(text.lower())
    spoken = stretch(text.lower(), today)
    for start, end in (*((m.start, m.end) for m in mentions), *(spoken[1] if spoken else ())):
        rest[start:end] = " " * (end - start)
    return any(letter.isalnum() for letter in _FILLER.sub(" ", "".join(rest)))
