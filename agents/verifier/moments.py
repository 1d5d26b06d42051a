"""Dates, fiscal periods and lengths of time in Korean and English text, in the order in which they are read.

What one pattern has read is hidden from the next, so that `2025년 12월 30일` is not a year and a month as well.
"""

import re
from collections.abc import Callable
from typing import cast

from agents.numerals import ENGLISH, KOREAN
from agents.verifier.marks import Clock, Day, Fiscal, Label, Mark, Span, Window

Maker = Callable[[re.Match[str]], Mark | None]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MON = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "상": 1,
    "하": 2,
}
_WORDS = {**KOREAN, **ENGLISH, "a": 1, "": 1}
_SPANS = {
    "거래일": "d", "영업일": "d", "일": "d", "day": "d", "session": "d", "d": "d", "주일": "w", "주": "w", "week": "w", "w": "w",
    "달": "m", "개월": "m", "month": "m", "m": "m", "년": "y", "year": "y", "y": "y",
}  # fmt: skip
_YEAR_IN_WEEKS = 52
_ZONES = {
    "한국시간": "Asia/Seoul", "KST": "Asia/Seoul", "미국동부시간": "America/New_York", "동부시간": "America/New_York",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "UTC": "UTC", "GMT": "UTC",
}  # fmt: skip
_N = "|".join((r"\d{1,3}(?:,\d{3})?", *ENGLISH))
_KO_N = "|".join((r"\d{1,3}", *sorted(KOREAN, key=len, reverse=True)))
_PAST = r"(?:최근|지난|과거|직전)\s?"
_MEASURED = r"(?=\s?(?:간\b|간의|간\s|동안|선\b|선[을를이가은는과와의에도보인\s,.]|예[측상]|전망|[뒤후](?![가-힣])|이동|이평|평균|수익률|변동성|RSI|최고|최저|신고|신저|고점|저점|등락|상승률|하락률|MA\b|누적))"


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(found: re.Match[str]) -> Mark | None:
    parts = found.groupdict()
    named, month = parts.get("mon"), parts.get("m")
    number = _MONTHS.index(named[:3].lower()) + 1 if named else int(month) if month else None
    day = int(parts["d"]) if parts.get("d") else None
    possible = (number is None or 1 <= number <= 12) and (day is None or 1 <= day <= 31)
    if not possible and not (parts.get("y") and number is not None and day is not None):
        return None  # with a year it is a date that never was, and no evidence has it
    return Day(found.start(), found.end(), _full_year(parts.get("y")), number, day)


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text.lower()) or int(text)


def _fiscal(found: re.Match[str]) -> Mark:
    parts = found.groupdict()
    part = _ordinal(parts["q"]) if parts.get("q") else 10 + _ordinal(parts["h"]) if parts.get("h") else None
    return Fiscal(found.start(), found.end(), _full_year(parts.get("y")), part)


def _quarter(found: re.Match[str]) -> Mark:
    return Fiscal(found.start(), found.end(), _full_year(found["y"] or found["y2"]), int(found["q"]))


def _window(found: re.Match[str]) -> Mark:
    number, unit = (found["n"] or "").lower().replace(",", ""), found["u"].lower()
    n = int(number) if number.isdigit() else _WORDS[number]
    if unit in ("quarter", "분기"):
        return Window(found.start(), found.end(), 3 * n, "m")
    return Window(found.start(), found.end(), n, cast("Span", _SPANS[unit]))


_DAY_WORDS = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}


def _days_in_words(found: re.Match[str]) -> Mark:
    return Window(found.start(), found.end(), _DAY_WORDS[found["n"]], "d", exact=True)


def _of_mark(found: re.Match[str]) -> Mark:
    """The length of a high or low; that of 52 weeks is what it is called."""
    n = int(found["n"])
    if n == _YEAR_IN_WEEKS:
        return Mark(found.start(), found.end())
    return Window(found.start(), found.end(), n, "w", exact=True)


def _clock(found: re.Match[str]) -> Mark:
    zone = (found["zone"] or "").replace(" ", "").upper()
    if not zone:
        return Label(found.start(), found.end(), found[0])
    return Clock(found.start(), found.end(), int(found["h"]), int(found["min"]), _ZONES[zone])


def _fixed(n: int, span: Span, *, basis: bool = True) -> Maker:
    return lambda found: Window(found.start(), found.end(), n, span, basis)


def _nothing(found: re.Match[str]) -> Mark:
    return Mark(found.start(), found.end())


_BEFORE_MONTH = (
    "in",
    "In",
    "since",
    "Since",
    "by",
    "By",
    "until",
    "during",
    "During",
    "of",
    "from",
    "through",
    "to",
    "early",
    "late",
    "mid",
    "last",
    "this",
    "next",
)
_MONTH_ALONE = (
    r"\b(?P<mon>(?:January|February|April|June|July|August|September|October|November|December)\b"
    rf"|(?:{'|'.join(rf'(?<={word}[ -])' for word in _BEFORE_MONTH)})(?:March|May)\b)(?!\s?\d)"
)
"""A month without a day or year; "May" and "March" are other words as well."""
_PREVIOUS = r"(?:prior|previous|preceding|last)"
_TABLE: tuple[tuple[str, Maker], ...] = (
    (
        (
            r"(?<![\d:.])(?P<h>[01]\d|2[0-3]|\d(?=:\d\d\s?[(KEUG한동미])):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
            r"(?:\s?\(?(?P<zone>(?:미국\s?)?동부\s?시간|한국\s?시간|KST|E[SD]?T|UTC|GMT)\b\)?)?"
        ),
        _clock,
    ),
    (
        rf"(?<!\d)(?P<y>{_YEAR})(?P<s>[-./])\s?(?P<m>\d{{1,2}})(?P=s)\s?(?P<d>\d{{1,2}})(?!\d)(?:T[\d:.]+Z?)?",
        _day,
    ),
    (
        rf"(?<![\d.])(?:\d{{1,2}}월\s?)?(?P<d>\d{{1,2}})일\s?\(\s?(?P<y>{_YEAR})(?:년\s?|[-./]\s?)(?P<m>\d{{1,2}})(?:월|(?=\s?\)))\s?\)",
        _day,
    ),
    (rf"(?<!\d)(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)(?!\d)", _day),
    (r"(?<![\d.'])'?(?P<y>2\d)[.](?P<m>\d{1,2})[.](?P<d>\d{1,2})(?![\d%])", _day),
    (rf"(?<!\d)(?:(?P<y>{_YEAR}|\d\d)년\s?)?(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일", _day),
    (
        rf"(?<!\d)(?:(?P<y>{_YEAR}|\d\d)년\s?)?(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})(?=\s?[~-]\s?\d{{1,2}}일)",
        _day,
    ),
    (rf"(?<!\d)(?P<y>{_YEAR})년\s?(?P<m>\d{{1,2}})월", _day),
    (rf"\b{_MON}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s?(?P<y>{_YEAR})\b)?(?![.,]\d)", _day),
    (rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MON},?(?:\s?(?P<y>{_YEAR})\b)?", _day),
    (rf"\b{_MON},?\s(?P<y>{_YEAR})\b", _day),
    (r"(?<![\d/.$₩])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/%])", _day),
    (
        r"(?:전년|작년|지난해|전년도)\s?(?:동기|동월|동일|같은\s?(?:기간|분기|달))?\s?(?:대비|比|보다|에\s?비해)|전년동기비|전년비",
        _fixed(1, "y"),
    ),
    (
        (
            rf"(?i)\byear[- ](?:over|on)[- ]year\b|(?<![a-z])(?:y/y|yoy|y-y)(?![a-z])|\ba\syear\s(?:ago|earlier|before)\b|\byear[- ](?:ago|earlier)\b(?:\s(?:quarter|period))?"
            rf"|\bsame\s(?:period|quarter|month)\s(?:of\s)?(?:the\s)?{_PREVIOUS}\syear\b|\b(?:prior|previous|preceding)[- ]year(?:'s)?\b(?:\s(?:quarter|period))?"
            r"|\bcompared\s(?:with|to)\slast\syear\b|\bfrom\slast\syear\b|\bannually\b"
        ),
        _fixed(1, "y"),
    ),
    (r"(?:전|직전)\s?분기\s?(?:대비|比|보다|에\s?비해)", _fixed(3, "m")),
    (
        r"(?i)\bquarter[- ](?:over|on)[- ]quarter\b|\ba\squarter\s(?:ago|earlier|before)\b|(?<![a-z])(?:q/q|qoq|q-q)(?![a-z])|\bsequentially\b|\b(?:prior|previous|preceding)\squarter\b|(?<=from\s)last\squarter\b|(?<=than\s)last\squarter\b|(?<=over\s)last\squarter\b",
        _fixed(3, "m"),
    ),
    (
        r"전월\s?(?:대비|比|보다|에\s?비해)|(?i:\bmonth[- ](?:over|on)[- ]month\b|(?<![a-z])(?:m/m|mom|m-m)(?![a-z])|\bfrom\sthe\s(?:prior|previous|preceding|last)\smonth\b)",
        _fixed(1, "m"),
    ),
    (
        rf"전주\s?(?:대비|比|보다|에\s?비해)|(?i:\bweek[- ](?:over|on)[- ]week\b|\bfrom\sthe\s{_PREVIOUS}\sweek\b)",
        _fixed(1, "w"),
    ),
    (
        (
            r"전\s?(?:거래)?일\s?(?:종가\s?)?(?:대비|比|보다|에\s?비해)|전장\s?(?:대비|보다)|하루\s?(?:만에|새|동안|사이)|어제\s?(?:대비|보다)"
            rf"|(?i:\bon\sthe\sday\b|\bday[- ](?:over|on)[- ]day\b|\b{_PREVIOUS}\s(?:day|session|close|trading\sday|closing)\b)"
        ),
        _fixed(1, "d"),
    ),
    (r"(?i)(?<=%)\s(?P<n>)(?:a|per|every|each|in\sa\ssingle)\s(?P<u>day|week|month|year)\b", _window),
    (r"(?:오늘|어제|장중)(?=\s)|(?i:\b(?:today|yesterday)\b)", _fixed(1, "d")),
    (r"(?:지난\s?주|이번\s?주)(?=[에\s])|(?i:\b(?:last|this)\sweek\b)", _fixed(1, "w")),
    (r"(?:지난|이번)\s?달(?=[에은의]?\s)", _fixed(1, "m")),
    (
        r"(?<![가-힣])(?P<n>이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)(?:간|\s?동안|\s?새|\s?만에|\s?연속|째)?",
        _days_in_words,
    ),
    (r"매일|날마다", _fixed(1, "d", basis=False)),
    (r"(?i)연평균|매년|해마다|(?<=%)\sannuali[sz]ed\b", _fixed(1, "y", basis=False)),
    (
        (
            r"연초\s?(?:대비|이후|부터|이래)?|올\s?해\s?(?:들어(?:서)?|초(?:부터)?)?|올\s들어|금년\s?(?:들어)?"
            r"|(?i:\byear[- ]to[- ]date\b|\bytd\b|\b(?:so\sfar\s)?this\syear\b|\bsince\sthe\s(?:start|beginning)\sof\sthe\syear\b)"
        ),
        _fixed(0, "ytd", basis=False),
    ),
    (
        r"(?i)(?<![\d,.])(?P<n>\d{1,3})(?:주(?=\s?(?:신?[고저]가|최[고저]|[고저]점))|[- ]?(?:weeks?|wk)(?=[- ](?:highs?|lows?)\b))",
        _of_mark,
    ),
    (r"(?i)\b52[- ]?(?:weeks?|wk)\b|(?<![\d,.])52주", _nothing),
    (
        (
            r"(?:최근\s?)?(?<![\d,.])(?:1년|일\s?년|12개월|한\s?해)\s?(?:내|중|새|간|래)?\s?(?=(?:신?최?[고저](?:가|점)|최[고저]치))"
            r"|(?i:\b(?:one|1|12|twelve)[- ](?:year|month)(?=\s(?:highs?|lows?|peak)\b))"
        ),
        _nothing,
    ),
    (
        r"(?i)\b(?:had|has\shad|experienced|endured|enjoyed|seen|posted|after)\sa(?:n)?\s(?P<n>)(?:[a-z]+\s){0,2}(?P<u>week|month|quarter|year)\b(?!-|\s(?:ago|earlier|before))",
        _window,
    ),
    (rf"(?P<y>{_YEAR}|\d\d)년\s?(?P<q>\d)\s?분기(?!\s?(?:연속|째|만에|이상))", _fiscal),
    (r"(?<!\d)(?P<q>\d)\s?분기(?!\s?(?:연속|째|만에|동안|이상))", _fiscal),
    (rf"\b(?P<y>{_YEAR})[\s-]?Q(?P<q>\d)(?!\d)\b", _fiscal),
    (rf"\b(?P<q>\d)Q(?:\s?(?:FY)?'?(?P<y>{_YEAR})|'?(?P<y2>\d\d)(?![\d.]))?[PEF]?(?![A-Za-z])", _quarter),
    (
        rf"\bQ(?P<q>\d)(?!\d)(?:\s?(?:of\s)?(?:FY|fiscal\s(?:year\s)?)?\s?'?(?P<y>{_YEAR}|(?<=['Y])\d\d))?\b",
        _fiscal,
    ),
    (
        rf"(?i)\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal\s)?quarters?(?!\s(?:in\sa\srow|running|straight))(?:\s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?:year\s)?(?P<y>{_YEAR}))?\b",
        _fiscal,
    ),
    (rf"(?:(?P<y>{_YEAR}|\d\d)년\s?)?(?P<h>[상하])반기", _fiscal),
    (r"(?<![가-힣])반기(?=\s?보고서)", lambda found: Fiscal(found.start(), found.end(), None, 11)),
    (
        rf"\b(?P<h>[12])H\s?'?(?P<y>{_YEAR}|\d\d)\b|\bH[12]\b(?!\s?{_YEAR})",
        lambda f: _fiscal(f) if f["h"] else _nothing(f),
    ),
    (rf"\bH(?P<h>[12])\s?(?P<y>{_YEAR})\b", _fiscal),
    (rf"(?i)\b(?P<h>first|second)[\s-]half(?:\s(?:of\s)?(?:fiscal\s)?(?P<y>{_YEAR}))?\b", _fiscal),
    (
        rf"(?i)\bFY\s?'?(?P<y>{_YEAR}|\d\d)\b|\bfiscal\s(?:year\s)?(?P<y2>{_YEAR})\b",
        lambda f: _year(f, f["y"] or f["y2"]),
    ),
    (r"(?<![\d.])(?<!\d,)(?P<y>[1-9]\d{3})년(?:도|말|초)?(?!\s?(?:간|동안|만에|전통|역사))", _fiscal),
    (r"\b(?:mid|early|late)[- ](?P<y>[1-9]\d{3})\b", _fiscal),
    (
        rf"(?:{_PAST})?(?P<n>{_KO_N})\s?(?P<u>개월|달(?!러)|주일)(?:간|\s?동안|\s?새|\s?전|\s?만에)?(?!\s?(?:째|연속))",
        _window,
    ),
    (
        rf"(?:{_PAST})?(?P<n>{_KO_N})\s?(?P<u>거래일|영업일|분기)(?:간|\s?동안|\s?새|\s?전)?(?!\s?(?:째|연속|만에|만의))",
        _window,
    ),
    (rf"{_PAST}(?P<n>\d{{1,3}}|한)\s?(?P<u>주|년|일)(?:간|\s?동안)?(?!\s?(?:째|연속|만에))", _window),
    (rf"(?<![\d,.가-힣])(?P<n>{_KO_N})\s?(?P<u>년|일|주)\s?만에", _window),
    (r"(?<![\d,.])(?P<n>\d{1,3})(?P<u>일|주)" + _MEASURED, _window),
    (r"(?<![\d,.])(?P<n>\d{1,2})(?P<u>년)(?!\s?(?:물|만의|째|차|연속|대\b|생|국채|[가-힣]?\d))", _window),
    (r"(?P<n>일)(?=주일)(?P<u>주일)|일주일(?:간|\s?동안)?", _fixed(1, "w", basis=False)),
    (r"반년(?:간|\s?동안)?|6개월", _fixed(6, "m", basis=False)),
    (
        (
            rf"(?i)\b(?<!\bby\s)(?:(?:past|last|previous|trailing|prior)\s)?(?P<n>{_N})[\s-](?:trading[\s-]|business[\s-]|calendar[\s-])?(?P<u>day|session|week|month|year|quarter)s?\b"
            r"(?!\s(?:later|straight|in\sa\srow|running|old))"
        ),
        _window,
    ),
    (
        r"(?i)\b(?:over|in|during|for|within)\s(?:(?:the\s)?(?:past|last|a)|(?<=[Oo]ver\s)the)\s(?P<n>)(?P<u>week|month|year|quarter)\b",
        _window,
    ),
    (r"(?i)\b(?:past|trailing)\s(?P<n>)(?P<u>week|month|year|quarter)\b", _window),
    (
        r"(?<![\w.$₩,])(?P<n>1|2|3|5|6|9|10|12|20|60)(?P<u>[DWMY])(?=\s?(?:[Rr]eturn|수익률|[Cc]hange|[Pp]erf|[Vv]ol|변동|\||\)|:|,\s))",
        _window,
    ),
    (r"(?<![\d월개,.])(?P<m>\d{1,2})월(?![가-힣]{0,1}분)", _day),
    (_MONTH_ALONE, _day),
    (r"(?<=\bthe\s)(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?!\s(?!of\b|and\b|in\b|to\b|at\b|with\b)[A-Za-z])", _day),
    (
        r"(?<![\d,.])(?P<d>\d{1,2})일(?!\s?(?:째|연속|만에|간|동안|선|이동|이평|치|분|자\s?이)|[가-힣]?평균)",
        _day,
    ),
    (
        rf"(?<![\w,.$₩\-])(?P<y>{_YEAR})(?![\w%]|[,.]\d|\s?(?:원|주|won|shares|billion|million|trillion|대|명|개|달러|p\b|포인트))",
        _fiscal,
    ),
)


def _year(found: re.Match[str], year: str) -> Mark:
    return Fiscal(found.start(), found.end(), _full_year(year), None)


PATTERNS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple((re.compile(p), make) for p, make in _TABLE)


def hide(text: str, start: int, end: int) -> str:
    """The text with a span blanked out, every other character where it was."""
    return text[:start] + "\0" * (end - start) + text[end:]


def moments(text: str) -> tuple[list[Mark], str]:
    """Every date, period and length of time, and the text with them hidden."""
    marks: list[Mark] = []
    for pattern, make in PATTERNS:
        for found in pattern.finditer(text):
            mark = make(found)
            if mark is not None:
                marks.append(mark)
                text = hide(text, mark.start, mark.end)
    return marks, text
