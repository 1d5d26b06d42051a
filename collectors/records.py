"""Rows as a frame of a declared collection, absent columns null."""

from collections.abc import Mapping, Sequence

import polars as pl

from stockelper.store.collection import Collection


def frame_of(collection: Collection, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """The frame that a source hands over: the collection's columns and `known_at`."""
    schema = collection.written_schema()
    return pl.DataFrame([dict(row) for row in rows], schema=schema)
