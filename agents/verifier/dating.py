"""Which of the dates and periods of a sentence are a number's own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from agents.verifier.marks import Day, Fiscal, Mark, Quantity, Window
from agents.verifier.owners import COMPARED, RESPECTIVELY
from agents.verifier.reading import Piece

P = TypeVar("P", Day, Fiscal, Window)


def _is_of_a_later_clause(piece: Piece, mark: Mark, every: Sequence[Quantity]) -> bool:
    """Whether a period stands behind the number's clause, where another figure is beside it."""
    return mark.start >= piece.end and any(piece.end <= number.start for number in every)


def _is_left_behind(text: str, piece: Piece, number: Quantity, mark: Mark) -> bool:
    """Whether a length of time is that of another figure, which this one is only set against: versus -1.47%."""
    if number.unit not in ("percent", "points"):
        return False
    if not isinstance(mark, Window) or mark.basis or mark.end > number.start:
        return False
    between = any(mark.end <= q.start and q.end <= number.start for q in piece.own.quantities)
    return (between or mark.end <= piece.start) and _AGAINST.search(text, mark.end, number.start) is not None


_AGAINST = re.compile(r"\b(?:versus|vs\.?|against|compared\s(?:with|to))\s[$₩€£+-]?$", re.IGNORECASE)


def nearest(
    text: str, piece: Piece, number: Quantity, marks: Sequence[P], reach: int, every: Sequence[Quantity] = ()
) -> tuple[P, ...]:
    """The one period that stands before a number with no other number between, at most `reach` off; else all."""
    marks = [mark for mark in marks if not _is_of_a_later_clause(piece, mark, every)]
    marks = [mark for mark in marks if not _is_left_behind(text, piece, number, mark)]
    each = RESPECTIVELY.search(text, piece.start, piece.end) and len(piece.own.quantities) == 1
    if len(marks) < 2 or each:
        return tuple(marks)
    behind = [mark for mark in marks if mark.start >= number.end]
    if (
        behind
        and _RIGHT_IN.fullmatch(text, number.end, behind[0].start)
        and not _LISTED.match(text, behind[0].end)
    ):
        return (behind[0],)
    start = max([q.end for q in piece.own.quantities if q.end <= number.start], default=piece.start)
    before = [mark for mark in marks if start <= mark.start and mark.end <= number.start]
    if (
        before
        and number.start - before[-1].end <= reach
        and not COMPARED.search(text, before[-1].end, number.start)
    ):
        return (before[-1],)
    after = [mark for mark in marks if mark.start >= number.end]
    if after and _IN.match(text[number.end : after[0].start]) and not _LISTED.match(text, after[0].end):
        return (after[0],)
    here = [mark for mark in marks if piece.start <= mark.start < piece.end]
    alone = len(here) == 1 and sum(q.unit == number.unit for q in piece.own.quantities) == 1
    if (
        alone
        and 0 <= here[0].start - number.end <= reach
        and not COMPARED.search(text, number.end, here[0].start)
    ):
        return (here[0],)
    return tuple(marks)


_RIGHT_IN = re.compile(
    r"\s(?:in|for|during|on|(?:at|by)\s(?:the\s)?(?:end|close|start)\sof)\s(?:the\s)?(?:full[\s-]|fiscal\s|year\s)?|\s?\("
)
_UNTIL = re.compile(r"\s?(?:to|until|through|[-~]|부터)\s?")


def both_ends(text: str, days: Sequence[Day], every: Sequence[Day]) -> tuple[Day, ...]:
    """The days, with the other end of a stretch of time that one of them begins or ends: from Jan 3 to Jan 5."""
    ends = [
        pair
        for pair in pairwise(sorted(every, key=lambda day: day.start))
        if _UNTIL.fullmatch(text, pair[0].end, pair[1].start)
    ]
    more = (day for pair in ends if len(days) == 1 and days[0] in pair for day in pair)
    return tuple(dict.fromkeys([*days, *more]))


_IN = re.compile(
    r"\s(?:for|in|during|as of|at the end of)\s(?:the\s)?(?:full[\s-]|fiscal\s|year\s|ended\s)*$"
)
"""What stands between a figure and the period that is its own: "$224 million for fiscal 2019 as compared to ..."."""
_LISTED = re.compile(r",?\s?(?:and|or|&)\s(?!(?:about\s|some\s)?[$₩€£])|,\s(?=(?:19|20)\d\d|Q\d)")


_YEAR_BEFORE = re.compile(
    r"\s(?:(?:in|for|during|of)\s)?(?:the\s)?(?:(?:prior|previous|preceding)\s(?:fiscal\s)?year(?!-|'s\sfirst)|year\s(?:before|earlier))"
    r"|\s(?:a|one)\syear\s(?:ago|earlier|before)"
)
_YEAR_BEFORE_KO = re.compile(r"(?:전년(?:도)?|작년|지난해|직전\s?연도)(?:의|에|에는)?\s$")


_YEAR_AFTER = re.compile(
    r"\s(?:(?:in|for|during)\s)?the\s(?:following|next)\s(?:fiscal\s)?year\b", re.IGNORECASE
)
_YEAR_AFTER_KO = re.compile(r"(?:이듬해|다음\s?해)(?:에|에는)?\s$")
_EARLIER = re.compile(r"\b(?:from|versus|vs\.?|against)\s[$₩€£]?$", re.IGNORECASE)
"""Before the figure from which one of the sentence's year is told: it may be of the year before."""


_QUARTER_BEFORE = re.compile(
    r"\s\(?(?:(?:in|for|during|of|from)\s)?(?:the\s)?(?:prior|previous|preceding)\squarter\b|\s(?:a|one)\squarter\s(?:ago|earlier|before)",
    re.IGNORECASE,
)
_QUARTER_BEFORE_KO = re.compile(
    r"(?:(?<![가-힣])(?:전|직전|이전|앞선)\s?분기(?:의|에|에는)?|\b(?:prior|previous|preceding)\squarter(?:'s|’s)?)\s(?:\([$₩]?|[가-힣\w]{1,8}\s[$₩]?)?$",
    re.IGNORECASE,
)
_QUARTERS = 4


def _quarter_before(text: str, number: Quantity, fiscals: tuple[Fiscal, ...]) -> tuple[Fiscal, ...] | None:
    """The quarter before the one of a figure's sentence, for a figure of "the previous quarter"."""
    said = _QUARTER_BEFORE.match(text, number.end) or _QUARTER_BEFORE_KO.search(
        text[max(0, number.start - 30) : number.start]
    )
    parts = {fiscal.part for fiscal in fiscals}
    if not said or len(parts) != 1 or not (part := parts.pop()) or part > _QUARTERS:
        return None
    return tuple(
        replace(f, part=part - 1)
        if part > 1
        else replace(f, part=_QUARTERS, year=f.year - 1 if f.year else None)
        for f in fiscals
    )


def year_before(text: str, number: Quantity, fiscals: tuple[Fiscal, ...]) -> tuple[Fiscal, ...]:
    """The years of a figure "in the prior year" or "the following year": those before or after its sentence's."""
    if (quarter := _quarter_before(text, number, fiscals)) is not None:
        return quarter
    if len({fiscal.year for fiscal in fiscals}) == 1:
        if _YEAR_AFTER.match(text, number.end) or _YEAR_AFTER_KO.search(
            text[max(0, number.start - 8) : number.start]
        ):
            return tuple(
                replace(fiscal, year=fiscal.year + 1) if fiscal.year else fiscal for fiscal in fiscals
            )
        if _EARLIER.search(text[max(0, number.start - 12) : number.start]):
            before = (replace(f, year=f.year - 1) for f in fiscals if f.year and f.part is None)
            return (*fiscals, *before)
    prior = _YEAR_BEFORE.match(text, number.end) or _YEAR_BEFORE_KO.search(
        text[max(0, number.start - 8) : number.start]
    )
    if not prior or len({fiscal.year for fiscal in fiscals}) != 1:
        return fiscals
    return tuple(replace(fiscal, year=fiscal.year - 1) if fiscal.year else fiscal for fiscal in fiscals)
