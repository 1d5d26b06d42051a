"""A question that wants a yes or a no about two: whether one rose more, or swung more, than the other.

"Did NVDA beat AMD this year?", "삼성전자가 하이닉스보다 더 올랐어?", "네이버는 코스피보다 못했어?".
"""

import re
from collections.abc import Collection
from typing import Literal

from agents.planner.mentions import COMPANY, INDEX
from agents.planner.whether import asks_whether
from stockelper.types import Frozen, Measure

Compared = Literal["return", "volatility", "drawdown"]


class Surpassing(Frozen):
    """What is said: that the first of two has `more` (or less) of a measure than the other.

    `turned`: the one that is named first is the one that the other is held against ("하이닉스보다 삼성전자가 …").
    `is_open`: both figures are asked for, and no yes or no ("how volatile is it compared with the market").
    """

    measure: Compared
    more: bool
    turned: bool = False
    is_open: bool = False


_LESS_MOVED = re.compile(
    r"못 ?(?:했|올랐|갔|미쳤)|뒤[졌처쳐]|졌(?:어|나|니)|덜 ?(?:올|오|상승)|(?:더|많이|크게) ?(?:내렸|내린|떨어|빠졌|빠진|하락|급락|밀렸)|부진"
    r"|(?<![a-z])(?:underperform\w*|lag(?:ged|ging|s)?|lo(?:se|st) to|trail(?:ed|ing|s)?|worse|(?:f[ae]ll(?:en)?|drop(?:ped)?|los[te]|declined?|slid|sunk|down) (?:by )?(?:more|further|harder|deeper)|(?:r[io]se|gain(?:ed)?|climb(?:ed)?|up) (?:by )?less)(?![a-z])"
)
_MORE_MOVED = re.compile(
    r"(?:더|많이|크게) ?(?:올랐|오른|상승|뛰었|급등|잘 ?(?:나갔|갔|했))|앞[섰서선]|이[겼긴]|덜 ?(?:내|떨|빠|하락)|잘 ?(?:나갔|했|올랐)|능가"
    r"|(?<![a-z])(?:beat(?:en|ing)?|outperform\w*|better|outpac\w*|ahead of|surpass\w*|(?:r[io]se|risen|gain(?:ed)?|climb(?:ed)?|up|return(?:ed)?|gone up|go up) (?:by )?more|(?:f[ae]ll(?:en)?|drop(?:ped)?|los[te]|down) (?:by )?less)(?![a-z])"
)
_CALMER = re.compile(
    r"덜|작[았은아]|낮[았은아]|적[었은어]|안정|안전|(?<![a-z])(?:less|lower|calmer|smaller|safer|steadier|stabler|shallower)(?![a-z])"
)
_LIVELIER = re.compile(
    r"더|컸|크[냐니나지다]|커|높|심|많|(?<![a-z])(?:more|higher|riskier|bigger|larger|wilder|greater|deeper|worse)(?![a-z])"
)
_HELD_AGAINST = re.compile(
    rf"[{COMPANY}{INDEX}](?: ?(?:주가|주식|지수))?(?:보다|에 ?비해|대비).*[{COMPANY}{INDEX}]"
)
SPREADS: tuple[Literal["volatility", "drawdown"], ...] = ("volatility", "drawdown")
_SENTENCE = re.compile(r"(?<=[?!.])\s+(?=\S)")
_SET_AGAINST = re.compile(
    r"보다|대비|비해|비하면|비교|견주|(?<![a-z])(?:compar\w+|than|versus|vs\.?|against|relative to|next to|beside)(?![a-z])"
)
"""Sets one figure against another."""
_THE_MARKET = re.compile(
    r"(?<![가-힣])(?:전체 ?)?시장(?: ?(?:전체|평균))?(?:보다| ?대비|에 ?비|이랑|하고|과 ?비교)"
    r"|(?<![a-z])the (?:overall |broad(?:er)? |whole |wider |stock )?market(?:'s)?(?![a-z])(?! (?:cap|value|share|price|order|close|open))"
)


def surpassing(question: str, plain: str, measures: Collection[Measure]) -> Surpassing | None:
    """What a question says of two; None where it wants no yes or no, or is about something else.

    `plain` is the same question with `□` for each company and `◇` for each index.
    """
    text = _asking(question.lower().strip())
    if text is None:
        return None
    turned = _HELD_AGAINST.search(plain) is not None
    for measure in SPREADS:
        if measure in measures and (more := _more(text, _LIVELIER, _CALMER)) is not None:
            return Surpassing(measure=measure, more=more, turned=turned)
    more = _more(text, _MORE_MOVED, _LESS_MOVED)
    return None if more is None else Surpassing(measure="return", more=more, turned=turned)


def beside_index(question: str, measures: Collection[Measure]) -> Surpassing | None:
    """What is asked where one company's figure is to be told beside an index's; None where it is no such figure."""
    asked: list[Compared] = [one for one in SPREADS if one in measures]
    if not asked or not _SET_AGAINST.search(question.lower()):
        return None
    return Surpassing(measure=asked[0], more=True, is_open=True)


def names_the_market(question: str) -> bool:
    """Whether a question sets something against the market without naming an index."""
    return _THE_MARKET.search(question.lower()) is not None


def _asking(text: str) -> str | None:
    """The text, or its last sentence, where that wants a yes or a no; None where neither does."""
    last = _SENTENCE.split(text)[-1]
    return next((one for one in (text, last) if asks_whether(one)), None)


def _more(text: str, more: re.Pattern[str], less: re.Pattern[str]) -> bool | None:
    if less.search(text):
        return False
    return True if more.search(text) else None
