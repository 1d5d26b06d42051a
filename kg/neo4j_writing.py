"""How the Neo4j adapter writes: a batch laid among the stored versions of its ids, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

import neo4j
import polars as pl

from kg import cypher, rows
from kg.edges import TEXT, merge
from kg.ontology import NODE_KINDS
from kg.rows import CURRENT
from stockelper.errors import BadInput
from stockelper.store.documents import Written

Record = dict[str, Any]
_BEYOND = r"[^\x{0000}-\x{D7FF}]"


def write_nodes(
    tx: neo4j.ManagedTransaction, incoming: pl.DataFrame, recorded_at: datetime, *, weak: bool
) -> Written:
    """Write versions of nodes, their kinds from the ontology.

    Raises:
        BadInput: naming a kind that the ontology does not have.
    """
    for kind in incoming["kind"].unique():
        if kind not in NODE_KINDS:
            raise BadInput("unknown_node_kind", kind=kind)
    _lock(tx, recorded_at)
    found = _stored(tx, cypher.NODES_BETWEEN, cypher.STORED_NODES, incoming["id"])
    change = _Change(found, incoming.with_columns(weak=pl.lit(weak)), recorded_at)
    _run(tx, cypher.END_NODES, change.ended)
    _run(tx, cypher.ADD_NODES, change.added.to_dicts())
    newest = change.added.filter(pl.col("superseded_at") == CURRENT)
    for (kind,), part in newest.group_by("kind"):
        tx.run(cypher.NAME_ENTITIES[kind], rows=part.to_dicts()).consume()
    return change.written


def write_edges(tx: neo4j.ManagedTransaction, incoming: pl.DataFrame, recorded_at: datetime) -> Written:
    """Write versions of edges, their types from the ontology.

    Raises:
        BadInput: naming a type that the ontology does not have.
    """
    written = Written()
    for (type_,), part in incoming.group_by("type", maintain_order=True):
        if type_ not in cypher.RELATION_TYPES:
            raise BadInput("unknown_relation", type=str(type_))
        _lock(tx, recorded_at)
        found = _stored(tx, cypher.EDGES_BETWEEN[type_], cypher.STORED_EDGES[type_], part["id"])
        change = _Change(found, part, recorded_at)
        tx.run(cypher.ADD_ENTITIES, ids=_ends(change.added)).consume()
        _run(tx, cypher.END_EDGES, change.ended)
        _run(tx, cypher.ADD_EDGES[type_], [_as_relationship(row) for row in change.added.to_dicts()])
        written += change.written
    return written


def _ends(edges: pl.DataFrame) -> list[str]:
    return pl.concat([edges["head"], edges["tail"]]).unique().to_list()


def _lock(tx: neo4j.ManagedTransaction, now: datetime) -> None:
    """From here on no other writer can change what is read."""
    tx.run(cypher.LOCK, now=rows.micros(now)).consume()


def _run(tx: neo4j.ManagedTransaction, statement: LiteralString, values: Sequence[Record]) -> None:
    if values:
        tx.run(statement, rows=values).consume()


def _stored(
    tx: neo4j.ManagedTransaction, between: LiteralString, statement: LiteralString, ids: pl.Series
) -> list[Record]:
    """The visible stored versions. Where nothing lies between the first and the last id, none is looked up."""
    if _ordered_alike(ids) and tx.run(between, first=ids.min(), last=ids.max()).single() is None:
        return []
    return tx.run(statement, ids=ids.unique().to_list()).data()


def _ordered_alike(ids: pl.Series) -> bool:
    """Whether the server puts these in the order of their code points for sure: none lies above the surrogates."""
    return not ids.str.contains(_BEYOND).any()


def _as_relationship(row: dict[str, Any]) -> dict[str, object]:
    apart = ("type", "head", "tail", "id", "weak")
    properties = {name: value for name, value in row.items() if name not in apart and value is not None}
    if row["source"].startswith(TEXT):
        properties["read_in"] = row["document"]
    return {"head": row["head"], "tail": row["tail"], "properties": {**properties, "edge": row["id"]}}


class _Change:
    """What writing a batch does to the stored versions of its ids."""

    def __init__(self, found: Sequence[Record], incoming: pl.DataFrame, recorded_at: datetime) -> None:
        stored = pl.DataFrame(
            [{**row, "row": place} for place, row in enumerate(found)],
            schema={"row": pl.Int64(), **incoming.schema},
        )
        content = [name for name in incoming.columns if name not in ("id", "known_at", "weak")]
        kept = merge(stored, incoming, content)
        kept = kept.with_columns(pl.col("superseded_at").fill_null(CURRENT))
        ended = kept.filter(pl.col("row").is_not_null() & (pl.col("superseded_at") != CURRENT))
        fresh = kept.filter(pl.col("row").is_null())
        self.ended = [
            {"element": found[row]["element"], "superseded_at": at}
            for row, at in ended.select("row", "superseded_at").iter_rows()
        ]
        recorded = pl.lit(rows.micros(recorded_at)).alias("recorded_at")
        self.added = fresh.drop("row", "first").with_columns(recorded)
        inserted = fresh.filter("first", ~pl.col("id").is_in(stored["id"].implode())).height
        self.written = Written(inserted, fresh.height - inserted, incoming.height - fresh.height)
