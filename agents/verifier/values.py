"""The values that a printed number may stand for, and the facts that have one in a unit that it may be told in."""

from collections.abc import Iterator

from agents.verifier.facts import Fact, Facts
from agents.verifier.marks import MONEY, Quantity

_SLACK = 1e-9
_TEN = 10
_MANY = 10_000
"""From here on what is so many times is no multiple."""
_BEYOND = 0.25
"""How far above "over 20 %" a value may lie, as a share of it."""
DIFFERENCES = frozenset({"relative_return"})


def _last_digit(number: Quantity) -> float:
    """The unit of the last digit that is not zero."""
    place = max(number.half * 2, 1e-9)
    scaled = round(number.value / place)
    while scaled and scaled % 10 == 0:
        scaled //= 10
        place *= 10
    return place


def _is_round(number: Quantity) -> bool:
    """Whether a printed number ends in a zero or has one digit: what things are said to be over."""
    scaled = round(number.value / max(number.half * 2, 1e-9))
    return scaled < _TEN or scaled % _TEN == 0


def span(number: Quantity) -> tuple[float, float]:
    """The values that a printed number may stand for."""
    value, half = number.value, number.half
    slack = abs(value) * _SLACK + 1e-12
    if number.near == "floor":
        return value - slack, value + _last_digit(number) - slack
    wide = min(_last_digit(number), value * _BEYOND)
    if number.near == "over":
        below = slack if _is_round(number) else half
        return value - below, value + max(wide, min(half * 2, value * _BEYOND))
    if number.near == "under":
        return value - max(wide, min(half * 2, value * _BEYOND)), value + slack
    return value - half - slack, value + half + slack


def same_figure(one: Quantity, other: Quantity) -> bool | None:
    """Whether two printed figures may be the same; None when their units differ."""
    if one.unit != other.unit:
        return None
    return any(low <= b.value <= high for a, b in ((one, other), (other, one)) for low, high in (span(a),))


def _spans(number: Quantity) -> Iterator[tuple[float, float, float]]:
    """Ranges of fact values, with the factor by which the fact is read: 62.4 may be 0.624 of a fraction."""
    low, high = span(number)
    yield low, high, 1.0
    if number.unit in ("bare", "index"):
        yield low / 100, high / 100, 100.0
    elif number.unit in ("percent", "points", "times"):
        yield low * 100, high * 100, 0.01


def _same_unit(number: Quantity, fact: Fact, factor: float) -> bool:
    unit, other = number.unit, fact.unit
    plain = fact.printed is None
    if other == "bare" and number.noun in ("위", "번째"):
        return False  # a place is no figure
    if unit == "times" and (other == "shares" or (other == "percent" and "return" in fact.context.tags)):
        return other == "shares" and number.value >= _MANY  # what returned 190 % is at 2.9 times
    if factor == 100.0:
        gap = unit == "index" and (
            other == "points" or bool(fact.context.tags & DIFFERENCES)
        )  # "by 20 points"
        return other in ("percent", "points") and (unit == "bare" or gap)
    if factor == 0.01:
        return plain and other == "bare" and unit != "times"
    if unit == "percent" and plain and fact.context.tags & DIFFERENCES:
        return False  # what two rates lie apart is told in percentage points
    if unit == "bare" or other == unit:
        return _same_noun(number, fact)
    if other == "bare":
        return (plain or unit not in ("percent", "points")) and not _in_other_money(number, fact)
    if unit == "points":
        return plain and other == "percent" and bool(fact.context.tags & DIFFERENCES)
    if unit == "times":
        return plain and other == "percent"
    return unit == "percent" and other == "points" and plain


def _in_other_money(number: Quantity, fact: Fact) -> bool:
    """Whether a sum is told in another currency than won where a Korean text says only 77조 or 12억."""
    if number.unit not in MONEY or number.unit == "KRW" or fact.printed is None or fact.reading is None:
        return False
    return fact.reading.text[fact.printed.start : fact.printed.end].rstrip().endswith(("조", "억"))


_MEASURES = {
    form: unit
    for unit, forms in {
        "km": "km ㎞ 킬로미터 kilometers kilometres", "mile": "mile miles 마일", "ton": "ton tons tonne tonnes 톤", "kg": "kg ㎏ 킬로그램 kilograms",
        "barrel": "barrel barrels 배럴", "MW": "mw ㎿ 메가와트 megawatts", "GW": "gw 기가와트 gigawatts", "sqm": "㎡ 제곱미터 평방미터",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Units of measure behind a bare number, each form with its unit."""


def _measure(noun: str) -> str | None:
    """The unit that a word behind a number begins with, whatever particle follows."""
    known = (noun[:n] for n in range(len(noun), 0, -1))
    return next((_MEASURES[form] for form in known if form in _MEASURES), None)


def _same_noun(number: Quantity, fact: Fact) -> bool:
    """Counted things must be the same things where both say which."""
    if number.unit == "bare" and fact.printed is not None:
        one, other = _measure(number.noun), _measure(fact.printed.noun)
        return one is None or other is None or one == other
    if number.unit not in ("count", "streak") or fact.printed is None:
        return True
    return _kind(fact.printed.noun) == _kind(number.noun)


FIRMS = frozenset(
    [
        "개",
        "개사",
        "곳",
        "종목",
        "기업",
        "회사",
        "companies",
        "firms",
        "stocks",
        "names",
        "shares",
        "securities",
    ]
)
"""Words that securities and companies are counted with."""


def _kind(noun: str) -> str:
    """What is counted, by one of its words: companies are counted as 개, 개사, 곳, 종목."""
    return "firms" if noun in FIRMS else noun


def _finer(number: Quantity, fact: Fact) -> bool:
    """Whether a bound may stand for a text's figure: "over 20 %" for its 21.3 %, not for another round one."""
    if fact.verbatim and fact.printed is not None and number.half > fact.printed.half:
        return False  # 289,928 "in thousands" is no 290 thousand
    if number.near in ("exact", "about") or fact.printed is None:
        return True
    same = abs(number.value - fact.value) <= number.half
    return same or _last_digit(fact.printed) < _last_digit(number)


def candidates(number: Quantity, facts: Facts) -> list[Fact]:
    """Facts whose value rounds to the printed one."""
    found: list[Fact] = []
    for low, high, factor in _spans(number):
        found += [f for f in facts.between(low, high) if _same_unit(number, f, factor) and _finer(number, f)]
    return found
