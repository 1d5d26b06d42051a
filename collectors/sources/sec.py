"""What the sources of the SEC share: who asks, which company a ticker is, and what a time of EDGAR means."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from collectors.fields import of_type, parsed
from collectors.source import Reply, Web
from stockelper.errors import NotListed, SourceError

ADDRESS = "https://data.sec.gov"
ARCHIVE = "https://www.sec.gov/Archives/edgar/data"
TICKERS = "https://www.sec.gov/files/company_tickers.json"
NEW_YORK = ZoneInfo("America/New_York")
NIGHT = frozenset({23, 0, 1, 2, 3, 4, 5})
"""Hours in which EDGAR, by New York's clock, takes nothing; in UTC they are its evening."""
_STRAYS = 0.01


def asked(source: str, web: Web, path: str) -> Reply:
    """An answer; the SEC wants to know who asks."""
    return web.get(path, headers={"User-Agent": web.key("sec_user_agent")})


def cik(source: str, web: Web, ticker: str) -> int:
    """The company's number. Raises `NotListed` when the SEC's list has no such ticker."""
    if "ciks" not in web.kept:
        found = of_type(source, dict, parsed(source, asked(source, web, TICKERS).body))
        numbers = {
            of_type(source, str, one, "ticker"): of_type(source, int, one, "cik_str")
            for one in found.values()
        }
        if not numbers:
            raise SourceError("source_field", source=source, field="ticker")
        web.kept["ciks"] = json.dumps(numbers)
    numbers = cast("dict[str, int]", json.loads(web.kept["ciks"]))
    name = ticker.replace(".", "-")
    if name not in numbers:
        raise NotListed("not_listed", source=source, what=ticker)
    return numbers[name]


def columns_of(source: str, table: Mapping[str, object], names: Sequence[str]) -> dict[str, list[object]]:
    """Columns of a table of filings, which stand beside each other. Raises `SourceError` where one is shorter."""
    columns = {name: of_type(source, list, table, name) for name in names}
    if len({len(values) for values in columns.values()}) != 1:
        raise SourceError("source_field", source=source, field="filings.recent")
    return columns


def filed_day(source: str, text: str) -> str:
    """The day of a filing, as it is written. Raises `SourceError` where it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SourceError("source_field", source=source, field="filingDate") from error


def moments(source: str, texts: Sequence[object]) -> list[datetime]:
    """Acceptance times as aware UTC.

    All of them end in Z, but some answers of the SEC hold New York's time under it. Which it is shows in the
    hours: EDGAR takes nothing in the New York night. Where an answer is too short to tell, New York's is
    believed: the later moment, so that nothing is known before it was public.
    """
    found = [_moment(source, text) for text in texts]
    nightly = sum(moment.hour in NIGHT for moment in found)
    if nightly > _STRAYS * len(found):
        return found
    return [moment.replace(tzinfo=NEW_YORK).astimezone(UTC) for moment in found]


def _moment(source: str, text: object) -> datetime:
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError as error:
        raise SourceError("source_field", source=source, field="acceptanceDateTime") from error
