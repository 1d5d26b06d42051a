"""Listings from files: who is listed where, under which name.

A listing says what holds now. Its rows are known since the security's listing date where the file tells it,
else since ever (`UNKNOWN`), so that an as-of question of the past still finds the company; `--known-at` says
it better. A file whose name dates it before the bundled listing adds what is not known and renames nobody:
folders of listings are imported in the order of their names, and what was is no news. A row with a delisting
date holds from the listing to the delisting, and is known when that is.
What a listing leaves out (sector, English name, board) stays as it is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

import polars as pl

from collectors.files import parsing
from collectors.files.contradictions import REASON, contradictions, naming_both
from collectors.files.gate import Rule, sift, totals, undecodable
from collectors.files.prepared import SOURCE, Prepared, Task, texts
from collectors.files.rows import ROW
from collectors.files.symbols import is_series, market_or_none
from collectors.listed import SINCE_EVER, UNKNOWN
from stockelper.language.normalise import normalise
from stockelper.markets.market import Market
from stockelper.markets.registry import MARKETS
from stockelper.securities.folding import without_legal_form
from stockelper.securities.listing import bundled_on
from stockelper.store.collections import SECURITIES

_KOREAN = {
    "KOSPI": "KOSPI", "STK": "KOSPI", "유가증권": "KOSPI", "유가증권시장": "KOSPI", "코스피": "KOSPI",
    "KOSDAQ": "KOSDAQ", "KSQ": "KOSDAQ", "코스닥": "KOSDAQ", "KOSDAQ GLOBAL": "KOSDAQ", "KOSDAQ SEGMENT": "KOSDAQ",
    "KONEX": "KONEX", "KNX": "KONEX", "코넥스": "KONEX", "KRX": None,
}  # fmt: skip
_AMERICAN = {
    "NYSE": "NYSE", "NASDAQ": "NASDAQ", "NASDAQGS": "NASDAQ", "NASDAQGM": "NASDAQ", "NASDAQCM": "NASDAQ",
    "AMEX": "AMEX", "NYSE AMERICAN": "AMEX", "NYSEAMERICAN": "AMEX", "NYSE ARCA": None, "ARCA": None, "US": None,
}  # fmt: skip
BOARDS: Mapping[str, tuple[str, str | None]] = {
    **{name: ("krx", board) for name, board in _KOREAN.items()},
    **{name: ("us", board) for name, board in _AMERICAN.items()},
}
"""What files call markets and boards: our market and its board."""
_DEPARTMENT = re.compile(r"부$|소속부없음")
"""KOSDAQ's departments stand under `Sector` in KRX's own files; the sector then is under `Industry`."""
_SHARE_CLASS = re.compile(
    r"\s+-\s+.*(stock|shares?|units?|warrants?|rights?|notes?|interests?|receipts?).*$", re.IGNORECASE
)
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(\d\d))?(?:[-_.]?(\d\d))?(?!\d)")
"""The year in a file's name, with month and day where they follow."""
_STATE = re.compile(r"\s*/[A-Z]{2,3}/?\s*$")
"""The state of incorporation behind a registrant's name at the SEC: /DE/."""
KEY = ("symbol", "market")
RULES = (
    Rule("bad_encoding", "name", pl.col("undecodable")),
    Rule("total_line", "name", pl.col("is_total")),
    Rule("missing_value", "symbol", pl.col("symbol").is_null()),
    Rule("malformed_symbol", "symbol", pl.col("security").is_null()),
    Rule("missing_value", "name", pl.col("name") == ""),
    Rule(REASON, "name", pl.col("contradiction").is_not_null() & pl.col("delisted_raw").is_null()),
    Rule("malformed_date", "delisted", pl.col("delisted_raw").is_not_null() & pl.col("delisted").is_null()),
    Rule("malformed_date", "listed", pl.col("listed_raw").is_not_null() & pl.col("listed").is_null()),
)


@dataclass
class ListingReader:
    """Prepares the batches of one file."""

    task: Task

    def __post_init__(self) -> None:
        day = None if self.task.options.known_at else _day_of(PurePath(self.task.file).name)
        self.is_old = day is not None and day < bundled_on()

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse, gate, and fill in what is known of these securities already."""
        raw = self.task.raw(batch)
        parsed = self._parsed(raw)
        sifted = sift(parsed, raw, RULES, KEY)
        rows = [self._row(row) for row in sifted.good.iter_rows(named=True)]
        schema = SECURITIES.written_schema()
        rejects = naming_both(sifted.rejects, parsed)
        return Prepared(SECURITIES.name, pl.DataFrame(rows, schema=schema), rejects)

    def _parsed(self, raw: pl.DataFrame) -> pl.DataFrame:
        symbols, markets = texts(raw, "symbol"), texts(raw, "market")
        places = [self._place(cell) for cell in markets]
        ids = [self.task.identify(s, p[0]) if s else None for s, p in zip(symbols, places, strict=True)]
        securities = pl.Series([i if i and not is_series(i) else None for i in ids], dtype=pl.String)
        zone = (self.task.options.market or MARKETS["krx"]).zone
        valid_from = self.task.days(raw, "valid_from", zone)
        listed, delisted = texts(raw, "listed"), texts(raw, "delisted").fill_null(texts(raw, "valid_to"))
        return pl.DataFrame(
            {
                ROW: raw[ROW],
                "symbol": symbols,
                "security": securities,
                "contradiction": contradictions(securities, texts(raw, "name"), self.task.resolver),
                "name": pl.Series([normalise(n or "") for n in texts(raw, "name")], dtype=pl.String),
                "name_en": texts(raw, "name_en"),
                "board": texts(raw, "board").fill_null(pl.Series([p[1] for p in places], dtype=pl.String)),
                "sector": texts(raw, "sector"),
                "industry": texts(raw, "industry"),
                "is_total": totals(raw, ("symbol", "name")),
                "listed_raw": listed,
                "delisted_raw": delisted,
                "listed": self.task.days(raw, "listed", zone).fill_null(valid_from),
                "delisted": self.task.days(raw, "delisted", zone).fill_null(
                    self.task.days(raw, "valid_to", zone)
                ),
                "valid_from": valid_from,
                "undecodable": undecodable(raw),
            }
        )

    def _place(self, cell: str | None) -> tuple[Market | None, str | None]:
        code, board = BOARDS.get((cell or "").upper(), (None, None))
        return (MARKETS[code], board) if code else (self.task.options.market, None)

    def _row(self, row: dict[str, object]) -> dict[str, object]:
        security = str(row["security"])
        market = market_or_none(security)
        assert market is not None, "the gate lets no series through"
        known = None if row["delisted"] else self.task.resolver.listing.get(security)
        american = market.code == "us"
        name = american_name(str(row["name"]), known and known.name) if american else str(row["name"])
        if self.is_old and known and not known.provisional:
            name = known.name
            row = {**row, "name_en": known.name_en or row["name_en"], "board": known.board or row["board"]}
            row["sector"] = known.sector or _sector(row)
        return {
            "security": security,
            "valid_from": row["valid_from"] or (row["listed"] if row["delisted"] else None) or UNKNOWN,
            "valid_to": row["delisted"],
            "market": market.code,
            "ticker": security.partition(":")[2],
            "name": name,
            "name_en": row["name_en"] or (known and known.name_en),
            "board": row["board"] or (known and known.board),
            "sector": _sector(row) or (known and known.sector),
            "currency": market.currency,
            "provisional": False,
            "simulated": False,
            "source": SOURCE,
            "known_at": self._known_at(row, market, name),
        }

    def _known_at(self, row: dict[str, object], market: Market, name: str) -> datetime:
        """When a line became known: as stated, else with its dates, else ever since; a new name only from now on."""
        if self.task.options.known_at:
            return self.task.options.known_at
        day = row["delisted"] or row["listed"]
        if isinstance(day, date):
            return parsing.end_of_day(day, market.zone)
        known = self.task.resolver.listing.get(str(row["security"]))
        is_renamed = known is not None and not known.provisional and known.name != name
        return self.task.now if is_renamed else SINCE_EVER


def _day_of(name: str) -> date | None:
    """The day that a file's name tells; of a year or month alone one near its end."""
    told = _DATED.search(name)
    if told is None:
        return None
    year, month, day = (int(part) if part else None for part in told.groups())
    try:
        return date(year or 1, month or 12, day or 28)
    except ValueError:
        return None


def american_name(name: str, known: str | None) -> str:
    """A US name without share class and state. One that says what is known in another dress changes nothing:
    NVIDIA CORP, NVIDIA Corporation and Nvidia are one name."""
    plain = _STATE.sub("", _SHARE_CLASS.sub("", name))
    if known and _undressed(plain) == _undressed(known):
        return known
    return plain


def _undressed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", without_legal_form(name).lower()).removeprefix("the")


def _sector(row: dict[str, object]) -> str | None:
    sector = str(row["sector"] or "")
    chosen = row["industry"] if not sector or _DEPARTMENT.search(sector) else sector
    return str(chosen) if chosen else None
