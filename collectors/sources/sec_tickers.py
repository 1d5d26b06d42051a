"""The SEC's list of tickers and registrants: names of American shares, and their CIK."""

import re
from collections.abc import Iterator, Mapping

from collectors.fields import of_type, parsed
from collectors.files.listings import american_name
from collectors.listed import listed, numbered
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from collectors.sources.sec import TICKERS, asked
from stockelper.errors import BadInput, SourceError
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import IDENTIFIERS, SECURITIES

NAME = "sec_tickers"
_OVER_THE_COUNTER = re.compile(r"[A-Z]{4}[FY]")
"""Foreign shares and receipts off the exchanges (SSNLF is Samsung Electronics): left out, their companies are
listed at home."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer."""
    reply = asked(NAME, web, TICKERS)
    yield Page(NAME, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """One row a ticker; the name that is known already stays where the SEC only dresses it otherwise."""
    found = of_type(NAME, dict, parsed(NAME, page.body))
    if not found:
        raise SourceError("source_field", source=NAME, field="ticker")
    market, refused, rows = MARKETS["us"], list[Refused](), dict[str, Mapping[str, object]]()
    numbers = dict[str, Mapping[str, object]]()
    for one in found.values():
        ticker, title = (of_type(NAME, str, one, name) for name in ("ticker", "title"))
        number = f"{of_type(NAME, int, one, 'cik_str'):010d}"
        try:
            security = market.security_id(ticker)
        except BadInput:
            refused.append(Refused("ticker", "malformed_symbol", ticker, {"ticker": ticker, "title": title}))
            continue
        if _OVER_THE_COUNTER.fullmatch(ticker) or not title.strip():
            continue
        known = resolver.listing.get(security)
        name = american_name(title, known.name if known else None)
        board, sector = (known.board, known.sector) if known else (None, None)
        rows.setdefault(security, listed(security, name, market, NAME, board=board, sector=sector))
        numbers.setdefault(security, numbered("cik", number, security, title, NAME))
    frame = frame_of(SECURITIES, list(rows.values()))
    return Parsed(
        {SECURITIES.name: frame, IDENTIFIERS.name: frame_of(IDENTIFIERS, list(numbers.values()))}, refused
    )


SOURCE = Source(
    name=NAME,
    kind="listings",
    markets=("us",),
    address="https://www.sec.gov",
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
    keys=("sec_user_agent",),
    recording="../listings/sec_company_tickers.json",
    by_security=False,
)
