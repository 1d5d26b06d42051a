"""Major shareholders from files: one row a reported holding, known at the end of the day of its report."""

from dataclasses import dataclass, field

import polars as pl

from collectors.files import parsing
from collectors.files.cells import PERCENT, SHARES
from collectors.files.contradictions import REASON, contradictions, naming_both
from collectors.files.gate import Rule, sift, totals, undecodable
from collectors.files.prepared import SOURCE, Prepared, Task, addresses, texts
from collectors.files.rows import ROW
from collectors.files.symbols import is_series, market_or_none
from stockelper.errors import BadInput
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import HOLDERS

DART_REPORT = "https://dart.fss.or.kr/dsaf001/main.do?rcpNo="
KEY = ("symbol", "company", "holder", "reported")
RULES = (
    Rule("bad_encoding", "holder", pl.col("undecodable")),
    Rule("total_line", "symbol", pl.col("sums_symbol")),
    Rule("total_line", "holder", pl.col("sums_holder")),
    Rule("missing_value", "symbol", pl.col("stated").is_null()),
    Rule("malformed_symbol", "symbol", pl.col("security").is_null()),
    Rule(REASON, "company", pl.col("contradiction").is_not_null()),
    Rule("missing_value", "holder", pl.col("holder") == ""),
    Rule("missing_value", "reported", pl.col("reported_raw").is_null()),
    Rule("malformed_date", "reported", pl.col("reported").is_null()),
    Rule("future_date", "reported", pl.col("reported") > pl.col("today")),
    Rule("malformed_number", "ratio", pl.col("ratio_raw").is_not_null() & pl.col("ratio").is_null()),
    Rule("missing_value", "ratio", pl.col("ratio").is_null()),
    Rule("ratio_out_of_range", "ratio", ~pl.col("ratio").is_between(0, 1)),
)


@dataclass
class HoldersReader:
    """Prepares the batches of one file."""

    task: Task
    _companies: dict[str, str | None] = field(default_factory=dict)

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse, gate, and turn percent into fractions."""
        raw = self.task.raw(batch)
        parsed = self._parsed(raw)
        sifted = sift(parsed, raw, RULES, KEY)
        frame = self._frame(sifted.good)
        ids = frame["security"].unique(maintain_order=True).to_list()
        return Prepared(HOLDERS.name, frame, naming_both(sifted.rejects, parsed), self.task.unlisted(ids))

    def _parsed(self, raw: pl.DataFrame) -> pl.DataFrame:
        stated = texts(raw, "symbol").fill_null(texts(raw, "company"))
        ids = [self._security(s, c) for s, c in zip(texts(raw, "symbol"), texts(raw, "company"), strict=True)]
        zone = (self.task.options.market or MARKETS["krx"]).zone
        return pl.DataFrame(
            {
                ROW: raw[ROW],
                "stated": stated,
                "security": pl.Series(ids, dtype=pl.String),
                "contradiction": contradictions(
                    pl.Series(ids, dtype=pl.String), texts(raw, "company"), self.task.resolver
                ),
                "holder": pl.Series([normalise(h or "") for h in texts(raw, "holder")], dtype=pl.String),
                "reported_raw": texts(raw, "reported"),
                "reported": self.task.days(raw, "reported", zone),
                "ratio_raw": texts(raw, "ratio").fill_null(texts(raw, "percent")),
                "ratio": self._fractions(raw).round(8),
                "sums_symbol": totals(raw, ("symbol", "company")),
                "sums_holder": totals(raw, ("holder",)),
                "shares": self.task.numbers(raw, "shares", SHARES)
                .fill_nan(None)
                .round()
                .cast(pl.Int64, strict=False),
                "accession": texts(raw, "accession"),
                "source": texts(raw, "source").fill_null(SOURCE),
                "url": addresses(raw),
                "undecodable": undecodable(raw),
            }
        ).with_columns(today=pl.lit(self.task.now.date()))

    def _fractions(self, raw: pl.DataFrame) -> pl.Series:
        """Fractions of one; a percent sign in a cell or a heading says that a number is none yet."""
        told = self.task.numbers(raw, "ratio", PERCENT)
        in_percent = texts(raw, "ratio").str.contains(f"[{''.join(PERCENT)}％]\\s*$").fill_null(value=False)
        if self.task.columns.units.get("ratio", (1, None))[1] in PERCENT:
            in_percent = told.is_not_null()
        fractions = (told / 100).zip_with(in_percent, told)
        return fractions.fill_null(self.task.numbers(raw, "percent", PERCENT) / 100)

    def _security(self, symbol: str | None, company: str | None) -> str | None:
        if symbol:
            found = self.task.identify(symbol)
            return None if found is None or is_series(found) else found
        if company and company not in self._companies:
            self._companies[company] = self._named(company)
        return self._companies.get(company or "")

    def _named(self, company: str) -> str | None:
        market = self.task.options.market
        try:
            return self.task.resolver.lookup(company, market.code if market else None).id
        except BadInput:
            return None

    def _frame(self, good: pl.DataFrame) -> pl.DataFrame:
        zones = [
            market.zone if (market := market_or_none(i)) else MARKETS["krx"].zone for i in good["security"]
        ]
        ends = [parsing.end_of_day(d, z) for d, z in zip(good["reported"].to_list(), zones, strict=True)]
        told = self.task.options.known_at
        known = pl.Series("known_at", [max(e, told) if told else e for e in ends], dtype=parsing.MOMENT)
        from_dart = pl.when(pl.col("source") == "dart").then(pl.lit(DART_REPORT) + pl.col("accession"))
        columns = ("security", "holder", "reported", "source", "ratio", "shares", "accession")
        return (
            good.with_columns(known)
            .sort("accession", nulls_last=False, maintain_order=True)
            .select(*columns, pl.col("url").fill_null(from_dart), "known_at")
        )
