"""Splits and dividends from files.

An action is known when it was announced; where a file does not say, at the session's close of its ex-date,
like the bar that it changes.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from collectors.files import parsing
from collectors.files.bars import closes_of
from collectors.files.cells import MONEY
from collectors.files.gate import Reason, Rule, sift, undecodable
from collectors.files.prepared import SOURCE, Prepared, Task, texts
from collectors.files.rows import ROW
from collectors.files.symbols import is_series, market_or_none
from collectors.quality.dividends import FEWEST, in_another_unit, judge_action
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import ACTIONS, BARS
from stockelper.store.documents import Documents, eq

TYPES = {
    "split": "split", "splits": "split", "stock split": "split", "reverse split": "split", "액면분할": "split",
    "액면병합": "split", "dividend": "dividend", "dividends": "dividend", "cash dividend": "dividend",
    "cash_dividend": "dividend", "배당": "dividend", "현금배당": "dividend",
}  # fmt: skip
KEY = ("symbol", "type", "ex_date")
_SPLIT, _DIVIDEND = pl.col("type") == "split", pl.col("type") == "dividend"
RULES = (
    Rule("bad_encoding", "type", pl.col("undecodable")),
    Rule("missing_value", "symbol", pl.col("symbol").is_null()),
    Rule("malformed_symbol", "symbol", pl.col("security").is_null()),
    Rule("unknown_type", "type", pl.col("type").is_null()),
    Rule("malformed_date", "ex_date", pl.col("ex_date").is_null()),
    Rule(
        "malformed_date", "announced", pl.col("announced_raw").is_not_null() & pl.col("announced").is_null()
    ),
    Rule("future_date", "announced", pl.col("announced") > pl.col("today")),
    Rule("missing_value", "factor", _SPLIT & pl.col("factor").is_null()),
    Rule("malformed_number", "factor", _SPLIT & ~(pl.col("factor").is_finite() & (pl.col("factor") > 0))),
    Rule("missing_value", "amount", _DIVIDEND & pl.col("amount").is_null()),
    Rule("malformed_number", "amount", _DIVIDEND & ~(pl.col("amount").is_finite() & (pl.col("amount") >= 0))),
)

REASONS: tuple[Reason, ...] = (
    "doubled_dividend",
    "dividend_too_large",
    "dividend_too_small",
    "impossible_split",
)
DOUBTS = tuple(
    Rule(reason, "factor" if reason == "impossible_split" else "amount", pl.col("doubt") == reason)
    for reason in REASONS
)
"""What only the other actions of a security tell."""


@dataclass
class ActionsReader:
    """Prepares the batches of one file."""

    task: Task

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse and gate; a factor may be written as `50:1`."""
        raw = self.task.raw(batch)
        parsed = self._parsed(raw)
        doubts = _doubts(parsed, self.task.documents)
        sifted = sift(parsed.with_columns(doubt=doubts), raw, (*RULES, *DOUBTS), KEY)
        frame = self._frame(sifted.good)
        ids = frame["security"].unique(maintain_order=True).to_list()
        return Prepared(ACTIONS.name, frame, sifted.rejects, self.task.unlisted(ids))

    def _parsed(self, raw: pl.DataFrame) -> pl.DataFrame:
        symbols = texts(raw, "symbol")
        ids = [self.task.identify(s) if s else None for s in symbols]
        zone = (self.task.options.market or MARKETS["krx"]).zone
        return pl.DataFrame(
            {
                ROW: raw[ROW],
                "symbol": symbols,
                "security": pl.Series([i if i and not is_series(i) else None for i in ids], dtype=pl.String),
                "type": texts(raw, "type")
                .str.to_lowercase()
                .replace_strict(TYPES, default=None, return_dtype=pl.String),
                "ex_date": self.task.days(raw, "ex_date", zone),
                "announced_raw": texts(raw, "announced"),
                "announced": self.task.days(raw, "announced", zone),
                "factor": _factors(texts(raw, "factor")),
                "amount": self.task.numbers(raw, "amount", self._money()),
                "currency": texts(raw, "currency"),
                "source": texts(raw, "source").fill_null(SOURCE),
                "undecodable": undecodable(raw),
            }
        ).with_columns(today=pl.lit(self.task.now.date()))

    def _money(self) -> frozenset[str]:
        """The unit that amounts may have: the market's currency, where it is known."""
        market = self.task.options.market
        return MONEY[market.currency] if market else frozenset()

    def _frame(self, good: pl.DataFrame) -> pl.DataFrame:
        markets = [market_or_none(i) or MARKETS["krx"] for i in good["security"]]
        known = [
            parsing.end_of_day(announced, market.zone)
            if announced
            else closes_of(pl.Series([day]), market)[0]
            for market, day, announced in zip(markets, good["ex_date"], good["announced"], strict=True)
        ]
        told = self.task.options.known_at
        return good.select(
            "security",
            "type",
            "ex_date",
            "source",
            pl.when(_SPLIT).then(pl.col("factor")).alias("factor"),
            pl.when(_DIVIDEND).then(pl.col("amount")).alias("amount"),
            pl.col("currency").fill_null(pl.Series([market.currency for market in markets], dtype=pl.String)),
            pl.Series("known_at", [max(k, told) if told else k for k in known], dtype=parsing.MOMENT),
        )


def _doubts(parsed: pl.DataFrame, documents: Documents) -> pl.Series:
    """Why a split or dividend cannot be beside the others of its security in the file and its stored prices; null where it can."""
    found: dict[int, str] = {}
    told = parsed.drop_nulls(("security", "type", "ex_date")).sort("ex_date")
    for (security,), part in told.group_by("security", maintain_order=True):
        rows = list(part.select(ROW, "type", "ex_date", "factor", "amount").iter_rows(named=True))
        closes = _closes(documents, str(security))
        kept: list[Mapping[str, object]] = []
        for row in rows:
            reason = _doubt(row, kept, rows, closes)
            if reason in REASONS:
                found[row[ROW]] = reason
            else:
                kept.append(row)
    return pl.Series("doubt", [found.get(row) for row in parsed[ROW]], dtype=pl.String)


def _closes(documents: Documents, security: str) -> Sequence[tuple[date, float]]:
    """A security's stored closes as traded, by date: adjusted ones say nothing of what was paid then."""
    asked = (eq("security", security), eq("interval", "1d"), eq("basis", "raw"))
    rows = documents.read(BARS.name, *asked, columns=("date", "close"), order=("date",))
    return list(rows.iter_rows())


def _doubt(
    row: Mapping[str, Any],
    kept: Sequence[Mapping[str, object]],
    rows: Sequence[Any],
    closes: Sequence[tuple[date, float]],
) -> str | None:
    others = _around(row, rows)
    if row["type"] == "dividend" and row["amount"] and in_another_unit(row["amount"], others):
        return "dividend_too_large" if row["amount"] > median(others) else "dividend_too_small"
    before = bisect_left(closes, (row["ex_date"],))
    return judge_action(row, kept, closes[before - 1][1] if before else None)


def _around(row: Mapping[str, Any], rows: Sequence[Any]) -> Sequence[float]:
    """The dividends next to one, on either side: over decades what is usual grows a hundredfold."""
    paid = [one for one in rows if one is row or (one["type"] == "dividend" and one["amount"])]
    at = next(n for n, one in enumerate(paid) if one is row)
    return [one["amount"] for one in (*paid[max(at - FEWEST, 0) : at], *paid[at + 1 : at + 1 + FEWEST])]


def _factors(texts: pl.Series) -> pl.Series:
    """New shares for each old one: `50`, `50:1`, `1/10`."""
    parts = texts.str.replace("/", ":").str.split_exact(":", 1)
    new, old = parts.struct.field("field_0"), parts.struct.field("field_1")
    return parsing.numbers(new) / parsing.numbers(old).fill_null(1.0)
