"""Compare and write in one step: of several processes that claim a row exactly one gets it."""

from collections.abc import Mapping
from contextlib import suppress

import polars as pl
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from stockelper.store.mongo_layout import Layout
from stockelper.store.mongo_values import Document, encoded, kind_of, stored_form
from stockelper.store.mongo_write import PORTION, Batch, insert


def claim(
    database: Database[Document], layout: Layout, row: pl.DataFrame, expected: Mapping[str, object] | None
) -> bool:
    """Write the conformed row of a state collection if the stored one is as expected."""
    declared = layout.collection
    (document,) = stored_form(row, declared, 0).to_dicts()
    if expected is None:
        with suppress(DuplicateKeyError):
            database[layout.current].insert_one(document)
            return True
        return False
    asked: Document = {"_id": document["_id"]}
    for name, value in expected.items():
        asked[name] = None if value is None else encoded(value, kind_of(declared, name), name)
    return database[layout.current].replace_one(asked, document).matched_count > 0


def claim_new(batch: Batch, rows: pl.DataFrame) -> int:
    """Write the conformed rows of a state collection whose keys are not stored; how many those were."""
    portions = (stored_form(one, batch.layout.collection, 0) for one in rows.iter_slices(PORTION))
    return sum(insert(batch, portion.to_dicts()) for portion in portions)
