"""Brings a SQLite file to the program's layout: numbered forward migrations, a backup before each.

Version 1 is the tables that the collections declare. A collection or column that is declared later is
added where it is missing. What cannot be added so (another key, another meaning) is a numbered migration.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from stockelper.clock import wall_clock
from stockelper.errors import StoreTooNew
from stockelper.store.sqlite_connections import transaction
from stockelper.store.sqlite_layout import SQL_TYPES, Table, quoted, sql
from stockelper.store.values import micros

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Mapping[int, Migration] = {}
"""From 2 on: what changes a file of the version before. Version 1 is made by `missing` alone."""

VERSION_TABLE = "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL)"


def bring_up(
    connection: sqlite3.Connection,
    path: Path,
    tables: Sequence[Table],
    migrations: Mapping[int, Migration] = MIGRATIONS,
) -> None:
    """Create or extend the layout where it is not the program's. Writes nothing when it is.

    Raises:
        StoreTooNew: when the file has a version that this program does not know.
    """
    newest = max(migrations, default=1)
    found = version_of(connection)
    if found > newest:
        raise StoreTooNew(path=str(path), found=found, known=newest)
    if found == newest and not missing(connection, tables):
        return
    if found:
        _back_up(connection, path, found)
    with transaction(connection):
        _apply(connection, tables, migrations)


def version_of(connection: sqlite3.Connection) -> int:
    """The file's layout version, 0 for an empty file."""
    if "schema_version" not in _existing(connection):
        return 0
    (version,) = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchone()
    return int(version)


def missing(connection: sqlite3.Connection, tables: Sequence[Table]) -> list[str]:
    """The statements that add what is declared and not in the file."""
    existing = _existing(connection)
    return [statement for table in tables for statement in _missing_of(connection, table, existing)]


def _apply(
    connection: sqlite3.Connection, tables: Sequence[Table], migrations: Mapping[int, Migration]
) -> None:
    found = version_of(connection)  # another process may have been faster
    if not found:
        connection.execute(VERSION_TABLE)
        migrations = {max(migrations, default=1): _nothing}
    for number in sorted(n for n in migrations if n > found):
        migrations[number](connection)
        _record(connection, number)
    for statement in missing(connection, tables):
        connection.execute(statement)


def _nothing(_connection: sqlite3.Connection) -> None:
    """A new file has nothing to migrate."""


def _record(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("INSERT INTO schema_version VALUES (?, ?)", (number, micros(wall_clock())))


def _existing(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def _missing_of(connection: sqlite3.Connection, table: Table, existing: set[str]) -> list[str]:
    declared = table.statements()
    columns = _missing_columns(connection, table) if table.collection.name in existing else []
    trigger = f"{table.collection.name}_revised"
    if columns and trigger in declared:
        columns.append(sql("DROP TRIGGER IF EXISTS", quoted(trigger)))
        existing = existing - {trigger}
    return columns + [made for name, made in declared.items() if name not in existing]


def _missing_columns(connection: sqlite3.Connection, table: Table) -> list[str]:
    names = [table.name, *([table.revisions] if table.collection.versioned else [])]
    query = "SELECT name FROM pragma_table_info(?)"
    statements: list[str] = []
    for name in names:
        present = {column for (column,) in connection.execute(query, (name.strip('"'),))}
        statements += [
            sql("ALTER TABLE", name, "ADD COLUMN", quoted(column), SQL_TYPES[kind])
            for column, kind in table.columns.items()
            if column not in present
        ]
    return statements


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """A whole copy beside the file."""
    stamp = wall_clock().strftime("%Y%m%dT%H%M%S%f")
    connection.execute("VACUUM INTO ?", (f"{path}.v{version}-{stamp}.bak",))
