"""The figure that a condition bounds a measure by: "RSI 30 이하", "volume above 2 million", 과매도."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from agents.planner.averages import without_periods
from agents.planner.counts import run_length, without_limit
from agents.planner.scales import SCALE
from agents.planner.up_or_down import falls
from stockelper.types import Measure

_BELOW = re.compile(
    r"이하|미만|밑|아래|낮|<|≤|or (?:less|lower|fewer)|below|under|less than|lower than|fewer|at most|beneath|oversold|과매도"
)
_ABOVE = re.compile(
    r"이상|초과|넘|위(?!험)|>|≥|or (?:more|higher|better)|above|over|more than|greater|higher than|at least|overbought|과매수|돌파|뚫"
)
_PLAINLY_BELOW = re.compile(r"이하|미만|<|≤|below|under|less than|lower than|at most|oversold|과매도|밑")
_NO_BOUND = re.compile(r"52 ?주|52[- ]?w\w*|s&p 500|rsi ?\(?14\)?|코스피 ?200|nasdaq[- ]?100|turnover")
"""Figures that are part of a name."""
_THRESHOLD = re.compile(
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d]) ?(?P<unit>%|퍼센트|프로|percent|pct|배|times|x(?![a-z])|(?:[천백십]?만|천) ?(?:원|주)|억|조|원|달러|(?:thousand|million|billion|mil|mn|bn|[kmb])(?![a-z]))?(?! ?(?:개(?!월)|종목|위|일|주|월|년|분기|day|week|month|year))"
)
_SIGNED = re.compile(r"[<>≤≥]=? ?\d[\d.,]*(?:%|배)?(?= )")
"""A bound with its sign, which counts nothing of what stands behind it ("RSI < 30 stocks")."""
_UNIT_TAIL = re.compile(r"(?<=[천만]) ?[원주]$")
_IMPLIED: Mapping[Measure, tuple[tuple[re.Pattern[str], float], ...]] = MappingProxyType(
    {
        "rsi": ((re.compile("과매도|over-?sold"), 30.0), (re.compile("과매수|over-?bought"), 70.0)),
        "volume_ratio": ((re.compile("twice|double|두 ?배"), 2.0),),
    }
)
"""Thresholds that a word stands for."""


def threshold(plain: str, measure: Measure) -> float | None:
    """The figure a text bounds a measure by, in the measure's own unit (a part of one, won, sessions); None without one.

    It is below zero for falls; a streak's counts the sessions in a row.
    """
    if measure == "streak":
        return _run(plain)
    uncounted = without_limit(_NO_BOUND.sub(" ", _SIGNED.sub(r"\g<0>,", plain)))
    bare = without_periods(uncounted)
    match = next((m for m in _THRESHOLD.finditer(bare) if _is_bound(bare, m)), None)
    if match is None:
        return _implied(plain, measure)
    value = float(match["n"].replace(",", "")) * SCALE.get(_UNIT_TAIL.sub("", match["unit"] or ""), 1.0)
    falling = measure in ("return", "change", "relative_return") and falls(plain)
    return -value if falling or measure == "drawdown" else value


def asks_below(plain: str) -> bool:
    """Whether a text has a word for what lies below, be it beside one for what lies above."""
    return bool(_BELOW.search(plain))


def asks_only_above(plain: str) -> bool:
    """Whether a text has a word for what lies above, and none that plainly says below; `낮` or "fewer" may be of a name."""
    return bool(_ABOVE.search(plain)) and not _PLAINLY_BELOW.search(plain)


def _run(plain: str) -> float | None:
    """For how many sessions in a row a price has to have risen, or, below zero, fallen."""
    length = run_length(plain)
    return None if length is None else -float(length) if falls(plain) else float(length)


def _implied(plain: str, measure: Measure) -> float | None:
    return next((value for said, value in _IMPLIED.get(measure, ()) if said.search(plain)), None)


def _is_bound(text: str, figure: re.Match[str]) -> bool:
    around = text[max(0, figure.start() - 14) : figure.end() + 8]
    return bool(_BELOW.search(around) or _ABOVE.search(around))
