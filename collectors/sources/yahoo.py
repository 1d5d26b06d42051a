"""Yahoo's daily charts of shares: prices as traded where splits can be undone, splits and dividends."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from collectors.daily import PRICES, actions, daily_bars
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.yahoo_chart import Chart, read
from stockelper.errors import NotListed, SourceError
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.securities.resolver import Resolver
from stockelper.types import Basis, Security

NAME = "yahoo"
ADDRESS = "https://query2.finance.yahoo.com"
CHART = "v8/finance/chart/"
SUFFIXES: Mapping[str | None, tuple[str, ...]] = {"KOSPI": (".KS",), "KOSDAQ": (".KQ",), None: (".KS", ".KQ")}
DECIMALS = {"KRW": 0, "USD": 4}


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security, from its watermark up to the present."""
    for security in wanted.securities:
        first = wanted.start(security.id)
        yield asked(web, security.id, symbols(security), first, wanted.until)


def symbols(security: Security) -> tuple[str, ...]:
    """What Yahoo may call a security, likeliest first."""
    if security.market == "krx":
        endings = SUFFIXES.get(security.board, SUFFIXES[None])
        return tuple(f"{security.ticker}{ending}" for ending in endings)
    return (security.ticker.replace(".", "-"),)


def asked(web: Web, part: str, names: tuple[str, ...], first: date, until: date) -> Page:
    """The first answer that Yahoo has under one of the names."""
    start, end = (
        int(datetime.combine(day, time(0), UTC).timestamp())
        for day in (first - timedelta(days=1), until + timedelta(days=2))
    )
    params = {"period1": str(start), "period2": str(end), "interval": "1d", "events": "div|split"}
    for name in names:
        try:
            reply = web.get(CHART + name, params=params)
        except NotListed:
            if name == names[-1]:
                raise
        else:
            details = {"symbol": name, "until": str(end), "first": first.isoformat()}
            return Page(part, reply.url, reply.body, reply.fetched, details)
    raise NotListed("not_listed", source=NAME, what=part)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Bars, splits and dividends. The running session's bar is left out."""
    chart, market = read(NAME, page), market_of(page.part)
    for field, found, expected in (
        ("symbol", chart.symbol, page.details["symbol"]),
        ("exchangeTimezoneName", chart.zone, market.zone),
        ("currency", chart.currency, market.currency),
    ):
        if found != expected:
            raise SourceError("source_field", source=NAME, field=f"meta.{field}")
    is_whole = int(page.details["until"]) >= page.fetched.timestamp()
    basis: Basis = "raw" if is_whole else "splits"
    rows = [_as_traded(row, chart, market) for row in chart.rows] if is_whole else chart.rows
    first = date.fromisoformat(page.details["first"])
    rows = [row for row in rows if str(row["date"]) >= first.isoformat()]
    bars = daily_bars(rows, security=page.part, source=NAME, basis=basis, market=market, fetched=page.fetched)
    happened = actions(_actions(page, chart, market, is_whole=is_whole))
    cursor = None if bars.is_empty() else str(bars["date"].max())
    return Parsed({"bars": bars, "actions": happened}, cursor=cursor)


def _as_traded(row: Mapping[str, object], chart: Chart, market: Market) -> dict[str, object]:
    """A row with the later splits undone."""
    day, volume = row["date"], row["volume"]
    factor = chart.later(day) if isinstance(day, date) else 1.0
    prices = {
        name: None if (p := row[name]) is None else round(float(str(p)) * factor, DECIMALS[market.currency])
        for name in PRICES
    }
    shares = round(volume / factor) if isinstance(volume, int | float) else None
    return {"date": day, **prices, "volume": shares}


def _actions(page: Page, chart: Chart, market: Market, *, is_whole: bool) -> list[dict[str, object]]:
    """What happened to the share; a dividend's amount is only sure where later splits can be undone."""
    splits = [{"type": "split", "ex_date": split.day, "factor": split.factor} for split in chart.splits]
    dividends = [
        {"type": "dividend", "ex_date": day, "amount": round(amount * chart.later(day), 6), "currency": chart.currency}
        for day, amount in chart.dividends
        if is_whole
    ]  # fmt: skip
    return [
        {"security": page.part, "source": NAME, "known_at": _opening(market, day), **one}
        for one in (*splits, *dividends)
        if isinstance(day := one["ex_date"], date) and _opening(market, day) <= page.fetched
    ]


def _opening(market: Market, day: date) -> datetime:
    """When an ex date is felt: at the open, or at the day's start where the calendar knows no session."""
    if market.is_session(day):
        return market.open_at(day)
    return datetime.combine(day, time(0), market.zone).astimezone(UTC)


SOURCE = Source(
    name=NAME,
    kind="prices",
    markets=("us", "krx"),
    address=ADDRESS,
    rate=Rate(4.0),
    fetch=fetch,
    parse=parse,
    recording="yahoo/chart-AAPL.json",
)
