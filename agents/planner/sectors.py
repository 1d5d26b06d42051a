"""Everyday names of sectors to the listing's own."""

import re
from functools import cache

from agents.planner.lexicon import details
from stockelper.securities.listing import Listing

_KOREAN = re.compile("[가-힣]")


def sector_of(said: str | None, listing: Listing, markets: tuple[str, ...] = ()) -> str | None:
    """The sector of the listing that a word means; the word itself where the listing has no such sector.

    A Korean word is looked for in Korean sectors first, an English one in US sectors, unless a market is named.
    """
    if said is None:
        return None
    korean_first = "krx" in markets or ("us" not in markets and bool(_KOREAN.search(said)))
    order = ("krx", "us") if korean_first else ("us", "krx")
    names = [name for name, pattern in details("sector_names").items() if pattern.search(said)]
    known = [name for market in order for name in _sectors(listing, market) if name in names]
    return (
        known[0]
        if known
        else next((n for m in order for n in _sectors(listing, m) if said in n.lower()), said)
    )


@cache
def _sectors(listing: Listing, market: str) -> tuple[str, ...]:
    return tuple(listing.sectors(market))
