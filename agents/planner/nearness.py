"""How far from a high or a low is asked: "within 2% of its high", "고점에서 10% 이내", "more than 20% below its high"."""

import re
from typing import NamedTuple

from stockelper.types import Measure

_SHARE = re.compile(r"(?<![\d.])(?P<n>\d+(?:\.\d+)?) ?(?:%|퍼센트|프로|percent|pct)")
_WITHIN = re.compile(
    r"이내|안쪽|안짝|미만|(?:%|퍼센트|프로) ?(?:내|안)(?:에|로|이|인)?(?![가-힣]*(?:오|내렸))|도 ?안 ?(?:남|떨어|되|돼|빠)|도 ?채 ?안"
    r"|(?<![a-z])(?:within|less than|no more than|not more than|at most|under(?= ?\d)|closer than)(?![a-z])"
)
_BEYOND = re.compile(
    r"이상|넘게|초과|(?<![a-z])(?:more than|over(?= ?\d)|at least|greater than|or more|further than)(?![a-z])"
)
_HIGH = re.compile(r"고점|최고가|신고가|(?<![a-z])(?:highs?|peaks?)(?![a-z])")
_LOW = re.compile(r"저점|최저가|신저가|바닥|(?<![a-z])(?:lows?|bottoms?)(?![a-z])")
_FROM = re.compile(
    r"에서|까지|대비|보다|고점|저점|[고저]가|(?<![a-z])(?:of|from|below|above|off|under|away)(?![a-z])"
)


class Nearness(NamedTuple):
    """From which mark, how far (a fraction), and whether no further or at least that is asked."""

    measure: Measure
    share: float
    within: bool


def nearness(text: str) -> Nearness | None:
    """The distance from a high or a low that a text in small letters asks about; None where it names none."""
    share = _SHARE.search(text)
    within, beyond = _WITHIN.search(text) is not None, _BEYOND.search(text) is not None
    high, low = _HIGH.search(text) is not None, _LOW.search(text) is not None
    if share is None or within == beyond or high == low or not _FROM.search(text):
        return None
    return Nearness("high_52w" if high else "low_52w", float(share["n"]) / 100, within)
