"""What the Neo4j adapter says to take back what was misread: fixed statements, values always as parameters."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import LiteralString

from kg.cypher import RELATION_TYPES
from stockelper.types import RelationType

_READ: LiteralString = """
h.id AS head, t.id AS tail, r.source AS source, r.valid_from AS valid_from, r.document AS document,
    r.known_at AS known_at
"""
READINGS: LiteralString = " UNION ALL ".join(
    f"""
    UNWIND $documents AS document
    MATCH (h)-[r:{type_} {{read_in: document}}]->(t) WHERE r.withdrawn_at IS NULL
    RETURN '{type_}' AS type, {_READ}
    """
    for type_ in RELATION_TYPES
)
WITHDRAWN: LiteralString = f"""
MATCH (h:Entity)-[r]->(t:Entity) WHERE r.withdrawn_at IS NOT NULL
RETURN type(r) AS type, {_READ}, r.withdrawn_at AS withdrawn_at, r.withdrawn_for AS reason
ORDER BY withdrawn_at DESC, r.edge, known_at LIMIT $limit
"""
VERSIONS: Mapping[RelationType, LiteralString] = MappingProxyType(
    {
        type_: f"""
        UNWIND $ids AS id
        MATCH ()-[r:{type_} {{edge: id}}]->() WHERE r.withdrawn_at IS NULL
        RETURN elementId(r) AS element, r.edge AS id, r.known_at AS known_at, r.superseded_at AS superseded_at,
            r.document AS document
        ORDER BY r.recorded_at, document
        """
        for type_ in RELATION_TYPES
    }
)
TAKE_BACK: LiteralString = """
UNWIND $elements AS element
MATCH ()-[r]->() WHERE elementId(r) = element
SET r.superseded_at = r.known_at, r.withdrawn_at = $now, r.withdrawn_for = $reason
"""
WEAK: LiteralString = """
UNWIND $ids AS id
MATCH (v:EntityVersion {id: id}) WHERE v.weak AND v.superseded_at > v.known_at
OPTIONAL MATCH (:Entity {id: id})-[r]-() WHERE r.withdrawn_at IS NULL
RETURN elementId(v) AS element, id, v.kind AS kind, v.name AS name, v.name_en AS name_en, v.market AS market,
    v.known_at AS known_at, v.superseded_at AS superseded_at, min(r.known_at) AS touched
"""
TAKE_BACK_NAMES: LiteralString = """
UNWIND $elements AS element
MATCH (v:EntityVersion) WHERE elementId(v) = element
SET v.superseded_at = v.known_at, v.withdrawn_at = $now, v.withdrawn_for = $reason
"""
READ_IN: LiteralString = """
MATCH (:Entity)-[r]->() WHERE r.source STARTS WITH $text AND r.read_in IS NULL
CALL { WITH r SET r.read_in = r.document } IN TRANSACTIONS OF 5000 ROWS
"""
"""Brings a graph of the first version up to the second."""
MARK: LiteralString = "MATCH (s:GraphSchema {name: 'graph'}) SET s.version = $version"
