"""Which of several surprises a text is about: operating profit tells more than sales."""

import re

from kg.extraction.masking import Masked

_REACH = 34
_PROFIT = re.compile(
    r"영업\s?(?:이익|손익|익|적자|손실)|\bOP\b|operating|\bEPS\b|earnings|profit|어닝|순이익", re.IGNORECASE
)
_SALES = re.compile(r"매출|revenue|sales|top line", re.IGNORECASE)


def weight(masked: Masked, start: int, end: int) -> int:
    """How much a surprise at `start:end` tells: 2 of profit, 1 of results, 0 of sales; the nearest word counts."""
    stretch = masked.text[max(start - _REACH, 0) : end]
    profit, sales = (max((m.start() for m in p.finditer(stretch)), default=-1) for p in (_PROFIT, _SALES))
    return 1 if profit == sales else 2 if profit > sales else 0
