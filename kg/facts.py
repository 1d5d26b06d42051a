"""From collections of the document store to versions of nodes and edges: pure functions on frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from kg.edges import with_ids
from kg.ontology import RELATIONS
from kg.port import EDGES, NODES
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS

STATED = 0.9
"""Confidence of a structured source that gives none of its own."""

_COMPANY = pl.lit("Company").alias("kind")


@dataclass(frozen=True)
class Facts:
    """Versions of nodes and edges as `kg.port` describes them; `weak` as its `upsert_nodes` says."""

    nodes: pl.DataFrame
    edges: pl.DataFrame
    weak: bool = True


def memberships(securities: pl.DataFrame) -> Facts:
    """Companies and the sectors they belong to. A company may have changed its sector: both edges stand."""
    rows = securities.with_columns(
        sector_id="SECTOR:" + pl.col("market").str.to_uppercase() + ":" + pl.col("sector"),
        began=pl.when(pl.col("valid_from") > UNKNOWN_START).then(pl.col("valid_from")),
    )
    companies = rows.select(
        pl.col("security").alias("id"), _COMPANY, "name", "name_en", "market", "known_at", "valid_from"
    )
    companies = companies.sort("valid_from").drop("valid_from")
    member = rows.filter(pl.col("sector").is_not_null() & (pl.col("sector") != ""))
    sectors = member.select(
        pl.col("sector_id").alias("id"),
        pl.lit("Sector").alias("kind"),
        pl.col("sector").alias("name"),
        pl.lit(None, pl.String).alias("name_en"),
        "market",
        "known_at",
    )
    edges = member.select(
        pl.lit("BELONGS_TO").alias("type"),
        pl.col("security").alias("head"),
        pl.col("sector_id").alias("tail"),
        pl.col("source").fill_null("listing"),
        pl.col("began").alias("valid_from"),
        "valid_to",
        pl.lit(1.0).alias("confidence"),
        "known_at",
    )
    return _facts(pl.concat([companies, _earliest(sectors)]), edges, weak=False)


UNKNOWN_START = date(1900, 1, 1)
"""What the securities collection writes where it does not know since when."""


def holdings(reports: pl.DataFrame, names: pl.DataFrame) -> Facts:
    """Holders and what they hold, from all known reports of the companies concerned.

    A report ends the one before it of the same holder, company and source, from the day it became known;
    a ratio of zero ends the holding. `names` names the companies (`security, name, name_en`).
    """
    rows = reports.join(names, on="security", how="left").with_columns(
        holder_id=pl.col("holder").map_elements(holder_id, return_dtype=pl.String),
        name=pl.col("name").fill_null(pl.col("security").str.split(":").list.last()),
    )
    edges = pl.DataFrame(
        [
            version
            for (_, _, _), group in rows.group_by("security", "holder_id", "source", maintain_order=True)
            for version in _chain(group)
        ],
        schema=_CHAIN,
        orient="row",
    )
    companies = rows.select(
        pl.col("security").alias("id"), _COMPANY, "name", "name_en", market_of_id("security"), "known_at"
    )
    filled = edges.with_columns(pl.lit("HOLDS").alias("type"), pl.lit(STATED).alias("confidence"))
    return _facts(pl.concat([_earliest(companies), _earliest(_holders(rows))]), filled)


def _holders(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("holder_id").alias("id"),
        pl.lit("Holder").alias("kind"),
        pl.col("holder").alias("name"),
        pl.lit(None, pl.String).alias("name_en"),
        pl.lit(None, pl.String).alias("market"),
        "known_at",
    )


def stated(relations: pl.DataFrame) -> Facts:
    """Relations that a source states as such, with the nodes that it names at both ends."""
    symmetric = [r.type for r in RELATIONS.values() if r.symmetric]
    turned = pl.col("type").is_in(symmetric) & (pl.col("head") > pl.col("tail"))
    edges = relations.with_columns(
        head=pl.when(turned).then("tail").otherwise("head"),
        tail=pl.when(turned).then("head").otherwise("tail"),
        confidence=pl.col("confidence").fill_null(STATED),
        valid_from=pl.when(pl.col("valid_from") > UNKNOWN_START).then(pl.col("valid_from")),
    )
    ends = [
        relations.select(
            pl.col(end).alias("id"),
            pl.col(f"{end}_kind").fill_null("Company").alias("kind"),
            pl.coalesce(f"{end}_name", pl.col(end).str.split(":").list.last()).alias("name"),
            pl.lit(None, pl.String).alias("name_en"),
            market_of_id(end),
            "known_at",
        )
        for end in ("head", "tail")
    ]
    return _facts(_earliest(pl.concat(ends)), edges)


def holder_id(name: str) -> str:
    """The id of a holder that no listing identifies: its name, written one way."""
    return "HOLDER:" + normalise(name).replace("(주)", "").replace("주식회사", "").replace(" ", "")


def market_of_id(column: str) -> pl.Expr:
    """The market code that the prefix of an id tells, null for other prefixes."""
    codes = {market.prefix: market.code for market in MARKETS.values()}
    prefix = pl.col(column).str.split(":").list.first()
    return prefix.replace_strict(codes, default=None, return_dtype=pl.String).alias("market")


_CHAIN = pl.Schema(
    {
        name: EDGES[name]
        for name in (
            "head",
            "tail",
            "source",
            "valid_from",
            "valid_to",
            "ratio",
            "document",
            "url",
            "known_at",
        )
    }
)
_Report = tuple[date, datetime, float | None, str | None, str | None]


def _chain(group: pl.DataFrame) -> list[tuple[object, ...]]:
    """The versions of one holder's edges in one company: each report until the next one known at the time."""
    security, holder, source = (str(group[name][0]) for name in ("security", "holder_id", "source"))
    reports: list[_Report] = sorted(
        group.select("reported", "known_at", "ratio", "accession", "url").rows(), key=lambda row: row[:2]
    )
    versions: list[tuple[object, ...]] = []
    for day, known, ratio, accession, url in reports:
        if ratio == 0:
            continue
        for at, end in _ends(day, known, reports):
            versions.append((holder, security, source, day, end, ratio, accession, url, at))
    return versions


def _ends(day: date, known: datetime, reports: Sequence[_Report]) -> list[tuple[datetime, date | None]]:
    """When which end of a report's validity became known: the first entry is the report's own."""
    later = sorted((r[1], r[0]) for r in reports if r[0] > day and (r[2] is None or 0 <= r[2] <= 1))
    end = min((reported for at, reported in later if at <= known), default=None)
    ends: list[tuple[datetime, date | None]] = [(known, end)]
    for at, reported in later:
        if at > known and (end is None or reported < end):
            end = reported
            ends.append((at, end))
    return ends


def _earliest(nodes: pl.DataFrame) -> pl.DataFrame:
    """One version a node: how it was first known."""
    return nodes.sort("id", "known_at", maintain_order=True).unique("id", keep="first", maintain_order=True)


def _facts(nodes: pl.DataFrame, edges: pl.DataFrame, *, weak: bool = True) -> Facts:
    return Facts(_shaped(nodes, NODES), with_ids(_shaped(edges, EDGES)), weak)


def _shaped(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The frame with exactly the schema's columns, absent ones null."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )
