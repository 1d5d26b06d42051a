"""The tables of the embedded graph, as numbered migrations: only ever add one at the end.

One row is one version. `known_at` and `superseded_at` are microseconds since 1970 UTC, days are days since
1970; a missing bound is the smallest or largest integer, so that reads compare without nulls.
"""

FIRST = """
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (0);
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
    id TEXT NOT NULL,
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
CREATE INDEX edges_id ON edges (id, known_at);
CREATE INDEX edges_head ON edges (head, type, id);
CREATE INDEX edges_tail ON edges (tail, type, id);
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

MIGRATIONS: tuple[str, ...] = (FIRST,)

UNBOUNDED_FROM = -(2**40)
UNBOUNDED_TO = 2**40
CURRENT = 2**62
