"""Filings from files: what was reported to a regulator, known when it was filed."""

from dataclasses import dataclass

import polars as pl

from collectors.files import parsing
from collectors.files.gate import Rule, sift, undecodable
from collectors.files.prepared import Prepared, Task, addresses, prose, texts
from collectors.files.rows import ROW
from collectors.files.symbols import is_series
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import FILINGS

REGULATORS = {"dart": "dart", "opendart": "dart", "fss": "dart", "sec": "sec", "edgar": "sec"}
_KOREAN_URL = r"rcpNo=(\d{14})"
_AMERICAN_URL = r"/data/\d+/(\d{10})(\d{2})(\d{6})/"
KEY = ("regulator", "accession", "url")
RULES = (
    Rule("bad_encoding", "title", pl.col("undecodable")),
    Rule("missing_value", "accession", pl.col("accession").is_null()),
    Rule("missing_value", "regulator", pl.col("regulator").is_null()),
    Rule("missing_value", "title", pl.col("title") == ""),
    Rule("missing_value", "filed", pl.col("filed_raw").is_null()),
    Rule("malformed_date", "filed", pl.col("filed").is_null()),
    Rule("future_date", "filed", pl.col("since") > pl.col("now")),
)


@dataclass
class FilingsReader:
    """Prepares the batches of one file."""

    task: Task

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse and gate; regulator and accession number are read from the address where a column lacks."""
        raw = self.task.raw(batch)
        sifted = sift(self._parsed(raw), raw, RULES, KEY)
        told = pl.lit(self.task.options.known_at, dtype=parsing.MOMENT)
        frame = sifted.good.select(
            "regulator",
            "accession",
            "security",
            "form",
            "title",
            "text",
            "url",
            "filed",
            pl.lit(value=False).alias("simulated"),
            pl.max_horizontal("filed", told).alias("known_at"),
        )
        ids = frame["security"].drop_nulls().unique(maintain_order=True).to_list()
        return Prepared(FILINGS.name, frame, sifted.rejects, self.task.unlisted(ids))

    def _parsed(self, raw: pl.DataFrame) -> pl.DataFrame:
        frame = pl.DataFrame(
            {
                ROW: raw[ROW],
                "regulator": texts(raw, "regulator").str.to_lowercase(),
                "accession": texts(raw, "accession"),
                "form": texts(raw, "form"),
                "url": addresses(raw),
                "filed_raw": parsing.text(raw["filed"]),
                "security": pl.Series([self._security(s) for s in texts(raw, "symbol")], dtype=pl.String),
                "title": prose(raw, "title").fill_null(""),
                "text": prose(raw, "text"),
                "undecodable": undecodable(raw),
            }
        ).with_columns(_regulator(), _accession())
        korean = frame["regulator"].fill_null("dart") == "dart"
        zones = [MARKETS["krx" if is_korean else "us"].zone.key for is_korean in korean]
        spans = self.task.moments(raw, "filed", pl.Series(zones, dtype=pl.String))
        now = pl.Series("now", [self.task.now], dtype=parsing.MOMENT).new_from_index(0, raw.height)
        return frame.with_columns(now, spans["since"], spans["until"].alias("filed"))

    def _security(self, symbol: str | None) -> str | None:
        found = self.task.identify(symbol) if symbol else None
        return None if found is None or is_series(found) else found


def _regulator() -> pl.Expr:
    stated = pl.col("regulator").replace(REGULATORS)
    return (
        pl.when(stated.is_in(list(REGULATORS.values())))
        .then(stated)
        .when(pl.col("url").str.contains("dart.fss.or.kr", literal=True))
        .then(pl.lit("dart"))
        .when(pl.col("url").str.contains("sec.gov", literal=True))
        .then(pl.lit("sec"))
        .when(pl.col("accession").str.contains(r"^\d{14}$"))
        .then(pl.lit("dart"))
        .otherwise(stated)
        .alias("regulator")
    )


def _accession() -> pl.Expr:
    american = pl.col("url").str.extract_groups(_AMERICAN_URL)
    parts = [american.struct.field(str(at)) for at in (1, 2, 3)]
    return pl.coalesce(
        "accession", pl.col("url").str.extract(_KOREAN_URL), pl.concat_str(parts, separator="-")
    ).alias("accession")
