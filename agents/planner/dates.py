"""Calendar expressions in Korean and English: a day, a month, a quarter, a half or a year.

Each reads to a span of dates. A month, a day or a quarter without its year is the latest one that has
begun by today.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Span:
    """Dates from `first` to `last`, both in it, and the code that names them."""

    first: dt.date
    last: dt.date
    label: str


class Found(NamedTuple):
    """A span and where in the text it was read."""

    start: int
    end: int
    span: Span


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?:19|20)\d\d"
_KO_YEAR = rf"(?P<year>{_YEAR}|(?<!\d)\d\d)\s?년(?!\s?(?:간|동안|전|뒤|후|만에|치))|(?P<word>작년|지난해|전년|재작년|올해|금년|내년)(?:도)?"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WEEKS = {
    "첫": 1, "첫째": 1, "첫번째": 1, "둘째": 2, "두번째": 2, "셋째": 3, "세번째": 3, "넷째": 4, "네번째": 4, "다섯째": 5,
    "마지막": -1, "마지막째": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_WEEK_KO = r"첫\s?번?째?|둘째|두\s?번째|셋째|세\s?번째|넷째|네\s?번째|다섯째|마지막|[1-5]"
_WEEK_EN = "first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th"
_PARTS = {"초": 0, "초순": 0, "중순": 1, "하순": 2, "말": 2, "중반": 1, "early": 0, "mid": 1, "late": 2}
_THURSDAY = 3
_HALVES = {"상": 1, "하": 2, "first": 1, "second": 2, "1": 1, "2": 2}
_YEAR_WORDS = {
    "작년": 1,
    "지난해": 1,
    "전년": 1,
    "재작년": 2,
    "올해": 0,
    "금년": 0,
    "내년": -1,
    "last year": 1,
    "this year": 0,
}
_EN_YEAR = rf"(?:(?:of |in |,? ?)?(?P<year>{_YEAR})|(?:of |in )?(?P<word>last year|this year))"


def day(value: dt.date) -> Span:
    """One day."""
    return Span(value, value, value.isoformat())


def month(year: int, number: int) -> Span:
    """One calendar month."""
    last = monthrange(year, number)[1]
    return Span(dt.date(year, number, 1), dt.date(year, number, last), f"{year}-{number:02d}")


def quarter(year: int, number: int) -> Span:
    """One calendar quarter."""
    end = month(year, number * 3)
    return Span(dt.date(year, number * 3 - 2, 1), end.last, f"{year}Q{number}")


def half(year: int, number: int) -> Span:
    """One half of a calendar year."""
    end = month(year, number * 6)
    return Span(dt.date(year, number * 6 - 5, 1), end.last, f"{year}H{number}")


def year(number: int) -> Span:
    """One calendar year."""
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31), str(number))


def _iso(match: re.Match[str], today: dt.date) -> Span | None:
    stated = int(match["y"])
    return _valid_day(stated if stated > 99 else 2000 + stated, int(match["m"]), int(match["d"]))


def _iso_month(match: re.Match[str], today: dt.date) -> Span | None:
    number = int(match["m"])
    return month(int(match["y"]), number) if 1 <= number <= 12 else None


def _slash(match: re.Match[str], today: dt.date) -> Span | None:
    return _recent_day(int(match["m"]), int(match["d"]), today)


def _korean_day(match: re.Match[str], today: dt.date) -> Span | None:
    stated = _stated_year(match, today)
    if stated is None:
        return _recent_day(int(match["m"]), int(match["d"]), today)
    return _valid_day(stated, int(match["m"]), int(match["d"]))


def _korean_month(match: re.Match[str], today: dt.date) -> Span | None:
    return _month(_stated_year(match, today), int(match["m"]), today)


def _holiday(match: re.Match[str], today: dt.date) -> Span | None:
    name = match["holiday"].lower()
    month_, day_ = (
        (1, 1)
        if name.startswith(("new", "새"))
        else (12, 24 if name.endswith(("eve", "이브", "전야")) else 25)
    )
    stated = _stated_year(match, today)
    return _recent_day(month_, day_, today) if stated is None else _valid_day(stated, month_, day_)


def _english_day(match: re.Match[str], today: dt.date) -> Span | None:
    number, date = _month_number(match["m"]), int(match["d"])
    stated = _stated_year(match, today)
    return _recent_day(number, date, today) if stated is None else _valid_day(stated, number, date)


def _english_month(match: re.Match[str], today: dt.date) -> Span | None:
    return _month(_stated_year(match, today), _month_number(match["m"]), today)


def _week(match: re.Match[str], today: dt.date) -> Span | None:
    """A week of a month, Monday to Friday: it belongs to the month that its Thursday is in."""
    number = int(match["m"]) if match["m"].isdigit() else _month_number(match["m"])
    whole = _month(_stated_year(match, today), number, today)
    said = re.sub(r"\s", "", match["w"].lower())
    return whole and week_of(whole, _WEEKS.get(said) or int(said))


def week_of(whole: Span, count: int) -> Span | None:
    """The week of a month by its count, from the end where that is below zero; None where it has no such week."""
    thursdays = [
        whole.first + dt.timedelta(days=n)
        for n in range((whole.last - whole.first).days + 1)
        if (whole.first + dt.timedelta(days=n)).weekday() == _THURSDAY
    ]
    at = count - 1 if count > 0 else count
    if not -len(thursdays) <= at < len(thursdays):
        return None
    monday = thursdays[at] - dt.timedelta(days=_THURSDAY)
    return Span(monday, monday + dt.timedelta(days=4), f"{whole.label}w{count if count > 0 else 'last'}")


def _part(match: re.Match[str], today: dt.date) -> Span | None:
    """The first, middle or last ten days of a month."""
    number = int(match["m"]) if match["m"].isdigit() else _month_number(match["m"])
    whole = _month(_stated_year(match, today), number, today)
    if whole is None:
        return None
    part = _PARTS[match["p"].lower()]
    first, last = (1, 10) if part == 0 else (11, 20) if part == 1 else (21, whole.last.day)
    return Span(whole.first.replace(day=first), whole.first.replace(day=last), f"{whole.label}p{part + 1}")


def _part_of_year(match: re.Match[str], today: dt.date) -> Span | None:
    """The first, middle or last months of a year that is named by its number."""
    stated = _stated_year(match, today)
    if stated is None:
        return None
    part = _PARTS[match["p"].lower()]
    first, last = ((1, 3), (5, 8), (10, 12))[part]
    return Span(month(stated, first).first, month(stated, last).last, f"{stated}p{part + 1}")


def _quarter(match: re.Match[str], today: dt.date) -> Span | None:
    text = match["q"].lower()
    number = _QUARTERS.get(text) or int(text)
    return _begun([quarter(y, number) for y in _years(match, today)], today)


def _half(match: re.Match[str], today: dt.date) -> Span | None:
    number = _HALVES[match["h"].lower()]
    return _begun([half(y, number) for y in _years(match, today)], today)


def _year(match: re.Match[str], today: dt.date) -> Span | None:
    """A year by its number; `작년` alone is a named stretch, read elsewhere."""
    if match["word"]:
        return None
    stated = _stated_year(match, today)
    return None if stated is None else year(stated)


_Reader = Callable[[re.Match[str], dt.date], Span | None]

_OPTIONAL_KO = rf"(?:(?:{_KO_YEAR})\s?)?"
_OPTIONAL_EN = f"(?:{_EN_YEAR})?"
_GRAMMAR: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (r"(?<!\d)(?P<y>[12]\d{3})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)(?!\d)", _iso),
        (r"(?<![\d.])(?P<y>[12]\d)[.](?P<m>0?[1-9]|1[0-2])[.](?P<d>\d\d?)(?![\d.%])", _iso),
        (rf"(?<!\d)(?P<m>0?[1-9]|1[0-2])/(?P<d>\d\d?)/(?P<y>{_YEAR})(?!\d)", _iso),
        (rf"(?<!\d)(?P<y>{_YEAR})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)", _iso),
        (rf"(?<!\d)(?P<y>{_YEAR})[-./](?P<m>\d\d?)(?![\d.])", _iso_month),
        (rf"{_OPTIONAL_KO}(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<d>\d\d?)\s?일", _korean_day),
        (rf"{_OPTIONAL_KO}(?<!\d)(?P<m>\d\d?)\s?월(?:의|달)?\s?(?P<w>{_WEEK_KO})\s?주(?!\s?[가식])", _week),
        (rf"{_OPTIONAL_KO}(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<p>초순|중순|하순|초|말)(?!\s?(?:부터|이후|대비))(?=[ ,?에의]|$)", _part),
        (rf"{_OPTIONAL_KO}(?<!\d)(?P<m>\d\d?)\s?월(?!\s?(?:간|봉))", _korean_month),
        (rf"(?<!\d)(?P<year>{_YEAR})\s(?P<q>[1-4])\s?분기(?P<word>)", _quarter),
        (rf"(?<![a-z0-9])(?P<year>{_YEAR})[\s-]?q(?P<q>[1-4])(?!\d)(?P<word>)", _quarter),
        (r"(?<![a-z0-9])(?P<q>[1-4])q\s?'?(?P<year>\d\d)(?!\d)(?P<word>)", _quarter),
        (rf"{_OPTIONAL_KO}(?<!\d)(?P<q>[1-4])\s?(?:분기|q(?![a-z0-9]))", _quarter),
        (rf"{_OPTIONAL_KO}(?P<h>[상하])반기", _half),
        (rf"{_OPTIONAL_KO}(?P<holiday>크리스마스 ?이브|성탄절 ?이브|성탄 ?전야|크리스마스|성탄절|새해 ?첫날)(?! ?(?:선물|파티|트리))", _holiday),
        (rf"(?P<year>{_YEAR}|(?<!\d)\d\d)\s?년\s?(?P<p>초|중반|말)(?!\s?(?:부터|이후|대비))(?=[ ,?에의]|$)(?P<word>)", _part_of_year),
        (rf"(?<![a-z])(?P<p>early|mid|late)[\s-](?P<year>{_YEAR})(?!\d)(?P<word>)", _part_of_year),
        (_KO_YEAR, _year),
        (rf"(?<![a-z])(?P<m>{_MONTH})\s(?P<d>\d\d?)(?:st|nd|rd|th)?(?!\d)\s?{_OPTIONAL_EN}", _english_day),
        (rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?\s(?:of )?(?P<m>{_MONTH})(?![a-z])\s?{_OPTIONAL_EN}", _english_day),
        (rf"(?<![a-z])(?P<w>{_WEEK_EN})\s(?:full\s)?week\s(?:of|in)\s(?P<m>{_MONTH})(?![a-z])\s?{_OPTIONAL_EN}", _week),
        (rf"(?<![a-z])(?P<p>early|mid|late)[\s-](?P<m>{_MONTH})(?![a-z])\s?{_OPTIONAL_EN}", _part),
        (rf"(?<![a-z])(?:(?<=in )|(?<=since )|(?<=from )|(?<=during )|(?<=to )|(?<=until )|(?<=through )|(?<=between )|(?<=and )|(?<=for )|(?<=of )|(?<=last )|(?={_MONTH}\s?{_YEAR})|(?<=[.,;] )(?={_MONTH}[.?!]?$))(?P<m>{_MONTH})(?![a-z])\s?{_OPTIONAL_EN}", _english_month),
        (rf"(?<![a-z])(?P<holiday>christmas eve|christmas(?: day)?|new year'?s day)(?![a-z])(?! (?:gifts?|present|party|tree|sales?))\s?{_OPTIONAL_EN}", _holiday),
        (rf"(?<![a-z0-9])q(?P<q>[1-4])(?!\d)[\s']*{_OPTIONAL_EN}", _quarter),
        (rf"(?<![a-z0-9])(?P<year>{_YEAR})\s?q(?P<q>[1-4])(?P<word>)", _quarter),
        (rf"(?<![a-z0-9])(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter\s?{_OPTIONAL_EN}", _quarter),
        (rf"(?<![a-z0-9])(?P<h>first|second) half\s?{_OPTIONAL_EN}", _half),
        (rf"(?<![a-z0-9])h(?P<h>[12])\s?{_OPTIONAL_EN}(?![a-z0-9])", _half),
        (rf"(?:(?<=in )|(?<=since )|(?<=during )|(?<=from )|(?<=to )|(?<=of )|(?<=for )|(?<=fy)|(?<=fy ))(?P<year>{_YEAR})(?!\d)(?P<word>)", _year),
        (r"(?<![\d$,.])(?P<year>20[0-2]\d)(?![\d,.%$]|\s?(?:원|주|won|shares|dollars|포인트|points))(?P<word>)", _year),
    )
)  # fmt: skip


_YEAR_SAID = re.compile(_YEAR)
_BESIDE = re.compile(r"[^\d.]{0,16}")
"""What stands between two dates of which one may leave its year to the other."""
_FULL = re.compile(
    r"(?<!\d)(?P<y>[12]\d{3})(?:-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)|\s?년\s?(?P<m2>\d\d?)\s?월\s?(?P<d2>\d\d?)\s?일)"
)
_YEARLESS = re.compile(
    rf"(?<!\d)(?P<m>\d\d?)\s?월\s?(?P<d>\d\d?)\s?일|(?<![a-z])(?P<name>{_MONTH})\s(?P<d2>\d\d?)(?:st|nd|rd|th)?(?!\d)",
    re.IGNORECASE,
)
_LEAP = 2024
"""A year that has all days."""


def impossible(text: str) -> str | None:
    """The first full date of a text that no calendar has, such as February 30."""
    for found in _FULL.finditer(text):
        month_, day_ = int(found["m"] or found["m2"]), int(found["d"] or found["d2"])
        if _valid_day(int(found["y"]), month_, day_) is None:
            return found.group()
    return next((found.group() for found in _YEARLESS.finditer(text) if not _is_in_a_year(found)), None)


def _is_in_a_year(found: re.Match[str]) -> bool:
    number = _month_number(found["name"]) if found["name"] else int(found["m"])
    return _valid_day(_LEAP, number, int(found["d"] or found["d2"])) is not None


def dates(text: str, today: dt.date) -> list[Found]:
    """The calendar expressions of a text in order; of two that overlap the more exact one."""
    taken: list[Found] = []
    for found in _all(text, today):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return _of_one_year(text, sorted(taken), today)


def _of_one_year(text: str, found: list[Found], today: dt.date) -> list[Found]:
    """With the year of a neighbour for those that name none: "2023년 3분기랑 4분기", "May and June 2024"."""
    read = list(found)
    for at, one in enumerate(found):
        if _YEAR_SAID.search(text[one.start : one.end]):
            continue
        for other in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]):
            year_said = _YEAR_SAID.search(text[other.start : other.end])
            gap = text[min(one.end, other.end) : max(one.start, other.start)]
            if year_said and _BESIDE.fullmatch(gap):
                alone, of = text[one.start : one.end].strip(), year_said.group()
                again = _reread(f"in {of}년 {alone}", today) or _reread(f"in {alone} {of}", today)
                read[at] = Found(one.start, one.end, again) if again else one
                break
    return read


def _reread(text: str, today: dt.date) -> Span | None:
    """The one expression that a text is, behind "in "."""
    for pattern, reader in _GRAMMAR:
        match = pattern.fullmatch(text, 3)
        if match and (span := reader(match, today)):
            return span
    return None


def _all(text: str, today: dt.date) -> Iterator[Found]:
    for pattern, reader in _GRAMMAR:
        for match in pattern.finditer(text):
            span = reader(match, today)
            if span is not None:
                yield Found(match.start(), match.end(), span)


def _stated_year(match: re.Match[str], today: dt.date) -> int | None:
    if match["word"]:
        return today.year - _YEAR_WORDS[match["word"].lower()]
    if not match["year"]:
        return None
    number = int(match["year"])
    return number if number > 99 else 2000 + number


def _years(match: re.Match[str], today: dt.date) -> list[int]:
    stated = _stated_year(match, today)
    return [today.year, today.year - 1] if stated is None else [stated]


def _begun(spans: list[Span], today: dt.date) -> Span | None:
    return next((span for span in spans if span.first <= today), spans[0] if spans else None)


def _month(stated: int | None, number: int, today: dt.date) -> Span | None:
    if not 1 <= number <= 12:
        return None
    return _begun(
        [month(y, number) for y in ([today.year, today.year - 1] if stated is None else [stated])], today
    )


def _month_number(name: str) -> int:
    return next(at for at, full in enumerate(MONTHS, 1) if full.startswith(name.lower()[:3]))


def _valid_day(year_: int, month_: int, day_: int) -> Span | None:
    try:
        return day(dt.date(year_, month_, day_))
    except ValueError:
        return None


def _recent_day(month_: int, day_: int, today: dt.date) -> Span | None:
    found = [_valid_day(y, month_, day_) for y in (today.year, today.year - 1)]
    return _begun([span for span in found if span], today)


SLASH = re.compile(r"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/.]| ?(?:ratio|day))")


def slashed(text: str, today: dt.date) -> list[Found]:
    """Dates such as `12/30`, month first."""
    found = ((match, _slash(match, today)) for match in SLASH.finditer(text))
    return [Found(match.start(), match.end(), span) for match, span in found if span]
