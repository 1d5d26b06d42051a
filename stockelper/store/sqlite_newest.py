"""The greatest value of a column without reading every row, where the primary key allows it.

Bars lie by (security, interval, date): the newest date of each security is one step back from the end of
its dates, so the securities are walked by seeks and a market of 2,700 costs some milliseconds.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from stockelper.store.sqlite_layout import Table, listed, sql
from stockelper.store.sqlite_read import Query, Statement, condition, kind_of
from stockelper.store.sqlite_values import Value, loaded


def newest(
    connection: sqlite3.Connection, query: Query, column: str, by: str | None
) -> Mapping[str | None, object]:
    """The greatest value of `column` for each `by` (text), or under None."""
    table = query.table
    kind = kind_of(table, column)
    if by:
        kind_of(table, by)
    pairs = _walked(connection, query, column, by) if _walkable(table, column, by) else None
    if pairs is None:
        statement = query.greatest(column, by)
        pairs = connection.execute(statement.text, statement.parameters)
    greatest: dict[Value, Value] = {}
    for group, value in pairs:
        known = greatest.get(group)
        if value is not None and (known is None or _rank(value) > _rank(known)):
            greatest[group] = value
    return {None if group is None else str(group): loaded(value, kind) for group, value in greatest.items()}


def _rank(value: Value) -> tuple[float, str]:
    """Values of one column compared: numbers by size, texts by code point."""
    return (
        (0.0, value)
        if isinstance(value, str)
        else (float(value or 0), "")
        if not isinstance(value, bytes)
        else (0.0, "")
    )


def _prefix(table: Table, column: str) -> tuple[str, ...]:
    key = table.collection.key
    return key[: key.index(column)]


def _walkable(table: Table, column: str, by: str | None) -> bool:
    key = table.collection.key
    if table.numbered or column not in key[1:]:
        return False
    return by is None or by in _prefix(table, column)


def _walked(
    connection: sqlite3.Connection, query: Query, column: str, by: str | None
) -> Iterator[tuple[Value, Value]]:
    prefix = _prefix(query.table, column)
    for start in _starts(connection, query, prefix):
        fixed = tuple(zip(prefix, start, strict=True))
        group = dict(fixed)[by] if by else None
        yield group, _last(connection, query, fixed, column)
    yield from _in_history(connection, query, column, by)


def _starts(
    connection: sqlite3.Connection, query: Query, prefix: tuple[str, ...]
) -> Iterator[tuple[Value, ...]]:
    """Every combination of the prefix columns, found by seeking past the one before."""
    conditions = [condition(query.table, where) for where in query.where if where.column in prefix]
    select = sql("SELECT", listed(prefix, "t."), "FROM", query.table.name, "t")
    found = connection.execute(_ended(select, conditions, listed(prefix, "t.")), _flat(conditions)).fetchone()
    while found:
        yield found
        found = _next_start(connection, select, conditions, tuple(zip(prefix, found, strict=True)))


def _next_start(
    connection: sqlite3.Connection,
    select: str,
    conditions: list[Statement],
    after: tuple[tuple[str, Value], ...],
) -> tuple[Value, ...] | None:
    """The last column is stepped first; one comparison of all would read every row of the last one."""
    order = listed(tuple(name for name, _ in after), "t.")
    for depth in reversed(range(len(after))):
        fixed = [Statement(f't."{name}" = ?', (value,)) for name, value in after[:depth]]
        name, value = after[depth]
        past = [*fixed, Statement(f't."{name}" > ?', (value,)), *conditions]
        if found := connection.execute(_ended(select, past, order), _flat(past)).fetchone():
            return found
    return None


def _ended(select: str, conditions: list[Statement], order: str) -> str:
    where = "WHERE " + " AND ".join(c.text for c in conditions) if conditions else ""
    return sql(select, where, "ORDER BY", order, "LIMIT 1")


def _flat(conditions: list[Statement]) -> tuple[Value, ...]:
    return tuple(value for condition in conditions for value in condition.parameters)


def _last(
    connection: sqlite3.Connection, query: Query, fixed: tuple[tuple[str, Value], ...], column: str
) -> Value:
    """The greatest value within one combination: the last row of its range that meets the conditions."""
    prefix = [Statement(f't."{name}" = ?', (value,)) for name, value in fixed]
    conditions = [*prefix, *query.known_now(), *(condition(query.table, where) for where in query.where)]
    select = sql("SELECT", f't."{column}"', "FROM", query.table.name, "t")
    found = connection.execute(_ended(select, conditions, f't."{column}" DESC'), _flat(conditions)).fetchone()
    return found[0] if found else None


def _in_history(
    connection: sqlite3.Connection, query: Query, column: str, by: str | None
) -> Iterator[tuple[Value, Value]]:
    """The same of rows that have since been revised."""
    if query.known_by is not None and query.table.collection.versioned:
        statement = replace(query, only_history=True).greatest(column, by)
        yield from connection.execute(statement.text, statement.parameters)
