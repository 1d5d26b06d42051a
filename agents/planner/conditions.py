"""One condition of a screen: the measure, which side or end of it is asked for, and from what figure on."""

import re
from collections.abc import Sequence
from typing import Literal

from agents.planner.nearness import nearness
from agents.planner.thresholds import asks_below, asks_only_above, threshold
from agents.planner.up_or_down import falls
from stockelper.types import Measure, Screen

Operator = Literal["top", "bottom", "above", "below"]

MOVES: tuple[Measure, ...] = ("return", "change", "relative_return", "drawdown", "streak")
"""Measures of which a fall is the lower end."""
_EXTREMES: tuple[Measure, ...] = ("high_52w", "low_52w")
_NEAR = re.compile(r"근처|부근|근접|가까[운이]|near(?:est|ing)?(?![a-z])|close(?:st)? to")
_UNDER = re.compile(r"데드|death|하단|하한|아래|밑|lower|bottom|below|under")
"""The lower one of a band's or a cross's two ways."""
_LOWEST = re.compile(
    r"하위|꼴찌|꼴등|최하|최저|낮은|적은|작은|덜 |lowest|least|smallest|bottom|worst|cheapest|calmest|(?<!비)싼"
)
_LEAST = re.compile(r"덜 |(?:제일|가장) ?(?:적게|조금)|적게|조금|(?<![a-z])(?:least|smallest)(?![a-z])")
"""Asks for the smallest distance."""
_SCREENED: tuple[Measure, ...] = (
    "streak", "cross", "rsi", "volume_ratio", "turnover", "volume", "volatility", "drawdown", "high_52w", "low_52w", "sma", "macd", "bollinger", "relative_return", "beta", "per", "pbr",
    "psr", "peg", "roe", "roa", "eps", "dividend_yield", "debt_ratio", "margin", "market_cap", "revenue", "profit", "return", "close",
)  # fmt: skip
"""Measures that a market is screened by; of several that a text names the first of these is meant."""
_UNSCREENED: tuple[Measure, ...] = (
    "up_days", "best_day", "worst_day", "monthly_return", "yearly_return", "correlation", "busiest_day", "high_day", "low_day", "limit_up_days",
    "limit_down_days", "longest_rise", "longest_fall", "halved", "price_gap",
)  # fmt: skip
"""Figures of one or two securities by which no market is screened: a screen says that it left them out."""
_AS_SCREENED: tuple[tuple[Measure, Measure], ...] = (("from_high", "high_52w"), ("from_low", "low_52w"))
"""Figures of one security to the one that a market is screened by where they are asked for."""


def condition(plain: str, asked: Sequence[Measure]) -> Screen:
    """What a text asks of the first of its figures that can be screened; of the return where it names none."""
    asked = (*asked, *(own for of_one, own in _AS_SCREENED if of_one in asked))
    fitting: list[Measure] = [name for name in (*_UNSCREENED, *_SCREENED) if name in asked]
    measure: Measure = fitting[0] if fitting else "return"
    if (far := nearness(plain)) and measure == far.measure and far.within:
        side: Operator = "above" if measure == "high_52w" else "below"
        return Screen(measure=measure, operator=side, threshold=far.share)
    value = threshold(plain, measure)
    operator = _side(plain, measure) if value is not None else _end(plain, measure, asked)
    return Screen(measure=measure, operator=operator, threshold=value)


def _side(plain: str, measure: Measure) -> Operator:
    """On which side of its threshold a measure has to lie."""
    falling = measure in (*MOVES, "high_52w") and falls(plain)
    return "below" if falling or (asks_below(plain) and not asks_only_above(plain)) else "above"


def _end(plain: str, measure: Measure, asked: Sequence[Measure]) -> Operator:
    """Which end of a ranking is asked for, or which side of the measure's own line, where no threshold is named."""
    if measure in _EXTREMES:
        return _farthest(plain, asked) or _at_extreme(plain, measure)
    if measure in ("cross", "bollinger"):
        return "below" if _UNDER.search(plain) else "above"
    if measure in ("sma", "macd"):
        return "below" if asks_below(plain) else "above"
    falling = measure in MOVES and falls(plain)
    return "bottom" if falling or _LOWEST.search(plain) else "top"


def _at_extreme(plain: str, measure: Measure) -> Operator:
    """Nearest to a year's high or low where nearness is asked for, else beyond it."""
    if _NEAR.search(plain):
        return "top" if measure == "high_52w" else "bottom"
    return "below" if asks_below(plain) or measure == "low_52w" else "above"


def _farthest(plain: str, asked: Sequence[Measure]) -> Operator | None:
    """Which end of a ranking by the distance from a high or a low is asked for; None where none is measured from."""
    below, above = "from_high" in asked, "from_low" in asked
    if below == above:
        return None
    near = bool(_NEAR.search(plain) or _LEAST.search(plain))
    return "bottom" if below != near else "top"
