"""Words that put a figure on another day than the one its sentence names: the day before, 이튿날, Friday's."""

import re

from agents.verifier.marks import Day, Quantity
from agents.verifier.reading import Sentence

_N = r"(?:하루|이틀|사흘|나흘|닷새|열흘|보름|한|두|세|석|네|넉|일|\d{1,3})"
_KO = (
    rf"전날|전일|(?:전|직전|앞)\s?거래일|전장|전\s?주말|이튿날|다음\s?(?:날|거래일|주|달|해)|그다음\s?날|이듬해|{_N}\s?(?:거래일|영업일|일|주일?|개월|달|년)?\s?"
    r"(?:전|앞서|뒤|후|만에)(?![가-힣]{2})|어제|지난주|지난달|지난해|작년|전주|전월|전년|당시|종전|직전|이전"
)
_EN = (
    r"(?:next|following|previous|prior|preceding)\s(?:day|session|trading\sday|week|month|quarter|year|close|finish)(?:'s|’s)?|previous(?:ly)?\b"
    r"|(?:day|session|week|month|quarter|year)s?\s(?:before|earlier|ago|later|after)|(?:before|after)\sthat|yesterday(?:'s|’s)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s|’s)|earlier|prior\sto|a\s(?:day|week|month|year)\s(?:before|earlier|ago)|once|formerly"
)
_SHIFT = re.compile(rf"(?:{_KO})|\b(?:{_EN})\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?!\s?으?로\s)\s?(?:[이였]?던|에서|을|를|의|이|은|는)?\s?(?:[가-힣]{{1,4}}\s)?(?:{_KO})|\s(?:on\s|from\s|at\s|in\s|of\s)?(?:the\s|a\s|one\s|two\s|three\s|its\s)?(?:{_EN})\b",
    re.IGNORECASE,
)


def is_shifted(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a word that moves on to another day stands between a date and a number, or right behind the number."""
    inside = [q.end for q in sentence.own.quantities if q.end <= number.start]
    if day.end <= number.start:
        start = max([day.end, *(end for end in inside if end > day.end)])
        return bool(_SHIFT.search(text, start, number.start) or _BEHIND.match(text, number.end))
    start = max([sentence.start, *inside])
    return bool(_SHIFT.search(text, start, number.start) or _BEHIND.match(text[: day.start], number.end))
