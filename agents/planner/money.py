"""Sums of money in a text whose amounts stand in digits: "500만원", "1억 5000만원", "$10k", "2 million won"."""

import re

from stockelper.types import Frozen

_KOREAN = re.compile(
    r"(?<![\d.,])(?=\d)(?:(?P<eok>\d[\d.,]*) ?억 ?)?(?:(?P<man>\d[\d.,]*) ?만 ?)?(?P<one>\d[\d,]*(?:\.\d+)?)? ?(?P<money>원|달러|불(?![가-힣])|만(?= ?(?:넣|투자|어치|으로|박|묻)))"
)
_ENGLISH = re.compile(
    r"(?:\$|usd ?|us\$)(?P<n>\d[\d,]*(?:\.\d+)?) ?(?P<scale>k|m|mil|thousand|million|grand)?(?![a-z\d])"
    r"|(?<![\d.,])(?P<n2>\d[\d,]*(?:\.\d+)?) ?(?P<scale2>k|m|mil|thousand|million|grand)? ?(?P<money>won|krw|dollars?|usd|bucks)(?![a-z])"
    r"|(?<![\d.,$])(?P<n3>\d[\d,]*(?:\.\d+)?) ?(?P<scale3>k|grand)(?![a-z\d])"
)
_SCALES = {"k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mil": 1e6, "million": 1e6}
_WON = frozenset({"원", "won", "krw", "만"})


class Money(Frozen):
    """A sum of money in won or dollars."""

    amount: float
    currency: str


def money(plain: str) -> Money | None:
    """The first sum of money in a lower-case text; None where it names none, or nothing."""
    found = _english(plain) or _korean(plain)
    return found if found and found.amount > 0 else None


def _english(plain: str) -> Money | None:
    match = _ENGLISH.search(plain)
    if match is None:
        return None
    number = _number(match["n"] or match["n2"] or match["n3"])
    scale = _SCALES.get(match["scale"] or match["scale2"] or match["scale3"] or "", 1.0)
    return Money(amount=number * scale, currency="KRW" if match["money"] in _WON else "USD")


def _korean(plain: str) -> Money | None:
    match = _KOREAN.search(plain)
    if match is None:
        return None
    ones = _number(match["one"]) * (10_000 if match["money"] == "만" else 1)
    total = _number(match["eok"]) * 100_000_000 + _number(match["man"]) * 10_000 + ones
    return Money(amount=total, currency="KRW" if match["money"] in _WON else "USD")


def _number(text: str | None) -> float:
    return float(text.replace(",", "").rstrip(".")) if text else 0.0
