"""A bound on the price of one share: "1만원 이하", "under $10", 동전주."""

import re

from agents.planner.scales import SCALE
from stockelper.types import Screen

_PENNY_STOCK = "동전주"
_PENNY_WON = 1_000.0
_PENNY_DOLLARS = 5.0
_PRICE = re.compile(
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?) ?(?P<unit>[천백십]?만|천)? ?(?:원|달러|불) ?(?:짜리 ?|대 ?)?(?:보다 ?|[을를도이가은] ?|까지 ?)?"
    r"(?P<ko>(?:안|못) ?[되하넘]|이하|미만|아래|밑|(?<!비)싼|저렴|이상|초과|넘|위|비싼|웃도)"
    r"|(?P<en>under|below|less than|at most|cheaper than|over|above|more than|at least) (?:\$ ?(?P<m>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<w>\d+(?:,\d{3})*) won)(?! ?(?:[bmk]|billion|million)(?![a-z]))"
    r"|(?P<penny>동전주|penny stocks?)"
)
"""A bound on the price of one share."""
_CHEAPER = re.compile(r"안|못|이하|미만|아래|밑|싼|저렴|under|below|less|at most|cheaper")
_AMOUNT_BEFORE = re.compile(
    r"(?:거래 ?대금|시총|시가 ?총액|매출|이익|자산|turnover|market cap\w*|revenue|profit|volume)[^,.]{0,12}$"
)


def price_bound(plain: str) -> re.Match[str] | None:
    """Where a text bounds the price of a share; None where it does not, or bounds an amount such as a turnover."""
    found = _PRICE.search(plain)
    return None if found is None or _AMOUNT_BEFORE.search(plain[: found.start()]) else found


def of_price(bound: re.Match[str]) -> Screen:
    """The condition on the close that a found bound sets."""
    if bound["penny"]:
        won = bound["penny"] == _PENNY_STOCK
        return Screen(measure="close", operator="below", threshold=_PENNY_WON if won else _PENNY_DOLLARS)
    figure = float((bound["n"] or bound["m"] or bound["w"]).replace(",", ""))
    cheaper = _CHEAPER.match(bound["ko"] or bound["en"])
    return Screen(
        measure="close",
        operator="below" if cheaper else "above",
        threshold=figure * SCALE.get(bound["unit"] or "", 1.0),
    )
