"""Whether a printed number is a fact of the evidence: value and rounding, unit, sign, and what it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.verifier.attributes import ACCOUNTS, FAMILIES, MAGNITUDES
from agents.verifier.facts import ANY_INDEX, Context, Fact, Facts
from agents.verifier.marks import MONEY, Day, Direction, Fiscal, Quantity, Window

Reason = Literal[
    "value", "sign", "company", "date", "period", "measure", "derived", "evidence", "stated", "direction", "name",
    "citation", "convention", "derivation", "counted",
]  # fmt: skip
_SLACK = 1e-9
_YEAR_END = (12, 24)
"""From this day on the close that a year's return is counted from is the year before's only by its date."""
_YEAR_STARTS = 3
"""Until this month a year's end may be that of the year before's business."""
_TEN = 10
_WHOLE, _THOUSAND = 0.5, 1000.0
_MYRIADS = 5000.0
"""Half of the last place of a figure in 만 and 억."""
_BEYOND = 0.25
"""How far above "over 20 %" a value may lie, as a share of it."""
DIFFERENCES = frozenset({"relative_return"})


@dataclass(frozen=True, slots=True)
class Match:
    """The fact that carries a number, or the closest miss and what is wrong with it."""

    fact: Fact | None
    reason: Reason
    operands: tuple[Fact, ...] = ()
    """The facts that a derived number was computed from."""

    @property
    def found(self) -> bool:
        """Whether something carries the number."""
        return self.reason in ("evidence", "stated", "derived", "convention", "counted")


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
    cut = half if half >= _MYRIADS and number.unit in ("KRW", "shares") else 0.0
    if number.unit in ("index", "bare") and half == _WHOLE and value >= _THOUSAND:
        cut = half  # 4,011 of 4,011.57
    return value - half - slack, value + half + cut + slack  # 1억 181만, cut off and not rounded


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
    if unit == "times" and other == "percent" and "return" in fact.context.tags:
        return False  # what returned 190 % is at 2.9 times
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


_FIRMS = frozenset(
    ["개", "개사", "곳", "종목", "기업", "회사", "companies", "firms", "stocks", "names", "shares"]
)


def _kind(noun: str) -> str:
    """What is counted, by one of its words: companies are counted as 개, 개사, 곳, 종목."""
    return "firms" if noun in _FIRMS else noun


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


def _falls_there(fact: Fact) -> bool:
    """Whether a fact's text sentence speaks of any fall, loss or minus."""
    if fact.sentence is None or fact.reading is None:
        return True
    start, end = (fact.printed.start, fact.printed.end) if fact.printed else (0, 0)
    near = (max(fact.sentence.start, start - _NEAR), min(fact.sentence.end, end + _NEAR))
    falls = any(d.polarity < 0 and near[0] <= d.start < near[1] for d in fact.sentence.own.directions)
    return falls or _LOST.search(fact.reading.text, *near) is not None


_NEAR = 40
"""Characters on both sides of a figure in which its text says that something fell."""


_LOST = re.compile(
    r"손실|적자|낙폭|하락|감소|내린|내렸|minus|마이너스|[-▼△]\s?\d|\b(?:loss|lost|deficit|decline|below|negative|drawdown)",
    re.IGNORECASE,
)


def sign_fits(number: Quantity, word: Direction | None, fact: Fact, negative: bool) -> bool:
    """Whether a number may have a fact's sign, as it is printed and as the word beside it says."""
    if word and word.group == "rank" and fact.context.tags & DIFFERENCES:
        return True  # who of the two was ahead is another claim
    magnitude = bool(fact.context.tags & MAGNITUDES)
    said = number.sign or (word.polarity if word and not number.level else 0)
    if fact.printed is not None:
        if number.sign < 0 and not fact.sign and number.unit == "percent" and not _falls_there(fact):
            return False
        return not (fact.sign and said) or fact.sign == said or not (number.sign or fact.printed.sign or word)
    if "drawdown" in fact.context.tags and number.sign > 0 > fact.sign:
        return False
    if magnitude or not fact.sign:
        return True
    if fact.context.tags & {"macd", "signal"} and "histogram" not in fact.evidence:
        return (number.sign or 1) == fact.sign  # a level on either side of zero, whatever its clause compares
    if number.sign:
        return number.sign == fact.sign
    if not fact.signed:
        return True
    if said and number.unit not in MONEY:
        return said == fact.sign
    return fact.sign > 0 or negative


def days_fit(days: Sequence[Day], other: Context) -> bool:
    """Whether one of the printed days is one of the context's."""
    return any(day.fits(date) for day in days for date in other.dates) or any(
        day.agrees(printed) for day in days for printed in other.days
    )


def window_fits(window: Window, other: Context) -> bool:
    """Whether a length of time is one of the context's."""
    if any(window.agrees(theirs) for theirs in other.windows):
        return True
    if other.length is None or window.span == "ytd" or window.exact:
        return False
    low, high = window.days()
    margin = 1.0 if window.span == "d" else 0.0
    return low - margin <= other.length[1] and other.length[0] <= high + margin


def _years_fit(fiscals: Sequence[Fiscal], other: Context) -> bool:
    last = max((date.year for date in other.dates), default=0)
    years = {
        date.year for date in other.dates if not (date.year < last and (date.month, date.day) >= _YEAR_END)
    }
    return not years or any(f.part is not None or f.year is None or f.year in years for f in fiscals)


def _days_of_year(fiscals: Sequence[Fiscal], days: Sequence[Day]) -> bool:
    """Whether printed days may lie in one of the years, or at the end of it: January 3, 2020 ends fiscal 2019."""
    if any(fiscal.part is not None or fiscal.year is None for fiscal in fiscals):
        return True
    years = {fiscal.year for fiscal in fiscals}
    return any(
        day.year is None or day.year in years or ((day.month or 0) <= _YEAR_STARTS and day.year - 1 in years)
        for day in days
    )


def fiscals_fit(fiscals: Sequence[Fiscal], other: Context) -> bool:
    """Whether one of the years and quarters is one of the context's."""
    if not other.fiscals:
        return _days_of_year(fiscals, other.days) if other.days else _years_fit(fiscals, other)
    years = {day.year for day in other.days if day.year}
    return any(a.agrees(b) for a in fiscals for b in other.fiscals) or any(
        a.part is None and a.year in years for a in fiscals
    )


def _periods_fit(claim: Context, fact: Context) -> bool:
    if (
        claim.windows
        and (fact.windows or fact.length)
        and not any(window_fits(w, fact) for w in claim.windows)
    ):
        return False
    return not claim.fiscals or fiscals_fit(claim.fiscals, fact)


def _also_called(tags: frozenset[str]) -> frozenset[str]:
    """The measures that words may name: a company's turnover is its revenue, a share's what was traded."""
    return tags | {"revenue"} if "turnover" in tags else tags


def _measures_fit(claim: Context, fact: Context) -> bool:
    accounts, tags = _also_called(claim.accounts), _also_called(claim.tags)
    if accounts and fact.accounts and not accounts & fact.accounts:
        return False
    if tags & ACCOUNTS and fact.tags and not tags & fact.tags:
        return False
    if not tags or not fact.tags or tags & fact.tags:
        return True
    families = {FAMILIES[tag] for tag in tags}
    return not any(FAMILIES[tag] in families for tag in fact.tags)


def _some_index(claim: Context, fact: Context) -> bool:
    return ANY_INDEX in claim.keys and any(key.startswith("INDEX:") for key in fact.keys)


def conflict(claim: Context, fact: Context) -> Reason | None:
    """What a claim says otherwise than a fact; None when nothing."""
    if claim.keys and fact.keys and not claim.keys & fact.keys and not _some_index(claim, fact):
        return "company"
    if claim.days and (fact.dates or fact.days) and not days_fit(claim.days, fact):
        return "date"
    if not _periods_fit(claim, fact):
        return "period"
    return None if _measures_fit(claim, fact) else "measure"


def _is_of_a_neighbour(claim: Context, fact: Fact) -> bool:
    """Whether a date is one of another sentence of the text that the figure is of: paid on the 25th, 18 cents a share."""
    if fact.reading is None or fact.sentence is None:
        return False
    others = [s for s in fact.reading.sentences if abs(s.index - fact.sentence.index) == 1]
    return all(any(day.agrees(other) for s in others for other in s.own.days) for day in claim.days)


_ORDER: tuple[Reason, ...] = ("sign", "measure", "period", "date", "company")


def match(
    number: Quantity, word: Direction | None, claim: Context, facts: Facts, negative: bool = False
) -> Match:
    """The fact that carries a number.

    `word` is the direction word that goes with it, `negative` says that its sentence speaks of a fall.
    """
    near = candidates(number, facts)
    best: Match | None = None
    for fact in near:
        reason = conflict(claim, fact.context)
        if reason == "date" and _is_of_a_neighbour(claim, fact):
            reason = None
        if reason == "company" and number.unit == "count":
            reason = None  # things of which a company is told, not its own figure
        if reason is None and not sign_fits(number, word, fact, negative):
            reason = "sign"
        if reason is None:
            return Match(fact, "evidence" if fact.printed is None else "stated")
        if best is None or _ORDER.index(reason) < _ORDER.index(best.reason):
            best = Match(fact, reason)
    return best or Match(None, "value")
