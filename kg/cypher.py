"""What the Neo4j adapter says: fixed statements, values always as parameters.

A company, person, sector, … is one `Entity` node, which also has its kind as label and its newest name, for
people who look at the graph. What was known of it when stands in `EntityVersion` nodes. Each version of an edge
is a relationship of its ontology type; `edge` is the edge's id. Times are microseconds and days days since 1970.

A relationship type and a label cannot be parameters, so the statements that need one are made here once for
each type and kind of the ontology; no text from outside is ever part of a statement.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import LiteralString, get_args

from kg.ontology import NODE_KINDS, NodeKind
from stockelper.types import RelationType

RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)

SCHEMA: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT stockelper_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE",
    "CREATE CONSTRAINT stockelper_conflict IF NOT EXISTS FOR (c:Conflict) REQUIRE c.id IS UNIQUE",
    "CREATE CONSTRAINT stockelper_state IF NOT EXISTS FOR (s:BuilderState) REQUIRE s.name IS UNIQUE",
    "CREATE CONSTRAINT stockelper_version IF NOT EXISTS FOR (s:GraphSchema) REQUIRE s.name IS UNIQUE",
    # An index of several properties serves only questions that name them all.
    "CREATE INDEX stockelper_node_version IF NOT EXISTS FOR (v:EntityVersion) ON (v.id)",
    "CREATE INDEX stockelper_node_kind IF NOT EXISTS FOR (v:EntityVersion) ON (v.kind)",
    *(
        f"CREATE INDEX stockelper_{type_.lower()} IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.edge)"
        for type_ in RELATION_TYPES
    ),
    # Only what was read in a document has `read_in`, so that other edges pay nothing for it.
    *(
        f"CREATE INDEX stockelper_{type_.lower()}_read IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.read_in)"
        for type_ in RELATION_TYPES
    ),
)
VERSION = (
    "MERGE (s:GraphSchema {name: 'graph'}) ON CREATE SET s.version = $version RETURN s.version AS version"
)
LOCK = "MERGE (s:GraphSchema {name: 'graph'}) SET s.written = $now"
"""Takes the one lock that writers queue for, since a batch is laid among what it reads."""

_NODE_FIELDS: LiteralString = "v.id AS id, v.kind AS kind, v.name AS name"
STORED_NODES: LiteralString = """
UNWIND $ids AS id
MATCH (v:EntityVersion {id: id}) WHERE v.superseded_at > v.known_at
RETURN elementId(v) AS element, v.id AS id, v.kind AS kind, v.name AS name, v.name_en AS name_en,
    v.market AS market, v.known_at AS known_at, coalesce(v.weak, false) AS weak
"""
NODES_BETWEEN: LiteralString = """
MATCH (v:EntityVersion) USING INDEX v:EntityVersion(id) WHERE v.id >= $first AND v.id <= $last
RETURN 1 AS one LIMIT 1
"""
END_NODES: LiteralString = """
UNWIND $rows AS row
MATCH (v:EntityVersion) WHERE elementId(v) = row.element SET v.superseded_at = row.superseded_at
"""
ADD_NODES: LiteralString = "UNWIND $rows AS row CREATE (v:EntityVersion) SET v = row"
NAME_ENTITIES: Mapping[NodeKind, LiteralString] = MappingProxyType(
    {
        kind: f"""
        UNWIND $rows AS row
        MERGE (e:Entity {{id: row.id}}) SET e:{kind}, e.name = row.name, e.name_en = row.name_en, e.market = row.market
        """
        for kind in NODE_KINDS
    }
)
NODES: LiteralString = f"""
UNWIND $ids AS id
MATCH (v:EntityVersion {{id: id}}) WHERE v.known_at <= $known AND v.superseded_at > $known
RETURN {_NODE_FIELDS} ORDER BY id
"""
COMPANIES: LiteralString = f"""
MATCH (v:EntityVersion {{kind: 'Company'}})
WHERE ($market IS NULL OR v.market = $market) AND v.known_at <= $known AND v.superseded_at > $known
RETURN {_NODE_FIELDS} ORDER BY id LIMIT $limit
"""

STORED_EDGES: Mapping[RelationType, LiteralString] = MappingProxyType(
    {
        type_: f"""
        UNWIND $ids AS id
        MATCH (h)-[r:{type_} {{edge: id}}]->(t) WHERE r.superseded_at > r.known_at
        RETURN elementId(r) AS element, r.edge AS id, '{type_}' AS type, h.id AS head, t.id AS tail,
            r.source AS source, r.valid_from AS valid_from, r.valid_to AS valid_to, r.ratio AS ratio,
            r.confidence AS confidence, r.document AS document, r.title AS title, r.url AS url,
            r.known_at AS known_at
        """
        for type_ in RELATION_TYPES
    }
)
EDGES_BETWEEN: Mapping[RelationType, LiteralString] = MappingProxyType(
    {
        type_: f"""
        MATCH ()-[r:{type_}]->() USING INDEX r:{type_}(edge) WHERE r.edge >= $first AND r.edge <= $last
        RETURN 1 AS one LIMIT 1
        """
        for type_ in RELATION_TYPES
    }
)
END_EDGES: LiteralString = """
UNWIND $rows AS row
MATCH ()-[r]->() WHERE elementId(r) = row.element SET r.superseded_at = row.superseded_at
"""
ADD_ENTITIES: LiteralString = "UNWIND $ids AS id MERGE (:Entity {id: id})"
ADD_EDGES: Mapping[RelationType, LiteralString] = MappingProxyType(
    {
        type_: f"""
        UNWIND $rows AS row
        MATCH (h:Entity {{id: row.head}}) MATCH (t:Entity {{id: row.tail}})
        CREATE (h)-[r:{type_}]->(t) SET r = row.properties
        """
        for type_ in RELATION_TYPES
    }
)
_SEEN: LiteralString = """
WHERE r.known_at <= $known AND r.superseded_at > $known AND r.valid_from <= $last AND r.valid_to > $first
    AND r.valid_to > r.valid_from AND ($types IS NULL OR type(r) IN $types) AND NOT r.edge IN $without
"""
_EDGE: LiteralString = """
type(r) AS type, r.source AS source, r.valid_from AS valid_from, r.valid_to AS valid_to, r.ratio AS ratio,
    r.confidence AS confidence, r.document AS document, r.title AS title, r.url AS url, r.known_at AS known_at
"""
_CUT: LiteralString = " ORDER BY place, side, type, far, source, valid_from LIMIT $limit"
_LEAVING: LiteralString = f"""
UNWIND range(0, size($ids) - 1) AS place
MATCH (h:Entity {{id: $ids[place]}})-[r]->(t:Entity) {_SEEN}
RETURN place, 0 AS side, h.id AS head, t.id AS tail, t.id AS far, {_EDGE}
"""
_ENTERING: LiteralString = f"""
UNWIND range(0, size($ids) - 1) AS place
MATCH (t:Entity {{id: $ids[place]}})<-[r]-(h:Entity) {_SEEN}
RETURN place, 1 AS side, h.id AS head, t.id AS tail, h.id AS far, {_EDGE}
"""
_FIELDS: LiteralString = """
type, head, tail, source, valid_from, valid_to, ratio, confidence, document, title, url, known_at
"""
EDGES: Mapping[str, LiteralString] = MappingProxyType(
    {
        "out": _LEAVING + _CUT,
        "in": _ENTERING + _CUT,
        "both": f"CALL {{ {_LEAVING} UNION ALL {_ENTERING} }} RETURN place, side, far, {_FIELDS} {_CUT}",
    }
)

COUNT: LiteralString = """
MATCH (v:EntityVersion {superseded_at: $now}) WITH count(v) AS nodes
OPTIONAL MATCH (:Entity)-[r {superseded_at: $now}]->(:Entity) RETURN nodes, count(r) AS edges
"""
ADD_CONFLICTS: LiteralString = """
UNWIND $rows AS row MERGE (c:Conflict {id: row.id}) ON CREATE SET c = row
"""
CONFLICTS: LiteralString = """
MATCH (c:Conflict) RETURN c.id AS id, c.kind AS kind, c.subject AS subject, c.detail AS detail,
    c.known_at AS known_at ORDER BY known_at DESC, id LIMIT $limit
"""
STATE: LiteralString = "MATCH (s:BuilderState {name: $name}) RETURN s.value AS value"
SET_STATE: LiteralString = "MERGE (s:BuilderState {name: $name}) SET s.value = $value"
SERVER: LiteralString = (
    "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0] AS version, edition"
)
