"""Brings a frame that somebody wants to store into the exact shape of its collection.

Every adapter starts an upsert here, so that all of them accept and refuse the same.
"""

from collections.abc import Mapping

import polars as pl

from stockelper.errors import BadInput
from stockelper.store.collection import POLARS, Collection, ColumnType


def conform(frame: pl.DataFrame, collection: Collection) -> pl.DataFrame:
    """The collection's columns in order (with `known_at` where versioned, without `recorded_at`).

    Types are cast where nothing is lost: float32 by its shortest decimal, NaN becomes null. Of rows with
    one key the last stays, so the result may be shorter than `frame`.

    Raises:
        BadInput: naming the column that is unknown, missing, null where the key is, or of a wrong type.
    """
    wanted = collection.written_columns()
    _refuse_unknown(frame, collection)
    columns = [_column(frame, name, kind, collection) for name, kind in wanted.items()]
    return _last_of_each_key(pl.DataFrame(columns), collection.key)


def claimed(row: Mapping[str, object], collection: Collection) -> pl.DataFrame:
    """The conformed frame of one row of a state collection.

    Raises:
        BadInput: as `conform`, and when the collection keeps versions.
    """
    frame = pl.DataFrame([pl.Series(n, [v], dtype=_dtype(n, collection)) for n, v in row.items()])
    return all_claimed(frame, collection)


def all_claimed(frame: pl.DataFrame, collection: Collection) -> pl.DataFrame:
    """The conformed frame of rows of a state collection. Raises as `claimed`."""
    if collection.versioned:
        raise BadInput("wrong_key", collection=collection.name, columns=", ".join(frame.columns))
    return conform(frame, collection)


def _dtype(name: str, collection: Collection) -> pl.DataType | None:
    kind = collection.columns.get(name)
    return POLARS[kind] if kind else None


def empty(collection: Collection) -> pl.DataFrame:
    """No rows, with the collection's schema."""
    return pl.DataFrame(schema=collection.schema())


def _refuse_unknown(frame: pl.DataFrame, collection: Collection) -> None:
    for name in frame.columns:
        if name not in collection.all_columns():
            raise BadInput("unknown_column", collection=collection.name, column=name)


def _column(frame: pl.DataFrame, name: str, kind: ColumnType, collection: Collection) -> pl.Series:
    required = name in collection.key or name == "known_at"
    if name not in frame.columns:
        if required:
            raise BadInput("column_missing", collection=collection.name, column=name)
        return pl.Series(name, [None], dtype=POLARS[kind]).new_from_index(0, len(frame))
    series = _cast(frame.get_column(name), kind, collection)
    if required and series.null_count():
        raise BadInput("null_key", collection=collection.name, column=name)
    return series


def _cast(series: pl.Series, kind: ColumnType, collection: Collection) -> pl.Series:
    wrong = BadInput("wrong_type", collection=collection.name, column=series.name, type=kind)
    if not _castable(series, kind):
        raise wrong
    try:
        return _converted(series, kind)
    except pl.exceptions.PolarsError as error:
        raise wrong from error


def _castable(series: pl.Series, kind: ColumnType) -> bool:
    dtype = series.dtype
    if dtype == pl.Null:
        return True
    if kind in {"text", "json"}:
        return isinstance(dtype, pl.String | pl.Categorical | pl.Enum)
    if kind == "time":
        return isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
    if kind == "list":
        return dtype.base_type() == pl.List
    if kind == "date":
        return dtype == pl.Date
    return dtype == pl.Boolean if kind == "bool" else dtype.is_numeric()


def _converted(series: pl.Series, kind: ColumnType) -> pl.Series:
    if kind == "real":
        return _real(series)
    if kind == "int" and series.dtype.is_float():
        return _whole(series)
    return series.cast(POLARS[kind])


def _real(series: pl.Series) -> pl.Series:
    if series.dtype == pl.Float32:
        series = shortest(series)
    return series.cast(pl.Float64).fill_nan(None)


def shortest(series: pl.Series) -> pl.Series:
    """Float32 values as the shortest decimal that names them: 262.36, not 262.3599853515625."""
    return series.cast(pl.String).cast(pl.Float64)


def _whole(series: pl.Series) -> pl.Series:
    series = series.fill_nan(None)
    if not (series.round() == series).all():
        raise pl.exceptions.InvalidOperationError("not whole")
    return series.cast(pl.Int64)


def _last_of_each_key(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Without earlier rows of a key, in key order; the usual sorted frame is only looked at."""
    if len(frame) < 2:
        return frame
    varying = [name for name in key if not is_constant(frame.get_column(name))]
    if varying and _ascending(frame, varying):
        return frame
    return frame.unique(subset=varying, keep="last").sort(varying) if varying else frame.tail(1)


def _ascending(frame: pl.DataFrame, key: list[str]) -> bool:
    greater: pl.Expr = pl.lit(value=False)
    for name in reversed(key):
        here, before = pl.col(name), pl.col(name).shift(1)
        greater = (here > before) | ((here == before) & greater)
    return bool(frame.select(greater.slice(1).all()).item())


def is_constant(series: pl.Series) -> bool:
    """Whether every row holds the same value (nulls only: yes)."""
    if series.null_count() == len(series):
        return True
    if series.dtype.is_nested() or series.null_count() or series[0] != series[-1]:
        return False
    return bool((series == series[0]).all())
