"""Naver's daily chart of Korean shares (`sise.nhn`): split-adjusted prices as XML in EUC-KR."""

import re
from collections.abc import Iterator
from datetime import date

from collectors.daily import daily_bars
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from stockelper.errors import NotListed, SourceError
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver

NAME = "naver_chart"
_ITEM = re.compile(r'<item\s+data="([^"]*)"')
_SYMBOL = re.compile(r'<chartdata\s+symbol="([^"]*)"')
COLUMNS = ("date", "open", "high", "low", "close", "volume")


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security: Naver is asked for a number of sessions, counted back from the last."""
    for security in wanted.securities:
        first = wanted.start(security.id)
        count = len(MARKETS["krx"].sessions(first, wanted.until)) + 1
        params = {"symbol": security.ticker, "timeframe": "day", "count": str(count), "requestType": "0"}
        reply = web.get("sise.nhn", params=params, expect="xml")
        details = {"symbol": security.ticker, "first": first.isoformat()}
        yield Page(security.id, reply.url, reply.body, reply.fetched, details)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Bars; a line that is none is refused."""
    text = page.body.decode("cp949", errors="replace")
    found = _SYMBOL.search(text)
    if found is None or "</protocol>" not in text:
        raise SourceError("source_field", source=NAME, field="chartdata" if found is None else "protocol")
    if found.group(1) != page.details["symbol"]:
        raise NotListed("not_listed", source=NAME, what=page.details["symbol"])
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    for line in _ITEM.findall(text):
        row = _row(line)
        if row is None:
            refused.append(Refused("item", "not_a_number", page.part, {"item": line}))
        elif str(row["date"]) >= page.details["first"]:
            rows.append(row)
    bars = daily_bars(
        rows, security=page.part, source=NAME, basis="splits", market=MARKETS["krx"], fetched=page.fetched
    )
    return Parsed({"bars": bars}, refused, None if bars.is_empty() else str(bars["date"].max()))


def _row(line: str) -> dict[str, object] | None:
    cells = line.split("|")
    if len(cells) != len(COLUMNS):
        return None
    try:
        day = date.fromisoformat(cells[0])
        numbers = [int(cell) for cell in cells[1:]]
    except ValueError:
        return None
    return dict(zip(COLUMNS, (day, *numbers), strict=True))


SOURCE = Source(
    name=NAME,
    kind="prices",
    markets=("krx",),
    address="https://fchart.stock.naver.com",
    rate=Rate(4.0),
    fetch=fetch,
    parse=parse,
    recording="krx/TestStockOhlcvByDateTest.test_ohlcv_simple_call.json",
)
