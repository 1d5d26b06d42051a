"""A number as people write it in a spreadsheet: with separators, a unit, a sign or a mark of direction, in wide digits.

What a unit says is held against what its column counts: won in a column of shares is no number. A comma parts thousands
and nothing else, so `12,5` is none either.
"""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

SHARES: frozenset[str] = frozenset({"주", "株", "shares", "share"})
PERCENT: frozenset[str] = frozenset({"%", "퍼센트"})
MONEY: dict[str, frozenset[str]] = {
    "KRW": frozenset({"원", "krw", "₩"}),
    "USD": frozenset({"달러", "불", "usd", "$", "us$"}),
}
"""How people write a currency, by its code."""
MISSING = ("-", "--", "–", "—", "n/a", "na", "null", "none", "#n/a", "없음")
"""What stands in a cell that has no value, in lower case."""
_SCALES = {
    "": 1, "천": 10**3, "만": 10**4, "십만": 10**5, "백만": 10**6, "천만": 10**7, "억": 10**8,
    "십억": 10**9, "백억": 10**10, "천억": 10**11, "조": 10**12, "k": 10**3, "m": 10**6, "b": 10**9,
}  # fmt: skip
_SCALE = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))
_UNIT = r"us\$|₩|\$|원|krw|달러|불|usd|주|株|shares?|%|퍼센트"
_CELL = re.compile(
    rf"(?P<mark>[▲▼+-])?\s*(?P<before>us\$|₩|\$|krw|usd)?\s*(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<rest>\.\d+)?"
    rf"\s*(?P<scale>{_SCALE})?\s*(?P<after>{_UNIT})?"
)
_HEADED = re.compile(rf"(?P<scale>{_SCALE})?\s*(?P<unit>{_UNIT})?")
_BELOW = {"▼", "-"}
_MINUS = str.maketrans({"−": "-", "﹣": "-", "–": "-"})


def number(cell: str, units: Collection[str]) -> float | None:
    """The number in a cell, in the base unit; None where it is none, or of a unit that the column does not count."""
    found = _CELL.fullmatch(_plain(cell))
    if found is None or not {u for u in found.group("before", "after") if u} <= set(units):
        return None
    digits = Decimal(found["digits"].replace(",", "") + (found["rest"] or ""))
    value = digits * _SCALES[found["scale"] or ""]
    return float(-value if found["mark"] in _BELOW else value)


def unit_of(text: str) -> tuple[int, str | None] | None:
    """How many, and of what, a heading's addition counts: `천주` is (1000, `주`), `원` (1, `원`); None where it is no unit."""
    found = _HEADED.fullmatch(_plain(text))
    if found is None or not found[0]:
        return None
    return _SCALES[found["scale"] or ""], found["unit"]


def is_missing(cell: str) -> bool:
    """Whether a cell says that it has no value."""
    return cell.strip().lower() in MISSING


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_MINUS).strip().lower()
