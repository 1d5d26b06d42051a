"""What points at the numbered versions of a collection: the list columns' indexes and the words.

A version's number is its time column's millisecond and a counter within it, so that numbers grow with
time. The rows are those staged in `temp.incoming` (see `stockelper.store.sqlite_staged`).
"""

import sqlite3

from stockelper.store.sqlite_layout import Table, listed, quoted, sql
from stockelper.store.sqlite_words import indexed, subjects

PER_MILLISECOND = 1 << 21
"""Version numbers for each millisecond of the time column: 9.2e18 of them last until 2109."""
LATEST_MILLISECOND = (1 << 42) - 1


def numbers(connection: sqlite3.Connection, table: Table, news: set[int]) -> dict[int, int]:
    """A free version number for each new version, in the millisecond of its time column."""
    time = table.timed[1]
    when = f"coalesce({quoted(time)}, known_at)" if time else "known_at"
    query = sql("SELECT pos, max(min(", when, "/ 1000, :latest), -:latest) FROM temp.incoming")
    found = connection.execute(query, {"latest": LATEST_MILLISECOND})
    at = {pos: ms for pos, ms in found if pos in news}
    free = {ms: _first_free(connection, table, ms) for ms in set(at.values())}
    given: dict[int, int] = {}
    for pos, ms in at.items():
        given[pos] = free[ms]
        free[ms] += 1
    return given


def _first_free(connection: sqlite3.Connection, table: Table, ms: int) -> int:
    first = ms * PER_MILLISECOND
    query = "SELECT max(version) FROM {} WHERE version >= ? AND version < ?"
    used = [
        connection.execute(query.format(name), (first, first + PER_MILLISECOND)).fetchone()[0]
        for name in (table.name, table.revisions)
    ]
    return max((version + 1 for version in used if version is not None), default=first)


def index(
    connection: sqlite3.Connection, table: Table, news: list[int], words: dict[int, tuple[str, ...]]
) -> None:
    """Enter the new versions; `words` holds what was cut before the lock was taken."""
    for side in table.sides:
        carried = listed(side.carried)
        statement = sql(
            "INSERT OR IGNORE INTO", side.name, f"(value, {carried}, version) SELECT j.value,", carried,
            ", version FROM temp.incoming i, json_each(i.", quoted(side.column), ") j WHERE i.state <> 'same'",
        )  # fmt: skip
        connection.execute(statement)
    if table.collection.search and news:
        words |= cut_words(connection, table, [pos for pos in news if pos not in words])
        _insert_words(connection, table, words)


def cut_words(
    connection: sqlite3.Connection, table: Table, positions: list[int]
) -> dict[int, tuple[str, ...]]:
    """The words of staged rows as the index takes them."""
    about = table.timed[0]
    columns = listed(table.collection.search) + (f", {quoted(about)}" if about else ", NULL")
    query = sql("SELECT", columns, "FROM temp.incoming WHERE pos = ?")
    is_list = bool(about) and table.columns[about] == "list" if about else False
    words: dict[int, tuple[str, ...]] = {}
    for pos in positions:
        *texts, subject = connection.execute(query, (pos,)).fetchone()
        words[pos] = (*map(indexed, texts), subjects(subject, is_list=is_list))
    return words


def _insert_words(connection: sqlite3.Connection, table: Table, words: dict[int, tuple[str, ...]]) -> None:
    """In the order of the version numbers: FTS5 flushes what it has gathered when they go back."""
    query = "SELECT pos, version FROM temp.incoming WHERE state <> 'same' ORDER BY version"
    rows = [(version, *words[pos]) for pos, version in connection.execute(query)]
    marks = ", ".join("?" * (len(table.collection.search) + 2))
    statement = f"INTO {table.words} (rowid, {listed(table.collection.search)}, about) VALUES ({marks})"
    connection.executemany(sql("INSERT", statement), rows)
