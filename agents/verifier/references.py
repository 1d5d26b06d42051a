"""What a change is counted from: the session, week, month, quarter or year before, against the days of its evidence.

    "up $3.75 from a month earlier" is wrong of a change from one session to the next.

A month that is only named ("이달", "this month") is that of the newest figure.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import claim
from agents.verifier.facts import Fact
from agents.verifier.listing import items
from agents.verifier.marks import Mark, Window
from agents.verifier.reading import Reading, Sentence
from agents.verifier.stretches import DAYS, SPANS, bracket_belies, fits_printed, is_apart, lasts
from stockelper.types import Claim

_KO = re.compile(
    r"(?:(?P<day>전\s?거래일|전일|전날|어제|전장)|(?P<week>전주|지난\s?주|일주일\s?전)|(?P<month>전월|지난\s?달|전달)|(?P<quarter>전\s?분기|지난\s?분기|직전\s?분기)"
    r"|(?P<year>전년|작년|지난해|전년도)|(?P<n>한|두|세|석|네|넉|\d{1,2})\s?(?P<u>주일?|개월|달|년)\s?전)"
    r"(?:\s?(?:동기|동월|같은\s(?:기간|날)|말|종가))?(?:\s?\([^)\n]{1,30}\))?\s?(?:보다|대비|에\s?비해|比|[과와]\s(?:같|비교))"
)
_EN = re.compile(
    r"\b(?:from|than|against|versus|over|compared\s(?:with|to)|on|since)\s(?:(?:the\s(?:previous|prior|preceding)|last|a|an|one|the)\s(?P<u1>session|day|week|month|quarter|year)"
    r"|(?P<n>two|three|six|nine|\d{1,2})\s(?P<u2>day|week|month|quarter|year)s)(?P<ago>\s(?:ago|earlier|before))?",
    re.IGNORECASE,
)
_NUMBERS = {
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "two": 2,
    "three": 3,
    "six": 6,
    "nine": 9,
}
_UNITS = {
    "주": "w",
    "주일": "w",
    "개월": "m",
    "달": "m",
    "년": "y",
    "day": "d",
    "session": "d",
    "week": "w",
    "month": "m",
    "quarter": "q",
    "year": "y",
}
_NAMED = {"day": "d", "week": "w", "month": "m", "quarter": "q", "year": "y"}
_AGO = re.compile(
    r"(?:(?P<day>하루|전날|어제)|(?P<week>일주일|한\s?주)|(?P<month>한\s?달)|(?P<year>일\s?년)|(?P<n>\d{1,2}|두|세|석|네|넉)\s?(?P<u>주일?|개월|달|년))\s?전(?:의|에는|에)?\s(?=[$₩]?\d)"
)
"""How long before the newest figure the one right behind it is of: 하루 전의 4,220.56."""
_REACH = 60
"""Characters between what a change is counted from and its figures."""
_THIS_MONTH = re.compile(
    r"이달(?:\s?들어)?|이번\s?달(?:\s?들어)?|\b(?:so\sfar\s)?this\smonth\b", re.IGNORECASE
)


def references(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each stretch of time that a change is said to be over and that its evidence is not."""
    last = _newest(bench)
    for sentence in reading.sentences:
        for found, unit, n in _said(reading.text, sentence):
            facts = _told(reading, sentence, found, bench)
            known = [
                fits
                for fact in facts
                if (fits := _fits(fact, unit, n) if _is_change(fact) else fits_printed(fact, unit, n))
                is not None
            ]
            if (known and not any(known)) or bracket_belies(reading.text, sentence, found, DAYS[unit], n):
                yield claim(reading, found, "date", False, "period")
        for found in _AGO.finditer(reading.text, sentence.start, sentence.end):
            item = next((item for item in bench.of(sentence) if item.number.start == found.end()), None)
            if item and last and not _is_ago(item, found, last):
                yield claim(reading, Mark(*found.span()), "date", False, "period")
        for month in _THIS_MONTH.finditer(reading.text, sentence.start, sentence.end):
            if last and not all(_in_month(item, last) for item in bench.of(sentence)):
                yield claim(reading, Mark(*month.span()), "date", False, "period")


def _is_ago(item: Judged, found: re.Match[str], last: dt.date) -> bool:
    """Whether a level is of as long before the newest figure as told; one without a day of its own is."""
    fact = item.match.fact if item.match.found else None
    if fact is None or fact.printed is not None or len(fact.context.dates) != 1:
        return True
    named = next((name for name in _NAMED if name in found.groupdict() and found[name]), None)
    unit, n = (_NAMED[named], 1) if named else (_UNITS[found["u"]], _number(found["n"]))
    low, high = DAYS[unit]
    return low * n <= (last - fact.context.dates[0]).days <= high * n


def _said(text: str, sentence: Sentence) -> Iterator[tuple[Mark, str, int]]:
    """Each reference with its unit and how many of it."""
    for found in _KO.finditer(text, sentence.start, sentence.end):
        named = next((name for name in _NAMED if found[name]), None)
        unit = _NAMED[named] if named else _UNITS[found["u"]]
        yield Mark(*found.span()), unit, _number(found["n"])
    for found in _EN.finditer(text, sentence.start, sentence.end):
        unit = _UNITS[(found["u1"] or found["u2"]).lower()]
        yield Mark(*found.span()), unit, _number(found["n"])


def _number(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _told(reading: Reading, sentence: Sentence, found: Mark, bench: Bench) -> list[Fact]:
    """The facts of the figures near a reference, behind it in Korean and before it in English; of a heading those of
    the list below."""
    korean = "가" <= reading.text[found.end - 1] <= "힣"
    near = [item for item in bench.of(sentence) if _is_near(item, found, korean)]
    near = [item for item in near if not is_apart(item.number, found, sentence)]
    if not near:
        near = [item for row in items(reading, sentence) for item in bench.of(row)[:1]]
    return [item.match.fact for item in near if item.match.found and item.match.fact]


def _is_near(item: Judged, found: Mark, korean: bool) -> bool:
    gap = item.number.start - found.end if korean else found.start - item.number.end
    return 0 <= gap <= _REACH


def _is_change(fact: Fact) -> bool:
    """Whether a structured fact is a change or return, and not what two of them lie apart."""
    return fact.printed is None and fact.signed and "relative_return" not in fact.context.tags


def _fits(fact: Fact, unit: str, n: int) -> bool | None:
    """Whether a change is over so many units; None where nobody says over how long it is."""
    dates = fact.context.dates
    if len(dates) > 1:
        return lasts((max(dates) - min(dates)).days, unit, n)
    if fact.context.windows:
        count, span = SPANS[unit]
        return any(Window(0, 0, n * count, span).agrees(window) for window in fact.context.windows)
    return None


def _newest(bench: Bench) -> dt.date | None:
    dates = [max(f.context.dates) for f in bench.facts.facts if f.printed is None and f.context.dates]
    return max(dates, default=None)


def _in_month(item: Judged, last: dt.date) -> bool:
    """Whether a structured figure is of the month of the newest one, or of no single day."""
    fact = item.match.fact if item.match.found else None
    if fact is None or fact.printed is not None or not fact.context.dates:
        return True
    return _months(fact.context.dates) == {(last.year, last.month)} or fact.signed


def _months(dates: Sequence[dt.date]) -> set[tuple[int, int]]:
    return {(date.year, date.month) for date in dates}
