"""What an event's sentence states beside the company: amounts, shares, days, periods, people."""

import re
from collections.abc import Iterator

from kg.extraction.masking import Masked
from kg.extraction.moments import Moment
from kg.extraction.numbers import Quantity
from kg.extraction.records import Slot
from kg.extraction.splits import new_shares
from stockelper.types import EventType

_FORECAST_BEFORE = re.compile(
    r"(?:전망치|예상치|컨센서스|추정치|기대치|전망|예상|추정|눈높이)[^.]{0,10}$|(?:estimates?|expectations?|consensus|forecasts?|projections?|expected|versus|vs\.?|compared (?:with|to)|target|views?|Street)\b[^.]{0,24}$|\b(?:than|from)\s(?:the\s)?$",
    re.IGNORECASE,
)
_FORECAST_AFTER = re.compile(
    r"^(?:을|를|보다|의|로|이라는|\s)*\s?(?:\S+\s)?(?:웃돌|웃도|밑돌|밑도|상회|하회|넘어|넘은|뛰어|못\s?미|미치지|예상|전망|추정)|^\s(?:expected|estimate|consensus|forecast|projected|analysts|that analysts|seen)|^을\s?(?:크게\s)?(?:웃|밑|상|하|넘)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:전년|지난해\s?같은|작년|직전|전분기)[^.,]{0,16}$|(?:year[- ](?:earlier|ago)|a year (?:earlier|ago)|prior[- ]year|from a)[^.,]{0,6}$",
    re.IGNORECASE,
)
_PRICE_TARGET = re.compile(r"목표\s?(?:주)?가[^.]{0,12}$|price target[^.]{0,30}$", re.IGNORECASE)
_LABELS = (
    re.compile(
        r"영업(?:이익|손실|적자)[^.]{0,14}$|operating (?:profit|income|loss)[^.;]{0,40}$", re.IGNORECASE
    ),
    re.compile(
        r"(?:순이익|순손실|이익)[^.]{0,14}$|(?:profit|net income|earnings|income|loss)[^.;]{0,40}$",
        re.IGNORECASE,
    ),
    re.compile(r"매출(?:액)?[^.]{0,14}$|(?:revenue|sales)[^.;]{0,40}$", re.IGNORECASE),
)
_PER_SHARE = re.compile(
    r"(?:1?주당|per share)[^.]{0,6}$|^\s?(?:a|per|for each)\s(?:\w+\s)?share", re.IGNORECASE
)
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
_SURPRISE = re.compile(
    r"(?:전망|예상|기대|컨센서스|추정)[^.]{0,16}$|^(?:나|가량|정도)?\s?(?:이나\s)?(?:가까이\s)?(?:웃|밑|상회|하회|많|적|높|낮|넘|초과|못)|^\s(?:above|below|more than|less than|ahead|short|higher than|lower than|better|worse|over)|\b(?:by|about|roughly|nearly|around)\s$",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"(?:전년|동기|대비|작년|지난해)[^.]{0,20}$|(?:rose|fell|jumped|grew|climbed|up|down|dropped|slid|surged|shares?|stock|plunged|gained|declined)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
_MONEYED = frozenset(
    [
        "earnings_surprise",
        "guidance",
        "contract_won",
        "contract_lost",
        "merger_acquisition",
        "capital_increase",
        "buyback",
        "dividend",
        "litigation",
        "regulation",
    ]
)
_SHARED = frozenset(
    [
        "earnings_surprise",
        "guidance",
        "contract_won",
        "contract_lost",
        "merger_acquisition",
        "capital_increase",
        "buyback",
        "strike",
    ]
)
_PARTS = _SHARED - {"earnings_surprise", "guidance", "contract_won", "contract_lost"}
"""Events whose ratio is a part of a whole: of shares, of votes. A contract may be worth more than a year's sales."""
_SIGNED = frozenset({"earnings_surprise", "guidance"})
"""Events whose ratio may lie below zero: how far a result is off what was expected."""
_PERIODIC = frozenset({"earnings_surprise", "guidance", "dividend"})
Found = dict[str, Slot]


def slots(type_: EventType, masked: Masked, near: int) -> Found:
    """The slots of an event that a trigger at `near` reports, from its own sentence."""
    found: Found = {}
    found |= _amount(type_, masked, near)
    if type_ in _SHARED:
        found |= _ratio(type_, masked, near)
    if type_ == "split" and (times := new_shares(masked.original)) is not None:
        found["ratio"] = times
    if (day := _day(type_, masked, near)) is not None:
        found["date"] = day
    if type_ in _PERIODIC and (period := _period(type_, masked, near)) is not None:
        found["period"] = period
    return found


def _of(masked: Masked, kind: str) -> Iterator[tuple[int, Quantity]]:
    for at, place in masked.places.items():
        if place.quantity is not None and place.quantity.kind == kind:
            yield at, place.quantity


def _around(masked: Masked, at: int) -> tuple[str, str]:
    return masked.text[max(at - 60, 0) : at], masked.text[at + 1 : at + 40]


def _amount(type_: EventType, masked: Masked, near: int) -> Found:
    if type_ == "recall":
        counts = [q for _, q in _of(masked, "count") if q.unit not in _PERSONS]
        return {"amount": counts[0].value} if counts else {}
    if type_ not in _MONEYED:
        return {}
    sums = [(at, q) for at, q in _of(masked, "money") if not _is_other(type_, masked, at)]
    if not sums:
        return {}
    chosen = _chosen(type_, masked, sums, near)
    return {"amount": chosen.value, "currency": chosen.unit}


_PERSONS = frozenset({"명", "건", "주", "workers", "employees", "members", "shares"})


def _is_other(type_: EventType, masked: Masked, at: int) -> bool:
    """A forecast, last year's figure, a price target: never the event's amount."""
    before, after = _around(masked, at)
    if _PRICE_TARGET.search(before) or _EARLIER.search(before):
        return True
    if type_ == "earnings_surprise":
        return bool(_FORECAST_BEFORE.search(before) or _FORECAST_AFTER.search(after))
    if type_ == "guidance":
        return bool(
            re.search(
                r"(?:from|종전|기존|당초|compared with|versus|an earlier|previous forecast of)\s?(?:a\s|its\s)?(?:[a-z]+\s){0,4}$",
                before,
                re.IGNORECASE,
            )
            or re.match(r"\s?에서", after)
        )
    if type_ == "dividend":
        return False
    if type_ == "merger_acquisition" and _PER_SHARE.search(after):
        return True
    return (
        bool(
            re.search(
                r"(?:매출|시가총액|market (?:value|cap)|revenue of|current price|종가)[^.]{0,10}$",
                before,
                re.IGNORECASE,
            )
        )
        and type_ != "contract_won"
    )


def _chosen(type_: EventType, masked: Masked, sums: list[tuple[int, Quantity]], near: int) -> Quantity:
    if type_ == "earnings_surprise":
        for label in _LABELS:
            for at, quantity in sums:
                if label.search(masked.text[max(at - 50, 0) : at]):
                    return quantity
    if type_ == "dividend":
        for at, quantity in sums:
            before, after = _around(masked, at)
            if _PER_SHARE.search(before) or _PER_SHARE.search(after):
                return quantity
    return min(sums, key=lambda one: abs(one[0] - near))[1]


def _ratio(type_: EventType, masked: Masked, near: int) -> Found:
    most = 1.0 if type_ in _PARTS else float("inf")
    shares = [
        (at, q)
        for at, q in _of(masked, "percent")
        if _is_share(type_, masked, at) and (type_ in _SIGNED or 0 < q.value <= most)
    ]
    if not shares:
        return {}
    return {"ratio": min(shares, key=lambda one: abs(one[0] - near))[1].value}


def _is_share(type_: EventType, masked: Masked, at: int) -> bool:
    before, after = _around(masked, at)
    if type_ in ("earnings_surprise", "guidance"):
        if _GROWTH.search(before) and not _SURPRISE.search(after):
            return False
        if type_ == "guidance":
            return True
        return bool(_SURPRISE.search(after) or _SURPRISE.search(before))
    if type_ in ("contract_won", "contract_lost"):
        return bool(
            re.search(r"매출[^.]{0,20}$|대비[^.]{0,6}$", before)
            or re.match(r"[^.]{0,30}(?:매출|revenue|sales)", after, re.IGNORECASE)
        )
    if type_ == "strike":
        return bool(re.search(r"찬성|투표|vote|favou?r|approv|back", before + after, re.IGNORECASE))
    return not re.search(
        r"(?:shares?|stock|주가)\s?(?:[가-힣]*|rose|fell|jumped|slid|dropped|climbed|surged|gained|up|down|closed)\s(?:\w+\s)?$|프리미엄[^.]{0,6}$|premium of[^.]{0,4}$",
        before,
        re.IGNORECASE,
    ) and not re.match(r"\s?(?:premium|상승|하락|급등|급락|할인|discount)", after)


def _moments(masked: Masked, kind: str) -> Iterator[tuple[int, Moment]]:
    for at, place in masked.places.items():
        if place.moment is not None and place.moment.kind == kind and place.moment.value is not None:
            yield at, place.moment


def _day(type_: EventType, masked: Masked, near: int) -> str | None:
    wanted = _DATED.get(type_)
    if wanted is None:
        return None
    for at, moment in _moments(masked, "day"):
        before, after = _around(masked, at)
        if _SAID.search(after) or (_SAID_BEFORE.search(before) and type_ != "accident"):
            continue
        if wanted.search(after) or wanted.search(before):
            return moment.value
    return _only_day(masked)


def _only_day(masked: Masked) -> str | None:
    """The sentence's one day, where it is not the day on which somebody said so."""
    days = [(at, moment.value) for at, moment in _moments(masked, "day")]
    if len(days) != 1:
        return None
    before, after = _around(masked, days[0][0])
    return None if _SAID.search(after) or _SAID_BEFORE.search(before) else days[0][1]


def _period(type_: EventType, masked: Masked, near: int) -> str | None:
    """The nearest period; of a forecast the one to come."""
    periods = list(_moments(masked, "period"))
    if not periods:
        return None
    moment = min(periods, key=lambda one: abs(one[0] - near))[1]
    return moment.ahead if type_ == "guidance" else moment.value
