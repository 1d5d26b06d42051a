"""Reading from SQLite: conditions become one statement over the current versions and the revisions.

A read at `known_by` is the current rows known by then and, of the others, the revision that was the known
one: at most one row for each key. Both parts walk the same index, and SQLite merges them in order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from stockelper.errors import BadInput
from stockelper.store.collection import ColumnType
from stockelper.store.documents import Where
from stockelper.store.sqlite_layout import Side, Table, quoted, sql
from stockelper.store.sqlite_values import Value, stored
from stockelper.store.values import micros, sequence

COMPARISONS = {"==": "=", ">=": ">=", "<=": "<=", "<": "<", ">": ">"}


@dataclass(frozen=True)
class Statement:
    """SQL text and its parameters."""

    text: str
    parameters: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Query:
    """What is read of a table: conditions, the moment of knowledge, columns and order."""

    table: Table
    where: tuple[Where, ...] = ()
    known_by: datetime | None = None
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    descending: bool = False
    limit: int | None = None
    numbered: bool = False
    among_versions: tuple[int, ...] | None = field(default=None, repr=False)
    only_history: bool = False
    every_version: bool = False

    def __post_init__(self) -> None:
        for name in (*(where.column for where in self.where), *self.columns, *self.order):
            kind_of(self.table, name)

    def output(self) -> dict[str, ColumnType]:
        """The columns that come back, in order: the wanted ones, then what only the order needs."""
        wanted = self.columns or tuple(self.table.columns)
        names = dict.fromkeys((*wanted, *self.order))
        return {name: self.table.columns[name] for name in names}

    def chosen(self, versions: tuple[int, ...]) -> "Query":
        """The same of these versions only."""
        return replace(self, among_versions=versions)

    def statement(self) -> Statement:
        """The whole read."""
        parts = self._parts([*(["version"] if self.numbered else []), *self.output()])
        text = sql(" UNION ALL ".join(part.text for part in parts), self._order(), self._limit())
        limit = () if self.limit is None else (self.limit,)
        return Statement(text, (*(p for part in parts for p in part.parameters), *limit))

    def counting(self) -> Statement:
        """How many rows there are."""
        return self._around("SELECT count(*) FROM (", [], ")")

    def greatest(self, column: str, by: str | None) -> Statement:
        """The greatest value of a column, one for each value of `by`, or of all rows beside NULL."""
        if by is None:
            return self._greatest_of_all(column)
        needed = [column, *([by] if by != column else [])]
        return self._around(
            sql("SELECT", quoted(by), f", max({quoted(column)}) FROM ("), needed, ") GROUP BY 1"
        )

    def _greatest_of_all(self, column: str) -> Statement:
        """One row a place: asked alone and without a group, an index over the column answers at its end."""
        parts = [
            Statement(sql("SELECT NULL, max(", quoted(column), ") FROM (", part.text, ")"), part.parameters)
            for part in self._parts([column])
        ]
        text = " UNION ALL ".join(part.text for part in parts)
        return Statement(text, tuple(p for part in parts for p in part.parameters))

    def extents(self) -> tuple[Statement, Statement]:
        """How many current and earlier versions there are, and when the newest of each were stored."""
        kind_of(self.table, "recorded_at")
        current, earlier = (
            self._part(place, ["recorded_at"], ()) for place in (self.table.name, self.table.revisions)
        )
        return _counted(current), _counted(earlier)

    def _around(self, before: str, columns: list[str], after: str) -> Statement:
        parts = self._parts(columns)
        text = sql(before, " UNION ALL ".join(part.text for part in parts), after)
        return Statement(text, tuple(p for part in parts for p in part.parameters))

    def _parts(self, columns: list[str]) -> list[Statement]:
        if self.every_version:
            past = self._part(self.table.revisions, columns, (Statement("t.superseded_at > t.known_at"),))
            return [self._part(self.table.name, columns, ()), past]
        if not self.table.collection.versioned or self.known_by is None:
            return [self._part(self.table.name, columns, ())]
        known = micros(self.known_by)
        then = Statement("t.known_at <= ? AND t.superseded_at > ?", (known, known))
        history = self._part(self.table.revisions, columns, (then,))
        if self.only_history:
            return [history]
        return [self._part(self.table.name, columns, self.known_now()), history]

    def known_now(self) -> tuple[Statement, ...]:
        """The condition that a current version was known by then."""
        if not self.table.collection.versioned or self.known_by is None:
            return ()
        return (Statement("t.known_at <= ?", (micros(self.known_by),)),)

    def _part(self, source: str, columns: list[str], known: tuple[Statement, ...]) -> Statement:
        side = self._walked_side()
        carried = side[0].carried if side else ()
        conditions = [*known, *self._conditions(side, carried)]
        tables = f"{side[0].name} s CROSS JOIN {source} t ON t.version = s.version" if side else f"{source} t"
        chosen = ", ".join(f"{_place(name, carried)} AS {quoted(name)}" for name in columns) or "1"
        text = sql("SELECT", chosen, "FROM", tables, _and(conditions))
        return Statement(text, tuple(p for condition in conditions for p in condition.parameters))

    def _conditions(self, side: tuple[Side, Where] | None, carried: Sequence[str]) -> list[Statement]:
        conditions = [
            condition(self.table, where, carried) for where in self.where if not side or where is not side[1]
        ]
        if side:
            conditions.insert(0, Statement("s.value = ?", (_texts(side[1])[0],)))
        if self.among_versions is not None:
            chosen = json.dumps(self.among_versions)
            conditions.insert(0, Statement("t.version IN (SELECT value FROM json_each(?))", (chosen,)))
        return conditions

    def _walked_side(self) -> tuple[Side, Where] | None:
        """The list index to walk: one value is asked for, and not chosen versions."""
        if self.among_versions is not None:
            return None
        for where in self.where:
            for side in self.table.sides:
                if where.operator == "has" and where.column == side.column and len(_texts(where)) == 1:
                    return side, where
        return None

    def _order(self) -> str:
        if self.every_version:
            return (
                ""  # put in order by the caller: in the order of the key SQLite would walk all of the table
            )
        names = dict.fromkeys((*self.order, *(self.table.collection.key if self._complete() else ())))
        direction = " DESC" if self.descending else ""
        return "ORDER BY " + ", ".join(quoted(name) + direction for name in names) if names else ""

    def _complete(self) -> bool:
        return all(name in self.output() for name in self.table.collection.key)

    def _limit(self) -> str:
        return "" if self.limit is None else "LIMIT ?"


def _counted(part: Statement) -> Statement:
    return Statement(sql("SELECT count(*), max(recorded_at) FROM (", part.text, ")"), part.parameters)


def kind_of(table: Table, column: str) -> ColumnType:
    """The type of a declared column.

    Raises:
        BadInput: when the collection has no such column.
    """
    try:
        return table.columns[column]
    except KeyError as error:
        raise BadInput("unknown_column", collection=table.collection.name, column=column) from error


def condition(table: Table, where: Where, carried: Sequence[str] = ()) -> Statement:
    """One condition as SQL.

    Raises:
        BadInput: when the operator or the value does not fit the column.
    """
    kind, place = kind_of(table, where.column), _place(where.column, carried)
    if where.operator == "is_null":
        return Statement(sql(place, "IS NULL" if where.value else "IS NOT NULL"))
    if where.operator == "has":
        return _has(table, where)
    if kind == "list":
        raise BadInput("wrong_operator", column=where.column, operator=where.operator)
    if where.operator == "in":
        values = [stored(value, kind, where.column) for value in sequence(where)]
        return Statement(sql(place, "IN (SELECT value FROM json_each(?))"), (json.dumps(values),))
    return Statement(sql(place, COMPARISONS[where.operator], "?"), (stored(where.value, kind, where.column),))


def _has(table: Table, where: Where) -> Statement:
    if table.columns[where.column] != "list":
        raise BadInput("wrong_operator", column=where.column, operator=where.operator)
    values = (json.dumps(_texts(where)),)
    for side in table.sides:
        if side.column == where.column:
            asked = "t.version IN (SELECT version FROM {} WHERE value IN (SELECT value FROM json_each(?)))"
            return Statement(asked.format(side.name), values)
    inside = "EXISTS (SELECT 1 FROM json_each(t.{}) j WHERE j.value IN (SELECT value FROM json_each(?)))"
    return Statement(inside.format(quoted(where.column)), values)


def _texts(where: Where) -> list[str]:
    return [str(stored(value, "list", where.column)) for value in sequence(where)]


def _place(name: str, carried: Sequence[str]) -> str:
    return ("s." if name in carried else "t.") + quoted(name)


def _and(conditions: Sequence[Statement]) -> str:
    return "WHERE " + " AND ".join(condition.text for condition in conditions) if conditions else ""
