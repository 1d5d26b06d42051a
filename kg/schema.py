"""The tables of the embedded graph, as numbered migrations: only ever add one at the end.

One row is one version. `known_at` and `superseded_at` are microseconds since 1970 UTC, days are days since
1970; a missing bound is the smallest or largest integer, so that reads compare without nulls. An edge's id is
made from its key, so it is not stored.
"""

import sqlite3
from uuid import uuid4

from stockelper.errors import StoreTooNew
from stockelper.store.sqlite_connections import Connections

FIRST = """
CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
CREATE TABLE nodes (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    market TEXT,
    known_at INTEGER NOT NULL,
    superseded_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE INDEX nodes_id ON nodes (id, known_at);
CREATE INDEX nodes_kind ON nodes (kind, market, id);
CREATE TABLE edges (
    row INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    head TEXT NOT NULL,
    tail TEXT NOT NULL,
    source TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    ratio REAL,
    confidence REAL NOT NULL,
    document TEXT,
    title TEXT,
    url TEXT,
    known_at INTEGER NOT NULL,
    superseded_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE INDEX edges_head ON edges (head, type, tail, source, valid_from);
CREATE INDEX edges_tail ON edges (tail, type, head);
CREATE TABLE conflicts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    known_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""

WEAK = "ALTER TABLE nodes ADD COLUMN weak INTEGER NOT NULL DEFAULT 0"
IN_ORDER = """
DROP INDEX edges_tail;
CREATE INDEX edges_tail ON edges (tail, type, head, source, valid_from);
DROP INDEX nodes_id;
CREATE INDEX nodes_id ON nodes (id, known_at, superseded_at, kind, name)
"""
"""Entering edges come in their order without sorting, and the names of nodes from the index alone."""
WITHDRAWN = """
ALTER TABLE edges ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE edges ADD COLUMN withdrawn_for TEXT;
ALTER TABLE nodes ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE nodes ADD COLUMN withdrawn_for TEXT;
CREATE INDEX edges_read ON edges (document)
    WHERE source >= 'text, ' AND source < 'text-' AND withdrawn_at IS NULL;
CREATE INDEX edges_withdrawn ON edges (withdrawn_at) WHERE withdrawn_at IS NOT NULL
"""
"""What was taken back says when and why; what was read in a document is found by it, and costs other edges nothing."""
MIGRATIONS: tuple[str, ...] = (FIRST, WEAK, IN_ORDER, WITHDRAWN)


def bring_up(connections: Connections) -> None:
    """Create or extend the tables; a file of an earlier version is copied beside itself first.

    Raises:
        StoreTooNew: when a newer program wrote the file.
    """
    with connections.plain() as connection:
        found = version_of(connection)
        if found > len(MIGRATIONS):
            raise StoreTooNew(path=str(connections.path), found=found, known=len(MIGRATIONS))
        if 0 < found < len(MIGRATIONS):
            connection.execute("VACUUM INTO ?", (f"{connections.path}.v{found}-{uuid4().hex[:8]}.bak",))
    if found == len(MIGRATIONS):
        return
    with connections.writing() as connection:
        for number in range(version_of(connection) + 1, len(MIGRATIONS) + 1):
            for statement in MIGRATIONS[number - 1].split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO schema_version VALUES (?)", (number,))


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration that the file has seen, 0 for an empty file."""
    known = "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'"
    if connection.execute(known).fetchone() is None:
        return 0
    (version,) = connection.execute("SELECT max(version) FROM schema_version").fetchone()
    return int(version)
