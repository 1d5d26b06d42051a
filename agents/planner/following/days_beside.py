"""A day or stretch told by how long before or after the one just told of it lies: "a year earlier", "그 한 달 전에는?"."""

import datetime as dt
import re

from agents.numerals import NUMBER, number
from agents.planner.today import Today, months_before
from stockelper.types import Language, Window

_EN_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_EN = re.compile(
    r"(?<![a-z\d])(?:(?:exactly|just|about) )?(?P<n>\d{1,2}|a|an|one|two|three|four|five|six|ten)[ -](?P<unit>year|quarter|month|week|day|session)s?"
    r" (?:(?P<back>before|earlier|prior)|(?P<on>later|after))(?: (?:that|then|it|this|to that))?(?=\s*[?.!]*$)"
)
_KO = re.compile(
    rf"그(?:로부터|때로부터|때보다|보다| ?날로부터| ?날보다| ?날)? ?(?P<n>{NUMBER}) ?(?P<unit>년|개월|달|주일?|거래일|일) ?(?:(?P<back>전)|(?P<on>후|뒤))(?:의)?(?:에|에는|엔|은|는)?(?=\s*[?.!]*$)"
)
_MONTHS = {"year": 12, "년": 12, "quarter": 3, "month": 1, "개월": 1, "달": 1}
_DAYS = {"week": 7, "주": 7, "주일": 7}


def day_beside(text: str, window: Window | None, now: Today, language: Language) -> str:
    """The turn with the date of that day, the last session on or before it; as it is where no day was told of before."""
    if window is None or window.from_ != window.to:
        return text
    match = (_KO if language == "ko" else _EN).search(text.lower())
    if match is None:
        return text
    day = _moved(window.to, match, now)
    if day > now.date:
        return text
    placed = day.isoformat() if language == "ko" else f"on {day.isoformat()}"
    return f"{text[: match.start()]}{placed}{text[match.end() :]}"


def _moved(day: dt.date, match: re.Match[str], now: Today) -> dt.date:
    count = _EN_COUNTS.get(match["n"]) or number(match["n"])
    steps = count if match["on"] else -count
    unit, market = match["unit"], now.market
    if unit in _MONTHS:
        return market.session_on_or_before(months_before(day, -steps * _MONTHS[unit]))
    if unit in _DAYS:
        return market.session_on_or_before(day + dt.timedelta(days=steps * _DAYS[unit]))
    return market.session_offset(market.session_on_or_before(day), steps)
