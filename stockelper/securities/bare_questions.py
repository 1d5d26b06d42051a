"""Questions that say nothing but when and how a share stands, so that the word left must be its name."""

import re

_ALONE = re.compile(
    r"(?:this|last|past|the|week|month|year|quarter|today|yesterday|ytd|now|right|lately|price|stocks?|shares?|chart|trading|performance|returns?|up|down|how'?s?|what'?s?|whats|why|is|are|was|did|do|does|doing|about|and|so|then|what|how|also|ok|okay|at|for|of|in|on|with|to|happened|happening|going|looking|so far|s|doin"
    r"|얼마(?:야|예요|인가요|임|지|니|에요)?|주가|지금|오늘|어제|올해|이번|지난|주|달|해|어때|시세|현재가|종가|가격|주식|왜|좀|알려줘|떨어졌어|올랐어|요즘|수익률|차트|[은는이가의도?!.,'\s])*",
    re.IGNORECASE,
)


def says_nothing_else(text: str, start: int, end: int) -> bool:
    """Whether what stands around `text[start:end]` says nothing but when and how a share stands."""
    return _ALONE.fullmatch(f"{text[:start]} {text[end:]}") is not None
