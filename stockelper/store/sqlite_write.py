"""Writing a batch into SQLite: one transaction, exact counts, the old versions kept.

Two ways with one meaning. The direct way is the bare upsert with a condition that something differs; a
trigger keeps the old version. The staged way, through a temporary table, is for collections whose
versions are numbered (texts to index) and for batches that may be older than what is stored.
"""

import sqlite3
from dataclasses import dataclass

import polars as pl

from stockelper.store.documents import Written
from stockelper.store.frames import wanted_columns
from stockelper.store.sqlite_connections import Connections
from stockelper.store.sqlite_layout import SQL_TYPES, Table, listed, quoted, sql
from stockelper.store.sqlite_values import rows_of
from stockelper.store.sqlite_words import indexed, subjects

PER_MILLISECOND = 1 << 21
"""Version numbers for each millisecond of the time column: 9.2e18 of them last until 2109."""
LATEST_MILLISECOND = (1 << 42) - 1


@dataclass(frozen=True)
class Stamp:
    """When a batch is stored and, if it says so, when its changes were published (microseconds)."""

    recorded: int
    revised: int | None

    @property
    def changed_at(self) -> int:
        """From when a changed value was known."""
        return self.recorded if self.revised is None else self.revised


def write(connections: Connections, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    """Store a conformed frame whose keys are unique."""
    if not table.collection.versioned:
        return _write_state(connections, table, frame)
    if table.numbered or stamp.revised is not None:
        return _write_staged(connections, table, frame, stamp)
    return _write_direct(connections, table, frame, stamp)


def _write_direct(connections: Connections, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    statement = _upsert(table, "VALUES (" + ", ".join("?" * len(table.columns)) + ")")
    rows = rows_of(frame, stamp.recorded)
    with connections.writing() as connection:
        before, changes = _revision_count(connection, table), connection.total_changes
        connection.executemany(statement, rows)
        changed = _revision_count(connection, table) - before
        inserted = connection.total_changes - changes - 2 * changed
    return Written(inserted, changed, len(frame) - inserted - changed)


def _upsert(table: Table, source: str) -> str:
    updates = [f"{quoted(name)} = excluded.{quoted(name)}" for name in (*table.values, "recorded_at")]
    updates.append("known_at = max(excluded.recorded_at, t.known_at)")
    return sql(
        "INSERT INTO", table.name, f"AS t ({listed(tuple(table.columns))})", source,
        f"ON CONFLICT ({listed(table.collection.key)}) DO UPDATE SET", ", ".join(updates),
        "WHERE", table.differs("t", "excluded"),
    )  # fmt: skip


def _revision_count(connection: sqlite3.Connection, table: Table) -> int:
    """How many revisions there are: their numbers run from 1 without gaps."""
    (count,) = connection.execute(sql("SELECT coalesce(max(version), 0) FROM", table.revisions)).fetchone()
    return int(count)


def _write_state(connections: Connections, table: Table, frame: pl.DataFrame) -> Written:
    names, marks = tuple(table.columns), ", ".join("?" * len(table.columns))
    insert = sql("INSERT INTO", table.name, f"AS t ({listed(names)}) VALUES ({marks})")
    conflict = f"ON CONFLICT ({listed(table.collection.key)}) DO"
    updates = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in table.values)
    with connections.writing() as connection:
        new = connection.executemany(sql(insert, conflict, "NOTHING"), rows_of(frame)).rowcount
        update = sql(insert, conflict, "UPDATE SET", updates, "WHERE", table.differs("t", "excluded"))
        changed = connection.executemany(update, rows_of(frame)).rowcount
    return Written(new, changed, len(frame) - new - changed)


def _write_staged(connections: Connections, table: Table, frame: pl.DataFrame, stamp: Stamp) -> Written:
    with connections.plain() as connection:
        _stage(connection, table, frame)
        words: dict[int, tuple[str, ...]] = {}
        if table.collection.search:  # cut before the lock is taken: it takes most of the time
            words = _words(connection, table, _news(_states(connection, table, stamp)))
        try:
            connection.execute("BEGIN IMMEDIATE")
            written = _apply(connection, table, stamp, words)
            connection.commit()
        finally:
            connection.rollback()
            connection.execute("DELETE FROM temp.incoming")
    return written


def _stage(connection: sqlite3.Connection, table: Table, frame: pl.DataFrame) -> None:
    columns = wanted_columns(table.collection)
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
    _index(connection, table, news, words)
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
    columns = tuple(wanted_columns(table.collection))
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
    numbers = _numbers(connection, table, set(news)) if table.numbered else {}
    connection.executemany(
        "UPDATE temp.incoming SET state = ?, version = ? WHERE pos = ?",
        [(state, numbers.get(pos), pos) for pos, state in states.items()],
    )


def _numbers(connection: sqlite3.Connection, table: Table, news: set[int]) -> dict[int, int]:
    """A free version number for each new version, in the millisecond of its time column."""
    time = table.timed[1]
    when = f"coalesce({quoted(time)}, known_at)" if time else "known_at"
    query = sql("SELECT pos, max(min(", when, "/ 1000, :latest), -:latest) FROM temp.incoming")
    found = connection.execute(query, {"latest": LATEST_MILLISECOND})
    at = {pos: ms for pos, ms in found if pos in news}
    free = {ms: _first_free(connection, table, ms) for ms in set(at.values())}
    numbers: dict[int, int] = {}
    for pos, ms in at.items():
        numbers[pos] = free[ms]
        free[ms] += 1
    return numbers


def _first_free(connection: sqlite3.Connection, table: Table, ms: int) -> int:
    first = ms * PER_MILLISECOND
    query = "SELECT max(version) FROM {} WHERE version >= ? AND version < ?"
    used = [
        connection.execute(query.format(name), (first, first + PER_MILLISECOND)).fetchone()[0]
        for name in (table.name, table.revisions)
    ]
    return max((version + 1 for version in used if version is not None), default=first)


def _index(
    connection: sqlite3.Connection, table: Table, news: list[int], words: dict[int, tuple[str, ...]]
) -> None:
    for side in table.sides:
        carried = listed(side.carried)
        statement = sql(
            "INSERT OR IGNORE INTO", side.name, f"(value, {carried}, version) SELECT j.value,", carried,
            ", version FROM temp.incoming i, json_each(i.", quoted(side.column), ") j WHERE i.state <> 'same'",
        )  # fmt: skip
        connection.execute(statement)
    if table.collection.search and news:
        words |= _words(connection, table, [pos for pos in news if pos not in words])
        _insert_words(connection, table, words)


def _words(connection: sqlite3.Connection, table: Table, positions: list[int]) -> dict[int, tuple[str, ...]]:
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
