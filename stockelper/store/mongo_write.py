"""Writing into MongoDB without transactions: an order of steps that may be cut off anywhere and run again.

Stored versions of a portion are read and told apart by a digest of their values; where the portion before held nothing but
new rows the next one is inserted without looking, and what the server refuses is looked at then. New rows are
inserted; of a changed one the old version is written into history first, then the current one is replaced,
if it still is the one that was read. What another writer was faster with is read again. A row is thus
always whole; a portion that was cut off is completed by the same batch again, and nothing is doubled,
because every step is idempotent on the key and `known_at`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import polars as pl
from pymongo import InsertOne, ReplaceOne, UpdateOne
from pymongo.collection import Collection as Place
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from stockelper.errors import StoreBusy
from stockelper.store.documents import Fence, Written
from stockelper.store.mongo_connection import DUPLICATE
from stockelper.store.mongo_fence import check
from stockelper.store.mongo_layout import Layout
from stockelper.store.mongo_values import CONTENT, Document, stored_form

PORTION = 5_000
ASKED = 50
"""How many ids one query names: some servers compare each document that they find with the whole list."""
AT_ONCE = 4
INSERTED, INSERTING = 2_500, 2
"""Documents of one request that inserts, and how many such requests are under way at once."""
ATTEMPTS = 50
"""How often a portion is read again because other writers were faster."""
Write = InsertOne[Document] | ReplaceOne[Document] | UpdateOne


@dataclass(frozen=True)
class Batch:
    """Where a batch goes, when it is stored and, if it says so, was published (microseconds), and under which fence.

    `growing` names the collections whose last whole portion held nothing but new rows; it is shared by all batches of a
    store.
    """

    database: Database[Document]
    layout: Layout
    recorded: int
    revised: int | None
    growing: set[str]
    fence: Fence | None = None


@dataclass(frozen=True)
class Pair:
    """A stored version and the row that differs from it."""

    old: Document
    new: Document


def write(batch: Batch, frame: pl.DataFrame) -> Written:
    """Store a conformed frame whose keys are unique."""
    written = Written()
    for portion in _formed(batch, frame):
        written += _write_portion(batch, portion)
    return written


def _formed(batch: Batch, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Portions as they are stored; the next one is made while the server works on the one before."""

    def formed(portion: pl.DataFrame) -> pl.DataFrame:
        return stored_form(portion, batch.layout.collection, batch.recorded)

    portions = frame.iter_slices(PORTION)
    if frame.height <= PORTION:
        yield from map(formed, portions)
        return
    with ThreadPoolExecutor(1) as pool:
        ready = pool.submit(formed, next(portions))
        for portion in portions:
            following = pool.submit(formed, portion)
            yield ready.result()
            ready = following
        yield ready.result()


def _write_portion(batch: Batch, portion: pl.DataFrame) -> Written:
    inserted = changed = 0
    ids, digests = portion["_id"].to_list(), portion[CONTENT].to_list()
    current = batch.layout.current
    stored = {} if current in batch.growing else stored_digests(batch, ids)
    differ = [stored.get(one) != digest for one, digest in zip(ids, digests, strict=True)]
    pending: list[Document] = portion.filter(pl.Series(differ, dtype=pl.Boolean)).to_dicts()
    for _ in range(ATTEMPTS):
        new, pairs = _told_apart(batch, pending, stored)
        late, due = _by_time(batch, pairs)
        inserted += (entered := insert(batch, new))
        changed += _insert_late(batch, late) + (replaced := _replace(batch, due))
        if entered == len(new) and replaced == len(due):
            is_growing = inserted == len(ids) == PORTION
            (batch.growing.add if is_growing else batch.growing.discard)(current)
            return Written(inserted, changed, len(ids) - inserted - changed)
        pending = [*new, *(pair.new for pair in due)]
        stored = stored_digests(batch, [one["_id"] for one in pending])
    raise StoreBusy(path=batch.database.name, detail="other writers change the same rows")


def _told_apart(
    batch: Batch, documents: list[Document], stored: Mapping[object, object]
) -> tuple[list[Document], list[Pair]]:
    """The rows that are not stored, and those that differ from what is."""
    new = [one for one in documents if one["_id"] not in stored]
    others = {
        one["_id"]: one for one in documents if one["_id"] in stored and stored[one["_id"]] != one[CONTENT]
    }
    found = _found(batch.database[batch.layout.current], "_id", list(others))
    pairs = [Pair(old, others[old["_id"]]) for old in found]
    return new, [pair for pair in pairs if _differ(batch.layout, pair.old, pair.new)]


def stored_digests(batch: Batch, ids: Sequence[object]) -> dict[object, object]:
    """The digests of the stored versions; several queries are under way at once."""
    place = batch.database[batch.layout.current]

    def asked(start: int) -> list[Document]:
        some = {"_id": {"$in": list(ids[start : start + ASKED])}}
        return place.find(some, {CONTENT: 1}, batch_size=4 * ASKED).to_list()

    starts = range(0, len(ids), ASKED)
    if len(starts) == 1:
        return {one["_id"]: one[CONTENT] for one in asked(0)}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {one["_id"]: one[CONTENT] for part in pool.map(asked, starts) for one in part}


def _found(place: Place[Document], field: str, ids: Sequence[object]) -> Iterator[Document]:
    for start in range(0, len(ids), ASKED):
        yield from place.find({field: {"$in": list(ids[start : start + ASKED])}})


def _differ(layout: Layout, old: Document, new: Document) -> bool:
    return any(old.get(name) != new.get(name) for name in layout.values)


def _by_time(batch: Batch, pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The rows that are older than the stored version, and the others."""
    if batch.revised is None or not batch.layout.collection.versioned:
        return [], pairs
    late = [pair for pair in pairs if batch.revised < _time(pair.old)]
    return late, [pair for pair in pairs if batch.revised >= _time(pair.old)]


def _time(document: Document, field: str = "known_at") -> int:
    value = document[field]
    assert isinstance(value, int)
    return value


def insert(batch: Batch, documents: list[Document]) -> int:
    """How many went in; one that another writer was faster with does not. Several requests are under way at once."""
    parts = [documents[start : start + INSERTED] for start in range(0, len(documents), INSERTED)]

    def entered(part: list[Document]) -> int:
        writes = [InsertOne(batch.layout.indexed(document)) for document in part]
        return _applied(batch, batch.layout.current, writes)

    if len(parts) == 1:
        return entered(parts[0])
    with ThreadPoolExecutor(INSERTING) as pool:
        return sum(pool.map(entered, parts))


def _replace(batch: Batch, pairs: list[Pair]) -> int:
    """How many current versions were replaced, after theirs were kept in history."""
    if batch.layout.collection.versioned:
        since = batch.recorded if batch.revised is None else batch.revised
        pairs = [replace(pair, new={**pair.new, "known_at": max(since, _time(pair.old))}) for pair in pairs]
        _keep(batch, ((pair.old, _time(pair.new)) for pair in pairs))
    return _applied(
        batch,
        batch.layout.current,
        [ReplaceOne(_same(batch, pair.old), batch.layout.indexed(pair.new)) for pair in pairs],
    )


def _same(batch: Batch, old: Document) -> Document:
    """The filter that finds a version as it was read."""
    names = ("_id", CONTENT, "known_at") if batch.layout.collection.versioned else ("_id", CONTENT)
    return {name: old[name] for name in names}


def _keep(batch: Batch, versions: Iterable[tuple[Document, int]]) -> None:
    """Versions into history, each with the time from which a later one was known."""
    writes: list[Write] = []
    for version, until in versions:
        key, fields = version["_id"], {name: value for name, value in version.items() if name != "_id"}
        update = {"$set": {**fields, "key": key}, "$max": {"superseded_at": until}}
        writes.append(UpdateOne({"_id": f"{key}\x1e{version['known_at']}"}, update, upsert=True))
    while writes and _applied(batch, batch.layout.revisions, writes) < len(writes):
        pass  # two writers made the same revision at once: the second goes over the first


def _applied(batch: Batch, place: str, writes: Sequence[Write]) -> int:
    """How many of the writes found their row or made one; duplicates of other writers' do not count.

    Replacing never makes a duplicate; of the others each that was not refused was done.
    """
    if not writes:
        return 0
    check(batch.database, batch.fence)
    try:
        result = batch.database[place].bulk_write(list(writes), ordered=False)
    except BulkWriteError as error:
        details = error.details
        if details["writeConcernErrors"] or any(one["code"] != DUPLICATE for one in details["writeErrors"]):
            raise
        return len(writes) - len(details["writeErrors"])
    return result.inserted_count + result.matched_count + result.upserted_count


def _insert_late(batch: Batch, pairs: list[Pair]) -> int:
    """Versions older than the stored one go into history, where it does not say the same already."""
    if not pairs or batch.revised is None:
        return 0
    moment = batch.revised
    keys = [pair.old["_id"] for pair in pairs]
    history: dict[object, list[Document]] = {key: [] for key in keys}
    for version in _found(batch.database[batch.layout.revisions], "key", keys):
        history[version["key"]].append(version)
    kept: list[tuple[Document, int]] = []
    for pair in pairs:
        versions = sorted(history[pair.old["_id"]], key=_time)
        before = [version for version in versions if _time(version) <= moment]
        if not before or _differ(batch.layout, before[-1], pair.new):
            until = min(_time(version) for version in (*versions, pair.old) if _time(version) > moment)
            kept.append((batch.layout.indexed({**pair.new, "known_at": moment}), until))
    _keep(batch, kept)
    return len(kept)
