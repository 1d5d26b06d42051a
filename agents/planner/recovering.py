"""A question about a fall and the way back from it: how deep, and when the price stood where it had fallen from.

"코로나 때 얼마나 빠졌고 언제 회복했어?", "when did it get back to its 2021 high?".
"""

import datetime as dt
import re
from typing import Literal

from agents.planner.whether import foretells
from stockelper.types import Frozen, Window

Anchor = Literal["high", "low", "fall"]


class Recovery(Frozen):
    """What is asked: back to the high, from the low, or from the fall of a time.

    `deepest`: of all stored falls the deepest is meant, not the last; `depth_first`: how deep is asked before when.
    """

    anchor: Anchor
    deepest: bool = False
    depth_first: bool = False


_BACK = re.compile(
    r"(?:회복|만회|복구)(?:을|이|은|는)? ?(?:했|한(?! ?다)|하는|하기|하고|하지|함|됐|되었|된|되는|되기|되지|까지|기간|시점|언제|에 ?걸|중이|못|안 ?[했됐])|언제(?:쯤)? (?:다 |다시 )?(?:회복|만회)|되찾"
    r"|(?:전고점|전 고점|\d{4}년? ?(?:\d{1,2}월 ?)?(?:최)?고[점가]|직전 ?고점|이전 ?고점|옛 ?고점)(?:을|를|은|는)? ?(?:언제 ?)?(?:다시 ?)?(?:돌파|넘|탈환|뚫|회복)"
    r"|(?<![a-z])recover(?:ed|y|ing|s)?(?![a-z])|(?<![a-z])(?:get|got|gotten|come|came|climb(?:ed)?|go|went|gone|be(?:en)?|is|was) back (?:to|above|at|over) (?:its|the|their|where|that|pre|\d)|(?<![a-z])(?:regain|reclaim|retak|retook)\w*|(?<![a-z])(?:bounced? back|ma[dk]e (?:back|up) (?:its|the|for)|mak(?:e|ing) it back|erased? (?:its|the) loss\w*)"
    r"|(?<![a-z])(?:surpass|exceed|top|beat|break|broke|pass)\w* (?:its|the) (?:\d{4}|previous|prior|old|last|former|pre-?\w+) (?:all[- ]time )?(?:high|peak|top|record)"
)
_NOT_BACK = re.compile(
    r"회복(?:할|하려|될|을 ?할|이 ?될| ?가능| ?전망| ?예상|세)|만회할|얼마나 ?(?:많이 ?)?(?:회복|만회)|(?:실적|수요|업황|경기|매출|이익|신뢰)(?:이|가|은|는)? ?회복"
    r"|(?<![a-z])(?:will|would|could|should|can|might|going to|gonna|expect\w*|forecast\w*|likely|how (?:much|far) (?:has|have|did))(?![a-z])|마진|(?<![a-z])(?:sales|demand|earnings|economic|economy|profits?|revenues?|margins?)(?![a-z]).{0,40}recover|(?<![a-z])(?:recovers|recovering|think|next)(?![a-z])|recover\w* (?:more|most|faster|better|next)"
)
"""What is still to come, how far the way back has gone, and what else may recover."""
_HIGH = re.compile(
    r"고점|고가|최고|꼭지|정점|(?<![a-z])(?:highs?|peaks?|top|record)(?![a-z])|back (?:to|above|over)"
)
_LOW = re.compile(r"저점|저가|최저|바닥|(?<![a-z])(?:lows?|bottom|trough)(?![a-z])")
_DEEPEST = re.compile(
    r"mdd|최대 ?낙폭|가장 ?크게|최악|(?<![a-z])(?:max(?:imum)? drawdown|worst|deepest|biggest|largest)(?![a-z])"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DEPTH = re.compile(
    r"얼마나 ?(?:많이 ?)?(?:빠|떨어|하락|내려|내렸|밀|폭락)|몇 ?(?:%|퍼센트|프로)|how (?:much|far|deep)"
)
_CRISES: tuple[tuple[re.Pattern[str], dt.date, dt.date], ...] = (
    (
        re.compile(r"코로나|팬데믹|(?<![a-z])(?:covid|corona\w*|pandemic)"),
        dt.date(2020, 1, 1),
        dt.date(2020, 6, 30),
    ),
    (
        re.compile(r"금융 ?위기|리먼|서브프라임|(?<![a-z])(?:financial crisis|lehman|subprime|gfc)(?![a-z])"),
        dt.date(2007, 10, 1),
        dt.date(2009, 6, 30),
    ),
    (re.compile(r"닷컴|it ?버블|(?<![a-z])dot[- ]?com"), dt.date(2000, 1, 1), dt.date(2002, 12, 31)),
)
"""Falls that go by a name, with the time in which they lay."""


def recovery(question: str) -> Recovery | None:
    """What a question asks of a fall and the way back; None where it asks none of it."""
    text = question.lower()
    if not _BACK.search(text) or _NOT_BACK.search(text) or foretells(text):
        return None
    depth = _DEPTH.search(text)
    back = _BACK.search(text)
    first = depth is not None and back is not None and depth.start() < back.start()
    anchor: Anchor = "low" if _LOW.search(text) else "high" if _HIGH.search(text) else "fall"
    return Recovery(anchor=anchor, deepest=_DEEPEST.search(text) is not None, depth_first=first)


def crisis(question: str) -> Window | None:
    """The time of a fall that goes by a name; None where a question names none."""
    text = question.lower()
    named = next(((first, last) for said, first, last in _CRISES if said.search(text)), None)
    if named is None:
        return None
    return Window.model_validate({"from": named[0], "to": named[1], "label": "range"})


def whole_year(question: str, window: Window | None) -> Window | None:
    """The window that is named; the year alone where "since 2022" or "ever" makes more of it."""
    open_ended = window is not None and (window.label == "ever" or window.label.startswith("since_"))
    if not open_ended:
        return window
    year = _YEAR.search(question)
    if year is None:
        return None
    ends = {"from": dt.date(int(year[0]), 1, 1), "to": dt.date(int(year[0]), 12, 31), "label": year[0]}
    return Window.model_validate(ends)
