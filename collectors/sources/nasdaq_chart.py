"""Nasdaq's table of daily prices of US shares and funds, adjusted for splits: asked where Yahoo gives none."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from collectors.daily import daily_bars
from collectors.fields import at, of_type, parsed
from collectors.source import Page, Parsed, Rate, Refused, Reply, Source, Wanted, Web
from stockelper.errors import NotListed
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver

NAME = "nasdaq_chart"
CLASSES = ("stocks", "etf")
"""What Nasdaq files a symbol under; of the wrong one it says that the symbol does not exist."""
MOST = "9999"
"""Rows of an answer; without a number it is a fortnight."""
PRICES = ("open", "high", "low", "close")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security, from its watermark on."""
    for security in wanted.securities:
        first = wanted.start(security.id)
        reply = _asked(web, security.ticker, first, wanted.until)
        details = {"symbol": security.ticker, "first": first.isoformat()}
        yield Page(security.id, reply.url, reply.body, reply.fetched, details)


def _asked(web: Web, ticker: str, first: date, until: date) -> Reply:
    """The answer under the class that knows the symbol."""
    span = {"fromdate": first.isoformat(), "todate": until.isoformat(), "limit": MOST}
    for kind in CLASSES:
        try:
            reply = web.get(f"api/quote/{ticker}/historical", params={"assetclass": kind, **span})
        except NotListed:
            continue
        if at(NAME, parsed(NAME, reply.body), "data") is not None:
            return reply
    raise NotListed("not_listed", source=NAME, what=ticker)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Bars; a row that is none is refused. `N/A` is a value that Nasdaq does not know."""
    data = of_type(NAME, dict, parsed(NAME, page.body), "data")
    if of_type(NAME, str, data, "symbol") != page.details["symbol"]:
        raise NotListed("not_listed", source=NAME, what=page.details["symbol"])
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    told = at(NAME, data, "tradesTable", "rows")
    for given in () if told is None else of_type(NAME, list, {"rows": told}, "rows"):
        cells = {name: of_type(NAME, str, given, name) for name in ("date", *PRICES, "volume")}
        row = _row(cells)
        if row is None:
            refused.append(Refused("rows", "not_a_number", page.part, cells))
        elif str(row["date"]) >= page.details["first"]:
            rows.append(row)
    bars = daily_bars(
        rows, security=page.part, source=NAME, basis="splits", market=MARKETS["us"], fetched=page.fetched
    )
    return Parsed({"bars": bars}, refused, None if bars.is_empty() else str(bars["date"].max()))


def _row(cells: Mapping[str, str]) -> dict[str, object] | None:
    found = _DAY.fullmatch(cells["date"])
    if found is None:
        return None
    month, day, year = (int(part) for part in found.groups())
    try:
        prices = {name: _number(cells[name]) for name in PRICES}
        volume = _number(cells["volume"])
        return {"date": date(year, month, day), **prices, "volume": None if volume is None else round(volume)}
    except ValueError:
        return None


def _number(cell: str) -> float | None:
    return None if cell == "N/A" else float(cell.removeprefix("$").replace(",", ""))


SOURCE = Source(
    name=NAME,
    kind="prices",
    markets=("us",),
    address="https://api.nasdaq.com",
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
)
