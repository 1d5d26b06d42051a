"""What every kind's module works with and hands on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from collectors.article_keys import web_address
from collectors.files import parsing
from collectors.files.columns import Columns
from collectors.files.report import Break, Gap
from collectors.files.rows import ROW
from collectors.files.short_years import Closed, ShortOrder, proven
from collectors.files.symbols import is_series, recovered
from stockelper.credentials import redacted
from stockelper.errors import BadInput
from stockelper.language.normalise import normalise
from stockelper.markets.market import Market
from stockelper.securities.resolver import Resolver
from stockelper.store.documents import Documents
from stockelper.types import Basis

SOURCE = "import"
"""What records from files are from where the file does not say: one source, so that a newer file revises."""


@dataclass(frozen=True)
class Options:
    """What the caller says about the files.

    Attributes:
        known_at: when the files' content became public, where their rows do not tell a later moment.
        day: the day of bars whose file has no column for it.
        order: of year, month and day in dates that could be read in several ways.
    """

    market: Market | None = None
    basis: Basis | None = None
    symbol: str | None = None
    known_at: datetime | None = None
    day: date | None = None
    order: ShortOrder | None = None


@dataclass(frozen=True)
class Task:
    """One file to import, and all that reading it may touch."""

    file: str
    columns: Columns
    options: Options
    documents: Documents
    resolver: Resolver
    now: datetime
    """The wall clock when the import began: what lies after it is not known yet."""
    _ids: dict[tuple[str, str | None], str | None] = field(default_factory=dict)
    _orders: dict[str, ShortOrder | None] = field(default_factory=dict)

    def unlisted(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that no listing knows, or that are stored as provisional."""
        found = ((i, self.resolver.listing.get(i)) for i in ids if not is_series(i))
        return [i for i, security in found if security is None or security.provisional]

    def identify(self, symbol: str, market: Market | None = None) -> str | None:
        """The id that a symbol means, also where a spreadsheet took its zeros or set the name beside it; None where it is
        malformed or may mean several."""
        market = market or self.options.market
        key = (symbol, market.code if market else None)
        if key not in self._ids:
            self._ids[key] = recovered(symbol, market, self.resolver)
        return self._ids[key]

    def numbers(self, raw: pl.DataFrame, name: str, units: Collection[str] = ()) -> pl.Series:
        """A column as numbers in its base unit; nulls where the file has none.

        Raises:
            BadInput: the column's heading counts it in a unit that is none of `units`.
        """
        times, unit = self.columns.units.get(name, (1, None))
        if unit is not None and unit not in units:
            column, known = self.columns.named[name], ", ".join(sorted(units)) or "-"
            raise BadInput("column_unit", file=self.file, column=column, unit=unit, known=known)
        column = raw[name] if name in raw.columns else texts(raw, name)
        read = parsing.numbers(column, units)
        return read if times == 1 else read * times

    def days(self, raw: pl.DataFrame, name: str, zone: ZoneInfo, closed: Closed | None = None) -> pl.Series:
        """A column as dates; nulls where the file has none.

        Raises:
            BadInput: its years have two digits and it may be read in several ways.
        """
        cells = raw[name] if name in raw.columns else texts(raw, name)
        return parsing.days(cells, zone, self._order(cells, name, zone.key, closed))

    def moments(self, raw: pl.DataFrame, name: str, zones: pl.Series) -> pl.DataFrame:
        """A column as spans of time, as `parsing.moments` gives them. Raises as `days` does."""
        zone = str(zones[0]) if zones.len() else ""
        return parsing.moments(raw[name], zones, self._order(raw[name], name, zone, None))

    def _order(self, cells: pl.Series, name: str, zone: str, closed: Closed | None) -> ShortOrder | None:
        """The order of a column's dates: told, proved by an earlier part of the file, or by this one."""
        known = self.options.order or self._orders.get(name)
        if known is not None or cells.dtype != pl.String:
            return known
        values = parsing.text(cells).unique(maintain_order=True).drop_nulls().to_list()
        column = self.columns.named.get(name, name)
        order = proven(self.file, column, values, zone, self.now.date() + timedelta(days=1), closed)
        self._orders[name] = order
        return order

    def raw(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The file's columns that matter, under our names, with `ROW`."""
        named = (pl.col(theirs).alias(ours) for ours, theirs in self.columns.named.items())
        return frame.select(pl.col(ROW).cast(pl.UInt32), *named)


def texts(raw: pl.DataFrame, name: str) -> pl.Series:
    """A column as text; nulls where the file has none."""
    if name in raw.columns:
        return parsing.text(raw[name])
    return pl.Series([None], dtype=pl.String).new_from_index(0, raw.height)


def prose(raw: pl.DataFrame, name: str) -> pl.Series:
    """A column of titles or texts, normalised, without the credentials of addresses in it; empty where it has none."""
    read = {cell: redacted(normalise(cell)) for cell in texts(raw, name).unique().drop_nulls()}
    return texts(raw, name).replace_strict(read, default=None, return_dtype=pl.String)


def addresses(raw: pl.DataFrame) -> pl.Series:
    """The column of addresses; null where one is none of the web, such as a script's."""
    return texts(raw, "url").map_elements(web_address, return_dtype=pl.String)


@dataclass(frozen=True)
class Prepared:
    """A batch ready to be stored.

    Attributes:
        collection: where it goes.
        frame: the collection's columns, in the file's order.
        rejects: rows that did not pass the gate.
        unlisted: ids that no listing knows.
        folded: rows that say nothing new because an earlier row of the same file says it.
        rounded: rows whose volume was no whole number of shares.
        breaks: stretches of bars at another level, which are among the rejects.
        gaps: securities that leave out sessions of their market.
    """

    collection: str
    frame: pl.DataFrame
    rejects: pl.DataFrame
    unlisted: Sequence[str] = ()
    folded: int = 0
    rounded: int = 0
    breaks: Sequence[Break] = ()
    gaps: Sequence[Gap] = ()
