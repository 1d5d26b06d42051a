"""Naver's search of Korean news by a company's name (`v1/search/news.json`), the newest first."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from collectors.fields import of_type, parsed
from collectors.press import Told, articles
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from stockelper.addresses import host
from stockelper.errors import SourceError
from stockelper.securities.resolver import Resolver

NAME = "naver_news"
MOST = "100"


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security."""
    for security in wanted.securities:
        headers = {
            "X-Naver-Client-Id": web.key("naver_client_id"),
            "X-Naver-Client-Secret": web.key("naver_client_secret"),
        }
        params = {"query": security.name, "display": MOST, "sort": "date"}
        reply = web.get("v1/search/news.json", params=params, headers=headers)
        yield Page(security.id, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Articles under the publisher's own address; the publisher is its host."""
    found = of_type(NAME, list, parsed(NAME, page.body), "items")
    return articles([_told(item) for item in found], resolver=resolver, fetched=page.fetched, part=page.part)


def _told(item: object) -> Told:
    title, link = (of_type(NAME, str, item, name) for name in ("title", "link"))
    fields = of_type(NAME, dict, item)
    address = str(fields.get("originallink") or link)
    text = fields.get("description")
    record = {"title": title, "link": link}
    return Told(title, address, host(address), _moment(fields.get("pubDate")), text, record=record)


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    try:
        return parsedate_to_datetime(str(text)).astimezone(UTC)
    except ValueError as error:
        raise SourceError("source_field", source=NAME, field="pubDate") from error


SOURCE = Source(
    name=NAME,
    kind="news",
    markets=("krx",),
    address="https://openapi.naver.com",
    rate=Rate(5.0, per_day=25_000),
    fetch=fetch,
    parse=parse,
    keys=("naver_client_id", "naver_client_secret"),
    recording="naver/search_news_partial.json",
    complements=True,
)
