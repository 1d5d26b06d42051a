"""The least that is asked of a bar before it is stored: prices above zero, within their own range, and numbers at all.

Rules are those of imported files; a row that breaks one goes to quarantine as it came, the others pass.
"""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from collectors.daily import PRICES
from collectors.files.bars import TOO_HIGH
from collectors.source import Refused, Source
from collectors.storing import Admitted
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents

_TOP, _BOTTOM = pl.max_horizontal("high", "low"), pl.min_horizontal("high", "low")
_SIGNED = pl.col("security").str.starts_with("RATE:")
"""Rates of interest may be zero and below."""
RULES: tuple[tuple[str, str, pl.Expr], ...] = (
    *(("non_finite_price", name, ~pl.col(name).is_finite()) for name in PRICES),
    *(("price_out_of_range", name, pl.col(name).abs() >= TOO_HIGH) for name in PRICES),
    *(("non_positive_price", name, (pl.col(name) <= 0) & ~_SIGNED) for name in PRICES),
    ("negative_volume", "volume", pl.col("volume") < 0),
    ("high_below_low", "high", pl.col("high") < pl.col("low")),
    ("open_outside_range", "open", (pl.col("open") > _TOP) | (pl.col("open") < _BOTTOM)),
    ("close_outside_range", "close", (pl.col("close") > _TOP) | (pl.col("close") < _BOTTOM)),
)
"""Reason, field, and what is true of a broken row; the first that is true is its reason."""


def only_sound(
    _documents: Documents, _source: Source, frames: Mapping[str, pl.DataFrame], _now: datetime
) -> Admitted:
    """Let bars in that break no rule, and everything else."""
    bars = frames.get(BARS.name)
    if bars is None or bars.is_empty():
        return Admitted(frames)
    reason = pl.coalesce(*(pl.when(broken).then(pl.lit(n)) for n, (_, _, broken) in enumerate(RULES)))
    judged = bars.with_columns(reason.alias("rule"))
    refused = [_refused(row) for row in judged.filter(pl.col("rule").is_not_null()).iter_rows(named=True)]
    sound = judged.filter(pl.col("rule").is_null()).drop("rule")
    return Admitted({**frames, BARS.name: sound}, refused)


def _refused(row: Mapping[str, object]) -> Refused:
    reason, field, _ = RULES[int(str(row["rule"]))]
    record = {name: value for name, value in row.items() if name != "rule"}
    return Refused(field, reason, f"{row['security']} {row['date']}", record)
