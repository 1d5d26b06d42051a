"""The span of dates that a question is about, read against the clock and the market's sessions.

Three forms are tried: a range between two dates, a stretch that ends now ("최근 석 달", "past two weeks"),
and a named stretch ("지난주", "2024년 3월"). Days that were said stay as said; what is counted in sessions
or says "yesterday" is moved to sessions. The end never lies after today.
"""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from agents.numerals import NUMBER, number
from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Found, Span
from agents.planner.dates import dates, slashed
from agents.planner.mentions import COMPANY
from agents.planner.named_stretches import NAMED
from agents.planner.since import since
from agents.planner.today import Today, rolling

_UNITS = {
    "거래일": "s", "영업일": "s", "trading day": "s", "session": "s", "business day": "s",
    "일": "d", "날": "d", "day": "d", "주일": "w", "주": "w", "week": "w",
    "개월": "m", "달": "m", "월": "m", "month": "m", "분기": "q", "quarter": "q", "년": "y", "해": "y", "year": "y",
}  # fmt: skip
Spans = tuple[tuple[int, int], ...]
_KO_UNIT = r"(?P<unit>거래일|영업일|주일|개월|분기|일|주|달|년)"
_EN_UNIT = r"(?P<unit>trading days?|business days?|sessions?|days?|weeks?|wks?|months?|mos?|quarters?|qtrs?|years?|yrs?)(?![a-z])"
_NOT_AVERAGE = r"(?!\s?(?:선|이평|이동|평균|신고|신저|최고|최저|고점|저점|매수|매도|봉|차트|상승 ?추세|뒤|후|안에|내로|내에|이내|이후))"
_ROLLING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:최근|지난|과거|근|직전|요\s?근래)\s?(?P<n>{NUMBER})\s?{_KO_UNIT}{_NOT_AVERAGE}",
        rf"(?P<n>{NUMBER})\s?(?P<unit>거래일|영업일|주일|개월|일|주|달|년)\s?(?:간(?!격)|동안|치(?![가-힣])|째|사이|새(?![가-힣])|내내|만에|전부터|전에|전엔|전은|전보다|전이랑|전쯤|전 ?대비|전(?![가-힣])|수익률|추이|흐름|차트|변동성|그래프|주가|데이터|비교)",
        rf"(?<!\d)(?P<n>\d{{1,2}}|{NUMBER})\s?(?P<unit>년)\s?(?:보유|들고|묻어|투자|갖고|가지고|적립|장투|존버)",
        rf"(?P<n>{NUMBER})\s?(?P<unit>거래일|영업일|개월|달(?!러)){_NOT_AVERAGE}(?!\s?(?:에|마다|씩|만 ?원))",
        rf"(?:(?:in|over|for|during|of|within|across)\s)?(?:the\s)?(?:past|previous|recent|trailing|prior)\s(?:(?P<n>{NUMBER})[\s-])?{_EN_UNIT}",
        rf"(?:the\s)?last\s(?P<n>{NUMBER})[\s-]{_EN_UNIT}",
        r"(?:in|over|for|during|across|of)\sthe\slast\s(?P<n>)(?P<unit>day|week|month|quarter|year)(?![a-z])",
        rf"(?:over|for|during)\s(?:the (?:course of )?)?(?P<n>an?|{NUMBER})\s{_EN_UNIT}(?!\s(?:ago|from))",
        rf"(?<![a-z0-9])(?P<n>an?|{NUMBER})[\s-]{_EN_UNIT}\s(?:ago|back)",
        r"(?P<n>)(?P<unit>year)\sago(?![a-z])",
        r"(?<![a-z0-9-])(?<!above )(?<!below )(?<!over )(?<!under )(?<!than )(?P<n>\d+|one|two|three|six|five)[\s-]?(?P<unit>months?|years?|weeks?|m|y|w|d|mos?|yrs?|wks?)(?![a-z0-9-])(?!\s(?:high|low|average|moving|line|ma\b|from|later|out|ahead|forecast|outlook|target))",
        r"(?:최근\s?)?(?P<n>반)\s?(?P<unit>년)(?![가-힣]*(?:뒤|후))",
        r"(?<![\d가-힣])(?P<n>\d|한|두|세|일|이|삼|오)\s?(?P<unit>년|주|주일)\s?(?:은|는|으로|로)(?=\??\s*$|\s?(?:요|어때|보면|하면|바꾸|얼마))",
        r"(?:the\s)?(?:past|last)\s(?P<n>half)[\s-](?:a\s)?(?P<unit>year)",
    )
)
_AGO = re.compile(r"(?:전|전에|전에는|ago|back)$", re.IGNORECASE)
_PRICE_AFTER = re.compile(
    rf"^\s?(?:의\s?)?(?:{COMPANY}(?:의|\s)?\s?)?(?:종가|시가|고가|저가|주가|가격|거래량|얼마(?:였|에|$|\?))(?!\s?(?:대비|보다|부터|에서|추이|흐름))"
)
_PRICE_BEFORE = re.compile(
    r"(?<![a-z])(?:close[ds]?|closing price|opened|price|high|low|volume|trad(?:e|ed|ing)|worth|where|what)(?![a-z])[^.?!]{0,40}$",
    re.IGNORECASE,
)
_SHORT = {"m": "m", "y": "y", "w": "w", "d": "d", "mo": "m", "yr": "y", "wk": "w", "qtr": "q"}


_WEEKDAY = re.compile(
    r"(?P<of>지난\s?주\s?|지난\s?|이번\s?주\s?|last |on |this )?(?P<day>[월화수목금토일]요일|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])",
    re.IGNORECASE,
)
_WEEKDAYS = ("월mon", "화tues", "수wednes", "목thurs", "금fri", "토satur", "일sun")
_OF_LAST_WEEK = re.compile(r"지난\s?주")
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
_MONTH_BEFORE = re.compile(r"\d\s?월\s?$")
_FIRST_YEAR = 1900


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


def _is_beside(text: str, found: Found, points: Sequence[Found]) -> bool:
    """Whether another stretch stands right before or behind, with nothing but a joining word between."""
    gaps = [
        text[min(found.end, other.end) : max(found.start, other.start)] for other in points if other != found
    ]
    return any(_JOINED.fullmatch(gap) or _ASKED_BETWEEN.fullmatch(gap) for gap in gaps)


def _points(text: str, today: Today) -> list[Found]:
    """Where a text speaks of dates, in order; of a calendar name and a relative one that overlap the former."""
    spoken = _rolling(text, today) + _named(text, today)
    calendar = [found for found in _dates(text, today) if not _overlaps(found, _counted(spoken))]
    return sorted([*calendar, *(found for found in spoken if not _overlaps(found, calendar))])


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


def _dates(text: str, today: Today) -> list[Found]:
    found = dates(text, today.date)
    return found + [other for other in slashed(text, today.date) if not _overlaps(other, found)]


def _counted(found: Sequence[Found]) -> list[Found]:
    """Stretches that are counted or relative and no calendar name, so that `10년` in `최근 10년` is no year."""
    return [other for other in found if other.span.label[0].isdigit()]


def _rolling(text: str, today: Today) -> list[Found]:
    out: list[Found] = []
    for pattern in _ROLLING:
        for match in pattern.finditer(text):
            if _is_calendar(text, match):
                continue
            span = _that_day(text, match, today) or _counted_span(match, today)
            found = Found(match.start(), match.end(), span)
            if not _overlaps(found, out):
                out.append(found)
    return out


def _that_day(text: str, match: re.Match[str], today: Today) -> Span | None:
    """The one session of "3거래일 전 종가" or "the close 3 months ago"; None where a stretch is meant."""
    unit = match["unit"].lower().removesuffix("s")
    code = _UNITS.get(unit) or _SHORT.get(unit)
    if code is None or not _AGO.search(match.group()) or not match["n"]:
        return None
    if not (_PRICE_AFTER.match(text[match.end() :]) or _PRICE_BEFORE.search(text[: match.start()])):
        return None
    count = min(number(match["n"]), 5000)
    if code == "s":
        found = today.market.session_offset(today.session, -count)
    else:
        found = today.market.session_on_or_before(rolling(count, code, today).first)
    return Span(found, found, f"{count}{code}_ago")


def _is_calendar(text: str, match: re.Match[str]) -> bool:
    """Whether the count is a day of a named month (`12월 25일 주가`) or a year (`2030년 주가`), not a length."""
    counted = match["n"] or ""
    return (counted.isdigit() and int(counted) >= _FIRST_YEAR) or bool(
        _MONTH_BEFORE.search(text[: match.start("n")])
    )


def _counted_span(match: re.Match[str], today: Today) -> Span:
    unit = match["unit"].lower()
    code = _SHORT.get(unit.removesuffix("s")) or _UNITS.get(unit) or _UNITS[unit.removesuffix("s")]
    if match["n"] in ("반", "half"):
        return rolling(6, "m", today)
    longest = {"y": 40, "q": 160, "m": 480, "w": 2000, "d": 14000, "s": 5000}[code]
    return rolling(min(max(1, number(match["n"] or "1")), longest), code, today)


def _named(text: str, today: Today) -> list[Found]:
    out = _weekdays(text, today)
    for pattern, reader in NAMED:
        for match in pattern.finditer(text):
            found = Found(match.start(), match.end(), reader(today))
            if not _overlaps(found, out):
                out.append(found)
    return out


def _weekdays(text: str, today: Today) -> list[Found]:
    return [Found(match.start(), match.end(), _weekday(match, today)) for match in _WEEKDAY.finditer(text)]


def _weekday(match: re.Match[str], today: Today) -> Span:
    """The latest such day up to today; that of the calendar week before where that is said."""
    name = match["day"].lower()
    wanted = next(at for at, both in enumerate(_WEEKDAYS) if name[0] == both[0] or name.startswith(both[1:]))
    if _OF_LAST_WEEK.match(match["of"] or ""):
        return calendar.day(today.date + dt.timedelta(days=wanted - today.date.weekday() - 7))
    return calendar.day(today.date - dt.timedelta(days=(today.date.weekday() - wanted) % 7))


def _overlaps(found: Found, others: Sequence[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in others)


def _range(text: str, points: Sequence[Found]) -> Found | None:
    for left, right in pairwise(points):
        if _BETWEEN.match(text[left.end : right.start]):
            earlier, later = sorted((left.span, right.span), key=lambda span: span.first)
            return Found(left.start, right.end, Span(earlier.first, later.last, "range"))
    return None


def _chosen(points: Sequence[Found]) -> Found:
    """Of several stretches the one that says most: a date before a count, a count before `today`."""
    vague = {"today", "latest"}
    first = next((found for found in points if found.span.label not in vague), points[0])
    return next((found for found in points if _is_day_of(found.span, first.span)), first)


def _is_day_of(day: Span, whole: Span) -> bool:
    """Whether a day is one of a stretch that is named as well: "last year's last session, 30 December 2024"."""
    return day.first == day.last and whole.first != whole.last and whole.first <= day.first <= whole.last


def _clamped(span: Span, today: Today) -> Span:
    return span if span.last <= today.date else Span(span.first, max(span.first, today.date), span.label)
