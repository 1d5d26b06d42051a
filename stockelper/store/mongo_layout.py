"""How a collection lies in MongoDB, made from its declaration.

A versioned collection `bars` has

- `bars`: the current version of each record under its natural key as `_id`. No other index repeats the
  key: a security's dates are one range of ids;
- `bars_revisions`: earlier versions under the key and their `known_at`, each with `superseded_at`. What
  counts is the latest version known at a time; `superseded_at` only limits which ones are looked at, so it
  may be too late (after a batch that was cut off, or a version that arrived late) and never too early;
- where text is searched, both hold `words` (each search word once) and `dated`, and an index of the two.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from stockelper.clock import wall_clock
from stockelper.errors import StoreTooNew
from stockelper.language.tokens import tokens
from stockelper.store.collection import Collection
from stockelper.store.collections import COLLECTIONS, collection
from stockelper.store.mongo_values import Document
from stockelper.store.values import micros

VERSION = 1
"""The layout's number; a change that indexes alone cannot make is a migration with the next one."""


@dataclass(frozen=True)
class Layout:
    """One collection's places and indexes."""

    collection: Collection

    @property
    def current(self) -> str:
        """The name of the current versions' collection."""
        return self.collection.name

    @property
    def revisions(self) -> str:
        """The name of the earlier versions' collection."""
        return f"{self.collection.name}_revisions"

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The columns whose change makes a new version."""
        return tuple(name for name in self.collection.columns if name not in self.collection.key)

    @cached_property
    def time(self) -> str | None:
        """The column that says when a text is from, out of the declared indexes."""
        for index in self.collection.indexes:
            if len(index) == 2 and self.collection.columns[index[1]] == "time":
                return index[1]
        return None

    def indexes(self) -> Mapping[str, Sequence[IndexModel]]:
        """The indexes of both places."""
        declared = [IndexModel([(name, ASCENDING) for name in index]) for index in self.collection.indexes]
        if self.collection.search:
            declared.append(IndexModel([("words", ASCENDING), ("dated", DESCENDING)]))
        made = {self.current: declared} if declared else {}
        if self.collection.versioned:
            history = IndexModel([("key", ASCENDING), ("known_at", ASCENDING)])
            made[self.revisions] = [history, *declared]
        return made

    def indexed(self, document: Document) -> Document:
        """A new version with what the full-text index needs."""
        if not self.collection.search:
            return document
        texts = (document.get(name) for name in self.collection.search)
        words = dict.fromkeys(word for text in texts if isinstance(text, str) for word in tokens(text))
        dated = document.get(self.time) if self.time else None
        return {**document, "words": list(words), "dated": document["known_at"] if dated is None else dated}


LAYOUTS: Mapping[str, Layout] = {name: Layout(declared) for name, declared in COLLECTIONS.items()}


def layout_of(name: str) -> Layout:
    """The layout of a collection.

    Raises:
        BadInput: when no collection is called so.
    """
    return LAYOUTS[collection(name).name]


def bring_up(database: Database[Document], address: str) -> None:
    """Make the declared indexes where they are missing. Writes nothing when the database is current.

    Raises:
        StoreTooNew: when the database has a layout that this program does not know.
    """
    found = database["schema_version"].find_one({"_id": "documents"}) or {}
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StoreTooNew(path=address, found=version, known=VERSION)
    declared = {place: models for one in LAYOUTS.values() for place, models in one.indexes().items()}
    names = sorted(f"{place}.{model.document['name']}" for place in declared for model in declared[place])
    if found.get("indexes") == names:
        return
    for place, models in declared.items():
        database[place].create_indexes(list(models))
    made = {"version": VERSION, "indexes": names, "applied": micros(wall_clock())}
    with suppress(DuplicateKeyError):  # another process opened the same new database
        database["schema_version"].update_one({"_id": "documents"}, {"$set": made}, upsert=True)
