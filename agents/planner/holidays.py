"""Days that go by a holiday's name: 추석, 설 연휴, "since Thanksgiving", "around Labor Day"."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from agents.planner import calendar_spans as calendar
from agents.planner.calendar_spans import Span
from agents.planner.date_readers import stated_year

KO = r"(?<![가-힣])(?P<feast>설날|구정|설(?=\s?(?:연휴|명절|이후|지나|전|부터|쇠))|추석|한가위|삼일절|어린이날|현충일|광복절|개천절|한글날)(?:\s?(?:연휴|명절))?(?!\s?(?:선물|상여|특수|용돈|테마|보너스|휴무))"
EN = r"(?<![a-z])(?:(?:last|this|this past) )?(?P<feast>thanksgiving(?: day)?|black friday|labou?r day|memorial day|independence day|the fourth of july|halloween|valentine'?s day|easter|lunar new year|seollal|chuseok|juneteenth)(?![a-z])(?! (?:gifts?|sales?|party|dinner|candy|deals?|shopping))"

_SEOLLAL = "0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0207 0126 0213 0203"
_CHUSEOK = "0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912"
_FROM = 2015
"""The year of the first day in both lists, which the moon sets (the Korea Astronomy and Space Science Institute's calendar)."""
_MONDAY, _THURSDAY = 0, 3


def holiday(match: re.Match[str], today: dt.date) -> Span | None:
    """The holiday of the year that is said, else the latest up to today; None in years that no list has."""
    name = re.sub(r"'|\sday$|^the ", "", match["feast"].lower())
    of_year = _OF_A_YEAR[name]
    year = stated_year(match, today)
    found = [of_year(one) for one in ((year,) if year else (today.year, today.year - 1))]
    return calendar.begun([calendar.day(day) for day in found if day], today)


def _fixed(month: int, day: int) -> Callable[[int], dt.date | None]:
    return lambda year: dt.date(year, month, day)


def _listed(days: str) -> Callable[[int], dt.date | None]:
    known = {_FROM + at: (int(one[:2]), int(one[2:])) for at, one in enumerate(days.split())}
    return lambda year: dt.date(year, *known[year]) if year in known else None


def _counted(month: int, weekday: int, count: int, later: int = 0) -> Callable[[int], dt.date | None]:
    """So many days later than a weekday of a month by its count."""

    def read(year: int) -> dt.date:
        first = dt.date(year, month, 1)
        ahead = (weekday - first.weekday()) % 7 + 7 * (count - 1)
        return first + dt.timedelta(days=ahead + later)

    return read


def _last_monday_of_may(year: int) -> dt.date:
    last = dt.date(year, 5, 31)
    return last - dt.timedelta(days=last.weekday())


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


_OF_A_YEAR: Mapping[str, Callable[[int], dt.date | None]] = MappingProxyType(
    {
        **dict.fromkeys(("설날", "구정", "설", "lunar new year", "seollal"), _listed(_SEOLLAL)),
        **dict.fromkeys(("추석", "한가위", "chuseok"), _listed(_CHUSEOK)),
        "삼일절": _fixed(3, 1),
        "어린이날": _fixed(5, 5),
        "현충일": _fixed(6, 6),
        "광복절": _fixed(8, 15),
        "개천절": _fixed(10, 3),
        "한글날": _fixed(10, 9),
        "thanksgiving": _counted(11, _THURSDAY, 4),
        "black friday": _counted(11, _THURSDAY, 4, 1),
        **dict.fromkeys(("labor", "labour"), _counted(9, _MONDAY, 1)),
        "memorial": _last_monday_of_may,
        **dict.fromkeys(("independence", "fourth of july"), _fixed(7, 4)),
        "juneteenth": _fixed(6, 19),
        "halloween": _fixed(10, 31),
        "valentines": _fixed(2, 14),
        "easter": _easter,
    }
)
"""A holiday to its day in a year."""
