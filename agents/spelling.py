"""A value with its unit, as a reader sees it."""

from stockelper.language import numbers
from stockelper.types import Language

LARGE = {"KRW": 1e9, "USD": 1e8}
"""Amounts from here on are said in words of scale; no price of a share is that high."""


def value_text(value: float, unit: str | None, currency: str | None, language: Language) -> str:
    """A value with its unit: money, shares, a percentage, or a bare number."""
    if currency and unit == currency and abs(value) >= LARGE.get(currency, 1e9):
        return numbers.compact_money(value, currency, language)
    if currency and unit == currency:
        return numbers.money(value, currency, language)
    if unit == "shares":
        return numbers.count(value, language)
    if unit == "fraction":
        return numbers.percent(value, language)
    return numbers.plain(value)
