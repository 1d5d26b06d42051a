"""Values between polars and SQLite: dates are integer days, times integer microseconds UTC, lists JSON."""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import polars as pl

from stockelper.errors import BadInput
from stockelper.store.collection import POLARS, ColumnType
from stockelper.store.frames import is_constant
from stockelper.store.values import EPOCH, micros, moment

Value = str | int | float | bytes | None

PHYSICAL: Mapping[ColumnType, type[pl.DataType]] = {
    "text": pl.String,
    "int": pl.Int64,
    "real": pl.Float64,
    "bool": pl.Int64,
    "date": pl.Int32,
    "time": pl.Int64,
    "list": pl.String,
    "json": pl.String,
}


def stored(value: object, kind: ColumnType, column: str) -> Value:
    """One value of a condition as SQLite keeps it.

    Raises:
        BadInput: when the value does not fit the column.
    """
    match kind, value:
        case "time", datetime():
            return micros(value)
        case "date", date() if not isinstance(value, datetime):
            return (value - EPOCH.date()).days
        case "bool", bool():
            return int(value)
        case "int" | "real", int() | float():
            return value
        case "text" | "json" | "list", str():
            return value
        case _:
            raise BadInput("wrong_value", column=column, value=repr(value), type=kind)


def loaded(value: Value, kind: ColumnType) -> object:
    """A value that SQLite kept, as Python has it."""
    match kind, value:
        case "time", int():
            return moment(value)
        case "date", int():
            return EPOCH.date() + timedelta(days=value)
        case "bool", int():
            return bool(value)
        case _:
            return value


def rows_of(frame: pl.DataFrame, *constants: Value) -> Iterable[tuple[Value, ...]]:
    """The frame's rows for `executemany`, each ending in `constants`."""
    columns = [_bound(series) for series in frame]
    repeated = [itertools.repeat(value, len(frame)) for value in constants]
    return zip(*columns, *repeated, strict=True)


def _bound(series: pl.Series) -> Iterable[Value]:
    if series.dtype.base_type() == pl.List:
        return [None if row is None else json.dumps(row, ensure_ascii=False) for row in series.to_list()]
    if series.dtype.is_temporal():
        series = series.to_physical()
    if len(series) > 1 and is_constant(series):
        return itertools.repeat(series[0], len(series))
    return series.to_list()


def frame_of(rows: Sequence[tuple[Value, ...]], columns: Mapping[str, ColumnType]) -> pl.DataFrame:
    """A frame of the collection's types from SQLite's rows."""
    values: Iterable[Sequence[Value]] = (
        zip(*rows, strict=True) if rows else itertools.repeat((), len(columns))
    )
    return pl.DataFrame(
        [_series(name, kind, column) for (name, kind), column in zip(columns.items(), values, strict=True)]
    )


def _series(name: str, kind: ColumnType, values: Sequence[Value]) -> pl.Series:
    series = pl.Series(name, values, dtype=PHYSICAL[kind])
    if kind == "list":
        return series.str.json_decode(pl.List(pl.String()))
    return series.cast(POLARS[kind])
