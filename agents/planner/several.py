"""Which of the companies just spoken of is asked for: "which one was more volatile?", "둘 중 뭐가 더 올랐어?", "걔네 중에 PER 낮은 건?".

Companies that were asked about one after the other, each in a turn of its own, are as much "they" as those of one turn.
"""

import re
from collections.abc import Sequence

from stockelper.types import Plan

_THEM = re.compile(
    r"(?:둘|셋|넷|걔네|얘네|쟤네|그것|이것|그거|두 ?(?:회사|종목|기업|개)|세 ?(?:회사|종목|기업|개)|그 ?(?:둘|셋)|이 ?(?:둘|셋))(?:들)? ?(?:은|는|이|의)? ?(?:중|가운데|다 ?중|사이)|(?:걔네|얘네|쟤네)(?:들)?|(?:그|이) ?(?:중|가운데)(?:에서?|에선)? ?(?:더|덜|누가|뭐가|어디가|어느)"
    r"|(?:어느|어떤) ?(?:쪽|게|회사|종목|것)이? ?(?:더|덜)|(?:누가|뭐가|어디가) ?(?:더|덜)"
    r"|(?<![a-z])(?:both|which (?:one |of (?:them|the (?:two|three)|these|those|the) ?)?(?:\w+ ){0,3}?(?:more|less|better|worse|higher|lower|bigger|smaller|most|least|best|worst|highest|lowest|cheaper|safer|riskier|steadier|calmer|wilder|further|harder)|between (?:them|the (?:two|three))|of the (?:two|three)|the (?:two|three) of them|who (?:\w+ ){0,2}?(?:more|less|better|worse|higher|lower))(?![a-z])"
)
_THREE = re.compile(r"셋|세 ?(?:회사|종목|기업|개)|(?<![a-z])three(?![a-z])")
_FOUR = re.compile(r"넷|네 ?(?:회사|종목|기업|개)|(?<![a-z])four(?![a-z])")
_LISTED = re.compile(r"종목 ?(?:중|가운데)|(?<![a-z])(?:stocks|shares|names|companies)(?![a-z])")


def picks_among(plain: str, anchor: Plan | None, recent: Sequence[str]) -> bool:
    """Whether a question picks among companies of the turns before, two at least, that no list was made of.

    `anchor` is the last turn about the market, `recent` the companies of all turns, the latest first.
    """
    if anchor is None or anchor.kinds[0] == "screen" or len(spoken_of(plain, anchor, recent)) < 2:
        return False
    return _THEM.search(plain) is not None and _LISTED.search(plain) is None


def spoken_of(plain: str, anchor: Plan, recent: Sequence[str]) -> tuple[str, ...]:
    """The companies of the turns before that are meant, in the order in which they were named.

    Those of the last turn where it had several, else as many of the last turns as the question counts, two
    where it does not.
    """
    if len(anchor.securities) > 1:
        return anchor.securities
    if not anchor.securities:
        return ()
    count = 3 if _THREE.search(plain) else 4 if _FOUR.search(plain) else 2
    return tuple(reversed(recent[:count]))
