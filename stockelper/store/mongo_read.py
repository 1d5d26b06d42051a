"""Reading from MongoDB: the current versions known by then and, of the others, the revision that was.

Current versions are read before history: a writer fills history first, so what moves meanwhile is in one
of the two, and what is in both is told by its key.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection as Place
from pymongo.database import Database

from stockelper.store.documents import Extent, Where
from stockelper.store.mongo_layout import Layout
from stockelper.store.mongo_values import Document, filters, kind_of
from stockelper.store.values import micros

LOOKED_UP = 50
"""How many revisions are checked against the later versions in one go."""


@dataclass(frozen=True)
class Query:
    """What is read: conditions, the moment of knowledge, columns, order and how many."""

    database: Database[Document]
    layout: Layout
    where: tuple[Where, ...] = ()
    known_by: datetime | None = None
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    descending: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        for name in (*(where.column for where in self.where), *self.columns, *self.order):
            kind_of(self.layout.collection, name)

    @property
    def known(self) -> int | None:
        """The moment of knowledge in microseconds, where it matters."""
        if self.known_by is None or not self.layout.collection.versioned:
            return None
        return micros(self.known_by)

    @property
    def current(self) -> Place[Document]:
        """Where the current versions are."""
        return self.database[self.layout.current]

    @property
    def revisions(self) -> Place[Document]:
        """Where the earlier versions are."""
        return self.database[self.layout.revisions]

    def now(self, *more: Document) -> Document:
        """The filter of current versions."""
        known: list[Document] = [] if self.known is None else [{"known_at": {"$lte": self.known}}]
        return every([*filters(self.layout.collection, self.where, "_id"), *known, *more])

    def then(self, *more: Document) -> Document:
        """The filter of revisions that may have been the known ones."""
        return every([*filters(self.layout.collection, self.where, "key"), *seen_at(self.known or 0), *more])


def every(conditions: list[Document]) -> Document:
    """All of the conditions."""
    return {"$and": conditions} if conditions else {}


def seen_at(known: int) -> list[Document]:
    """The conditions that a revision was known and not yet superseded."""
    return [{"known_at": {"$lte": known}}, {"superseded_at": {"$gt": known}}]


def rows(query: Query) -> list[Document]:
    """The documents of a read, not yet in order; of each side no more than the limit."""
    fields = _fields(query)
    cursor = query.current.find(query.now(), fields)
    if query.limit is not None:
        cursor = cursor.sort(sorting(query, "_id")).limit(max(query.limit, 1))
    found = list(cursor)
    if query.known is None:
        return found
    keys = {one["_id"] for one in found}
    return found + [one for one in islice(past(query, fields), query.limit) if one["_id"] not in keys]


def every_version(query: Query) -> list[Document]:
    """The current versions and all earlier ones that were ever visible, not yet in order."""
    found = {(one["_id"], one["known_at"]): one for one in query.current.find(query.now())}
    earlier = query.revisions.find(every(filters(query.layout.collection, query.where, "key")))
    for one in earlier:
        if int(str(one["superseded_at"])) > int(str(one["known_at"])):
            found.setdefault((one["key"], one["known_at"]), one)
    return list(found.values())


def _fields(query: Query) -> dict[str, int] | None:
    wanted = query.columns or tuple(query.layout.collection.all_columns())
    return dict.fromkeys((*wanted, *query.order), 1)


def sorting(query: Query, key: str) -> list[tuple[str, int]]:
    """By the order; an order that the key gives is walked by the ids."""
    direction = DESCENDING if query.descending else ASCENDING
    fixed = {where.column for where in query.where if where.operator == "=="}
    order = tuple(name for name in query.order if name not in fixed)
    rest = tuple(name for name in query.layout.collection.key if name not in fixed)
    if order == rest[: len(order)]:
        return [(key, direction)]
    return [*((name, direction) for name in order), (key, direction)]


def past(
    query: Query, fields: dict[str, int] | None, *more: Document, in_order: bool = False
) -> Iterator[Document]:
    """The revisions that were the known version of their record, each under the record's id."""
    wanted = None if fields is None else {**fields, "key": 1, "known_at": 1}
    cursor = query.revisions.find(query.then(*more), wanted)
    if in_order or query.limit is not None:
        cursor = cursor.sort(sorting(query, "key"))
    while portion := list(islice(cursor, LOOKED_UP)):
        yield from _latest(query, portion)


def _latest(query: Query, portion: Sequence[Document]) -> Iterator[Document]:
    known = query.known or 0
    keys = list({one["key"] for one in portion})
    current = query.current.find(every([{"_id": {"$in": keys}}, {"known_at": {"$lte": known}}]), {"_id": 1})
    latest: dict[object, object] = {one["_id"]: None for one in current}
    others = query.revisions.find(every([{"key": {"$in": keys}}, *seen_at(known)]), {"key": 1, "known_at": 1})
    for key, moments in _grouped(others).items():
        latest.setdefault(key, max(moments))
    for one in portion:
        if latest.get(one["key"]) == one["known_at"]:
            yield {**one, "_id": one["key"], "revision": one["_id"]}


def _grouped(versions: Iterable[Document]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for one in versions:
        moment = one["known_at"]
        assert isinstance(moment, int)
        found.setdefault(one["key"], []).append(moment)
    return found


def count(query: Query) -> int:
    """How many rows a read gives."""
    current = query.current.count_documents(query.now())
    return current if query.known is None else current + sum(1 for _ in past(query, {}))


def extent(query: Query) -> Extent:
    """How many current and earlier versions there are, and when the newest of each were stored."""
    kind_of(query.layout.collection, "recorded_at")
    earlier = every(filters(query.layout.collection, query.where, "key"))
    return Extent(*_counted(query.current, query.now()), *_counted(query.revisions, earlier))


def _counted(place: Place[Document], condition: Document) -> tuple[int, int | None]:
    group: Document = {"_id": None, "count": {"$sum": 1}, "stored": {"$max": "$recorded_at"}}
    for one in place.aggregate([{"$match": condition}, {"$group": group}]):
        return int(str(one["count"])), int(str(one["stored"]))
    return 0, None


def pages(query: Query, size: int) -> Iterator[list[Document]]:
    """All rows in key order, `size` at a time. Each page is a query of its own: none waits on a server."""
    query = replace(query, order=query.layout.collection.key)
    fields, after, rest = _fields(query), "", list[Document]()
    while True:
        page, upto = _page(query, fields, after, size)
        rest += page
        while len(rest) >= size:
            yield rest[:size]
            rest = rest[size:]
        if upto is None:
            break
        after = upto
    if rest:
        yield rest


def _page(
    query: Query, fields: dict[str, int] | None, after: str, size: int
) -> tuple[list[Document], str | None]:
    """The rows after an id, and the id up to which they are complete (None: to the end)."""
    cursor = query.current.find(query.now({"_id": {"$gt": after}}), fields).sort("_id", ASCENDING).limit(size)
    sides = [list(cursor)]
    if query.known is not None:
        sides.append(list(islice(past(query, fields, {"key": {"$gt": after}}, in_order=True), size)))
    upto = min((str(side[-1]["_id"]) for side in sides if len(side) == size), default=None)
    merged = {str(one["_id"]): one for side in reversed(sides) for one in side}
    return [merged[key] for key in sorted(merged) if upto is None or key <= upto], upto
