"""The amount of an event: a sum of money with its currency, or how many pieces are recalled."""

import re
from collections.abc import Iterable

from kg.extraction.beside import around, quantities_of
from kg.extraction.masking import Masked
from kg.extraction.numbers import Quantity
from kg.extraction.records import Slots
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
_GUIDED_BEFORE = re.compile(
    r"(?:from|종전|기존|당초|compared with|versus|an earlier|previous forecast of)\s?(?:a\s|its\s)?(?:[a-z]+\s){0,4}$",
    re.IGNORECASE,
)
_GUIDED_UP_FROM = re.compile(r"\s?에서")
"""Before and behind the guidance that a new one replaces."""
_OF_THE_COMPANY = re.compile(
    r"(?:매출|시가총액|market (?:value|cap)|revenue of|current price|종가)[^.]{0,10}$", re.IGNORECASE
)
"""Before what a company sells or is worth, which only a contract may come to."""
_LABEL = 50
"""Letters before a sum in which its label stands."""
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
_PERSONS = frozenset({"명", "건", "주", "workers", "employees", "members", "shares"})


def amount(type_: EventType, masked: Masked, near: int) -> Slots:
    """The `amount` and, of money, the `currency` that an event reported at `near` has; empty where its sentence has none."""
    if type_ == "recall":
        counts = [q for _, q in quantities_of(masked, "count") if q.unit not in _PERSONS]
        return {"amount": counts[0].value} if counts else {}
    if type_ not in _MONEYED:
        return {}
    sums = [(at, q) for at, q in quantities_of(masked, "money") if not _is_other(type_, masked, at)]
    if not sums:
        return {}
    chosen = _chosen(type_, masked, sums, near)
    return {"amount": chosen.value, "currency": chosen.unit}


def _is_other(type_: EventType, masked: Masked, at: int) -> bool:
    """A forecast, last year's figure, a price target: never the event's amount."""
    before, after = around(masked, at)
    if _PRICE_TARGET.search(before) or _EARLIER.search(before):
        return True
    if type_ == "earnings_surprise":
        return bool(_FORECAST_BEFORE.search(before) or _FORECAST_AFTER.search(after))
    if type_ == "guidance":
        return bool(_GUIDED_BEFORE.search(before) or _GUIDED_UP_FROM.match(after))
    if type_ == "dividend":
        return False
    if type_ == "merger_acquisition" and _PER_SHARE.search(after):
        return True
    return type_ != "contract_won" and bool(_OF_THE_COMPANY.search(before))


def _chosen(type_: EventType, masked: Masked, sums: list[tuple[int, Quantity]], near: int) -> Quantity:
    """The sum that a label makes the event's (the profit before the sales, the one a share), else the nearest."""
    labelled: Iterable[Quantity] = ()
    if type_ == "earnings_surprise":
        labelled = (q for label in _LABELS for at, q in sums if label.search(_before(masked, at)))
    if type_ == "dividend":
        labelled = (q for at, q in sums if any(map(_PER_SHARE.search, around(masked, at))))
    nearest = min(sums, key=lambda one: abs(one[0] - near))[1]
    return next(iter(labelled), nearest)


def _before(masked: Masked, at: int) -> str:
    return masked.text[max(at - _LABEL, 0) : at]
