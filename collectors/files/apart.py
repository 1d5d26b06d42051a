"""Whole bars of a file that are set apart after they were read: which rows they are, and why."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from collectors.files.gate import REJECTS
from collectors.files.prepared import Prepared
from collectors.files.rows import ROW
from collectors.quality.findings import Reason

MARKED = pl.Schema({"security": pl.String(), "date": pl.Date(), "reason": pl.String()})
"""Bars that are set apart."""
FIELDS: Mapping[str, str] = {"no_session": "date", "volume_unit": "volume"}
"""What is doubtful of a bar, by reason; else its close."""


def marked(refused: Mapping[str, Mapping[date, Reason]]) -> pl.DataFrame:
    """As `MARKED`, from security and day to the reason."""
    rows = [(s, day, reason) for s, days in refused.items() for day, reason in days.items()]
    return pl.DataFrame(rows, schema=MARKED, orient="row")


def without(prepared: Prepared, batch: pl.DataFrame, bars: pl.DataFrame) -> Prepared:
    """What was prepared from a batch, with those bars (as `MARKED`) among its rejects."""
    passed = batch[ROW].cast(pl.UInt32)
    numbers = passed.filter(~passed.is_in(prepared.rejects[ROW].implode()))
    numbered = prepared.frame.with_columns(numbers.alias(ROW)).join(
        bars, on=("security", "date"), how="left", maintain_order="left"
    )
    bad = numbered.filter(pl.col("reason").is_not_null())
    kept = numbered.filter(pl.col("reason").is_null()).drop(ROW, "reason")
    rejects = pl.concat([prepared.rejects, _rejects(bad)]).sort(ROW)
    return replace(prepared, frame=kept, rejects=rejects)


def _rejects(bad: pl.DataFrame) -> pl.DataFrame:
    """Whole records, so that a person may release them; the field is the one that is doubtful."""
    records = [
        json.dumps({n: v for n, v in row.items() if n not in {ROW, "reason"}}, default=str)
        for row in bad.iter_rows(named=True)
    ]
    field = pl.col("reason").replace_strict(FIELDS, default="close", return_dtype=pl.String)
    names = {*FIELDS.values(), "close"}
    value = pl.coalesce(pl.when(field == name).then(pl.col(name).cast(pl.String)) for name in names)
    return bad.select(
        ROW,
        field.alias("field"),
        value.alias("value"),
        "reason",
        pl.concat_str("security", "date", separator="|").alias("key"),
        pl.Series("record", records, dtype=pl.String),
    ).match_to_schema(REJECTS)
