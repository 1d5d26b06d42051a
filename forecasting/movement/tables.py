"""Parquet tables of the benchmarks, checked before anything is computed from them.

What is wrong is named by file, row (the first row of data is 1) and field.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from forecasting.movement.protocol import Protocol
from stockelper.errors import BadInput, NoData

KEY = ("symbol", "date")
KEY_TYPES: dict[str, pl.DataType] = {"symbol": pl.String(), "date": pl.Date()}
HOLIDAYS = timedelta(days=7)
"""A file whose first or last day lies further inside the train and validation parts than this has been cut."""


def table(
    path: Path, numbers: Sequence[str], others: Sequence[str] = (), key: Sequence[str] = KEY
) -> pl.DataFrame:
    """A table whose key (symbol as text, date as day) is never null, `numbers` as 64-bit floats, `others` as they are.

    Raises:
        NoData: there is no such file.
        BadInput: it cannot be read, is empty, lacks a column, or holds text where a number belongs.
    """
    if not path.is_file():
        raise NoData("missing_file", file=str(path))
    try:
        found = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise BadInput("file_damaged", file=str(path), reason=str(error).split("\n")[0]) from error
    for name in (*key, *numbers, *others):
        if name not in found.columns:
            raise BadInput("table_column", file=str(path), column=name)
    if not found.height:
        raise BadInput("file_empty", file=str(path))
    return _typed(found.select(*key, *numbers, *others), path, numbers, key)


def _typed(found: pl.DataFrame, path: Path, numbers: Sequence[str], key: Sequence[str]) -> pl.DataFrame:
    kinds = {name: KEY_TYPES[name] for name in key} | dict.fromkeys(numbers, pl.Float64())
    for name, kind in kinds.items():
        try:
            column = found.get_column(name).cast(kind, strict=True)
        except pl.exceptions.PolarsError as error:
            raise BadInput("table_type", file=str(path), column=name) from error
        found = found.with_columns(column.alias(name))
    for name in key:
        refuse(found, pl.col(name).is_null(), path, name)
    return found


def refuse(found: pl.DataFrame, wrong: pl.Expr, path: Path, field: str, code: str = "table_value") -> None:
    """Raise BadInput for the first row that is wrong, naming what its field holds."""
    at = found.with_row_index("row", offset=1).filter(wrong).head(1)
    if at.height:
        row, value = at.select("row", field).row(0)
        raise BadInput(code, file=str(path), row=row, field=field, value=str(value))


def refuse_repeats(found: pl.DataFrame, path: Path) -> None:
    """Raise BadInput for the first row whose symbol and day an earlier row already has."""
    refuse(found, ~pl.struct(KEY).is_first_distinct(), path, "date", "table_twice")


def refuse_cut(found: pl.DataFrame, path: Path, protocol: Protocol) -> None:
    """Raise BadInput when the days do not reach over the whole train and validation parts."""
    days = found.get_column("date")
    first, last = days.min(), days.max()
    if isinstance(first, date) and first > protocol.train_from + HOLIDAYS:
        needed, row = str(protocol.train_from), _row(days.arg_min())
        raise BadInput("table_late", file=str(path), row=row, first=str(first), needed=needed)
    if isinstance(last, date) and last < protocol.test_from - HOLIDAYS:
        needed, row = str(protocol.test_from), _row(days.arg_max())
        raise BadInput("table_cut", file=str(path), row=row, last=str(last), needed=needed)


def _row(index: int | None) -> int:
    return (index or 0) + 1
