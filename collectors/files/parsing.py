"""Raw columns into numbers, dates and moments: vectorised, and what cannot be read becomes null.

The gate tells a value that was missing from one that was malformed by looking at the raw column.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

MOMENT = pl.Datetime("us", "UTC")


def text(raw: pl.Series) -> pl.Series:
    """The column as stripped text; empty cells are null."""
    if raw.dtype == pl.List(pl.String):
        raw = raw.list.join(",")
    stripped = raw.cast(pl.String, strict=False).str.strip_chars()
    return stripped.set(stripped == "", None)


def numbers(raw: pl.Series) -> pl.Series:
    """The column as Float64. float32 becomes its shortest decimal; thousands separators are taken out."""
    if raw.dtype == pl.Float32:
        return raw.cast(pl.String).cast(pl.Float64)
    if raw.dtype.is_numeric():
        return raw.cast(pl.Float64)
    plain = text(raw)
    read = plain.cast(pl.Float64, strict=False)
    if read.null_count() == plain.null_count():
        return read
    return (
        plain.str.replace_all(r"(\d),(\d{3})", "$1$2").str.replace_all(",", "").cast(pl.Float64, strict=False)
    )


def days(raw: pl.Series, zone: ZoneInfo) -> pl.Series:
    """The column as local dates: dates, datetimes (naive ones as they stand), ISO and compact text, `2020.01.02`."""
    if raw.dtype == pl.Date:
        return raw
    if isinstance(raw.dtype, pl.Datetime):
        local = raw.dt.convert_time_zone(str(zone)) if raw.dtype.time_zone else raw
        return local.dt.date()
    return _by_value(text(raw), lambda value: _day(value, zone), pl.Date())


def moments(raw: pl.Series, zones: pl.Series) -> pl.DataFrame:
    """The column as spans in UTC: `since` and `until`, the same moment where a time is given.

    A naive time is UTC; a day or a month reaches from its start to its end in the row's zone.

    Args:
        raw: text, dates or datetimes.
        zones: the name of each row's time zone.
    """
    if isinstance(raw.dtype, pl.Datetime):
        aware = raw.dt.convert_time_zone("UTC") if raw.dtype.time_zone else raw
        raw = aware.dt.strftime(
            "%Y-%m-%dT%H:%M:%S%.6f%:z" if raw.dtype.time_zone else "%Y-%m-%dT%H:%M:%S%.6f"
        )
    keyed = pl.DataFrame({"value": text(raw), "zone": zones})
    known = keyed.unique().drop_nulls()
    spans = [_span(*pair) for pair in known.rows()]
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


@dataclass(frozen=True)
class _Span:
    """A day or a month, by its first and last date."""

    first: date
    last: date


def _read(value: str) -> datetime | _Span | None:
    for reader in (_iso, _dotted, _epoch, _mail):
        found = reader(value)
        if found is not None:
            return found
    return None


def _iso(value: str) -> datetime | _Span | None:
    try:
        if len(value) <= len("2025-12-30"):
            return _one_day(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    midnight = moment.tzinfo is None and moment.time() == time(0)
    return _one_day(moment.date()) if midnight else moment


def _dotted(value: str) -> datetime | _Span | None:
    """`2020.01`, `2020-01`, `2020/1/2`, `2020. 1. 2. 14:30`, `2020년 1월 2일`."""
    plain = value.replace("년", ".").replace("월", ".").replace("일", " ").replace("/", ".").replace("-", ".")
    head, _, clock = plain.replace(". ", ".").strip().partition(" ")
    parts = head.rstrip(".").split(".")
    if not (2 <= len(parts) <= 3 and all(part.isdecimal() for part in parts) and len(parts[0]) == 4):
        return None
    try:
        if len(parts) == 2:
            return _month(int(parts[0]), int(parts[1]))
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
        return datetime.combine(day, time.fromisoformat(clock.strip())) if clock.strip() else _one_day(day)
    except ValueError:
        return None


def _epoch(value: str) -> datetime | None:
    if not value.isdecimal() or len(value) not in (10, 13):
        return None
    return datetime.fromtimestamp(int(value) / (1000 if len(value) == 13 else 1), tz=UTC)


def _mail(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None


def _month(year: int, month: int) -> _Span:
    return _Span(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def _one_day(day: date) -> _Span:
    return _Span(day, day)


def _day(value: str, zone: ZoneInfo) -> date | None:
    match _read(value):
        case None:
            return None
        case _Span(first, last):
            return first if first == last else None
        case datetime() as moment:
            return (moment.astimezone(zone) if moment.tzinfo else moment).date()


def _span(value: str, zone: str) -> tuple[datetime, datetime] | tuple[None, None]:
    try:
        match _read(value):
            case None:
                return None, None
            case _Span(first, last):
                start = datetime.combine(first, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)
                return start, end_of_day(last, ZoneInfo(zone))
            case datetime() as moment:
                aware = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
                return aware, aware
    except OverflowError:
        return None, None
