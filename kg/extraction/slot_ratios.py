"""The ratio of an event: how far a result surprised, which part of sales, shares or votes it is."""

import re

from kg.extraction.beside import around, quantities_of
from kg.extraction.masking import Masked
from kg.extraction.records import Slots
from stockelper.types import EventType

_SURPRISE = re.compile(
    r"(?:전망|예상|기대|컨센서스|추정)[^.]{0,16}$|^(?:나|가량|정도)?\s?(?:이나\s)?(?:가까이\s)?(?:웃|밑|상회|하회|많|적|높|낮|넘|초과|못)|^\s(?:above|below|more than|less than|ahead|short|higher than|lower than|better|worse|over)|\b(?:by|about|roughly|nearly|around)\s$",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"(?:전년|동기|대비|작년|지난해)[^.]{0,20}$|(?:rose|fell|jumped|grew|climbed|up|down|dropped|slid|surged|shares?|stock|plunged|gained|declined)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
_OF_SALES_BEFORE = re.compile(r"매출[^.]{0,20}$|대비[^.]{0,6}$")
_OF_SALES_AFTER = re.compile(r"[^.]{0,30}(?:매출|revenue|sales)", re.IGNORECASE)
_VOTED = re.compile(r"찬성|투표|vote|favou?r|approv|back", re.IGNORECASE)
_MOVED_BEFORE = re.compile(
    r"(?:shares?|stock|주가)\s?(?:[가-힣]*|rose|fell|jumped|slid|dropped|climbed|surged|gained|up|down|closed)\s(?:\w+\s)?$|프리미엄[^.]{0,6}$|premium of[^.]{0,4}$",
    re.IGNORECASE,
)
_MOVED_AFTER = re.compile(r"\s?(?:premium|상승|하락|급등|급락|할인|discount)")
"""Beside how far a price moved, or a premium on it."""
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


def ratio(type_: EventType, masked: Masked, near: int) -> Slots:
    """The `ratio` that an event reported at `near` has, as a part of one; empty where its sentence has none."""
    if type_ not in _SHARED:
        return {}
    most = 1.0 if type_ in _PARTS else float("inf")
    shares = [
        (at, q)
        for at, q in quantities_of(masked, "percent")
        if _is_share(type_, masked, at) and (type_ in _SIGNED or 0 < q.value <= most)
    ]
    if not shares:
        return {}
    return {"ratio": min(shares, key=lambda one: abs(one[0] - near))[1].value}


def _is_share(type_: EventType, masked: Masked, at: int) -> bool:
    """Whether a percentage is the event's: a surprise and no growth, a part of sales, of votes, and no price's move."""
    before, after = around(masked, at)
    if type_ in _SIGNED:
        if _GROWTH.search(before) and not _SURPRISE.search(after):
            return False
        if type_ == "guidance":
            return True
        return bool(_SURPRISE.search(after) or _SURPRISE.search(before))
    if type_ in ("contract_won", "contract_lost"):
        return bool(_OF_SALES_BEFORE.search(before) or _OF_SALES_AFTER.match(after))
    if type_ == "strike":
        return bool(_VOTED.search(before + after))
    return not _MOVED_BEFORE.search(before) and not _MOVED_AFTER.match(after)
