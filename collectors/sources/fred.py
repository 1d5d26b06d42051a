"""FRED's series as CSV: base rates, and the dollar in won from a second source.

A date of it is a day or a month; it is known at the end of the following day, or month, in New York: FRED
publishes later than that rarely, and never earlier.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from collectors.daily import series
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from stockelper.errors import SourceError
from stockelper.securities.resolver import Resolver

NAME = "fred"
NEW_YORK = ZoneInfo("America/New_York")
DAILY, MONTHLY = timedelta(days=2), timedelta(days=62)


class _Series:
    """FRED's id, what one unit of it is, and how long after its date it is surely out."""

    def __init__(self, id_: str, unit: float, delay: timedelta) -> None:
        self.id, self.unit, self.delay = id_, unit, delay


SERIES: Mapping[str, _Series] = {
    "RATE:US": _Series("DFF", 0.01, DAILY),
    "RATE:KR": _Series("IRSTCI01KRM156N", 0.01, MONTHLY),
    "FX:USDKRW": _Series("DEXKOUS", 1.0, timedelta(days=8)),
}
"""The effective federal funds rate, Korea's call rate by month (the OECD's), won a dollar (weekly release H.10)."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a series, from its watermark on."""
    for name, one in SERIES.items():
        params = {"id": one.id, "cosd": wanted.start(name).isoformat()}
        reply = web.get("graph/fredgraph.csv", params=params, expect="text")
        yield Page(name, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Rates are fractions (0.0433 is 4.33 %); a dot or nothing is a day without a value."""
    one = SERIES[page.part]
    lines = csv.reader(io.StringIO(page.body.decode("utf-8", errors="replace")))
    if next(lines, []) not in (["observation_date", one.id], ["DATE", one.id]):
        raise SourceError("source_field", source=NAME, field=one.id)
    rows: list[dict[str, object]] = []
    ends: list[datetime] = []
    refused: list[Refused] = []
    for line in lines:
        if len(line) == 2 and line[1] in {"", "."}:
            continue
        try:
            day, value = date.fromisoformat(line[0]), round(float(line[1]) * one.unit, 8)
        except (ValueError, IndexError):
            refused.append(Refused(one.id, "not_a_number", page.part, {"line": ",".join(line)}))
            continue
        rows.append({"date": day, "close": value})
        ends.append(datetime.combine(day + one.delay, time(0), NEW_YORK).astimezone(UTC))
    bars = series(rows, name=page.part, source=NAME, known_at=ends, fetched=page.fetched)
    return Parsed({"bars": bars}, refused, None if bars.is_empty() else str(bars["date"].max()))


SOURCE = Source(
    name=NAME,
    kind="macro",
    markets=("krx", "us"),
    address="https://fred.stlouisfed.org",
    rate=Rate(1.0),
    fetch=fetch,
    parse=parse,
    by_security=False,
    complements=True,
)
