"""What a question that wants a yes or a no says of one security.

"삼성전자 오늘 올랐어?" says that the close rose, "Is AAPL above its 200-day average?" that it lies above an average.
"""

import re
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

from agents.planner.aims import Aim, aim
from agents.planner.nearness import nearness
from agents.planner.whether import asks_whether
from stockelper.types import Frozen, Measure

Side = Literal["up", "down"]


class Claim(Frozen):
    """What a question says of one security.

    Attributes:
        measure: the figure that settles it.
        side: `up`: risen, above, overbought, golden, at the mark; `down`: the opposite.
        least: the least move (a fraction) or run (sessions) or the bound of an oscillator; None: any.
        near: whether being near the mark is enough, no further than `least` (a fraction) where that is named; a mark
            with `least` alone has to be that far at least.
        aim: the price that is named.
        touched: whether having traded at that price is enough.
        ever: whether all stored sessions are meant instead of the last 52 weeks.
    """

    measure: Measure
    side: Side
    least: float | None = None
    near: bool = False
    aim: Aim | None = None
    touched: bool = False
    ever: bool = False


_OVERBOUGHT = re.compile(r"과매수|over-?bought")
_OVERSOLD = re.compile(r"과매도|over-?sold")
_GOLDEN = re.compile(r"골든 ?크로스|golden[- ]cross")
_DEATH = re.compile(r"데드 ?크로스|death[- ]cross")
_UPPER = re.compile(r"상단|상한선|(?<![a-z])upper(?![a-z])")
_LOWER = re.compile(r"하단|하한선|(?<![a-z])lower band|(?<![a-z])lower bollinger")
_OUTSIDE = re.compile(r"밖|벗어|뚫|터치|(?<![a-z])(?:outside|broke|beyond)(?![a-z])")
_SIGNAL = re.compile(r"시그널|신호선|(?<![a-z])signal(?: line)?(?![a-z])")
_UP = re.compile(
    r"올랐|올라(?:갔|왔|섰)|오른|오르고|상승|뛰었|뛴|급등|폭등|반등|강세|플러스|빨간 ?불|불기둥|벌었"
    r"|(?<![a-z])(?:up|r[io]se|risen|rising|gain(?:s|ed|ing)?|higher|climb\w*|rall(?:y|ied|ying)|jump\w*|surg\w*|soar\w*|advanc\w*|increas\w*|in the green|appreciat\w*)(?![a-z])"
)
_DOWN = re.compile(
    r"내렸|내려(?:갔|왔|앉)|내린|내리고|떨어졌|떨어진|떨어지고|하락|빠졌|빠진|빠지고|급락|폭락|밀렸|약세|마이너스|파란 ?불|주저앉"
    r"|(?<![a-z])(?:down|f[ae]ll(?:en|s|ing)?|drop\w*|declin\w*|lower|los[te]|losing|slid\w*|slipp?\w*|sank|sunk|dip(?:ped)?|crash\w*|plung\w*|tumbl\w*|decreas\w*|in the red)(?![a-z])"
)
_ABOVE = re.compile(
    r"위(?:에|로|야|인|임|냐|니|$|\?)|넘|돌파|뚫|상회|웃돌|높|회복|많|늘|급증|터졌|찍|도달|안착|닿|이상"
    r"|(?<![a-z])(?:above|over|past|higher|exceed\w*|more|greater|heavier|top(?:ped)?|cross(?:ed)?|hit|reach(?:ed)?|touch(?:ed)?|broken? (?:above|through|out)|up|unusual\w*|elevated)(?![a-z])"
)
_BELOW = re.compile(
    r"아래|밑|하회|깨[졌지진]|이탈|무너|붕괴|낮|적[어었은]|줄|내려|떨어|빠졌|이하|미만"
    r"|(?<![a-z])(?:below|under|beneath|lower|less|lighter|down|fell|fallen|dropped|broken? below|thin|light)(?![a-z])"
)
_NEAR = re.compile(r"근처|부근|근접|가까|다 ?왔|(?<![a-z])(?:near|nearing|close to|approaching)(?![a-z])")
_TOUCHED = re.compile(r"찍|닿|도달|터치|(?<![a-z])(?:hit|reach(?:ed)?|touch(?:ed)?|see|seen|saw)(?![a-z])")
_EVER = re.compile(r"역대|사상|상장 ?이후|(?<![a-z])(?:all[- ]time|record|ever)(?![a-z])")
_HIGHEST = re.compile(
    r"신고가|최고가|최고점|52 ?주 ?고점|(?:52[- ]?w(?:ee)?k(?:'?s)?|all[- ]time|record|new|year(?:ly)?|one[- ]year) highs?(?![a-z])"
)
_LOWEST = re.compile(
    r"신저가|최저가|최저점|52 ?주 ?저점|(?:52[- ]?w(?:ee)?k(?:'?s)?|all[- ]time|record|new|year(?:ly)?|one[- ]year) lows?(?![a-z])"
)
_MARK_IS = re.compile(
    r"(?:가|점)(?:이?야|인가|인지|이?냐|이?니|임|예요|이?에요|이?지|이?죠|입니까|였|이었|맞)|찍|갱신|경신|기록|달성|돌파|근처|부근|근접|가까|썼|세웠"
    r"|(?<![a-z])(?:at|near|nearing|close to|hit|hitting|set|make|made|reach(?:ed)?|trading at|touch(?:ed)?|approaching) (?:(?:a|an|its|the|their|new|another|fresh) )*(?:52|all|record|new|year|one|high|low)"
)
_PERCENT = re.compile(r"(?<![\d.])(?P<n>\d+(?:\.\d+)?) ?(?:%|퍼센트|프로|percent|pct)")
_DOUBLED = re.compile(r"(?:두|2) ?배|따블|(?<![a-z])doubled?(?![a-z])")
_TRIPLED = re.compile(r"(?:세|3) ?배|(?<![a-z])tripled?(?![a-z])")
_BOUND = re.compile(r"rsi\D{0,24}(?P<n>\d{2}(?:\.\d+)?)(?! ?(?:일|day|거래일))")
_USUAL = re.compile(r"평균|평소|보통|어제|(?<![a-z])(?:average|usual|normal|unusual\w*|typical)(?![a-z])")


_OF_HISTORY: frozenset[Measure] = frozenset(
    {"longest_rise", "longest_fall", "limit_up_days", "limit_down_days", "halved", "best_day", "worst_day"}
)
"""What is asked of all days that were, which other answers count."""


class _Said(NamedTuple):
    """A question in small letters, the figures that the planner reads in it, the sessions in a row that it names."""

    text: str
    measures: Collection[Measure]
    run: int | None


def claim(question: str, measures: Collection[Measure], run: int | None = None) -> Claim | None:
    """What a question says; None where it wants no yes or no, or nothing computed settles it.

    `measures` are the figures that the planner reads in it, `run` the sessions in a row that it names.
    """
    text = question.lower().strip()
    if _OF_HISTORY & set(measures) or not asks_whether(text):
        return None
    said = _Said(text, measures, run)
    return next((made for read in _READERS if (made := read(said))), None)


def side_of(text: str, up: re.Pattern[str], down: re.Pattern[str]) -> Side | None:
    """Which of two ways a text speaks of; None where it speaks of neither, or of both."""
    rises, falls = up.search(text) is not None, down.search(text) is not None
    if rises == falls:
        return None
    return "up" if rises else "down"


def _oscillator(said: _Said) -> Claim | None:
    bought = side_of(said.text, _OVERBOUGHT, _OVERSOLD)
    if bought:
        return Claim(measure="rsi", side=bought)
    bound, side = _BOUND.search(said.text), side_of(said.text, _ABOVE, _BELOW)
    return Claim(measure="rsi", side=side, least=float(bound["n"])) if bound and side else None


def _cross(said: _Said) -> Claim | None:
    side = side_of(said.text, _GOLDEN, _DEATH)
    return Claim(measure="cross", side=side) if side else None


def _band(said: _Said) -> Claim | None:
    side = side_of(said.text, _UPPER, _LOWER) if "bollinger" in said.measures else None
    beyond = _ABOVE.search(said.text) or _BELOW.search(said.text) or _OUTSIDE.search(said.text)
    return Claim(measure="bollinger", side=side) if side and beyond else None


def _signal(said: _Said) -> Claim | None:
    side = side_of(said.text, _ABOVE, _BELOW)
    asked = "macd" in said.measures and _SIGNAL.search(said.text)
    return Claim(measure="macd", side=side) if asked and side else None


def _average(said: _Said) -> Claim | None:
    side = side_of(said.text, _ABOVE, _BELOW)
    return Claim(measure="sma", side=side) if "sma" in said.measures and side else None


def _traded(said: _Said) -> Claim | None:
    side = side_of(said.text, _ABOVE, _BELOW)
    usual = {"volume", "volume_ratio"} & set(said.measures) and _USUAL.search(said.text)
    return Claim(measure="volume", side=side) if usual and side else None


def _mark(said: _Said) -> Claim | None:
    ever = _EVER.search(said.text) is not None
    if far := nearness(said.text):
        return Claim(measure=far.measure, side="up", least=far.share, near=far.within, ever=ever)
    side = side_of(said.text, _HIGHEST, _LOWEST)
    if side is None or not _MARK_IS.search(said.text):
        return None
    measure: Measure = "high_52w" if side == "up" else "low_52w"
    near = _NEAR.search(said.text) is not None
    return Claim(measure=measure, side="up", near=near, ever=ever)


def _run(said: _Said) -> Claim | None:
    side = side_of(said.text, _UP, _DOWN)
    return Claim(measure="streak", side=side, least=float(said.run)) if said.run and side else None


def _level(said: _Said) -> Claim | None:
    asked = aim(said.text)
    if asked is None or asked.price is None or _PERCENT.search(said.text):
        return None
    touched = _TOUCHED.search(said.text) is not None
    side = "up" if touched else side_of(said.text, _ABOVE, _BELOW)
    return Claim(measure="close", side=side, aim=asked, touched=touched) if side else None


def _moved(said: _Said) -> Claim | None:
    least = _least(said.text)
    side = side_of(said.text, _UP, _DOWN) or ("up" if least and not _PERCENT.search(said.text) else None)
    return Claim(measure="return", side=side, least=least) if side else None


def _least(text: str) -> float | None:
    """The least move that a question names, a fraction."""
    if found := _PERCENT.search(text):
        return float(found["n"]) / 100
    return 1.0 if _DOUBLED.search(text) else 2.0 if _TRIPLED.search(text) else None


_READERS: tuple[Callable[[_Said], Claim | None], ...] = (
    _oscillator, _cross, _band, _signal, _average, _traded, _mark, _run, _level, _moved,
)  # fmt: skip
"""The exact figures before the plain move: a question about an average speaks of being above, too."""
