"""The documents port on MongoDB: plain collections, no transactions, no sessions, any server that speaks it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from datetime import datetime

import polars as pl

from stockelper.errors import BadInput
from stockelper.store.documents import Extent, Fence, Where, Written
from stockelper.store.frames import all_claimed, claimed, conform
from stockelper.store.mongo_claim import claim, claim_new
from stockelper.store.mongo_connection import SELECTION_SECONDS, Connection
from stockelper.store.mongo_fence import check
from stockelper.store.mongo_layout import VERSION, bring_up, layout_of
from stockelper.store.mongo_newest import newest
from stockelper.store.mongo_read import Query, count, every_version, extent, pages, rows
from stockelper.store.mongo_search import Search, found
from stockelper.store.mongo_values import encoded, frame_of, identifier
from stockelper.store.mongo_write import Batch, write
from stockelper.store.values import micros


class MongoDocuments:
    """The documents store in the database that `url` names (`stockelper` where it names none).

    Raises:
        BadSetting: when the address is none.
        StoreError: when no server answers within `seconds`, or its database cannot be understood.
    """

    def __init__(self, url: str, *, seconds: float = SELECTION_SECONDS) -> None:
        self._connection = Connection(url, seconds)
        self._database = self._connection.database
        self.fence: Fence | None = None
        self._growing: set[str] = set()
        with ExitStack() as undo:
            undo.callback(self.close)
            with self._connection.translated():
                bring_up(self._database, self._connection.address)
            undo.pop_all()

    def upsert(
        self,
        collection: str,
        frame: pl.DataFrame,
        *,
        recorded_at: datetime,
        revised_at: datetime | None = None,
    ) -> Written:
        """See `Documents.upsert`. Rows are written whole; a batch that was cut off is completed by itself."""
        layout = layout_of(collection)
        conformed = conform(frame, layout.collection)
        revised = None if revised_at is None else micros(revised_at)
        with self._connection.translated():
            written = write(
                Batch(self._database, layout, micros(recorded_at), revised, self._growing, self.fence),
                conformed,
            )
        return written + Written(unchanged=len(frame) - len(conformed))

    def read(
        self,
        collection: str,
        *where: Where,
        known_by: datetime | None = None,
        columns: Sequence[str] | None = None,
        order: Sequence[str] = (),
        descending: bool = False,
        limit: int | None = None,
    ) -> pl.DataFrame:
        """See `Documents.read`."""
        layout = layout_of(collection)
        sorting, declared = tuple(order) or layout.collection.key, layout.collection.all_columns()
        wanted = tuple(columns or declared)
        query = Query(
            self._database, layout, where, known_by, tuple(columns or ()), sorting, descending, limit
        )
        with self._connection.translated():
            documents = rows(query)
        frame = frame_of(documents, {name: declared[name] for name in dict.fromkeys((*wanted, *sorting))})
        ids = pl.Series("_id", [one["_id"] for one in documents], dtype=pl.String)
        by = ["_id"] if sorting == layout.collection.key else [*sorting, "_id"]
        ordered = frame.with_columns(ids).sort(by, descending=descending, nulls_last=descending)
        return ordered.select(wanted).head(len(ordered) if limit is None else limit)

    def versions(self, collection: str, *where: Where) -> pl.DataFrame:
        """See `Documents.versions`."""
        layout = layout_of(collection)
        query = Query(self._database, layout, where)
        with self._connection.translated():
            documents = every_version(query) if layout.collection.versioned else rows(query)
        declared = layout.collection.all_columns()
        by = [*layout.collection.key, *(["known_at"] if layout.collection.versioned else [])]
        return frame_of(documents, declared).sort(by)

    def stream(
        self, collection: str, *where: Where, known_by: datetime | None = None, batch: int = 50_000
    ) -> Iterator[pl.DataFrame]:
        """See `Documents.stream`. Each page is of the moment it is read; nothing is yielded for no rows."""
        layout = layout_of(collection)
        with self._connection.translated():
            for page in pages(Query(self._database, layout, where, known_by), batch):
                yield frame_of(page, layout.collection.all_columns())

    def search(
        self,
        collection: str,
        tokens: Sequence[str],
        *where: Where,
        known_by: datetime | None = None,
        limit: int = 20,
    ) -> pl.DataFrame:
        """See `Documents.search`."""
        search = Search(Query(self._database, layout_of(collection), where, known_by), tuple(tokens))
        with self._connection.translated():
            return found(search, limit)

    def count(self, collection: str, *where: Where, known_by: datetime | None = None) -> int:
        """See `Documents.count`."""
        with self._connection.translated():
            return count(Query(self._database, layout_of(collection), where, known_by))

    def newest(
        self,
        collection: str,
        column: str,
        *where: Where,
        by: str | None = None,
        known_by: datetime | None = None,
    ) -> Mapping[str | None, object]:
        """See `Documents.newest`. Groups without a value are left out."""
        with self._connection.translated():
            return newest(Query(self._database, layout_of(collection), where, known_by), column, by)

    def extent(self, collection: str, *where: Where) -> Extent:
        """See `Documents.extent`."""
        with self._connection.translated():
            return extent(Query(self._database, layout_of(collection), where))

    def claim(
        self, collection: str, new: Mapping[str, object], *, expected: Mapping[str, object] | None
    ) -> bool:
        """See `Documents.claim`. A server replaces one document in one step."""
        layout = layout_of(collection)
        row = claimed(new, layout.collection)
        with self._connection.translated():
            check(self._database, self.fence)
            return claim(self._database, layout, row, expected)

    def claim_new(self, collection: str, frame: pl.DataFrame) -> int:
        """See `Documents.claim_new`. A server inserts each document in one step."""
        layout = layout_of(collection)
        rows = all_claimed(frame, layout.collection)
        with self._connection.translated():
            return claim_new(Batch(self._database, layout, 0, None, self._growing, self.fence), rows)

    def remove(self, collection: str, key: Mapping[str, object]) -> bool:
        """See `Documents.remove`."""
        declared = layout_of(collection).collection
        if declared.versioned or set(key) != set(declared.key):
            raise BadInput("wrong_key", collection=collection, columns=", ".join(key))
        for name, value in key.items():
            encoded(value, declared.columns[name], name)
        with self._connection.translated():
            check(self._database, self.fence)
            gone = self._database[declared.name].delete_one({"_id": identifier(declared, key)})
        return gone.deleted_count > 0

    def fenced(self, fence: Fence) -> "MongoDocuments":
        """See `Documents.fenced`. The number is read before each request that writes."""
        view = copy(self)
        view.fence = fence
        return view

    def check(self) -> str:
        """See `Documents.check`."""
        with self._connection.translated():
            version = self._connection.client.server_info()["version"]
            size = self._database.command("dbStats").get("dataSize", 0)
        return f"MongoDB {version}, layout {VERSION}, {float(size) / 1e6:,.1f} MB"

    def close(self) -> None:
        """Close the client's connections."""
        self._connection.close()
