"""Puts the practice market into a document store and brings it up to the clock's day."""

from collections.abc import Mapping

import polars as pl

from collectors.practice import tables
from collectors.practice.articles import articles, filings
from collectors.practice.market import SEED, simulate
from collectors.practice.ties import relation_versions
from stockelper.clock import Clock, wall_clock
from stockelper.markets.practice import INDEX, PRACTICE
from stockelper.store.documents import Documents, Where, Written, eq

OURS: Mapping[str, Where] = {
    "securities": eq("market", PRACTICE.code),
    "bars": eq("security", INDEX),
    "actions": eq("source", tables.SOURCE),
    "facts": eq("source", tables.SOURCE),
    "articles": eq("simulated", True),
    "filings": eq("regulator", tables.REGULATOR),
    "relations": eq("source", tables.SOURCE),
}
"""Which rows of a collection tell how far the practice market is stored; for bars the index stands for all."""


def install(documents: Documents, clock: Clock, *, seed: int = SEED, spillover: bool = True) -> Written:
    """Create the practice market up to `clock`, or extend what is there; only new rows are written.

    Installing again for the same or an earlier moment writes nothing.

    Raises:
        StoreError: when the store fails; calling again finishes the work.
    """
    market = simulate(clock.now(), seed, spillover=spillover)
    texts = [*articles(seed, market.stories), *filings(market.stories)]
    frames = {
        "securities": tables.securities(),
        "bars": tables.bars(market),
        "actions": tables.actions(market),
        "facts": tables.facts(market),
        "articles": tables.articles(market, texts),
        "filings": tables.filings(market, texts),
    }
    written = Written()
    for collection, frame in frames.items():
        written += _write(documents, collection, _new_rows(documents, collection, frame))
    for batch in _version_batches(_new_rows(documents, "relations", relation_versions(market, texts))):
        written += _write(documents, "relations", batch)
    return written


def _new_rows(documents: Documents, collection: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that became known after the newest stored one; a batch is stored whole or not at all."""
    newest = documents.newest(collection, "known_at", OURS[collection]).get(None)
    return frame if newest is None else frame.filter(pl.col("known_at") > pl.lit(newest))


def _version_batches(versions: pl.DataFrame) -> list[pl.DataFrame]:
    """Versions in the order in which they became known; each revision begins a batch, which is dated by it."""
    moments = versions.filter("revision")["known_at"].unique().sort()
    batch = moments.search_sorted(versions["known_at"], "right")
    return (
        versions.with_columns(batch.alias("batch")).drop("revision").partition_by("batch", include_key=False)
    )


def _write(documents: Documents, collection: str, frame: pl.DataFrame) -> Written:
    if frame.is_empty():
        return Written()
    revised_at = frame["known_at"].to_list()[0] if collection == "relations" else None
    return documents.upsert(collection, frame, recorded_at=wall_clock(), revised_at=revised_at)
