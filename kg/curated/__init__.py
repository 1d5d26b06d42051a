"""Well-known relations among large companies, written down by hand on one day and taken from no document.

They are a start for a graph that has read nothing yet: labelled as curated, less sure than anything with a
document, without ratios, and known only since the day on which they were written, so that no question of an earlier
day sees them.
"""

import csv
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

import polars as pl

from stockelper.store.collections import RELATIONS

SOURCE = "curated"
WRITTEN = datetime(2026, 11, 26, tzinfo=UTC)
CONFIDENCE = 0.6
VERSION = f"{SOURCE} {WRITTEN.date().isoformat()}"
"""What a builder notes once it has read them."""


@cache
def relations() -> pl.DataFrame:
    """The curated relations as rows of the collection `relations`."""
    text = files("kg.curated").joinpath("relations.csv").read_text(encoding="utf-8")
    rows = [
        {
            **row,
            "head_kind": "Company",
            "tail_kind": "Company",
            "source": SOURCE,
            "valid_from": date(1900, 1, 1),
            "confidence": CONFIDENCE,
            "document": SOURCE,
            "known_at": WRITTEN,
            "recorded_at": WRITTEN,
        }
        for row in csv.DictReader(text.splitlines())
    ]
    schema = RELATIONS.schema()
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
