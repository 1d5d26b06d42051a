"""Between frames and records of the graph and the numbers that its stores keep.

Times are microseconds and days are days since 1970; a missing bound is a number beyond all days, so that reads
compare without nulls.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import polars as pl

from kg.edges import with_ids
from stockelper.errors import BadInput
from stockelper.types import EdgeSource, RelationType

UNBOUNDED_FROM = -(2**40)
UNBOUNDED_TO = 2**40
CURRENT = 2**62
"""When a version ends that is the newest."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_ZERO = date(1970, 1, 1)


def checked(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The frame with exactly the schema's columns. Raises BadInput naming a missing one."""
    for name in schema:
        if name not in frame.columns:
            raise BadInput("missing_column", file="graph", column=name, kind="frame")
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """Times and days as the integers of the tables, missing bounds filled in."""
    frame = frame.with_columns(pl.col("known_at").dt.epoch("us"))
    return _bounded(frame) if "valid_from" in frame.columns else frame


def keyed(readings: pl.DataFrame) -> pl.DataFrame:
    """Readings with the numbers and the ids of the tables."""
    return numbers(readings.with_columns(valid_to=pl.lit(None, pl.Date))).drop("valid_to")


def marked(versions: pl.DataFrame, readings: pl.DataFrame) -> pl.DataFrame:
    """Stored versions with `gone` where they are among the readings: the same edge, moment and document."""
    wanted = readings.select("id", "known_at", "document", gone=pl.lit(True)).unique()
    joined = versions.join(
        wanted, on=("id", "known_at", "document"), how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.with_columns(pl.col("gone").fill_null(value=False))


def _bounded(frame: pl.DataFrame) -> pl.DataFrame:
    """Days as numbers, missing bounds filled in, and the ids that the tables make of the key."""
    days = pl.col("valid_from", "valid_to").cast(pl.Int32).cast(pl.Int64)
    bounded = frame.with_columns(days).with_columns(
        pl.col("valid_from").fill_null(UNBOUNDED_FROM), pl.col("valid_to").fill_null(UNBOUNDED_TO)
    )
    return bounded.with_columns(
        pl.concat_str("type", "head", "tail", "source", "valid_from", separator="|").alias("id")
    )


def keys(frame: pl.DataFrame) -> str:
    """JSON of what the stored versions of these rows are looked up by."""
    if "head" in frame.columns:
        return json.dumps(frame.select("head", "type", "tail", "source").unique().rows())
    return json.dumps(frame["id"].unique().to_list())


def stored(found: Iterable[tuple[object, ...]], schema: pl.Schema) -> pl.DataFrame:
    """Stored versions as a frame like the incoming one, with their `row`."""
    names = {
        "row": pl.Int64(),
        **{name: pl.Int64() if name == "weak" else kind for name, kind in schema.items()},
    }
    return pl.DataFrame(list(found), schema=names, orient="row").cast(schema)


def read_back(found: Iterable[Any], schema: pl.Schema) -> pl.DataFrame:
    """Rows of the stores' numbers as a frame of the schema, whose `id` is made from the key.

    `found` has the schema's columns in order, but for the id.
    """
    times = [name for name, kind in schema.items() if kind == pl.Datetime("us", "UTC")]
    kinds = {name: pl.Int64() if name in (*times, "valid_from") else kind for name, kind in schema.items()}
    del kinds["id"]
    day = pl.when(pl.col("valid_from").abs() < UNBOUNDED_TO).then("valid_from").cast(pl.Int32).cast(pl.Date)
    frame = pl.DataFrame(list(found), schema=kinds, orient="row").with_columns(
        day.alias("valid_from"), pl.col(times).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    )
    return with_ids(frame).select(*schema)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def as_day(day: date) -> int:
    """Days since 1970."""
    return (day - _DAY_ZERO).days


@lru_cache(maxsize=20_000)
def as_date(number: int) -> date | None:
    """The day, None for a missing bound."""
    return None if abs(number) >= UNBOUNDED_TO else _DAY_ZERO + timedelta(days=number)


@lru_cache(maxsize=20_000)
def _since(number: int) -> tuple[date | None, str]:
    """The day with its text in an edge's id."""
    day = as_date(number)
    return day, day.isoformat() if day else ""


@lru_cache(maxsize=20_000)
def _source(id_: str, title: str | None, url: str | None) -> EdgeSource:
    """One object a document, however many edges it tells."""
    return EdgeSource(id=id_, title=title, url=url)


@lru_cache(maxsize=20_000)
def moment(number: int) -> datetime:
    """The aware moment of microseconds since 1970 UTC."""
    return _EPOCH + timedelta(microseconds=number)


EdgeRow = tuple[
    RelationType, str, str, str, int, int, float | None, float, str | None, str | None, str | None, int
]


def edge_values(row: EdgeRow) -> dict[str, Any]:
    """The fields of an `Edge`; the id is that of `kg.edges.edge_id`."""
    type_, head, tail, source, start, end, ratio, confidence, document, title, url, known = row
    since, written = _since(start)
    return {
        "id": f"{type_}|{head}|{tail}|{source}|{written}",
        "type": type_,
        "head": head,
        "tail": tail,
        "ratio": ratio,
        "valid_from": since,
        "valid_to": as_date(end),
        "known_at": moment(known),
        "confidence": confidence,
        "source": _source(document or source, title, url),
    }
