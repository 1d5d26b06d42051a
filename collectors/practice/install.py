"""Puts the practice market into a document store and brings it up to the clock's day."""

from collections.abc import Mapping

import polars as pl

from collectors.practice import tables
from collectors.practice.market import SEED, simulate
from stockelper.clock import Clock, wall_clock
from stockelper.markets.practice import PRACTICE
from stockelper.store.documents import Documents, Where, Written, eq

OURS: Mapping[str, Where] = {
    "securities": eq("market", PRACTICE.code),
    "bars": eq("source", tables.SOURCE),
    "actions": eq("source", tables.SOURCE),
    "facts": eq("source", tables.SOURCE),
}
"""Which rows of a collection are the practice market's."""


def install(documents: Documents, clock: Clock, *, seed: int = SEED, spillover: bool = True) -> Written:
    """Create the practice market up to `clock`, or extend what is there; only new rows are written.

    Installing again for the same or an earlier moment writes nothing.

    Raises:
        StoreError: when the store fails; calling again finishes the work.
    """
    market = simulate(clock.now(), seed, spillover=spillover)
    frames = {
        "securities": tables.securities(),
        "bars": tables.bars(market),
        "actions": tables.actions(market),
        "facts": tables.facts(market),
    }
    written = Written()
    for collection, frame in frames.items():
        new = _new_rows(documents, collection, frame)
        if new.height:
            written += documents.upsert(collection, new, recorded_at=wall_clock())
    return written


def _new_rows(documents: Documents, collection: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that became known after the newest stored one; a batch is stored whole or not at all."""
    newest = documents.newest(collection, "known_at", OURS[collection]).get(None)
    return frame if newest is None else frame.filter(pl.col("known_at") > pl.lit(newest))
