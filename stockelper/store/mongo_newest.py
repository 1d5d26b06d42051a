"""The greatest value of a column without reading every document, where an index allows it."""

from collections.abc import Iterator
from dataclasses import replace

from pymongo import ASCENDING

from stockelper.store.documents import Where
from stockelper.store.mongo_read import Query, past, sorting
from stockelper.store.mongo_values import AFTER_SEPARATOR, SEPARATOR, Document, decoded, kind_of


def newest(query: Query, column: str, by: str | None) -> dict[str | None, object]:
    """The greatest value of a column for each value of `by`, or under None."""
    kind = kind_of(query.layout.collection, column)
    if by:
        kind_of(query.layout.collection, by)
    values = list(_greatest_now(query, column, by))
    if query.known is not None:
        fields: dict[str, int] = dict.fromkeys([column, by or column], 1)
        values += [(one.get(by) if by else None, one.get(column)) for one in past(query, fields)]
    greatest: dict[str | None, object] = {}
    for name, value in values:
        key = None if name is None else str(name)
        if value is not None and (key not in greatest or _less(greatest[key], value)):
            greatest[key] = value
    return {key: decoded(value, kind) for key, value in greatest.items()}


def _greatest_now(query: Query, column: str, by: str | None) -> Iterator[tuple[object, object]]:
    """The same of current versions, one short query for each group: it is the end of an index where it can."""
    query = replace(query, order=(column,), descending=True)
    for group in _groups(query, by) if by else (None,):
        asked = replace(query, where=(*query.where, _in_group(by, group))) if by else query
        some: Document = {column: {"$ne": None}}
        cursor = asked.current.find(asked.now(some), {column: 1}).sort(sorting(asked, "_id")).limit(1)
        for one in cursor:
            yield group, one[column]


def _in_group(by: str, group: object) -> Where:
    return Where(by, "is_null", value=True) if group is None else Where(by, "==", group)


def _groups(query: Query, by: str) -> Iterator[object]:
    """The values of a column; of the key's first one by stepping over each value's ids."""
    if by != query.layout.collection.key[0]:
        yield from query.current.distinct(by, query.now())
        return
    after: list[Document] = []
    while found := query.current.find_one(query.now(*after), {by: 1}, sort=[("_id", ASCENDING)]):
        yield found[by]
        last = str(found["_id"]).split(SEPARATOR)[0]
        after = [{"_id": {"$gte": last + AFTER_SEPARATOR}}]


def _less(one: object, other: object) -> bool:
    """Values of one column compared: numbers by size, texts by code point."""
    if isinstance(one, str) or isinstance(other, str):
        return str(one) < str(other)
    assert isinstance(one, int | float)
    assert isinstance(other, int | float)
    return one < other
