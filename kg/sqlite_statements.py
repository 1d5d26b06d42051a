"""What the embedded graph says to SQLite: fixed statements, values always as parameters."""

from collections.abc import Mapping
from typing import Literal

Table = Literal["nodes", "edges"]

EDGE = """SELECT type, head, tail, source, valid_from, valid_to, ratio, confidence, document, title, url,
    known_at FROM edges """
SEEN = """ AND known_at <= ?2 AND superseded_at > ?2 AND valid_from <= ?3 AND valid_to > ?4
    AND valid_to > valid_from"""
OF_TYPES = " AND type IN (SELECT value FROM json_each(?5))"
_OUT, _IN = " ORDER BY type, tail, source, valid_from", " ORDER BY type, head, source, valid_from"
LEAVING = EDGE + "WHERE head = ?1" + SEEN + _OUT
ENTERING = EDGE + "WHERE tail = ?1" + SEEN + _IN
LEAVING_BY = EDGE + "WHERE head = ?1" + SEEN + OF_TYPES + _OUT
ENTERING_BY = EDGE + "WHERE tail = ?1" + SEEN + OF_TYPES + _IN
"""By id, moment, last and first day, and types as a JSON list."""
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "nodes": ("id", "kind", "name", "name_en", "market", "known_at", "weak"),
    "edges": (
        "type", "head", "tail", "source", "valid_from", "valid_to", "ratio", "confidence", "document", "title",
        "url", "known_at",
    ),
}  # fmt: skip
STORED: Mapping[Table, str] = {
    "nodes": """SELECT row, id, kind, name, name_en, market, known_at, weak = 1 FROM nodes
        WHERE id IN (SELECT value FROM json_each(?)) AND superseded_at > known_at""",
    "edges": """SELECT row, type || '|' || head || '|' || tail || '|' || source || '|' || valid_from AS id, type, head, tail, source, valid_from, valid_to, ratio, confidence, document,
        title, url, known_at
        FROM edges WHERE (head, type, tail, source) IN (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
        FROM json_each(?)) AND superseded_at > known_at""",
}
SORTED: Mapping[Table, Literal["id", "head"]] = {"nodes": "id", "edges": "head"}
"""The column by which rows are written: that of the index that they are looked up by."""
BETWEEN: Mapping[Table, str] = {
    "nodes": "SELECT 1 FROM nodes WHERE id > ? AND id <= ? LIMIT 1",
    "edges": "SELECT 1 FROM edges WHERE head > ? AND head <= ? LIMIT 1",
}
ADD: Mapping[Table, str] = {
    "nodes": """INSERT INTO nodes (id, kind, name, name_en, market, known_at, weak, superseded_at, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    "edges": """INSERT INTO edges (type, head, tail, source, valid_from, valid_to, ratio, confidence, document,
        title, url, known_at, superseded_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
}
END: Mapping[Table, str] = {
    "nodes": "UPDATE nodes SET superseded_at = ? WHERE row = ?",
    "edges": "UPDATE edges SET superseded_at = ? WHERE row = ?",
}
COMPANIES = """SELECT id, kind, name FROM nodes WHERE kind = 'Company' AND (:market IS NULL OR market = :market)
    AND known_at <= :known AND superseded_at > :known ORDER BY id LIMIT :limit"""
NODES = """SELECT id, kind, name FROM nodes WHERE id IN (SELECT value FROM json_each(:ids))
    AND known_at <= :known AND superseded_at > :known ORDER BY id"""
