"""Yahoo's daily charts of what is no share: indices and the dollar in won."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from collectors.daily import daily_bars, series
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.yahoo import ADDRESS, asked
from collectors.sources.yahoo_chart import Chart, read
from stockelper.errors import SourceError
from stockelper.markets.registry import market_of
from stockelper.securities.resolver import Resolver

NAME = "yahoo_macro"
SERIES: Mapping[str, str] = {
    "INDEX:KS11": "^KS11",
    "INDEX:KQ11": "^KQ11",
    "INDEX:KS200": "^KS200",
    "INDEX:SPX": "^GSPC",
    "INDEX:IXIC": "^IXIC",
    "FX:USDKRW": "KRW=X",
}


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a series, from its watermark on."""
    for name, symbol in SERIES.items():
        first = wanted.start(name)
        yield asked(web, name, (symbol,), first, wanted.until)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Bars of the series; an index is known at its market's close, a rate of exchange at its day's end."""
    chart = read(NAME, page)
    if chart.symbol != page.details["symbol"]:
        raise SourceError("source_field", source=NAME, field="meta.symbol")
    first = page.details["first"]
    rows = [row for row in chart.rows if str(row["date"]) >= first]
    if page.part.startswith("FX:"):
        ends = [_end(row["date"], chart) for row in rows]
        bars = series(rows, name=page.part, source=NAME, known_at=ends, fetched=page.fetched)
    else:
        bars = daily_bars(
            rows,
            security=page.part,
            source=NAME,
            basis="raw",
            market=market_of(page.part),
            fetched=page.fetched,
        )
    return Parsed({"bars": bars}, cursor=None if bars.is_empty() else str(bars["date"].max()))


def _end(day: object, chart: Chart) -> datetime:
    assert isinstance(day, date)
    return datetime.combine(day + timedelta(days=1), time(0), chart.zone).astimezone(UTC)


SOURCE = Source(
    name=NAME,
    kind="macro",
    markets=("krx", "us"),
    address=ADDRESS,
    rate=Rate(4.0),
    fetch=fetch,
    parse=parse,
    recording="yahoo/chart-EURUSD=X-2020-01-01-to-2020-01-03.json",
    by_security=False,
)
