"""OpenDART's list of companies (`corpCode.xml`): the names under which Korean companies file."""

from collections.abc import Iterator, Mapping

from collectors.listed import listed, numbered
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from collectors.sources.opendart import ADDRESS, PER_DAY, asked, companies
from stockelper.errors import BadInput, SourceError
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import IDENTIFIERS, SECURITIES

NAME = "opendart_corpcode"


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One file."""
    reply = asked(NAME, web, "api/corpCode.xml")
    if reply is None:
        raise SourceError("source_field", source=NAME, field="list")
    yield Page(NAME, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """One row a stock code. The list keeps the codes of companies that left the exchange and does not say which,
    so one that no listing knows is provisional."""
    market = MARKETS["krx"]
    rows: dict[str, Mapping[str, object]] = {}
    numbers: dict[str, Mapping[str, object]] = {}
    refused: list[Refused] = []
    for told in companies(NAME, page.body):
        try:
            security = market.security_id(told["stock_code"])
        except BadInput:
            refused.append(Refused("stock_code", "malformed_symbol", told["corp_code"], told))
            continue
        known = resolver.listing.get(security)
        english = normalise(told.get("corp_eng_name", "")) or None
        name = known.name if known else normalise(told["corp_name"])
        more = {
            "name_en": (known and known.name_en) or english,
            "board": known and known.board,
            "sector": known and known.sector,
            "provisional": known is None or known.provisional,
        }
        rows.setdefault(security, listed(security, name, market, NAME, **more))
        numbers.setdefault(security, numbered("dart", told["corp_code"], security, told["corp_name"], NAME))
    frames = {
        SECURITIES.name: frame_of(SECURITIES, list(rows.values())),
        IDENTIFIERS.name: frame_of(IDENTIFIERS, list(numbers.values())),
    }
    return Parsed(frames, refused)


SOURCE = Source(
    name=NAME,
    kind="listings",
    markets=("krx",),
    address=ADDRESS,
    rate=Rate(1.0, per_day=PER_DAY),
    fetch=fetch,
    parse=parse,
    keys=("opendart_api_key",),
    recording="../listings/dart_corpCode_response.zip",
    by_security=False,
    complements=True,
)
