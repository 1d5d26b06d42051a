"""A made-up corporate graph for `bench graph`: companies, holders and sectors, few of them hubs, from one seed.

The ids begin with `MADE:`, so that none can be taken for a real company's.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.edges import with_ids
from kg.port import EDGES, NODES

BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
DAYS = 4_000
END = datetime(2026, 1, 1, tzinfo=UTC)
TYPES = ("SUPPLIES", "COMPETES_WITH", "PARTNERS_WITH", "AFFILIATE_OF", "SUBSIDIARY_OF", "HOLDS", "BELONGS_TO")
SHARES = (0.32, 0.2, 0.1, 0.08, 0.05, 0.15, 0.1)
HUBS = 2.2
"""How uneven the ends are: a uniform number to this power picks them, so that low numbers become hubs."""
ENDED = 0.3
"""The share of edges whose validity has an end."""


@dataclass(frozen=True)
class Made:
    """Versions of nodes and edges, columns as `kg.port` has them."""

    nodes: pl.DataFrame
    edges: pl.DataFrame


def made(nodes: int, edges: int, seed: int) -> Made:
    """A graph of so many nodes and distinct edges."""
    draw = np.random.default_rng(seed)
    numbers = np.arange(nodes)
    companies = int(nodes * 0.9)
    kinds = np.where(numbers < companies, "Company", np.where(numbers % 10 == 0, "Sector", "Holder"))
    ids = np.array([node_id(number) for number in range(nodes)])
    frame = pl.DataFrame({"id": ids, "kind": kinds, "name": ids, "known_at": [BEGIN] * nodes}).with_columns(
        pl.lit(None, pl.String).alias("name_en"), pl.lit("krx").alias("market")
    )
    known = pl.DataFrame(frame.select(NODES.names()), schema=NODES)
    return Made(known, _edges(draw, ids, companies, edges))


def node_id(number: int) -> str:
    """The id of the node of a number; small numbers are hubs."""
    return f"MADE:{number:06d}"


def _edges(draw: np.random.Generator, ids: NDArray[np.str_], companies: int, wanted: int) -> pl.DataFrame:
    """More are drawn than wanted, since some fall together."""
    size = int(wanted * 1.15) + 10
    types = draw.choice(TYPES, size, p=SHARES)
    heads, tails = (_picked(draw, size, companies) for _ in range(2))
    others = companies + draw.integers(0, len(ids) - companies, size)
    heads = np.where((types == "HOLDS") & (draw.random(size) < 0.8), others, heads)
    tails = np.where(types == "BELONGS_TO", others, tails)
    since = draw.integers(0, DAYS, size)
    rows = pl.DataFrame({"type": types, "head": ids[heads], "tail": ids[tails], "since": since}).with_columns(
        valid_from=pl.lit(BEGIN.date()) + pl.duration(days="since"),
        lasts=pl.Series(draw.integers(30, 2_000, size)),
        ends=pl.Series(draw.random(size) < ENDED),
        ratio=pl.when(pl.col("type") == "HOLDS").then(pl.Series(draw.random(size).round(4))),
        confidence=pl.Series(draw.uniform(0.5, 1.0, size).round(2)),
        known_at=pl.lit(BEGIN) + pl.duration(days=pl.col("since") + pl.Series(draw.integers(0, 30, size))),
    )
    rows = rows.filter(pl.col("head") != pl.col("tail"))
    rows = rows.unique(["type", "head", "tail"], keep="first", maintain_order=True).head(wanted)
    return with_ids(
        rows.select(
            pl.lit("made").alias("id"), "type", "head", "tail", pl.lit("made").alias("source"), "valid_from",
            pl.when("ends").then(pl.col("valid_from") + pl.duration(days="lasts")).alias("valid_to"), "ratio",
            "confidence", pl.lit("made").alias("document"), pl.lit(None, pl.String).alias("title"),
            pl.lit(None, pl.String).alias("url"), "known_at",
        ).cast(EDGES)
    )  # fmt: skip


def _picked(draw: np.random.Generator, size: int, companies: int) -> NDArray[np.int64]:
    return (companies * draw.random(size) ** HUBS).astype(np.int64)
