"""Whether a question asks for the course of a share over a stretch of time and for nothing else.

"Tell me about AMD's stock this quarter" names a quarter as its stretch, not as a report, and "tell me about" asks for no news.
"""

import re

from agents.planner.mentions import COMPANY
from agents.planner.reading import Reading

_SHARE = re.compile(
    r"주가|주식|(?<![a-z])(?:(?:share|stock) prices?|stocks?|shares?|doing|faring|performing|performed|perform|trading|traded|moved|behaved|performance)(?![a-z])"
)
"""Speaks of the share, or of how it did."""
_FILLER = re.compile(
    rf"{COMPANY}|주가|주식|흐름|추이|동향|움직임|상황|성과|어때|어땠|어떤|어떻게|어떠|대해서?|관해서?|관련|좀|알려|말해|설명|보여|정리|요약|궁금|하고 ?있|되고 ?있|움직|했|됐|되|있|나|니|냐|지|가|이|은|는|을|를|의|에|로|요|어|야|해|줘|주세요|줄래|봐|동안|간|한|인|고|까지"
    r"|(?<![a-z])(?:please|pls|can|could|would|you|tell|me|us|about|show|give|talk|walk|through|let|know|i|want|like|to|a|an|the|of|on|for|in|over|during|so|far|its|is|are|was|has|have|had|been|did|do|does|how|how's|what|what's|up|with|going|on|happening|happened|hey|ok|okay|and|then|well|now|lately"
    r"|rundown|overview|summary|update|picture|story|read|look|quick|brief|short|general|shares?|stocks?|prices?|doing|faring|performing|performed|perform|trading|traded|moved|moving|behaved|behaving|performance|s)(?![a-z])"
)


def asks_for_the_course(read: Reading) -> bool:
    """Whether one company's share and a stretch that has begun are named, and nothing that is not the share's course."""
    if read.span is None or read.stretches or "one" not in read.facts or not _SHARE.search(read.plain):
        return False
    return read.span.first < read.span.last and not _says_more(read)


def _says_more(read: Reading) -> bool:
    rest = list(read.plain)
    for start, end in read.dated:
        rest[start:end] = " " * (end - start)
    return any(letter.isalnum() for letter in _FILLER.sub(" ", "".join(rest)))
