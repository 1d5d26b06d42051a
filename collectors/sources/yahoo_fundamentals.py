"""Yahoo's time series of statement figures: for the US and KRX, where the regulators' sources could give none.

Yahoo tells the end of a period and not when its report was filed, so a figure is known from when it was seen here and
never from its period on: it says nothing of the past. Its figures are those of consolidated statements, restated ones in
the place of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import cast

from collectors.fields import at, of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Reply, Source, Wanted, Web
from collectors.sources.yahoo import ADDRESS, symbols
from stockelper.errors import NotListed, SourceError
from stockelper.markets.registry import market_of
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import FACTS

NAME = "yahoo_fundamentals"
SERIES = "ws/fundamentals-timeseries/v1/finance/timeseries/"
CONCEPTS: Mapping[str, str] = MappingProxyType(
    {
        "TotalRevenue": "revenue",
        "OperatingIncome": "operating_income",
        "NetIncome": "net_income",
        "BasicEPS": "eps",
        "TotalAssets": "total_assets",
        "TotalLiabilitiesNetMinorityInterest": "total_liabilities",
        "StockholdersEquity": "equity",
    }
)
LENGTHS: Mapping[str, str] = MappingProxyType({"annual": "12M", "quarterly": "3M"})
"""The beginning of a series' name, and how long the periods of its values are."""
DECEMBER = 12
"""When the business years of nearly all Korean companies end."""
LONGEST_REPORT = timedelta(days=120)
"""So long after its period a report may still come: periods that ended before the span are asked for as well."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security."""
    for security in wanted.securities:
        first = wanted.start(security.id)
        reply = _asked(web, symbols(security), first - LONGEST_REPORT, wanted.until)
        if reply is None:
            raise NotListed("not_listed", source=NAME, what=security.id)
        yield Page(security.id, reply.url, reply.body, reply.fetched, {"until": wanted.until.isoformat()})


def _asked(web: Web, names: Sequence[str], first: date, until: date) -> Reply | None:
    """The first answer with any value under one of the names: under an unknown one Yahoo tells empty series."""
    start, end = (int(datetime.combine(day, time(0), UTC).timestamp()) for day in (first, until))
    series = ",".join(f"{length}{name}" for length in LENGTHS for name in CONCEPTS)
    for name in names:
        params = {"symbol": name, "type": series, "period1": str(start), "period2": str(end)}
        try:
            reply = web.get(SERIES + name, params=params)
        except NotListed:
            continue
        if any(_series(reply.body)):
            return reply
    return None


def _series(body: bytes) -> Iterator[tuple[str, Sequence[object]]]:
    """The series that hold values, by name."""
    result = of_type(NAME, list, parsed(NAME, body), "timeseries", "result")
    for one in result:
        name = of_type(NAME, str, one, "meta", "type", 0)
        values = cast("Mapping[str, object]", one).get(name)
        if values is not None:
            yield name, cast("Sequence[object]", of_type(NAME, list, {name: values}, name))


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Figures by period, in the currency that they are told in, known from when they were seen."""
    rows: list[dict[str, object]] = []
    for name, values in _series(page.body):
        length = next((one for one in LENGTHS if name.startswith(one)), None)
        concept = CONCEPTS.get(name.removeprefix(length or ""))
        if length and concept:
            rows += [_row(page, concept, length, value) for value in values if value is not None]
    kept = [row for row in _named(rows, page) if str(row["period_end"]) <= page.details["until"]]
    newest = max((str(row["period_end"]) for row in kept), default=None)
    return Parsed({FACTS.name: frame_of(FACTS, kept)}, cursor=newest)


def _row(page: Page, concept: str, length: str, value: object) -> dict[str, object]:
    if of_type(NAME, str, value, "periodType") != LENGTHS[length]:
        raise SourceError("source_field", source=NAME, field="periodType")
    return {
        "security": page.part,
        "concept": concept,
        "period": length,
        "consolidated": True,
        "filing": f"yahoo:{of_type(NAME, str, value, 'asOfDate')}:{length}",
        "value": _number(at(NAME, value, "reportedValue", "raw")),
        "unit": of_type(NAME, str, value, "currencyCode"),
        "period_end": _day(of_type(NAME, str, value, "asOfDate")),
        "source": "yahoo",
        "known_at": page.fetched,
    }


def _named(rows: Sequence[Mapping[str, object]], page: Page) -> Iterator[Mapping[str, object]]:
    """The rows with their periods' names; quarters are left out where nothing tells when the business year ends."""
    years = [cast("date", row["period_end"]) for row in rows if row["period"] == "annual"]
    closing = _month(max(years)) if years else DECEMBER if market_of(page.part).code == "krx" else None
    for row in rows:
        end = cast("date", row["period_end"])
        if row["period"] == "annual":
            yield {**row, "period": f"{_year(end)}FY"}
        elif closing is not None:
            yield {**row, "period": _quarter(end, closing)}


def _quarter(end: date, closing: int) -> str:
    """`2025Q1`: by the calendar year in which the business year ends, as its annual figures are named."""
    passed = (_month(end) - closing) % 12 or 12
    return f"{_year(end) + (_month(end) > closing)}Q{max(1, round(passed / 3))}"


def _number(raw: object) -> float:
    if not isinstance(raw, int | float):
        raise SourceError("source_field", source=NAME, field="reportedValue.raw")
    return float(raw)


def _month(end: date) -> int:
    """The month of a period's end; years of 52 weeks may end in the first days of the next month."""
    return (end - timedelta(days=7)).month


def _year(end: date) -> int:
    return (end - timedelta(days=7)).year


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError("source_field", source=NAME, field="asOfDate") from error


SOURCE = Source(
    name=NAME,
    kind="fundamentals",
    markets=("us", "krx"),
    address=ADDRESS,
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
    recording="yahoo/fundamentalsTimeSeries-AAPL-financials-quarterly.json",
)
