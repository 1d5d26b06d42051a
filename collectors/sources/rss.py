"""Feeds of financial papers, Korean and American; the setting `feeds` adds others, or replaces one of the same name."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from collectors.feeds import entries
from collectors.press import Told, articles
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from stockelper.errors import SourceError
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver

NAME = "rss"
FEEDS: Mapping[str, str] = MappingProxyType(
    {
        "한국경제": "https://www.hankyung.com/feed/finance",
        "매일경제": "https://www.mk.co.kr/rss/50200011/",
        "연합뉴스": "https://www.yna.co.kr/rss/economy.xml",
        "CNBC": "https://www.cnbc.com/id/10000664/device/rss/rss.html",
        "MarketWatch": "https://feeds.content.dowjones.io/public/rss/mw_topstories",
    }
)


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a feed that has changed. A feed that fails is told after the others were asked."""
    failure: SourceError | None = None
    for name, address in {**FEEDS, **web.table("feeds")}.items():
        try:
            reply = web.get(address, conditional=True, expect="xml")
        except SourceError as error:
            failure = failure or error
            continue
        if not reply.unchanged:
            yield Page(name, reply.url, reply.body, reply.fetched)
    if failure is not None:
        raise failure


def parse(page: Page, resolver: Resolver) -> Parsed:
    """The feed's articles; times without a zone are of the market whose language the feed's name is in."""
    zone = MARKETS["krx" if detect(page.part) == "ko" else "us"].zone
    told = [
        Told(
            one.title,
            one.url,
            page.part,
            one.published,
            one.text,
            record={"title": one.title, "url": one.url},
        )
        for one in entries(NAME, page.body, zone)
    ]
    return articles(told, resolver=resolver, fetched=page.fetched, part=page.part)


SOURCE = Source(
    name=NAME,
    kind="news",
    markets=("krx", "us"),
    address="https://www.hankyung.com",
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
    by_security=False,
    complements=True,
)
