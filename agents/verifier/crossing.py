"""Which cross of two averages is told, and in which zone an RSI."""

import re

_GOLDEN = re.compile(r"골든\s?크로스|\bgolden\scross", re.IGNORECASE)
_DEATH = re.compile(r"(?:데드|데스)\s?크로스|\b(?:death|dead)\scross", re.IGNORECASE)
_NEITHER = re.compile(r"과매수도\s?과매도도\s?아닌|neither\soverbought\snor\soversold", re.IGNORECASE)
_NEUTRAL_DENIED = re.compile(r"중립\s?(?:구간|영역)?에\s있지\s?않")
_OVERBOUGHT = re.compile(r"과매수(?!\s?(?:기준|선))|\boverbought\b", re.IGNORECASE)
_OVERSOLD = re.compile(r"과매도(?!\s?(?:기준|선))|\boversold\b", re.IGNORECASE)
_OVER, _UNDER = 69.5, 30.5
"""An RSI of 70 and of 30, rounded."""


def other_cross(said: str, evidence: str) -> bool:
    """Whether a cross is called by the other's name."""
    golden, death = bool(_GOLDEN.search(said)), bool(_DEATH.search(said))
    there, other = bool(_GOLDEN.search(evidence)), bool(_DEATH.search(evidence))
    return golden != death and there != other and golden == other


def zone_belied(said: str, rsi: float) -> bool:
    """Whether an RSI is said to lie where it does not: overbought from 70 on, oversold up to 30, between them neither."""
    neither = _NEITHER.search(said) is not None
    if neither and (not _UNDER < rsi < _OVER or _NEUTRAL_DENIED.search(said)):
        return True
    said = _NEITHER.sub("", said)
    over, under = bool(_OVERBOUGHT.search(said)), bool(_OVERSOLD.search(said))
    return over != under and ((over and rsi < _OVER) or (under and rsi > _UNDER))
