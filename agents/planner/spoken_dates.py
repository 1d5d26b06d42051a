"""The span of dates that a question is about, read against the clock and the market's sessions.

Three forms are tried: a range between two dates, a stretch that ends now ("최근 석 달", "past two weeks"),
and a named stretch ("지난주", "2024년 3월"). Days that were said stay as said; what is counted in sessions
or says "yesterday" is moved to sessions. The end never lies after today.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from agents.planner.calendar_spans import Found, Span, overlaps
from agents.planner.counted_stretches import counted
from agents.planner.dates import dates, slashed
from agents.planner.lexicon import Spans
from agents.planner.named_stretches import NAMED
from agents.planner.since import since
from agents.planner.today import Today
from agents.planner.weekdays import weekdays

_BETWEEN = re.compile(
    r"^\s?(?:부터|에서|~|–|—|-|and|to|through|until|till|thru)\s?(?:the\s)?$", re.IGNORECASE
)
_AND = re.compile(r"(?<![a-z])and(?![a-z])")
_FROM = re.compile(r"(?<![a-z])(?:between|from)\s(?:the )?$")
_JOINED = re.compile(
    r"\s?(?:(?:의\s?)?[가-힣]{0,5}\s?(?:와|과|랑|하고|보다|및|대비|아니면|,|/|&|·|(?<![a-z])vs\.?|(?<![a-z])versus)|,?\s?(?:returns? |performance )?(?:and|or|than|with|to|against|compared (?:to|with)))?"
    r"\s?(?:the |in |that of |during )*"
)
"""What stands between two stretches that are set side by side."""
_ASKED_BETWEEN = re.compile(
    r"\s?(?:의\s?)?[가-힣a-z ]{0,14}?(?:은|는|이|도)?\s?\?\s?(?:그리고|그럼|또|and|then|what about|how about)?\s?(?:in |the )*"
)
"""The same, where each is a question of its own: "수익률은? 4분기는?"."""


def stretch(text: str, today: Today) -> tuple[Span, Spans] | None:
    """The dates a text speaks of and where it does; None where it speaks of none."""
    points = _points(text, today)
    if not points:
        return None
    between = _range(text, points)
    if between:
        return _clamped(between.span, today), ((between.start, between.end),)
    chosen = _chosen(points)
    span = since(text, chosen, today.date) or chosen.span
    return _clamped(span, today), tuple((found.start, found.end) for found in points)


def apart(text: str, today: Today) -> tuple[Span, ...]:
    """The stretches that a text names side by side ("2023 vs 2024"), the earliest first; none where it names one.

    Single days are none, nor are stretches that overlap, nor the two ends of a range.
    """
    points = [found for found in _points(text, today) if found.span.first != found.span.last]
    between = _range(text, points)
    is_range = between is not None and (
        not _AND.search(text[between.start : between.end]) or _FROM.search(text[: between.start])
    )
    sides = [found for found in points if _is_beside(text, found, points)]
    spans = sorted({found.span for found in sides}, key=lambda span: span.first)
    overlap = any(later.first <= earlier.last for earlier, later in pairwise(spans))
    return () if is_range or overlap or len(spans) < 2 else tuple(_clamped(span, today) for span in spans)


def _points(text: str, today: Today) -> list[Found]:
    """Where a text speaks of dates, in order; of a calendar name and a relative one that overlap the former."""
    spoken = counted(text, today) + _named(text, today)
    by_name = [found for found in _dates(text, today) if not overlaps(found, _of_counts(spoken))]
    return sorted([*by_name, *(found for found in spoken if not overlaps(found, by_name))])


def _is_beside(text: str, found: Found, points: Sequence[Found]) -> bool:
    """Whether another stretch stands right before or behind, with nothing but a joining word between."""
    gaps = [
        text[min(found.end, other.end) : max(found.start, other.start)] for other in points if other != found
    ]
    return any(_JOINED.fullmatch(gap) or _ASKED_BETWEEN.fullmatch(gap) for gap in gaps)


def _dates(text: str, today: Today) -> list[Found]:
    """The calendar's own dates; a fraction such as 12/30 is one where nothing surer is read in its place."""
    found = dates(text, today.date)
    return found + [other for other in slashed(text, today.date) if not overlaps(other, found)]


def _of_counts(found: Sequence[Found]) -> list[Found]:
    """Stretches that are counted or relative and no calendar name, so that `10년` in `최근 10년` is no year."""
    return [
        other
        for other in found
        if other.span.label[0].isdigit() and not other.span.label.endswith("years_ago")
    ]


def _named(text: str, today: Today) -> list[Found]:
    """Weekdays and stretches that go by a name; of two that overlap the first that is read."""
    out = weekdays(text, today)
    for pattern, reader in NAMED:
        for match in pattern.finditer(text):
            found = Found(match.start(), match.end(), reader(today))
            if not overlaps(found, out):
                out.append(found)
    return out


def _range(text: str, points: Sequence[Found]) -> Found | None:
    """The first two dates with a word for from and to between them, as one stretch, whichever is said first.

    From a year, quarter or month on it is a `whole_range`: returns count from the last close before it.
    """
    for left, right in pairwise(points):
        if _BETWEEN.match(text[left.end : right.start]):
            earlier, later = sorted((left.span, right.span), key=lambda span: span.first)
            label = "range" if earlier.first == earlier.last else "whole_range"
            return Found(left.start, right.end, Span(earlier.first, later.last, label))
    return None


def _chosen(points: Sequence[Found]) -> Found:
    """Of several stretches the one that says most: a date before a count, a count before `today`."""
    vague = {"today", "latest"}
    first = next((found for found in points if found.span.label not in vague), points[0])
    sure = (found for found in points if found.span.label not in vague)
    return next((found for found in sure if _is_day_of(found.span, first.span)), first)


def _is_day_of(day: Span, whole: Span) -> bool:
    """Whether a day is one of a stretch that is named as well: "last year's last session, 30 December 2024"."""
    return day.first == day.last and whole.first != whole.last and whole.first <= day.first <= whole.last


def _clamped(span: Span, today: Today) -> Span:
    return span if span.last <= today.date else Span(span.first, max(span.first, today.date), span.label)
