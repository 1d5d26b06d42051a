"""Where two sources tell different prices of one security, day and basis, both are kept and the difference is noted."""

from datetime import datetime

import polars as pl

from collectors.daily import PRICES
from stockelper.clock import wall_clock
from stockelper.store.collections import BARS, DIFFERENCES
from stockelper.store.documents import Documents, between, eq

TOLERANCE = 0.005
"""The share of the price by which two sources may differ: they round, and take closing auctions in or not."""
_KEY = ("security", "date", "basis")


def note_differences(documents: Documents, source: str, bars: pl.DataFrame, now: datetime) -> int:
    """Compare a page's bars with those of other sources; how many values differ."""
    found = [
        row
        for (security,), part in bars.group_by("security")
        for row in _differing(documents, source, str(security), part, now)
    ]
    if found:
        frame = pl.DataFrame(found, schema=DIFFERENCES.schema())
        documents.upsert(DIFFERENCES.name, frame, recorded_at=wall_clock())
    return len(found)


def _differing(
    documents: Documents, source: str, security: str, bars: pl.DataFrame, now: datetime
) -> list[dict[str, object]]:
    span = between("date", bars["date"].min(), bars["date"].max())
    stored = documents.read(BARS.name, eq("security", security), eq("interval", "1d"), *span)
    others = stored.filter(pl.col("source") != source)
    if others.is_empty():
        return []
    both = bars.unpivot(PRICES, index=_KEY, variable_name="field").join(
        others.unpivot(PRICES, index=(*_KEY, "source"), variable_name="field", value_name="other_value"),
        on=(*_KEY, "field"),
        suffix="_other",
    )
    apart = (pl.col("value") - pl.col("other_value")).abs() > TOLERANCE * pl.col("other_value").abs()
    return [
        {
            "security": security,
            "date": row["date"],
            "field": row["field"],
            "source": source,
            "other": row["source"],
            "value": row["value"],
            "other_value": row["other_value"],
            "seen": now,
        }
        for row in both.filter(apart).iter_rows(named=True)
    ]
