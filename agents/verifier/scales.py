"""In which unit, and at which scale, a structured value of the evidence is given."""

import re

from agents.verifier.marks import Unit
from stockelper.types import Evidence

_UNITS: dict[str, Unit] = {
    "krw": "KRW", "won": "KRW", "원": "KRW", "₩": "KRW", "usd": "USD", "dollar": "USD", "dollars": "USD", "달러": "USD", "$": "USD", "eur": "EUR",
    "jpy": "JPY", "cny": "CNY", "gbp": "GBP", "share": "shares", "shares": "shares", "주": "shares", "fraction": "percent",
    "percent": "percent", "%": "percent", "pct": "percent", "퍼센트": "percent", "x": "times", "times": "times", "배": "times",
    "multiple": "times", "index": "index", "points": "index", "point": "index", "pt": "index", "포인트": "index",
    "pp": "points", "%p": "points", "percentage_points": "points", "percentage points": "points", "%포인트": "points",
}  # fmt: skip
_IN_HUNDREDTHS = frozenset(
    {"percent", "%", "pct", "퍼센트", "pp", "%p", "percentage_points", "percentage points", "%포인트"}
)
_BY_KIND: dict[str, Unit] = {"return": "percent", "volume": "shares"}


def unit_of(evidence: Evidence) -> tuple[Unit, float]:
    """The fact's unit and what its value is multiplied with to be in base units."""
    word = (evidence.unit or "").strip().lower()
    if word in _IN_HUNDREDTHS:
        return _UNITS[word], 0.01
    if word in _UNITS:
        return _UNITS[word], 1.0
    if word == "ratio" and evidence.kind == "relation":
        return "percent", 1.0  # a stake
    currency = (evidence.currency or "").lower()
    if (
        evidence.kind in ("price", "fact")
        and currency in _UNITS
        and word in ("", "money", "currency", "price")
    ):
        return _UNITS[currency], 1.0
    if (scaled := _scaled_unit(word, currency)) is not None:
        return scaled
    return ("bare" if word else _BY_KIND.get(evidence.kind, "bare")), 1.0


_MONEY_WORDS = re.compile(
    r"(?P<KRW>krw|won|₩|원)|(?P<USD>usd|us\$|\$|dollars?|달러)|(?P<EUR>eur|€|유로)|(?P<JPY>jpy|¥|엔)|(?P<CNY>cny|rmb|위안)|(?P<GBP>gbp|£)"
)
_SCALE_WORDS = re.compile(
    r"(?P<t>trillion|조)|(?P<b>billion|bn|십억)|(?P<e>억)|(?P<m>million|mn|백만)|(?P<k>thousand|천)|(?P<w>만)"
)
_SCALED = {"t": 1e12, "b": 1e9, "e": 1e8, "m": 1e6, "k": 1e3, "w": 1e4}


def _scaled_unit(word: str, currency: str) -> tuple[Unit, float] | None:
    """The unit and scale of words such as `USD million`, `억원`, `KRW per share`, `만 주`; None of any other."""
    scale = _SCALE_WORDS.search(word)
    factor = _SCALED[scale.lastgroup or "k"] if scale else 1.0
    rest = _SCALE_WORDS.sub("", word)
    money = _MONEY_WORDS.search(rest)
    if money is not None:
        return _UNITS[(money.lastgroup or "").lower()], factor
    if re.search(r"shares?|주\b", rest):
        return "shares", factor
    return (_UNITS[currency], factor) if scale and currency in _UNITS else None
