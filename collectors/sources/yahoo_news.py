"""Yahoo's search (`v1/finance/search`): the newest articles about a symbol, from many publishers."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from collectors.fields import at, of_type, parsed
from collectors.files.symbols import identify
from collectors.press import Told, articles
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.yahoo import ADDRESS, symbols
from stockelper.errors import SourceError
from stockelper.securities.resolver import Resolver

NAME = "yahoo_news"
SEARCH = "v1/finance/search"
COUNT = "20"
NEEDED = ("title", "publisher", "link")


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security."""
    for security in wanted.securities:
        asked = {"q": symbols(security)[0], "newsCount": COUNT, "quotesCount": "0", "listsCount": "0"}
        reply = web.get(SEARCH, params={**asked, "enableFuzzyQuery": "false"})
        yield Page(security.id, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Articles, about the companies that Yahoo relates to them and those that the title names.

    Yahoo's search returns articles that only share a word with the symbol, so being found says nothing.
    """
    found = of_type(NAME, list, parsed(NAME, page.body), "news")
    told = [_told(item, resolver) for item in found]
    return articles(told, resolver=resolver, fetched=page.fetched, part=page.part)


def _told(item: object, resolver: Resolver) -> Told:
    title, publisher, link = (of_type(NAME, str, item, name) for name in NEEDED)
    record = of_type(NAME, dict, item)
    related = record.get("relatedTickers", [])
    stamp = of_type(NAME, int, item, "providerPublishTime")
    return Told(
        title,
        link,
        publisher,
        _moment(stamp),
        securities=_listed(of_type(NAME, list, related), resolver),
        record={name: at(NAME, item, name) for name in (*NEEDED, "providerPublishTime")},
    )


def _moment(stamp: int) -> datetime:
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SourceError("source_field", source=NAME, field="providerPublishTime") from error


def _listed(tickers: Sequence[object], resolver: Resolver) -> list[str]:
    """Ids of the tickers that a listing knows; Yahoo's list holds indices, funds and other countries' as well."""
    ids = (identify(ticker) for ticker in tickers if isinstance(ticker, str))
    return [one for one in ids if one is not None and one in resolver.listing]


SOURCE = Source(
    name=NAME,
    kind="news",
    markets=("us", "krx"),
    address=ADDRESS,
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
    recording="yahoo/search-AMZN.json",
    complements=True,
)
