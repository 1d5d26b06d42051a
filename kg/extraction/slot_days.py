"""The day of an event, such as its record date or its end, and the period that it reports on."""

import re

from kg.extraction.beside import around, moments_of
from kg.extraction.masking import Masked
from stockelper.types import EventType

_SAID = re.compile(
    r"^[,]?\s?(?:\([^)]*\)\s?)?(?:[가-힣]+\s?(?:에|을|를)?\s)?(?:밝혔|공시|발표|보도|전했|말했|이사회|업계|금융감독원|금융투자|한국거래소|관련|외신|로이터|블룸버그|오전\s?공시|장\s?마감|열린|개최|열고|임시)|^\s?(?:투자은행|증권)"
)
_SAID_BEFORE = re.compile(
    r"\b(?:said|announced|reported|disclosed|told|confirmed|statement|filing|filed|says|published|revealed)\b[^.]{0,14}\b(?:on|in)\s(?:\w+day,?\s)?$",
    re.IGNORECASE,
)
_DATED: dict[str, re.Pattern[str]] = {
    "contract_won": re.compile(r"^\s?(?:까지|말까지|로 끝|을 끝으로)|(?:until|through|by|to run to|ends? (?:on|in)?|expir\w+ (?:on|in)?|completed? by|before)\s(?:the end of\s)?$|기간[^.]{0,30}$"),
    "contract_lost": re.compile(r"^\s?까지|(?:until|through)\s$"),
    "buyback": re.compile(r"^\s?까지|(?:until|through|by)\s(?:the end of\s)?$"),
    "dividend": re.compile(r"기준일[^.]{0,8}$|^\s?(?:을|를)?\s?(?:배당\s?)?기준|지급[^.]{0,10}$|record[^.;]{0,16}$|(?:payable|paid)[^.;]{0,20}$|shareholders of record[^.;]{0,20}$|^\s?(?:주주|에\s?지급)"),
    "split": re.compile(r"^\s?(?:부터|상장|에\s?상장|재개|거래)|(?:on|from|effective|starting|as of)\s(?:or about\s)?$|상장[^.]{0,8}$"),
    "executive_change": re.compile(r"^\s?(?:부터|부로|자로|취임|에\s?취임|공식|임기|정기|주주)|(?:effective|from|on|starting|as of|beginning)\s(?:\w+day,?\s)?$|임기[^.]{0,8}$|취임[^.]{0,8}$"),
    "strike": re.compile(""),
    "accident": re.compile(r"^\s?(?:오전|오후|새벽|밤|낮|저녁|[가-힣]{2,20}(?:에서|의)|\d|에\s|0|[\ue000-\ue3ff])|\bon\s(?:\w+day,?\s)?$|^"),
    "litigation": re.compile(r"^\s?(?:서울|에\s|소|제)|\bon\s(?:\w+day,?\s)?$"),
    "regulation": re.compile(r"^\s?(?:부터)|(?:effective|from)\s$"),
    "recall": re.compile(r"^\s?(?:부터)|(?:from|starting|beginning)\s$"),
    "capital_increase": re.compile(r"납입[^.]{0,8}$|상장[^.]{0,8}$"),
    "merger_acquisition": re.compile(r"^\s?까지|(?:by|close (?:on|by|in)|closed on|completed on|effective)\s$"),
}  # fmt: skip


def day(type_: EventType, masked: Masked) -> str | None:
    """The event's day, never the one on which somebody said so; the sentence's only day where none is marked."""
    wanted = _DATED.get(type_)
    if wanted is None:
        return None
    for at, moment in moments_of(masked, "day"):
        before, after = around(masked, at)
        if _SAID.search(after) or (_SAID_BEFORE.search(before) and type_ != "accident"):
            continue
        if wanted.search(after) or wanted.search(before):
            return moment.value
    return _only_day(masked)


def _only_day(masked: Masked) -> str | None:
    """The sentence's one day, where it is not the day on which somebody said so."""
    days = [(at, moment.value) for at, moment in moments_of(masked, "day")]
    if len(days) != 1:
        return None
    before, after = around(masked, days[0][0])
    return None if _SAID.search(after) or _SAID_BEFORE.search(before) else days[0][1]


def period(type_: EventType, masked: Masked, near: int) -> str | None:
    """The nearest period; of a forecast the one to come."""
    periods = list(moments_of(masked, "period"))
    if not periods:
        return None
    moment = min(periods, key=lambda one: abs(one[0] - near))[1]
    return moment.ahead if type_ == "guidance" else moment.value
