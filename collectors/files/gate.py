"""The quality gate: rows that break a rule are set apart with field, value and reason; the rest pass.

Rules are polars expressions over the parsed columns, so that a million good rows cost no Python.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from collectors.files.rows import ROW, Broken
from collectors.files.text import UNDECODABLE

Reason = Literal[
    "missing_value", "malformed_symbol", "malformed_date", "malformed_number", "malformed_row", "bad_encoding",
    "future_date", "non_positive_price", "non_finite_price", "negative_volume", "high_below_low",
    "open_outside_range", "close_outside_range", "duplicate_day", "ratio_out_of_range", "unknown_type",
    "unknown_market", "price_out_of_range", "too_long", "total_line",
    "hundredfold", "unit_change", "missed_split", "beyond_limit", "spike", "stale_repeat", "volume_unit",
    "no_session", "doubled_dividend",
    "dividend_too_large", "dividend_too_small", "impossible_split", "name_contradicts_code", "fractional_volume",
]  # fmt: skip

REJECTS = pl.Schema(
    {
        ROW: pl.UInt32(),
        "field": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
        "key": pl.String(),
        "record": pl.String(),
    }
)
"""The schema of rejected rows: `record` is the row as the file has it, in JSON."""


TOTALS = ("합계", "총계", "소계", "누계", "계", "평균", "total", "subtotal", "grandtotal", "sum", "average")
"""What stands in the first cell of a line that sums up others, without spaces and in lower case."""
LONGEST_TOTAL = 20


@dataclass(frozen=True)
class Rule:
    """What breaks a row: an expression over the parsed columns, true where broken; `field` is our column's name."""

    reason: Reason
    field: str
    broken: pl.Expr


@dataclass(frozen=True)
class Sifted:
    """Rows that passed, and rows that did not (as `REJECTS`)."""

    good: pl.DataFrame
    rejects: pl.DataFrame


def sift(parsed: pl.DataFrame, raw: pl.DataFrame, rules: Sequence[Rule], key: Sequence[str]) -> Sifted:
    """Part the rows; a row is rejected for the first rule it breaks.

    Args:
        parsed: the columns the rules speak of, with `ROW`.
        raw: the same rows as the file has them, under our names, with `ROW`.
        rules: in order of precedence.
        key: raw columns that name a row in quarantine.
    """
    flags = parsed.select(rule.broken.fill_null(value=False).alias(str(at)) for at, rule in enumerate(rules))
    broken = flags.select(pl.any_horizontal(pl.all())).to_series()
    if not broken.any():
        return Sifted(parsed, pl.DataFrame(schema=REJECTS))
    first = flags.filter(broken).select(
        pl.coalesce(pl.when(pl.col(name)).then(pl.lit(int(name))) for name in flags.columns).alias("rule")
    )
    return Sifted(parsed.filter(~broken), _rejects(raw.filter(broken), first["rule"].to_list(), rules, key))


def broken_lines(lines: Sequence[Broken]) -> pl.DataFrame:
    """Lines that are no rows, as rejects."""
    rows = [
        (line.row, "line", line.text, line.reason, None, json.dumps({"line": line.text})) for line in lines
    ]
    return pl.DataFrame(rows, schema=REJECTS, orient="row")


def rejected(raw: pl.DataFrame, reason: Reason, field: str, key: Sequence[str]) -> pl.DataFrame:
    """All rows of a frame as rejects for one reason."""
    rule = Rule(reason, field, pl.lit(value=True))
    return _rejects(raw, [0] * raw.height, [rule], key)


def _rejects(
    raw: pl.DataFrame, first: Sequence[int], rules: Sequence[Rule], key: Sequence[str]
) -> pl.DataFrame:
    columns = [name for name in raw.columns if name != ROW]
    texts = raw.with_columns(
        pl.col(name).cast(pl.String, strict=False) for name in columns if raw[name].dtype != pl.List
    )
    fields = [rules[at].field for at in first]
    values = [row.get(field) for row, field in zip(texts.iter_rows(named=True), fields, strict=True)]
    return texts.select(
        pl.col(ROW).cast(pl.UInt32),
        pl.Series("field", fields, dtype=pl.String),
        pl.Series("value", [None if v is None else str(v)[:200] for v in values], dtype=pl.String),
        pl.Series("reason", [rules[at].reason for at in first], dtype=pl.String),
        pl.concat_str(
            [pl.col(name).fill_null("") for name in key if name in columns] or [pl.lit("")], separator="|"
        ).alias("key"),
        pl.struct(columns).struct.json_encode().alias("record"),
    )


def undecodable(raw: pl.DataFrame) -> pl.Series:
    """Whether each row holds bytes that fit no encoding."""
    texts = [name for name, dtype in raw.schema.items() if dtype == pl.String]
    if not texts:
        return pl.repeat(value=False, n=raw.height, eager=True)
    return raw.select(
        pl.any_horizontal(
            pl.col(name).str.contains(UNDECODABLE, literal=True).fill_null(value=False) for name in texts
        )
    ).to_series()


def totals(raw: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """Whether each row is a line of sums: one of those columns, where a record's name or day stands, says so."""
    found = pl.repeat(value=False, n=raw.height, eager=True)
    for name in columns:
        if name in raw.columns and raw[name].dtype == pl.String:
            words = [word for word in raw[name].unique().drop_nulls() if _is_total(word)]
            found |= raw[name].is_in(words).fill_null(value=False)
    return found


def _is_total(word: str) -> bool:
    return len(word) <= LONGEST_TOTAL and re.sub(r"[\s:]", "", word).lower() in TOTALS


def quarantine_id(*parts: str) -> str:
    """The same rejected row of the same file always has the same id."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
