"""The staged way of writing: rows go into a temporary table and are told apart before the lock is taken.

It serves collections with numbered versions and batches that may be older than what is stored.
"""

import sqlite3
from dataclasses import dataclass

import polars as pl

from stockelper.store.documents import Written
from stockelper.store.sqlite_index import cut_words, index, numbers
from stockelper.store.sqlite_layout import SQL_TYPES, Table, listed, quoted, sql
from stockelper.store.sqlite_values import rows_of
from stockelper.store.sqlite_writer import Writer


@dataclass(frozen=True)
class Stamp:
    """When a batch is stored and, if it says so, when its changes were published (microseconds)."""

    recorded: int
    revised: int | None

    @property
    def changed_at(self) -> int:
        """From when a changed value was known."""
        return self.recorded if self.revised is None else self.revised


def write_staged(writer: Writer, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    """Store a conformed frame: what is new, changed, late or the same is told apart row by row."""
    with writer.connections.plain() as connection:
        _stage(connection, table, frame)
        words: dict[int, tuple[str, ...]] = {}
        if table.collection.search:  # cut before the lock is taken: it takes most of the time
            words = cut_words(connection, table, _news(_states(connection, table, stamp)))
        try:
            connection.execute("BEGIN IMMEDIATE")
            writer.check(connection)
            written = _apply(connection, table, stamp, words)
            connection.commit()
        finally:
            connection.rollback()
            connection.execute("DELETE FROM temp.incoming")
    return written


def _stage(connection: sqlite3.Connection, table: Table, frame: pl.DataFrame) -> None:
    columns = table.collection.written_columns()
    definitions = ", ".join(f"{quoted(name)} {SQL_TYPES[kind]}" for name, kind in columns.items())
    connection.execute("DROP TABLE IF EXISTS temp.incoming")
    shape = f"(pos INTEGER PRIMARY KEY, {definitions}, version INTEGER, state TEXT)"
    connection.execute(sql("CREATE TEMP TABLE incoming", shape))
    marks = ", ".join("?" * len(columns))
    insert = sql("INSERT INTO temp.incoming", f"({listed(tuple(columns))}) VALUES ({marks})")
    connection.execute("BEGIN")
    connection.executemany(insert, rows_of(frame))
    connection.commit()


def _states(connection: sqlite3.Connection, table: Table, stamp: Stamp) -> dict[int, str]:
    """For each staged row whether it is new, changed, late or the same as stored."""
    query = sql(
        "SELECT i.pos, CASE WHEN t.known_at IS NULL THEN 'new' WHEN NOT (", table.differs("t", "i"),
        ") THEN 'same' WHEN ? < t.known_at THEN 'late' ELSE 'changed' END",
        "FROM temp.incoming i LEFT JOIN", table.name, "t ON", table.same_key("t", "i"),
    )  # fmt: skip
    return dict(connection.execute(query, (stamp.revised,)))


def _news(states: dict[int, str]) -> list[int]:
    return [pos for pos, state in states.items() if state != "same"]


def _apply(
    connection: sqlite3.Connection, table: Table, stamp: Stamp, words: dict[int, tuple[str, ...]]
) -> Written:
    states = _states(connection, table, stamp)
    untils: dict[int, int] = {}
    for pos in [pos for pos, state in states.items() if state == "late"]:
        until = _room_in_history(connection, table, stamp, pos)
        states[pos] = "late" if until else "same"
        untils[pos] = until or 0
    news = _news(states)
    _mark(connection, table, states, news)
    for pos in (pos for pos in news if states[pos] == "late"):
        _insert_late(connection, table, stamp, pos, untils[pos])
    _insert_current(connection, table, stamp)
    index(connection, table, news, words)
    inserted = sum(state == "new" for state in states.values())
    return Written(inserted, len(news) - inserted, len(states) - len(news))


def _room_in_history(connection: sqlite3.Connection, table: Table, stamp: Stamp, pos: int) -> int | None:
    """Until when a late version was the known one; None when history has it already.

    The version that history holds for that moment now ends where the late one begins.
    """
    joined = sql("FROM temp.incoming i JOIN", table.revisions, "r ON", table.same_key("r", "i"))
    then = sql(
        "SELECT r.version, r.superseded_at, NOT (", table.differs("r", "i"), ")", joined,
        "WHERE i.pos = ? AND r.known_at <= ? AND r.superseded_at > ?",
    )  # fmt: skip
    found = connection.execute(then, (pos, stamp.changed_at, stamp.changed_at)).fetchone()
    if not found:
        return _first_known(connection, table, stamp, pos)
    version, until, is_same = found
    if is_same:
        return None
    shorten = sql("UPDATE", table.revisions, "SET superseded_at = ? WHERE version = ?")
    connection.execute(shorten, (stamp.changed_at, version))
    return int(until)


def _first_known(connection: sqlite3.Connection, table: Table, stamp: Stamp, pos: int) -> int:
    query = sql(
        "SELECT min(known_at) FROM (SELECT r.known_at FROM temp.incoming i JOIN", table.revisions,
        "r ON", table.same_key("r", "i"), "WHERE i.pos = :pos AND r.known_at > :at",
        "UNION ALL SELECT t.known_at FROM temp.incoming i JOIN", table.name, "t ON",
        table.same_key("t", "i"), "WHERE i.pos = :pos)",
    )  # fmt: skip
    (until,) = connection.execute(query, {"pos": pos, "at": stamp.changed_at}).fetchone()
    return int(until)


def _insert_late(connection: sqlite3.Connection, table: Table, stamp: Stamp, pos: int, until: int) -> None:
    columns = tuple(table.collection.columns)
    number = ("version", "i.version") if table.numbered else ("", "")
    statement = sql(
        "INSERT INTO", table.revisions, f"({', '.join(filter(None, (number[0], listed(columns))))},",
        "known_at, recorded_at, superseded_at) SELECT",
        ", ".join(filter(None, (number[1], listed(columns, "i.")))), ", ?, ?, ? FROM temp.incoming i WHERE i.pos = ?",
    )  # fmt: skip
    connection.execute(statement, (stamp.changed_at, stamp.recorded, until, pos))


def _insert_current(connection: sqlite3.Connection, table: Table, stamp: Stamp) -> None:
    columns = tuple(table.collection.written_columns())
    number = "version, " if table.numbered else ""
    updates = [f"{quoted(name)} = excluded.{quoted(name)}" for name in (*table.values, "recorded_at")]
    updates += ["version = excluded.version"] if table.numbered else []
    statement = sql(
        "INSERT INTO", table.name, f"AS t ({number}{listed(columns)}, recorded_at)",
        "SELECT", number, listed(columns), ", :recorded FROM temp.incoming",
        "WHERE state IN ('new', 'changed') ORDER BY", number, listed(table.collection.key),
        f"ON CONFLICT ({listed(table.collection.key)}) DO UPDATE SET", ", ".join(updates),
        ", known_at = max(:changed, t.known_at)",
    )  # fmt: skip
    connection.execute(statement, {"recorded": stamp.recorded, "changed": stamp.changed_at})


def _mark(connection: sqlite3.Connection, table: Table, states: dict[int, str], news: list[int]) -> None:
    numbered = numbers(connection, table, set(news)) if table.numbered else {}
    connection.executemany(
        "UPDATE temp.incoming SET state = ?, version = ? WHERE pos = ?",
        [(state, numbered.get(pos), pos) for pos, state in states.items()],
    )
