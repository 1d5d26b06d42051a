"""Rows as a frame of a declared collection, absent columns null."""

from collections.abc import Mapping, Sequence

import polars as pl

from stockelper.store.collections import Collection


def frame_of(collection: Collection, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """The frame that a source hands over: the collection's columns and `known_at`."""
    schema = {name: kind for name, kind in collection.schema().items() if name != "recorded_at"}
    return pl.DataFrame([dict(row) for row in rows], schema=schema)
