"""Whether a printed number is a fact of the evidence: value and rounding, unit, sign, and what it is about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.verifier.attributes import ACCOUNTS, FAMILIES, MAGNITUDES
from agents.verifier.facts import ANY_INDEX, Context, Fact, Facts
from agents.verifier.marks import MONEY, Day, Direction, Fiscal, Quantity, Window
from agents.verifier.values import DIFFERENCES, candidates

Reason = Literal[
    "value", "sign", "company", "date", "period", "measure", "derived", "evidence", "stated", "direction", "name",
    "citation", "convention", "derivation", "counted",
]  # fmt: skip
_YEAR_END = (12, 24)
"""From this day on the close that a year's return is counted from is the year before's only by its date."""
_YEAR_STARTS = 3
"""Until this month a year's end may be that of the year before's business."""


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


def _falls_there(fact: Fact) -> bool:
    """Whether a fact's text sentence speaks of any fall, loss or minus."""
    if fact.sentence is None or fact.reading is None:
        return True
    start, end = (fact.printed.start, fact.printed.end) if fact.printed else (0, 0)
    near = (max(fact.sentence.start, start - _NEAR), min(fact.sentence.end, end + _NEAR))
    falls = any(d.polarity < 0 and near[0] <= d.start < near[1] for d in fact.sentence.own.directions)
    return falls or _LOST.search(fact.reading.text, *near) is not None


_GAP = re.compile(r"차이|격차|히스토그램|\b(?:gap|difference|histogram)\b", re.IGNORECASE)


def _tells_a_gap(fact: Fact) -> bool:
    """Whether a text's sentence tells what two levels lie apart."""
    return bool(
        fact.reading
        and fact.sentence
        and _GAP.search(fact.reading.text, fact.sentence.start, fact.sentence.end)
    )


_EITHER_SIDE = frozenset({"macd", "signal"})
"""Levels on either side of zero: a text's -2,502 is no 2,502."""
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
        return _sign_fits_printed(number, word, fact, fact.printed, said)
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


def _sign_fits_printed(
    number: Quantity, word: Direction | None, fact: Fact, printed: Quantity, said: int
) -> bool:
    """Whether a number may have the sign of a text's figure; `said` is its own, printed or in words."""
    level = number.unit != "percent" and fact.context.tags & _EITHER_SIDE and not _tells_a_gap(fact)
    if level and printed.sign < 0 <= number.sign:
        return False
    if number.sign < 0 and not fact.sign and number.unit == "percent" and not _falls_there(fact):
        return False
    return not (fact.sign and said) or fact.sign == said or not (number.sign or printed.sign or word)


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
    if any(day.day for day in fact.sentence.own.days):
        return False  # its own sentence says when
    others = [s for s in fact.reading.sentences if abs(s.index - fact.sentence.index) == 1]
    return all(any(day.agrees(other) for s in others for other in s.own.days) for day in claim.days)


_ORDER: tuple[Reason, ...] = ("sign", "measure", "period", "date", "company")


def match(
    number: Quantity,
    word: Direction | None,
    claim: Context,
    facts: Facts,
    negative: bool = False,
    wrong: Callable[[Fact], Reason | None] = lambda fact: None,
) -> Match:
    """The fact that carries a number.

    `word` is the direction word that goes with it, `negative` says that its sentence speaks of a fall, `wrong` what
    else its sentence says otherwise than a fact.
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
        reason = reason or wrong(fact)
        if reason is None:
            return Match(fact, "evidence" if fact.printed is None else "stated")
        if best is None or _ORDER.index(reason) < _ORDER.index(best.reason):
            best = Match(fact, reason)
    return best or Match(None, "value")
