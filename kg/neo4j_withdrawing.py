"""How the Neo4j adapter takes back what was misread: each function within one transaction of its caller."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import neo4j
import polars as pl

from kg import cypher, rows
from kg import cypher_withdrawing as statements
from kg.edges import VERSIONS, laid_again, names_again, with_ids
from kg.port import NODES, READINGS, WITHDRAWN
from kg.rows import CURRENT
from stockelper.types import RelationType

_NUMBERS = {"known_at": pl.Int64(), "superseded_at": pl.Int64(), "touched": pl.Int64()}
Record = dict[str, Any]


def readings(found: Sequence[Record]) -> pl.DataFrame:
    """Records of `READINGS` as a frame."""
    return rows.read_back(_in_order(found, READINGS), READINGS)


def withdrawn(found: Sequence[Record]) -> pl.DataFrame:
    """Records of `WITHDRAWN` as a frame."""
    return rows.read_back(_in_order(found, WITHDRAWN), WITHDRAWN)


def withdraw(tx: neo4j.ManagedTransaction, frame: pl.DataFrame, recorded_at: datetime, reason: str) -> int:
    """Take back readings, and lay what is left of their edges out anew."""
    tx.run(cypher.LOCK, now=rows.micros(recorded_at)).consume()
    named = with_ids(rows.checked(frame, READINGS))
    incoming = rows.keyed(named).with_columns(named["id"])
    return sum(
        _of_type(tx, type_, incoming.filter(type=type_), recorded_at, reason)
        for type_ in cypher.RELATION_TYPES
        if type_ in incoming["type"]
    )


def settle(
    tx: neo4j.ManagedTransaction,
    ids: Sequence[str],
    told: pl.DataFrame,
    recorded_at: datetime,
    reason: str,
) -> int:
    """Take back weak names that nothing left tells so early, and begin them where something does."""
    now = rows.micros(recorded_at)
    tx.run(cypher.LOCK, now=now).consume()
    found = tx.run(statements.WEAK, ids=list(dict.fromkeys(ids))).data()
    weak = pl.DataFrame(_placed(found), schema={"row": pl.Int64(), **NODES, **_NUMBERS})
    firsts = weak.select("id", known_at="touched")
    early = names_again(weak.drop("touched"), firsts, rows.numbers(rows.checked(told, NODES)))
    elements = [found[row]["element"] for row in early["row"]]
    tx.run(statements.TAKE_BACK_NAMES, elements=elements, now=now, reason=reason).consume()
    again = early.filter(pl.col("first") < pl.col("superseded_at"))
    values = again.select(
        "id",
        "kind",
        "name_en",
        "market",
        "superseded_at",
        name="called",
        known_at="first",
        weak=pl.lit(True),
        recorded_at=pl.lit(now),
    )
    tx.run(cypher.ADD_NODES, rows=values.to_dicts()).consume()
    return early.height


def _of_type(
    tx: neo4j.ManagedTransaction,
    type_: RelationType,
    incoming: pl.DataFrame,
    recorded_at: datetime,
    reason: str,
) -> int:
    found = tx.run(statements.VERSIONS[type_], ids=incoming["id"].unique().to_list()).data()
    versions = pl.DataFrame(_placed(found), schema=VERSIONS)
    changed = laid_again(rows.marked(versions, incoming)).with_columns(pl.col("end").fill_null(CURRENT))
    ended = changed.filter(~pl.col("gone") & (pl.col("end") != pl.col("superseded_at")))
    ends = [
        {"element": found[row]["element"], "superseded_at": at}
        for row, at in ended.select("row", "end").iter_rows()
    ]
    gone = [found[row]["element"] for row in changed.filter("gone")["row"]]
    tx.run(statements.TAKE_BACK, elements=gone, now=rows.micros(recorded_at), reason=reason).consume()
    tx.run(cypher.END_EDGES, rows=ends).consume()
    return len(gone)


def _placed(found: Sequence[Record]) -> list[Record]:
    return [{**record, "row": place} for place, record in enumerate(found)]


def _in_order(found: Sequence[Record], schema: pl.Schema) -> list[tuple[object, ...]]:
    return [tuple(record[name] for name in schema if name != "id") for record in found]
