"""A turn that wishes a list that was shown longer or shorter: "10개로 늘려줘", "show me ten", "top 20"."""

import re
from collections.abc import Sequence

from stockelper.types import Kind, Plan

_LISTS: frozenset[Kind] = frozenset({"screen", "briefing"})
_RECENT = 4
"""Turns back that a list is still made longer."""
_KO = re.compile(
    r"(?:그럼|그러면|그냥|아까|이번엔|리스트|목록|순위|명단|종목|상위|하위|를|을|은|는|도| )*(?:\d{1,2}|다섯|열|스무|열다섯) ?(?:개|종목|위|곳|군데|등)(?:로|까지|씩|만|정도|으로|는|은)*"
    r"(?: ?(?:더|좀|다시|늘려|늘리|줄여|줄이|확대|넓혀|보여|알려|뽑아|해|줘|주세요|줄래|봐|볼래|볼 ?수|있어|보고|싶어|요|서))*"
)
_EN = re.compile(
    r"(?:(?:and|ok|okay|now|please|can you|could you|can i|i want|let me|let's|show|see|give|get|me|us|make|it|that|the|list|expand|extend|widen|shorten|cut|to|go|up|down|a|top|bottom|first|just|only|how about|what about) )*(?P<n>\d{1,2}|five|ten|fifteen|twenty)"
    r"(?: (?:of|them|those|stocks|companies|names|more|please|instead|results|entries|items|long|in the list|on the list))*"
)
_WIDENS = re.compile(
    r"늘려|늘리|줄여|줄이|개|종목|위|expand|extend|widen|shorten|list|top|show|give|see|make|more|names|stocks|companies"
)
_COUNTS = {"five": "5", "ten": "10", "fifteen": "15", "twenty": "20"}
_EDGE = re.compile(r"^[\s,.!~]+|[\s,.!?~]+$")


def of_the_list(text: str, history: Sequence[Plan]) -> tuple[str, Sequence[Plan]]:
    """The turn and the turns up to the list that it wants in another length; both as they are where it wants none."""
    bare = _EDGE.sub("", text.lower())
    english = _EN.fullmatch(bare)
    if not (english or _KO.fullmatch(bare)) or not _WIDENS.search(bare):
        return text, history
    recent = range(len(history) - 1, max(len(history) - 1 - _RECENT, -1), -1)
    at = next((n for n in recent if history[n].kinds[0] in _LISTS), None)
    if at is None:
        return text, history
    count = _COUNTS.get(english["n"], english["n"]) if english else None
    return (f"top {count}" if count else text), history[: at + 1]
