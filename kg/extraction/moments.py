"""Days and reporting periods in Korean and English text, as ISO dates and as 2025Q3, 2025H1, 2025FY."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MomentKind = Literal["day", "period"]
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + r"|sept\.?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_KOREAN_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년도?|(?P<said>올해|금년|내년|지난해|작년|전년|내후년|이듬해))"
_KOREAN_DAY = re.compile(
    rf"(?:{_KOREAN_YEAR}\s?)?(?:(?P<rel>오는|지난|다음\s?달|내달|이달)\s?)?(?:(?P<month>1[0-2]|[1-9])월\s?)?(?P<day>3[01]|[12]\d|[1-9])일(?!\s?(?:간|동안|만에|째|이내|연속|선))"
)
_KOREAN_MONTH = re.compile(rf"{_KOREAN_YEAR}\s?(?P<month>1[0-2]|[1-9])월(?!\s?\d)")
_KOREAN_PERIOD = re.compile(
    rf"(?:{_KOREAN_YEAR}\s?)?(?P<quarter>[1-4])(?:분기|/4분기|Q)"
    rf"|{_KOREAN_YEAR.replace('year', 'year2').replace('said', 'said2')}\s?(?P<half>상|하)반기"
    rf"|(?P<bare>상|하)반기"
    rf"|{_KOREAN_YEAR.replace('year', 'year4').replace('said', 'said4')}\s?(?=(?:연결\s|전사\s)?(?:매출|영업이익|순이익|이익|판매|수주|실적|가이던스|목표|전망|배당))"
    rf"|(?P<year5>20\d\d)\s?(?:회계|사업)\s?연도"
    rf"|(?P<annual>연간)"
    rf"|{_KOREAN_YEAR.replace('year', 'year3').replace('said', 'said3')}\s?(?:연간|전체|결산|회계연도|사업연도|한 해)"
)
_ISO = re.compile(r"\b(?P<year>20\d\d)[-./](?P<month>0?[1-9]|1[0-2])[-./](?P<day>0?[1-9]|[12]\d|3[01])\b")
_ENGLISH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\s(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,?\s(?P<year>20\d\d))?\b"
    rf"|\b(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})(?:,?\s(?P<year2>20\d\d))?\b",
    re.IGNORECASE,
)
_ENGLISH_MONTH = re.compile(rf"\b(?P<month>{_MONTH}),?\s(?P<year>20\d\d)\b", re.IGNORECASE)
_ENGLISH_PERIOD = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal[\s-])?(?P<part>quarter|half)(?:[\s,]+(?:of\s)?(?:fiscal\s)?(?P<year>20\d\d))?"
    r"|\b(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?:[\s']?(?P<year2>20\d\d|\d\d))?\b"
    r"|\b(?:fiscal(?:\syear)?|full[\s-]year|FY|financial\syear|the\syear)\s?'?(?P<year3>20\d\d|(?<=FY)\d\d)\b"
    r"|\b(?P<year4>20\d\d)\s(?:fiscal\s|full[\s-])year\b"
    r"|\b(?P<year5>20\d\d)\s(?:[a-z]+\s){0,2}?(?=(?:outlook|forecast|guidance|profit|revenue|earnings|sales|dividend|target)\b)"
    r"|\b(?P<this>full[\s-]year|annual|fiscal[\s-]year|this\syear(?:'s)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A day (ISO date, or ISO month where no day is written) or a period at `start:end`; `year` if it is written.

    `value` is None where the year cannot be known.
    """

    start: int
    end: int
    kind: MomentKind
    value: str | None
    year: int | None = None
    ahead: str | None = None
    """A period without a year as the one that ends next."""


def moments(text: str, published: date | None) -> list[Moment]:
    """All days and periods in order, none within another."""
    every = [
        *_korean_periods(text, published),
        *_english_periods(text, published),
        *_korean_days(text, published),
        *_english_days(text, published),
        *_iso_days(text),
        *_months(text, published),
    ]
    kept: list[Moment] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _year(written: str | None, said: str | None, published: date | None) -> int | None:
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    if said is None or published is None:
        return None
    return published.year + {"내년": 1, "이듬해": 1, "내후년": 2, "지난해": -1, "작년": -1, "전년": -1}.get(
        said, 0
    )


def _day(year: int | None, month: int | None, day: int, published: date | None, ahead: bool) -> str | None:
    """The ISO date; without a year the one nearest to publication, on the side that the words tell."""
    if published is None and (year is None or month is None):
        return None
    if year is not None and month is not None:
        return _iso(year, month, day)
    assert published is not None
    months = [(year or published.year + d, month) for d in (-1, 0, 1)] if month else _near_months(published)
    found = [made for y, m in months if m is not None and (made := _made(y, m, day)) is not None]
    if ahead:
        found = [one for one in found if one >= published] or found
    return min(found, key=lambda one: abs((one - published).days)).isoformat() if found else None


def _near_months(published: date) -> list[tuple[int, int | None]]:
    first = published.replace(day=1)
    return [(d.year, d.month) for d in (first - timedelta(days=1), first, first + timedelta(days=32))]


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(year: int, month: int, day: int) -> str | None:
    made = _made(year, month, day)
    return made.isoformat() if made else None


def _korean_days(text: str, published: date | None) -> Iterator[Moment]:
    for match in _KOREAN_DAY.finditer(text):
        said = (match["rel"] or "").replace(" ", "")
        year = _year(match["year"], match["said"], published)
        month = int(match["month"]) if match["month"] else _said_month(said, published)
        ahead = said == "오는" or bool(re.match(r"\s?(?:부터|까지)", text[match.end() :]) and said != "지난")
        value = _day(year, month, int(match["day"]), published, ahead)
        yield Moment(match.start(), match.end(), "day", value, year)


def _said_month(said: str, published: date | None) -> int | None:
    if published is None or said not in ("내달", "다음달", "이달"):
        return None
    return published.month if said == "이달" else published.month % 12 + 1


def _months(text: str, published: date | None) -> Iterator[Moment]:
    for match in _KOREAN_MONTH.finditer(text):
        year = _year(match["year"], match["said"], published)
        value = f"{year}-{int(match['month']):02}" if year else None
        yield Moment(match.start(), match.end(), "day", value, year)
    for match in _ENGLISH_MONTH.finditer(text):
        year = int(match["year"])
        yield Moment(match.start(), match.end(), "day", f"{year}-{_month(match['month']):02}", year)


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _english_days(text: str, published: date | None) -> Iterator[Moment]:
    for match in _ENGLISH_DAY.finditer(text):
        written = match["year"] or match["year2"]
        year = int(written) if written else None
        month, day = _month(match["month"] or match["month2"]), int(match["day"] or match["day2"])
        before = text[max(match.start() - 12, 0) : match.start()].lower()
        ahead = bool(
            re.search(r"\b(?:until|by|from|through|effective|starting|beginning)\s(?:on\s)?$", before)
        )
        yield Moment(match.start(), match.end(), "day", _day(year, month, day, published, ahead), year)


def _iso_days(text: str) -> Iterator[Moment]:
    for match in _ISO.finditer(text):
        value = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
        yield Moment(match.start(), match.end(), "day", value, int(match["year"]))


def _korean_periods(text: str, published: date | None) -> Iterator[Moment]:
    for match in _KOREAN_PERIOD.finditer(text):
        written = match["year"] or match["year2"] or match["year3"] or match["year4"] or match["year5"]
        said = match["said"] or match["said2"] or match["said3"] or match["said4"]
        year = _year(written, said, published)
        half = match["half"] or match["bare"]
        part = (
            f"Q{match['quarter']}" if match["quarter"] else f"H{1 if half == '상' else 2}" if half else "FY"
        )
        yield _of_period(match, year, part, published)


def _english_periods(text: str, published: date | None) -> Iterator[Moment]:
    for match in _ENGLISH_PERIOD.finditer(text):
        written = match["year"] or match["year2"] or match["year3"] or match["year4"] or match["year5"]
        year = _year(written, None, published)
        if match["ordinal"]:
            part = (
                f"{'Q' if match['part'].lower() == 'quarter' else 'H'}{_ORDINALS[match['ordinal'].lower()]}"
            )
        else:
            quarter = match["q"] or match["q2"]
            part = f"Q{quarter}" if quarter else "FY"
        yield _of_period(match, year, part, published)


def _of_period(match: re.Match[str], year: int | None, part: str, published: date | None) -> Moment:
    value = _period(year, part, published)
    ahead = value
    if year is None and value is not None and published is not None and part != "FY":
        ahead = f"{published.year}{part}" if value.startswith(str(published.year - 1)) else value
    return Moment(match.start(), match.end(), "period", value, year, ahead)


def _period(year: int | None, part: str, published: date | None) -> str | None:
    """The period; without a year the one that ended last before publication."""
    if year is not None:
        return f"{year}{part}"
    if published is None:
        return None
    if part == "FY":
        return f"{published.year}FY"
    end_month = int(part[1]) * (3 if part[0] == "Q" else 6)
    return f"{published.year if published.month > end_month else published.year - 1}{part}"
