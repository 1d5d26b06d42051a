"""OpenDART's list of filings (`list.json`), company by company, the oldest first."""

from collections.abc import Iterator, Mapping
from datetime import date

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.opendart import ADDRESS, PER_DAY, REPORT, asked, company, day_of, end_of_day
from stockelper.language.normalise import normalise
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import FILINGS

NAME = "opendart_filings"
PAGE = "100"
FIELDS = ("rcept_no", "rcept_dt", "report_nm", "stock_code")


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """Pages of a hundred filings; a company without any in the span has none."""
    for security in wanted.securities:
        span = {
            "corp_code": company(NAME, web, security.ticker),
            "bgn_de": f"{wanted.start(security.id):%Y%m%d}",
            "end_de": f"{wanted.until:%Y%m%d}",
            "sort": "date",
            "sort_mth": "asc",
            "page_count": PAGE,
        }
        number, last = 1, 1
        while number <= last:
            reply = asked(NAME, web, "api/list.json", **span, page_no=str(number))
            if reply is None:
                break
            last = of_type(NAME, int, parsed(NAME, reply.body), "total_page")
            yield Page(security.id, reply.url, reply.body, reply.fetched, {"code": security.ticker})
            number += 1


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Filings, known at the end of their day in Seoul, or when they were seen on that day."""
    rows: list[dict[str, object]] = []
    days: list[str] = []
    for given in of_type(NAME, list, parsed(NAME, page.body), "list"):
        told = {name: of_type(NAME, str, given, name) for name in FIELDS}
        day = day_of(NAME, told["rcept_dt"], "rcept_dt")
        days.append(day.isoformat())
        if told["stock_code"].strip() == page.details["code"]:
            rows.append(_row(told, page) | _times(day, page))
    return Parsed({FILINGS.name: frame_of(FILINGS, rows)}, cursor=max(days, default=None))


def _row(told: Mapping[str, str], page: Page) -> dict[str, object]:
    return {
        "regulator": "dart",
        "accession": told["rcept_no"],
        "security": page.part,
        "title": normalise(told["report_nm"]),
        "url": REPORT + told["rcept_no"],
        "simulated": False,
    }


def _times(day: date, page: Page) -> dict[str, object]:
    filed = end_of_day(day)
    return {"filed": filed, "known_at": min(filed, page.fetched)}


SOURCE = Source(
    name=NAME,
    kind="filings",
    markets=("krx",),
    address=ADDRESS,
    rate=Rate(5.0, per_day=PER_DAY),
    fetch=fetch,
    parse=parse,
    keys=("opendart_api_key",),
    recording="opendart/samples/disclosure_list_samsung.json",
)
