"""The figures that a question asks for, such as a return, a volume or a price-earnings ratio."""

import re
from typing import cast

from agents.planner.reading import measured
from stockelper.types import Measure

_MORE_EXACT: tuple[tuple[Measure, tuple[Measure, ...]], ...] = (
    ("best_day", ("return", "high")),
    ("busiest_day", ("volume", "close", "high", "turnover")),
    ("high_day", ("high", "close", "high_52w")),
    ("low_day", ("low", "close", "low_52w")),
    ("from_high", ("high", "close", "return", "high_52w", "high_day", "drawdown")),
    ("from_low", ("low", "close", "return", "low_52w", "low_day")),
    ("limit_up_days", ("return", "close", "up_days")),
    ("limit_down_days", ("return", "close", "up_days")),
    ("longest_rise", ("return", "close", "up_days", "streak")),
    ("longest_fall", ("return", "close", "up_days", "streak")),
    ("halved", ("return", "close", "drawdown")),
    ("price_gap", ("close", "return")),
    ("cross", ("sma",)),
    ("worst_day", ("return", "low")),
    ("up_days", ("return",)),
    ("streak", ("return", "up_days")),
    ("monthly_return", ("return", "close", "change")),
    ("yearly_return", ("return", "close", "change")),
    ("high_52w", ("high", "halved")),
    ("low_52w", ("low",)),
    ("volume_ratio", ("volume",)),
    ("relative_return", ("return",)),
    ("return", ("close", "change")),
    ("volume", ("close",)),
    ("turnover", ("close", "volume")),
    ("change", ("close",)),
    ("high", ("close",)),
    ("low", ("close",)),
    ("high_52w", ("close",)),
    ("low_52w", ("close",)),
    ("market_cap", ("close",)),
    ("open", ("close",)),
    ("dividend_yield", ("return",)),
    ("per", ("close",)),
    ("pbr", ("close",)),
    ("psr", ("close",)),
    ("eps", ("close",)),
)
"""A figure to the more general ones whose words it has in it."""
_REFUSED = re.compile(r"[^\s□◇]+ ?(?:말고|빼고)(?![가-힣])")


_CLOSE_TOO = re.compile(
    r"(?:종가|현재가|주가|가격|시세)(?:이?랑|하고|와|과|,| 및| 그리고|도) ?(?!.{0,8}(?:상관|관계|영향))|(?:종가|주가|현재가|가격|지금)(?:는|가|은)? ?얼마(?:이?고|이?며|인지)"
    r"|(?:이?랑|하고|와|과|,|및) ?(?:종가|현재가|주가)(?:를|을|는|도|좀)?(?: |\?|$)"
    r"|(?<![a-z])(?:price|close|closing price)(?:,| and| plus| &)(?! (?:why|earnings|sales|book))|(?:,|and|plus|&) (?:the |its )?(?:(?:closing |current |share |stock )?price|close)(?![a-z ]*(?:target|earnings))"
)
"""Asks for the price itself beside another figure."""
_BESIDE_CLOSE: frozenset[Measure] = frozenset(
    {"volume", "volume_ratio", "turnover", "open", "high", "low", "high_52w", "low_52w", "change"}
)


def meant(plain: str) -> str:
    """A text without the words that it says it does not mean: "시총 말고 거래대금"."""
    return _REFUSED.sub(lambda found: " " * len(found.group()), plain)


def measures(plain: str) -> tuple[Measure, ...]:
    """The figures asked for, in the order of the text; a general one gives way to the exact one it is part of."""
    found: list[Measure] = [cast("Measure", name) for _, name in measured("measures", plain)]
    weaker: set[Measure] = {lesser for exact, lessers in _MORE_EXACT if exact in found for lesser in lessers}
    if weaker >= {"close"} and set(found) - {"close"} <= _BESIDE_CLOSE and _CLOSE_TOO.search(plain):
        weaker.discard("close")
    return tuple(name for name in found if name not in weaker)
