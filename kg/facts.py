"""What a source says as versions of nodes and edges: pure functions on frames."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from kg.edges import with_ids
from kg.ontology import RELATIONS
from kg.port import EDGES, NODES
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS

STATED = 0.9
"""Confidence of a structured source that gives none of its own."""


@dataclass(frozen=True)
class Facts:
    """Versions of nodes and edges as `kg.port` describes them; `weak` as its `upsert_nodes` says."""

    nodes: pl.DataFrame
    edges: pl.DataFrame
    weak: bool = True


UNKNOWN_START = date(1900, 1, 1)
"""What the securities collection writes where it does not know since when."""


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
    return facts(earliest(pl.concat(ends)), edges)


def holder_id(name: str) -> str:
    """The id of a holder that no listing identifies: its name, written one way."""
    return "HOLDER:" + normalise(name).replace("(주)", "").replace("주식회사", "").replace(" ", "")


def market_of_id(column: str) -> pl.Expr:
    """The market code that the prefix of an id tells, null for other prefixes."""
    codes = {market.prefix: market.code for market in MARKETS.values()}
    prefix = pl.col(column).str.split(":").list.first()
    return prefix.replace_strict(codes, default=None, return_dtype=pl.String).alias("market")


def earliest(nodes: pl.DataFrame) -> pl.DataFrame:
    """One version a node: how it was first known."""
    return nodes.sort("id", "known_at", maintain_order=True).unique("id", keep="first", maintain_order=True)


def facts(nodes: pl.DataFrame, edges: pl.DataFrame, *, weak: bool = True) -> Facts:
    """Facts of frames that may lack columns."""
    return Facts(_shaped(nodes, NODES), with_ids(_shaped(edges, EDGES)), weak)


def _shaped(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The frame with exactly the schema's columns, absent ones null."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )
