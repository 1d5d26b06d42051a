"""A stretch of time that is told by the one before it: "그 전 6개월은?", "and the half year before that?", "since then?".

It is put as dates, from the stretch that the conversation is about.
"""

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

from agents.numerals import NUMBER, number
from agents.planner.today import Today, months_before
from stockelper.types import Language, Window

_DAY = dt.timedelta(days=1)
_KO_UNIT = r"(?P<unit>개월|반년|분기|반기|거래일|주일|년도|년|달|해|주|일|날)"
_EN_UNIT = r"(?P<unit>half[ -]?years?|hal(?:f|ves)|years?|quarters?|months?|weeks?|days?|sessions?)(?![a-z])"
_COUNT = rf"(?:(?P<n>{NUMBER}) ?)?"
_EN_COUNT = r"(?:(?P<n>\d+|one|two|three|four|five|six|nine|ten|twelve)[ -])?"
_TAIL = r"(?:도)?(?=$|[\s은는이가엔에의,.?!])"
_STOP = r"(?![a-z])(?=\s*(?:$|[?.!,]|please|for |of ))"
"""Behind "before" or "after": nothing else is named that it could be counted from."""
_TO_COME = re.compile(
    r"전망|예상|예측|목표|오를|내릴|갈까|될까|떨어질|어닝|실적|(?<![a-z])(?:will|going to|expect\w*|forecast\w*|predict\w*|outlook|target|earnings)(?![a-z])"
)
"""Looks ahead from today, whatever stretch was spoken of."""
_YEAR_EARLIER = re.compile(
    r"(?:전년|작년|전 ?년도|1년 ?전|그 ?전 ?해|직전 ?해) ?(?:의 ?)?(?:같은|동일한?|동) ?(?:기간?|시기|때)"
    r"|(?<![a-z])(?:the )?same (?:period|time|stretch|months?|quarter|half) (?:of |in )?(?:the |a |one )?(?:year (?:before|earlier|prior|ago)|(?:previous|prior|last) year)(?: that)?"
)
_IN_A_YEAR = re.compile(
    r"(?<![a-z])(?:the )?same (?:period|time|stretch|months?|quarter|half|weeks?) (?:in|of|for) (?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<ko>(?:19|20)\d\d) ?년(?:도)?(?:의)? ?(?:같은|동일한?|동) ?(?:기간?|시기|때|분기|달|반기)"
)
_SINCE = re.compile(
    r"그 ?(?:이후|후|뒤|때|날)(?:로|부터|로부터|에|엔)?(?:는|은)? ?(?:지금|현재|오늘|최근|여태)까지|그 ?(?:이후|후|뒤)(?:로|부터|로부터)(?:는|은)?|그때부터(?:는|은)?|그 ?(?:이후|뒤|후)(?:에)?(?:는|은)?(?=\s*[?.!]*$)"
    r"|(?<![a-z])(?:ever )?since(?: then| that)?(?=\s*[?.!]*$)|(?<![a-z])from (?:then|there|that) (?:on|(?:until|till|til|to|up to|through) (?:now|today|date))|(?<![a-z])since then(?![a-z])"
)
_UNTIL_NOW = re.compile(
    r"^(?:그럼 |그러면 |그리고 )?(?:거기서 ?부터 |그때부터 )?(?:지금|현재|오늘|여태)까지(?:는|은|로는)?[\s?.!]*$|^(?:and |so |then )?(?:up )?(?:until|till|to|through) (?:now|today|date)[\s?.!]*$"
)
_BEFORE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:그|이|바로|그보다|그것보다|그거보다) ?(?:바로 ?|직)?(?:이전|전)(?:의|에)? ?{_COUNT}{_KO_UNIT}(?:간|동안)?{_TAIL}",
        rf"그(?:로부터|보다|때보다|때로부터)? ?(?P<n>{NUMBER}) ?{_KO_UNIT} ?전{_TAIL}",
        r"(?P<n>)(?P<unit>(?<![가-힣])전(?:달|월|년도?|분기|주|반기)|직전 ?(?:달|월|해|연도|분기|주|반기))(?=$|[은는엔에]|[\s?.!]*$)",
        rf"(?<![a-z])(?:the |over the )?{_EN_COUNT}{_EN_UNIT} (?:right |just |immediately |directly )?(?:before|prior|preceding|earlier)(?: (?:that|then|it|this|to that))?{_STOP}",
        rf"(?<![a-z])the (?:previous|prior|preceding) {_EN_COUNT}{_EN_UNIT}",
        rf"^(?:and |then |so |what about |how about )*(?:previous|prior|preceding) {_EN_COUNT}{_EN_UNIT}(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?:그|바로) ?(?:이전|전)(?:에)?(?:는|은|엔|에는)?(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?<![a-z])(?:the )?(?:previous|prior|preceding) one(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?<![a-z])(?:the (?:one|time|period) )?(?:right |just )?before (?:that|then|it)(?: one)?(?![a-z])",
        r"(?P<n>)(?P<unit>)(?<![a-z])the (?:one|time|period) (?:right |just )?before(?=\s*[?.!]*$)",
    )
)  # fmt: skip
_AFTER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:그|이|바로) ?(?:다음|이후|후|뒤)(?:의|에)? ?{_COUNT}{_KO_UNIT}(?:간|동안)?{_TAIL}",
        rf"그(?:로부터|때로부터)? ?(?P<n>{NUMBER}) ?{_KO_UNIT} ?(?:뒤|후){_TAIL}",
        r"(?P<n>)(?P<unit>다음 ?(?:달|월|해|년도|분기|주|반기)|이듬해|익년)(?=$|[은는엔에]|[\s?.!]*$)",
        rf"(?<![a-z])(?:the |over the )?{_EN_COUNT}{_EN_UNIT} (?:right |just |immediately |directly )?(?:after|following|later)(?: (?:that|then|it|this))?{_STOP}",
        rf"(?<![a-z])the (?:next|following|subsequent) {_EN_COUNT}{_EN_UNIT}",
        rf"^(?:and |then |so |what about |how about )*(?:next|following) {_EN_COUNT}{_EN_UNIT}(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?:그|바로) ?다음(?:에)?(?:는|은|엔)?(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?<![a-z])(?:the )?(?:next|following) one(?=\s*[?.!]*$)",
        r"(?P<n>)(?P<unit>)(?<![a-z])(?:the (?:one|time|period) )?(?:right |just )?after (?:that|then|it)(?: one)?(?![a-z])",
        r"(?P<n>)(?P<unit>)(?<![a-z])the (?:one|time|period) (?:right |just )?after(?=\s*[?.!]*$)",
    )
)  # fmt: skip
_MONTHS = (("반년", 6), ("반기", 6), ("half", 6), ("halv", 6), ("분기", 3), ("quarter", 3), ("개월", 1), ("달", 1), ("월", 1), ("month", 1), ("년", 12), ("해", 12), ("연도", 12), ("year", 12))  # fmt: skip
_EN_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_YEAR = 12


class _Stretch(NamedTuple):
    first: dt.date
    last: dt.date


class _Step(NamedTuple):
    """How long the stretch beside is: calendar months or days; neither where it is as long as the one before."""

    months: int = 0
    days: int = 0


def dated_beside(text: str, window: Window | None, now: Today, language: Language) -> str:
    """The turn with dates in place of "that"; as it is where it tells no stretch by `window`, or the dates are to come."""
    if window is None or _TO_COME.search(text.lower()):
        return text
    today = now.date
    found = _read(text.lower(), _whole(window, today), today)
    if found is None:
        return text
    match, stretch = found
    if window.from_ == window.to and stretch.first == stretch.last:
        stretch = _in_sessions(window.to, stretch.first, now)
    if stretch.first >= today:
        return text
    spelled = _spelled(_Stretch(stretch.first, min(stretch.last, today)), language)
    return f"{text[: match.start()]}{spelled}{text[match.end() :]}"


def _in_sessions(base: dt.date, day: dt.date, now: Today) -> _Stretch:
    """A day beside a day, counted in sessions."""
    market = now.market
    count = (day - base).days
    found = market.session_offset(market.session_on_or_before(base), count)
    return _Stretch(found, found)


def _whole(window: Window, today: dt.date) -> _Stretch:
    """The stretch of a window; a month, quarter, half or year that is under way counts to its end."""
    first, last = window.from_, window.to
    if (
        last == today
        and first.day == 1
        and window.label in ("ytd", "this_month", "this_quarter", str(first.year))
    ):
        ends = {"this_month": first.month, "this_quarter": first.month + 2}
        last = _month_end(first.year, ends.get(window.label, _YEAR))
    return _Stretch(first, last)


def _read(lower: str, base: _Stretch, today: dt.date) -> tuple[re.Match[str], _Stretch] | None:
    if match := _YEAR_EARLIER.search(lower):
        return match, _shifted(base, -_YEAR)
    if match := _IN_A_YEAR.search(lower):
        year = int(match["year"] or match["ko"])
        return match, _shifted(base, _YEAR * (year - base.first.year))
    for patterns, beside in ((_AFTER, _following), (_BEFORE, _preceding)):
        if match := next((m for pattern in patterns if (m := pattern.search(lower))), None):
            return match, beside(base, _step(match))
    if match := _SINCE.search(lower):
        return match, _Stretch(base.last + _DAY if _is_whole(base) else base.last, today)
    if match := _UNTIL_NOW.search(lower):
        return match, _Stretch(base.first, today)
    return None


def _step(match: re.Match[str]) -> _Step:
    said = match["n"] or ""
    count = _EN_DIGITS.get(said) or (number(said) if said else 1)
    unit = match["unit"] or ""
    months = next((n for word, n in _MONTHS if word in unit), 0)
    if unit == "이듬해" or unit == "익년":
        months = _YEAR
    if months or not unit:
        return _Step(months=count * months)
    return _Step(days=count * (7 if "주" in unit or "week" in unit else 1))


def _preceding(base: _Stretch, step: _Step) -> _Stretch:
    if step.days:
        return _Stretch(base.first - _DAY * step.days, base.first - _DAY)
    if step.months == _YEAR and _is_whole(base) and _months(base) < _YEAR:
        return _shifted(base, -_YEAR)
    if base.first.day == 1:
        months = step.months or (_months(base) if _is_whole(base) else 0)
        if months:
            return _Stretch(months_before(base.first, months), base.first - _DAY)
    if step.months:
        return _Stretch(months_before(base.first, step.months), base.first)
    return _Stretch(base.first - (base.last - base.first or _DAY), base.first)


def _following(base: _Stretch, step: _Step) -> _Stretch:
    if step.days:
        return _Stretch(base.last + _DAY, base.last + _DAY * step.days)
    if step.months == _YEAR and _is_whole(base) and _months(base) < _YEAR:
        return _shifted(base, _YEAR)
    if _is_whole(base):
        first = base.last + _DAY
        return _Stretch(first, months_before(first, -(step.months or _months(base))) - _DAY)
    if step.months:
        return _Stretch(base.last, months_before(base.last, -step.months))
    return _Stretch(base.last, base.last + (base.last - base.first or _DAY))


def _shifted(base: _Stretch, months: int) -> _Stretch:
    last = months_before(base.last, -months)
    ends = _is_whole(base)
    return _Stretch(months_before(base.first, -months), _month_end(last.year, last.month) if ends else last)


def _is_whole(base: _Stretch) -> bool:
    """Whether a stretch is whole months."""
    return base.first.day == 1 and base.last == _month_end(base.last.year, base.last.month)


def _months(base: _Stretch) -> int:
    return (base.last.year - base.first.year) * 12 + base.last.month - base.first.month + 1


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def _spelled(stretch: _Stretch, language: Language) -> str:
    """The dates as somebody would write them: whole years, halves, quarters and months by their names."""
    first, last = stretch
    if first == last:
        return first.isoformat()
    ends = first.day == 1 and first.year == last.year
    if (
        ends
        and last == _month_end(last.year, last.month)
        and (name := _named(first, _months(stretch), language))
    ):
        return name
    if first.day == 1:
        months = (
            _month(first, language),
            _month(last, language) if last == _month_end(last.year, last.month) else last.isoformat(),
        )
    else:
        months = (first.isoformat(), last.isoformat())
    return "{}부터 {}까지".format(*months) if language == "ko" else "from {} to {}".format(*months)


def _named(first: dt.date, months: int, language: Language) -> str | None:
    """A whole year, half, quarter or month by its name; None where the stretch is none of them."""
    year, at = first.year, first.month - 1
    ko = language == "ko"
    if months == 1:
        return _month(first, language)
    if months == 3 and at % 3 == 0:
        return f"{year}년 {at // 3 + 1}분기" if ko else f"Q{at // 3 + 1} {year}"
    if months == 6 and at % 6 == 0:
        names = ("상반기", "하반기") if ko else ("the first half", "the second half")
        return f"{year}년 {names[at // 6]}" if ko else f"{names[at // 6]} of {year}"
    if months == _YEAR:
        return f"{year}년" if ko else f"{year}"
    return None


def _month(day: dt.date, language: Language) -> str:
    return f"{day.year}년 {day.month}월" if language == "ko" else f"{_MONTH_NAMES[day.month - 1]} {day.year}"
