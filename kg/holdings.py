"""Who holds what, from all versions of the reports of major shareholders."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import polars as pl

from kg.facts import STATED, Facts, earliest, facts, holder_id, market_of_id
from kg.port import EDGES

_EDGE = pl.Schema({name: EDGES[name] for name in ("head", "tail", "source", "valid_from", "valid_to", "ratio",
                                                 "document", "url", "known_at")})  # fmt: skip


def holdings(reports: pl.DataFrame, names: Mapping[str, tuple[str, str | None]]) -> Facts:
    """Holders and what they hold; `reports` has every version of every report of the companies concerned.

    A report ends the one before it of the same holder, company and source, from the day it became known;
    a ratio of zero ends the holding. `names` gives names (own, English) of companies by id; others are called by
    their code. What the listing calls a company overrules either from when that is known.
    """
    rows = reports.with_columns(
        holder_id=pl.col("holder").map_elements(holder_id, return_dtype=pl.String),
        code=pl.col("security").str.split(":").list.last(),
    )
    edges = pl.DataFrame(
        [
            (str(holder), str(security), str(source), *version)
            for (security, holder, source), group in rows.group_by(
                "security", "holder_id", "source", maintain_order=True
            )
            for version in _chain(group)
        ],
        schema=_EDGE,
        orient="row",
    )
    filled = edges.with_columns(pl.lit("HOLDS").alias("type"), pl.lit(STATED).alias("confidence"))
    return facts(pl.concat([earliest(companies(rows, names)), earliest(_holders(rows))]), filled)


def companies(rows: pl.DataFrame, names: Mapping[str, tuple[str, str | None]]) -> pl.DataFrame:
    """The companies that reports are about (`security`), named as `holdings` says; one row a report."""
    own = pl.col("security").replace_strict(
        {id_: name for id_, (name, _) in names.items()}, default=None, return_dtype=pl.String
    )
    english = pl.col("security").replace_strict(
        {id_: name_en for id_, (_, name_en) in names.items()}, default=None, return_dtype=pl.String
    )
    return rows.select(
        pl.col("security").alias("id"), pl.lit("Company").alias("kind"), pl.coalesce(own, "code").alias("name"),
        english.alias("name_en"), market_of_id("security"), "known_at",
    )  # fmt: skip


def _holders(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("holder_id").alias("id"), pl.lit("Holder").alias("kind"), pl.col("holder").alias("name"),
        pl.lit(None, pl.String).alias("name_en"), pl.lit(None, pl.String).alias("market"), "known_at",
    )  # fmt: skip


_Version = tuple[date, date | None, float | None, str | None, str | None, datetime]
_Row = tuple[date, datetime, float | None, str | None, str | None]


def _chain(group: pl.DataFrame) -> Iterator[_Version]:
    """The versions of one holder's edges in one company: each report until the next one known at the time.

    There is one for every moment at which something that bears on a day's edge became known, also where it changes
    nothing: what an earlier build made of fewer reports is so corrected at each of its moments.
    """
    reports: list[_Row] = group.select("reported", "known_at", "ratio", "accession", "url").rows()
    for day in sorted({report[0] for report in reports}):
        own = sorted((report for report in reports if report[0] == day), key=_known)
        later = [
            (known, next_day) for next_day, known, ratio, _, _ in reports if next_day > day and _counts(ratio)
        ]
        for moment in sorted({_known(own[0]), *(_known(one) for one in own), *(known for known, _ in later)}):
            if moment >= _known(own[0]):
                yield _version(own, later, moment)


def _version(own: Sequence[_Row], later: Sequence[tuple[datetime, date]], moment: datetime) -> _Version:
    """The edge of one day's reports as it was known at a moment."""
    day, _, ratio, document, url = [report for report in own if _known(report) <= moment][-1]
    end = min((next_day for known, next_day in later if known <= moment), default=None)
    # Who holds nothing has an edge that never held: it takes back what an earlier version may have shown.
    return day, day if ratio == 0 else end, ratio, document, url, moment


def _known(report: _Row) -> datetime:
    return report[1]


def _counts(ratio: float | None) -> bool:
    """Whether a report says what can be: only then does it end the one before it."""
    return ratio is None or 0 <= ratio <= 1
