"""Stretches of time that are counted: "최근 석 달", "past two weeks", and the one day of "3거래일 전 종가"."""

import re

from agents.numerals import NUMBER, number
from agents.planner.calendar_spans import Found, Span, overlaps
from agents.planner.mentions import COMPANY
from agents.planner.today import Today, rolling

_UNITS = {
    "거래일": "s", "영업일": "s", "trading day": "s", "session": "s", "business day": "s",
    "일": "d", "날": "d", "day": "d", "주일": "w", "주": "w", "week": "w",
    "개월": "m", "달": "m", "월": "m", "month": "m", "분기": "q", "quarter": "q", "년": "y", "해": "y", "year": "y",
}  # fmt: skip
_KO_UNIT = r"(?P<unit>거래일|영업일|주일|개월|분기|일|주|달|년)"
_EN_UNIT = r"(?P<unit>trading days?|business days?|sessions?|days?|weeks?|wks?|months?|mos?|quarters?|qtrs?|years?|yrs?)(?![a-z])"
_NOT_AVERAGE = r"(?!\s?(?:선|이평|이동|평균(?!\s?(?:일일?\s?|하루\s?)?거래(?:량|대금)(?!\s?(?:대비|보다|의|에|을|를)))|신고|신저|최고|최저|고점|저점|매수|매도|봉|차트|상승 ?추세|뒤|후|안에|내로|내에|이내|이후))"
_EN_TRADED = r"average\s(?:daily\s)?(?:trad(?:ing|ed)\s)?(?:volume|turnover|value)(?![a-z])"
"""Behind a length: the mean of what is traded over that stretch, not a line that is drawn by it."""
_ROLLING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:최근|지난|과거|근|직전|요\s?근래)\s?(?P<n>{NUMBER})\s?{_KO_UNIT}{_NOT_AVERAGE}",
        rf"(?P<n>{NUMBER})\s?(?P<unit>거래일|영업일|주일|개월|일|주|달|년)\s?(?:간(?!격)|동안|치(?:로|는|만|도)?(?![가-힣])|째|사이|새(?![가-힣])|내내|만에|전부터|전이었|전이라|전에|전엔|전은|전보다|전이랑|전쯤|전 ?대비|전(?![가-힣])|수익률|추이|흐름|차트|변동성|그래프|주가|데이터|비교)",
        rf"(?<!\d)(?P<n>\d{{1,2}}|{NUMBER})\s?(?P<unit>년)\s?(?:보유|들고|묻어|투자|갖고|가지고|적립|장투|존버)",
        rf"(?P<n>{NUMBER})\s?(?P<unit>거래일|영업일|개월|달(?!러)){_NOT_AVERAGE}(?!\s?(?:에|마다|씩|만 ?원))",
        rf"(?:(?:in|over|for|during|of|within|across)\s)?(?:the\s)?(?:past|previous|recent|trailing|prior)\s(?:(?P<n>{NUMBER})[\s-])?{_EN_UNIT}",
        rf"(?:the\s)?last\s(?P<n>{NUMBER})[\s-]{_EN_UNIT}",
        r"(?:in|over|for|during|across|of)\sthe\slast\s(?P<n>)(?P<unit>day|week|month|quarter|year)(?![a-z])",
        rf"(?:over|for|during)\s(?:the (?:course of )?)?(?P<n>an?|{NUMBER})\s{_EN_UNIT}(?!\s(?:ago|from))",
        rf"(?<![a-z0-9])(?P<n>an?|{NUMBER})[\s-]{_EN_UNIT}\s(?:ago|back)",
        r"(?P<n>)(?P<unit>year)\sago(?![a-z])",
        r"(?<![a-z0-9-])(?<!above )(?<!below )(?<!over )(?<!under )(?<!than )(?P<n>\d+|one|two|three|six|five)[\s-]?(?P<unit>months?|years?|weeks?|m|y|w|d|mos?|yrs?|wks?)(?![a-z0-9-])(?!\s(?:high|low|average|moving|line|ma\b|from|later|out|ahead|forecast|outlook|target))",
        rf"(?<![a-z0-9-])(?<!its )(?<!their )(?P<n>{NUMBER})[\s-](?P<unit>days?|weeks?|months?|years?)(?=\s{_EN_TRADED})",
        r"(?:최근\s?)?(?P<n>반)\s?(?P<unit>년)(?![가-힣]*(?:뒤|후))",
        r"(?<![\d가-힣])(?P<n>\d|한|두|세|일|이|삼|오)\s?(?P<unit>년|주|주일)\s?(?:은|는|으로|로)(?=\??\s*$|\s?(?:요|어때|보면|하면|바꾸|얼마))",
        r"(?:the\s)?(?:past|last)\s(?P<n>half)[\s-](?:a\s)?(?P<unit>year)",
    )
)
"""How lengths are said, the surest first: behind a word for the past, before one for a course, alone."""
_AGO = re.compile(r"(?:전|전에|전에는|ago|back)$", re.IGNORECASE)
_PRICE_AFTER = re.compile(
    rf"^\s?(?:의\s?)?(?:{COMPANY}(?:의|\s)?\s?)?(?:종가|시가|고가|저가|주가|가격|거래량|얼마(?:였|에|$|\?))(?!\s?(?:대비|보다|부터|에서|추이|흐름))"
)
_PRICE_BEFORE = re.compile(
    r"(?<![a-z])(?:close[ds]?|closing price|opened|price|high|low|volume|trad(?:e|ed|ing)|worth|where|what)(?![a-z])[^.?!]{0,40}$",
    re.IGNORECASE,
)
_SHORT = {"m": "m", "y": "y", "w": "w", "d": "d", "mo": "m", "yr": "y", "wk": "w", "qtr": "q"}
_MONTH_BEFORE = re.compile(r"\d\s?월\s?$")
_FIRST_YEAR = 1900
"""A count from here on is a year."""


def counted(text: str, today: Today) -> list[Found]:
    """The counted stretches of a text, those that end today or a time ago; of two that overlap the one whose pattern comes first."""
    out: list[Found] = []
    for pattern in _ROLLING:
        for match in pattern.finditer(text):
            if _is_calendar(text, match):
                continue
            span = _that_day(text, match, today) or _counted_span(match, today)
            found = Found(match.start(), match.end(), span)
            if not overlaps(found, out):
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
    figure = match["n"] or ""
    return (figure.isdigit() and int(figure) >= _FIRST_YEAR) or bool(
        _MONTH_BEFORE.search(text[: match.start("n")])
    )


def _counted_span(match: re.Match[str], today: Today) -> Span:
    """The stretch of that length that ends today, cut to one that calendars still have."""
    unit = match["unit"].lower()
    code = _SHORT.get(unit.removesuffix("s")) or _UNITS.get(unit) or _UNITS[unit.removesuffix("s")]
    if match["n"] in ("반", "half"):
        return rolling(6, "m", today)
    longest = {"y": 40, "q": 160, "m": 480, "w": 2000, "d": 14000, "s": 5000}[code]
    return rolling(min(max(1, number(match["n"] or "1")), longest), code, today)
