"""Words that say which way a price went."""

import re
from typing import Literal

_DOWN = re.compile(
    r"하한가|limit[- ]down|빠|떨어|떨궜|내린|내렸|하락|급락|폭락|추락|꼴찌|꼴등|최하위|최악|(?<!쌍)바닥(?! ?(?:에서|을|찍|다지))|밑바닥|떡락|망한|안 ?좋|못 ?(?:난|오른|나간)|부진|나쁜"
    r"|losers?|losing|lost|laggards?|fell|fall|drop|declin|down|worst|weakest|poorest|bottom|sank|tank|plung|slump|crash"
)
_UP = re.compile(r"상한가|limit[- ]up|오른|올랐|상승|급등|gainers?|winners?|rose|gained")
_SAID_DOWN = re.compile(
    r"급락|폭락|하락|빠[졌진져짐지]|떨어|내렸|내린|떡락|추락|하한가|처박"
    r"|(?<![a-z])(?:f[ae]ll(?:ing|en|s)?|drop\w*|plung\w*|tumbl\w*|slump\w*|slid(?:e|ing)?|crash\w*|sank|sinking|tank\w*|down)(?![a-z])"
)
_SAID_UP = re.compile(
    r"급등|폭등|상승|올랐|오른|올라|뛰었|뛴|떡상|치솟|상한가"
    r"|(?<![a-z])(?:ris(?:e|ing|en)|rose|jump\w*|surg\w*|soar\w*|rall(?:y|ied|ying)|spik\w*|climb\w*|ripping|pop(?:ped|ping)?|up)(?![a-z])"
)


def falls(plain: str) -> bool:
    """Whether a text ranks or picks by what fell: losers, the worst, 하락, 최악."""
    return bool(_DOWN.search(plain))


def rises(plain: str) -> bool:
    """Whether a text ranks or picks by what rose: gainers, 상승, 급등."""
    return bool(_UP.search(plain))


def way(plain: str) -> Literal["up", "down"] | None:
    """Which way a question says that a price went; None where it says neither or both."""
    down, up = bool(_SAID_DOWN.search(plain)), bool(_SAID_UP.search(plain))
    return None if down == up else "down" if down else "up"
