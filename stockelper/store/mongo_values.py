"""Values between polars and MongoDB, and conditions as filters.

BSON's own date holds milliseconds and no plain days, so times are integer microseconds UTC, as in SQLite,
and days are ISO text, which sorts the same. A record's `_id` is its natural key as one text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from itertools import product

import polars as pl

from stockelper.errors import BadInput
from stockelper.store.collection import POLARS, Collection, ColumnType
from stockelper.store.documents import Where
from stockelper.store.values import micros, moment, sequence

Document = dict[str, object]

SEPARATOR = "\x1f"
"""Between the parts of a key: less than every printable character, so that ids sort as their parts do."""
AFTER_SEPARATOR = "\x20"
ESCAPES = (("\x1b", "\x1b1"), (SEPARATOR, "\x1b2"))
CONTENT = "content"
MOST_RANGES = 200
"""How many ranges of ids one filter may name; a longer list is left to the plain conditions."""
COMPARISONS = {"==": "$eq", ">=": "$gte", "<=": "$lte", "<": "$lt", ">": "$gt"}


def encoded(value: object, kind: ColumnType, column: str) -> object:
    """One value of a condition as MongoDB keeps it.

    Raises:
        BadInput: when the value does not fit the column.
    """
    match kind, value:
        case "time", datetime():
            return micros(value)
        case "date", date() if not isinstance(value, datetime):
            return value.isoformat()
        case "bool", bool():
            return value
        case "int" | "real", int() | float():
            return value
        case "text" | "json" | "list", str():
            return value
        case _:
            raise BadInput("wrong_value", column=column, value=repr(value), type=kind)


def decoded(value: object, kind: ColumnType) -> object:
    """A value that MongoDB kept, as Python has it."""
    match kind, value:
        case "time", int():
            return moment(value)
        case "date", str():
            return date.fromisoformat(value)
        case _:
            return value


def kind_of(collection: Collection, column: str) -> ColumnType:
    """The type of a declared column.

    Raises:
        BadInput: when the collection has no such column.
    """
    try:
        return collection.all_columns()[column]
    except KeyError as error:
        raise BadInput("unknown_column", collection=collection.name, column=column) from error


def stored_form(frame: pl.DataFrame, collection: Collection, recorded: int) -> pl.DataFrame:
    """A conformed frame as its documents will be: with `_id` and `content`, a digest of the values."""
    physical = frame.select(_physical(series) for series in frame)
    extra = {"recorded_at": pl.lit(recorded, dtype=pl.Int64)} if collection.versioned else {}
    return physical.with_columns(_id=_identifiers(frame, collection), content=_digests(physical), **extra)


def _physical(series: pl.Series) -> pl.Series:
    if series.dtype == pl.Date:
        return series.cast(pl.String)
    return series.to_physical() if series.dtype.is_temporal() else series


def _identifiers(frame: pl.DataFrame, collection: Collection) -> pl.Series:
    parts: list[pl.Expr] = []
    for name in collection.key:
        part = pl.col(name)
        part = (
            part.cast(pl.Int8).cast(pl.String) if frame.schema[name] == pl.Boolean else part.cast(pl.String)
        )
        for plain, escaped in ESCAPES:
            part = part.str.replace_all(plain, escaped, literal=True)
        parts.append(part)
    return frame.select(pl.concat_str(parts, separator=SEPARATOR)).to_series()


def identifier(collection: Collection, key: Mapping[str, object]) -> str:
    """The `_id` of one record."""
    values = {name: [value] for name, value in key.items()}
    schema = {name: POLARS[collection.columns[name]] for name in collection.key}
    return str(_identifiers(pl.DataFrame(values, schema=schema), collection).item())


def _digests(physical: pl.DataFrame) -> pl.Series:
    """64 bits of each row's values. Where they differ the values themselves are compared."""
    names = [name for name in physical.columns if name != "known_at"]
    texts = physical.select(pl.struct(names).struct.json_encode()).to_series()
    digest = [
        int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) for text in texts
    ]
    return pl.Series(digest, dtype=pl.Int64)


def frame_of(documents: Sequence[Document], columns: Mapping[str, ColumnType]) -> pl.DataFrame:
    """A frame of the collection's types from stored documents; a column declared later is null."""
    return pl.DataFrame(
        [_series(name, kind, [one.get(name) for one in documents]) for name, kind in columns.items()]
    )


def _series(name: str, kind: ColumnType, values: list[object]) -> pl.Series:
    if kind == "date":
        return pl.Series(name, values, dtype=pl.String).str.to_date("%Y-%m-%d")
    if kind == "time":
        return pl.Series(name, values, dtype=pl.Int64).cast(POLARS[kind])
    return pl.Series(name, values, dtype=POLARS[kind])


def filters(collection: Collection, where: Iterable[Where], key: str) -> list[Document]:
    """The conditions, and the ranges of ids (in the field `key`) that they leave."""
    conditions = tuple(where)
    found = [_condition(collection, one) for one in conditions]
    ranges = _ranges(collection, conditions)
    if ranges:
        found.insert(0, {key: ranges[0]} if len(ranges) == 1 else {"$or": [{key: one} for one in ranges]})
    return found


def _condition(collection: Collection, where: Where) -> Document:
    kind, column = kind_of(collection, where.column), where.column
    if where.operator == "is_null":
        return {column: None if where.value else {"$ne": None}}
    if (where.operator == "has") != (kind == "list"):
        raise BadInput("wrong_operator", column=column, operator=where.operator)
    if where.operator in {"in", "has"}:
        values = [encoded(value, kind, column) for value in sequence(where)]
        return {column: values[0] if len(values) == 1 else {"$in": values}}
    return {column: {COMPARISONS[where.operator]: encoded(where.value, kind, column)}}


def _ranges(collection: Collection, where: Sequence[Where]) -> list[Document]:
    """Ranges of ids from conditions on the first columns of the key."""
    fixed: list[list[str]] = []
    for name in collection.key:
        parts = _parts(collection, name, where)
        if parts is None:
            return _spans(collection, name, where, fixed)
        fixed.append(parts)
    return [{"$eq": SEPARATOR.join(parts)} for parts in product(*fixed)] if _few(fixed) else []


def _few(fixed: list[list[str]]) -> bool:
    count = 1
    for parts in fixed:
        count *= len(parts)
    return 0 < count <= MOST_RANGES


def _parts(collection: Collection, name: str, where: Sequence[Where]) -> list[str] | None:
    """The values that a key column may have, as parts of an id; None when they are not listed."""
    for one in where:
        if one.column == name and one.operator in {"==", "in"}:
            parts = [_part(collection.columns[name], value) for value in sequence(one)]
            listed = [part for part in parts if part is not None]
            return listed if len(listed) == len(parts) else None
    return None


def _part(kind: ColumnType, value: object) -> str | None:
    match kind, value:
        case "date", date() if not isinstance(value, datetime):
            return value.isoformat()
        case "bool", bool():
            return str(int(value))
        case "text", str() if value >= AFTER_SEPARATOR and value.isprintable():
            return value
        case _:
            return None


def _spans(
    collection: Collection, name: str, where: Sequence[Where], fixed: list[list[str]]
) -> list[Document]:
    low, high = "", ""
    for one in where:
        part = _part(collection.columns[name], one.value) if one.column == name else None
        if part is not None and one.operator in {">=", ">"}:
            low = max(low, part)
        if part is not None and one.operator in {"<=", "<"}:
            end = part + (AFTER_SEPARATOR if one.operator == "<=" else "")
            high = min(high or end, end)
    if not (low or high or fixed) or not _few(fixed):
        return []
    return [_span(SEPARATOR.join(parts), low, high) for parts in product(*fixed)]


def _span(prefix: str, low: str, high: str) -> Document:
    start = f"{prefix}{SEPARATOR}" if prefix else ""
    span: Document = {"$gte": start + low} if start or low else {}
    if high:
        span["$lt"] = start + high
    elif prefix:
        span["$lt"] = prefix + AFTER_SEPARATOR
    return span
