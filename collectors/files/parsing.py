"""Raw columns into numbers, dates and moments: vectorised, and what cannot be read becomes null.

The gate tells a value that was missing from one that was malformed by looking at the raw column.
"""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from collectors.files.cells import MISSING, number
from collectors.files.dates import Order, Span, order_of, read
from collectors.files.short_years import ShortOrder

MOMENT = pl.Datetime("us", "UTC")


def text(raw: pl.Series) -> pl.Series:
    """The column as stripped text; empty cells are null."""
    if raw.dtype == pl.List(pl.String):
        raw = raw.list.join(",")
    stripped = raw.cast(pl.String, strict=False).str.strip_chars()
    return stripped.set(stripped == "", None)


def numbers(raw: pl.Series, units: Collection[str] = ()) -> pl.Series:
    """The column as Float64. float32 becomes its shortest decimal; text is read as `cells.number` does where it is no
    plain number, and what stands for a missing value is null.

    Args:
        raw: text or numbers.
        units: what the column counts, as `cells` names it; a cell with another unit is no number.
    """
    if raw.dtype == pl.Float32:
        return raw.cast(pl.String).cast(pl.Float64)
    if raw.dtype.is_numeric():
        return raw.cast(pl.Float64)
    plain = text(raw)
    plainly = plain.cast(pl.Float64, strict=False)
    if plainly.null_count() == plain.null_count():
        return plainly
    others = plain.filter(plainly.is_null()).unique().drop_nulls().to_list()
    known = {cell: number(cell, units) for cell in others}
    return plainly.fill_null(plain.replace_strict(known, default=None, return_dtype=pl.Float64))


def is_given(raw: pl.Series) -> pl.Series:
    """Whether each cell holds a value: not empty, nor a mark that stands for a missing one."""
    if raw.dtype != pl.String:
        return raw.is_not_null()
    plain = text(raw)
    return plain.is_not_null() & ~plain.is_in([*MISSING, *map(str.upper, MISSING), *map(str.title, MISSING)])


def days(raw: pl.Series, zone: ZoneInfo, short: ShortOrder | None = None) -> pl.Series:
    """The column as local dates: dates, datetimes (naive ones as they stand), and what `dates.read` reads.

    Args:
        raw: dates, datetimes or text.
        zone: the market's.
        short: the order of year, month and day that is told, or proved for years of two digits.
    """
    if raw.dtype == pl.Date:
        return raw
    if isinstance(raw.dtype, pl.Datetime):
        local = raw.dt.convert_time_zone(str(zone)) if raw.dtype.time_zone else raw
        return local.dt.date()
    cells = text(raw)
    order = order_of(cells.unique().drop_nulls().to_list())
    return _by_value(cells, lambda value: _day(value, zone, order, short), pl.Date())


def moments(raw: pl.Series, zones: pl.Series, short: ShortOrder | None = None) -> pl.DataFrame:
    """The column as spans in UTC: `since` and `until`, the same moment where a time is given.

    A naive time is UTC; a day or a month reaches from its start to its end in the row's zone.

    Args:
        raw: text, dates or datetimes.
        zones: the name of each row's time zone.
        short: as for `days`.
    """
    if isinstance(raw.dtype, pl.Datetime):
        aware = raw.dt.convert_time_zone("UTC") if raw.dtype.time_zone else raw
        raw = aware.dt.strftime(
            "%Y-%m-%dT%H:%M:%S%.6f%:z" if raw.dtype.time_zone else "%Y-%m-%dT%H:%M:%S%.6f"
        )
    keyed = pl.DataFrame({"value": text(raw), "zone": zones})
    known = keyed.unique().drop_nulls()
    order = order_of(known["value"].to_list())
    spans = [_span(value, zone, order, short) for value, zone in known.rows()]
    read = known.with_columns(
        pl.Series("since", [since for since, _ in spans], dtype=MOMENT),
        pl.Series("until", [until for _, until in spans], dtype=MOMENT),
    )
    joined = keyed.join(read, on=["value", "zone"], how="left", maintain_order="left")
    return joined.select("since", "until")


def ends_of(days_: pl.Series, zone: ZoneInfo) -> pl.Series:
    """The last microsecond of each date in the zone, as UTC."""
    return _by_value(days_, lambda day: end_of_day(day, zone), MOMENT)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last microsecond of a date in a zone, as UTC."""
    return datetime.combine(day, time(23, 59, 59, 999999), tzinfo=zone).astimezone(UTC)


def _by_value(values: pl.Series, read: Callable[[Any], object], dtype: pl.DataType) -> pl.Series:
    """Each distinct value read once."""
    known = values.unique().drop_nulls()
    table = pl.DataFrame({"value": known, "read": pl.Series([read(v) for v in known.to_list()], dtype=dtype)})
    return pl.DataFrame({"value": values}).join(table, on="value", how="left", maintain_order="left")["read"]


def _day(value: str, zone: ZoneInfo, order: Order, short: ShortOrder | None) -> date | None:
    match read(value, str(zone), order, short):
        case None:
            return None
        case Span(first, last):
            return first if first == last else None
        case datetime() as moment:
            return (moment.astimezone(zone) if moment.tzinfo else moment).date()


def _span(
    value: str, zone: str, order: Order, short: ShortOrder | None
) -> tuple[datetime, datetime] | tuple[None, None]:
    try:
        match read(value, zone, order, short):
            case None:
                return None, None
            case Span(first, last):
                start = datetime.combine(first, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)
                return start, end_of_day(last, ZoneInfo(zone))
            case datetime() as moment:
                aware = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
                return aware, aware
    except OverflowError:
        return None, None
