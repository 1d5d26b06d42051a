"""A value with its unit, as a reader sees it."""

from stockelper.language import numbers
from stockelper.types import Language


def value_text(value: float, unit: str | None, currency: str | None, language: Language) -> str:
    """A value with its unit: money, shares, a percentage, or a bare number."""
    if currency and unit == currency:
        return numbers.money(value, currency, language)
    if unit == "shares":
        return numbers.count(value, language)
    if unit == "fraction":
        return numbers.percent(value, language)
    return numbers.plain(value)
