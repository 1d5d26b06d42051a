"""The corporate graph in Neo4j. See `kg.port` for the contract and `kg.cypher` for how it is laid out there.

A batch is one managed transaction, so that it is written whole or not at all, also when the server goes away in
the middle of it. Reads are read-only sessions with a timeout. Ids may come from texts; they are only ever values.
"""

import logging
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal, LiteralString, cast
from urllib.parse import unquote

import neo4j
import polars as pl
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable, SessionExpired
from pydantic import TypeAdapter

from kg import cypher, cypher_withdrawing, rows
from kg import neo4j_withdrawing as withdrawing
from kg.edges import TEXT, with_ids
from kg.neo4j_writing import write_edges, write_nodes
from kg.port import CONFLICTS, EDGES, NODES, READINGS, AsOf, Direction
from kg.rows import CURRENT, UNBOUNDED_FROM, UNBOUNDED_TO
from stockelper.errors import StoreBusy, StoreError, StoreTooNew
from stockelper.store.documents import Written
from stockelper.types import Edge, Node

# What the driver would write to stderr by itself is said by our errors.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

VERSION = 2
BATCH = 5_000
READ_SECONDS, WRITE_SECONDS, CONNECT_SECONDS = 10.0, 60.0, 5.0

_AS_EDGES = TypeAdapter(list[Edge])
_AS_NODES = TypeAdapter(list[Node])
_FIELDS = ("type", "head", "tail", "source", "valid_from", "valid_to", "ratio", "confidence", "document", "title",
           "url", "known_at")  # fmt: skip
Record = dict[str, Any]
Work = Callable[[neo4j.ManagedTransaction], Any]


class Neo4jGraph:
    """A `Graph` in a Neo4j database.

    Args:
        url: `neo4j://`, `neo4j+s://`, `bolt://`, …, with user and password in it where the server wants them.
        shown: the address as people may read it.
    """

    def __init__(self, url: str, shown: str) -> None:
        self._shown = shown
        address, auth = _split(url)
        with self._failing():
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=READ_SECONDS,
                notifications_min_severity="OFF",
            )
        try:
            self._bring_up()
        except StoreError:
            self._driver.close()
            raise

    def upsert_nodes(self, frame: pl.DataFrame, *, recorded_at: datetime, weak: bool = False) -> Written:
        """Write versions of nodes."""
        ordered = rows.numbers(rows.checked(frame, NODES)).sort("id", maintain_order=True)
        return self._batches(ordered, lambda tx, part: write_nodes(tx, part, recorded_at, weak=weak))

    def upsert_edges(self, frame: pl.DataFrame, *, recorded_at: datetime) -> Written:
        """Write versions of edges."""
        named = with_ids(rows.checked(frame, EDGES))
        # Each type has statements of its own, so a batch of one type costs a fraction of a batch of all.
        ordered = rows.numbers(named).with_columns(named["id"]).sort("type", "id", maintain_order=True)
        return self._batches(ordered, lambda tx, part: write_edges(tx, part, recorded_at))

    def record_conflicts(self, frame: pl.DataFrame, *, recorded_at: datetime) -> int:
        """Keep conflicts; returns how many were new."""
        numbered = rows.numbers(rows.checked(frame, CONFLICTS))
        values = numbered.with_columns(recorded_at=pl.lit(rows.micros(recorded_at))).to_dicts()

        def work(tx: neo4j.ManagedTransaction) -> int:
            return tx.run(cypher.ADD_CONFLICTS, rows=values).consume().counters.nodes_created

        return int(self._writing(work))

    def conflicts(self, *, limit: int) -> pl.DataFrame:
        """The recorded conflicts, newest known first."""
        found = self._read(cypher.CONFLICTS, limit=limit)
        frame = pl.DataFrame(list(found), schema={**CONFLICTS, "known_at": pl.Int64()})
        return frame.with_columns(pl.col("known_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))

    def nodes(self, ids: Sequence[str], *, known_by: datetime) -> list[Node]:
        """The nodes of these ids that were known, ordered by id."""
        wanted = list(dict.fromkeys(ids))
        return _AS_NODES.validate_python(self._read(cypher.NODES, ids=wanted, known=rows.micros(known_by)))

    def companies(self, *, market: str | None, known_by: datetime, limit: int) -> list[Node]:
        """Companies of a market code (or of all), ordered by id."""
        known = rows.micros(known_by)
        return _AS_NODES.validate_python(
            self._read(cypher.COMPANIES, market=market, known=known, limit=limit)
        )

    def edges(
        self,
        ids: Sequence[str],
        *,
        direction: Direction,
        types: Sequence[str] = (),
        as_of: AsOf,
        limit: int,
        without: Collection[str] = (),
    ) -> list[Edge]:
        """Edges that leave, enter or touch any of `ids`, each once."""
        found = self._read(
            cypher.EDGES[direction],
            ids=list(dict.fromkeys(ids)),
            types=list(types) or None,
            known=rows.micros(as_of.known_by),
            last=rows.as_day(as_of.day) if as_of.day else UNBOUNDED_TO - 1,
            first=rows.as_day(as_of.day) if as_of.day else UNBOUNDED_FROM,
            without=list(without),
            limit=2 * limit,  # an edge between two of the ids comes twice
        )
        edges = (
            rows.edge_values(cast("rows.EdgeRow", tuple(row[name] for name in _FIELDS))) for row in found
        )
        once = {edge["id"]: edge for edge in edges}
        return _AS_EDGES.validate_python(list(once.values())[:limit])

    def readings(self, documents: Sequence[str]) -> pl.DataFrame:
        """What was read in these documents and is not taken back, corrected ones too."""
        if not documents:
            return pl.DataFrame(schema=READINGS)
        return withdrawing.readings(self._read(cypher_withdrawing.READINGS, documents=list(documents)))

    def withdraw_edges(self, frame: pl.DataFrame, *, recorded_at: datetime, reason: str) -> int:
        """Take back readings; returns how many stood until now."""
        return sum(
            self._writing(lambda tx, part=part: withdrawing.withdraw(tx, part, recorded_at, reason))
            for part in frame.sort("type", "id").iter_slices(BATCH)
        )

    def settle_names(
        self, ids: Sequence[str], told: pl.DataFrame, *, recorded_at: datetime, reason: str
    ) -> int:
        """Let weak versions of nodes begin where something left first names them."""
        return int(self._writing(lambda tx: withdrawing.settle(tx, ids, told, recorded_at, reason)))

    def withdrawn(self, *, limit: int) -> pl.DataFrame:
        """Edge versions that were taken back, the last withdrawn first."""
        return withdrawing.withdrawn(self._read(cypher_withdrawing.WITHDRAWN, limit=limit))

    def count(self) -> Mapping[Literal["nodes", "edges"], int]:
        """How many nodes and edges are known now."""
        (row,) = self._read(cypher.COUNT, now=CURRENT)
        return {"nodes": row["nodes"], "edges": row["edges"]}

    def state(self, name: str) -> str | None:
        """What a builder noted under that name."""
        found = self._read(cypher.STATE, name=name)
        return found[0]["value"] if found else None

    def set_state(self, name: str, value: str) -> None:
        """Note how far a builder has come."""
        self._writing(lambda tx: tx.run(cypher.SET_STATE, name=name, value=value).consume())

    def check(self) -> str:
        """A line on what answers."""
        (row,) = self._read(cypher.SERVER)
        return f"{row['name']} {row['version']} {row['edition']}, schema {VERSION}"

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def _bring_up(self) -> None:
        with self._failing(), self._driver.session() as session:
            for statement in cypher.SCHEMA:
                session.run(statement).consume()
        found = self._writing(
            lambda tx: tx.run(cypher.VERSION, version=VERSION).single(strict=True)["version"]
        )
        if found > VERSION:
            raise StoreTooNew(path=self._shown, found=found, known=VERSION)
        if found < VERSION:
            self._catch_up()

    def _catch_up(self) -> None:
        with self._failing(), self._driver.session() as session:
            session.run(cypher_withdrawing.READ_IN, text=TEXT).consume()
            session.run(cypher_withdrawing.MARK, version=VERSION).consume()

    def _batches(
        self, ordered: pl.DataFrame, write: Callable[[neo4j.ManagedTransaction, pl.DataFrame], Written]
    ) -> Written:
        written = Written()
        for part in ordered.iter_slices(BATCH):
            written += self._writing(lambda tx, part=part: write(tx, part))
        return written

    def _writing(self, work: Work) -> Any:
        timed = neo4j.unit_of_work(timeout=WRITE_SECONDS)(work)
        with self._failing(), self._driver.session() as session:
            return session.execute_write(timed)

    def _read(self, statement: LiteralString, **values: object) -> list[Record]:
        @neo4j.unit_of_work(timeout=READ_SECONDS)
        def work(tx: neo4j.ManagedTransaction) -> list[Record]:
            return tx.run(statement, values).data()

        with self._failing(), self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    @contextmanager
    def _failing(self) -> Generator[None]:
        """The driver's failures as ours, in one line without the password."""
        try:
            yield
        except AuthError as error:
            raise StoreError("graph_refused", url=self._shown) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise StoreError("graph_away", url=self._shown) from error
        except Neo4jError as error:
            if error.is_retryable():
                raise StoreBusy(path=self._shown) from error
            raise StoreError("store_trouble", detail=f"{error.code}: {error.message}") from error


def _split(url: str) -> tuple[str, tuple[str, str] | None]:
    """The address without user and password, and these."""
    scheme, _, rest = url.partition("://")
    account, at, place = rest.rpartition("@")
    user, _, password = account.partition(":")
    return f"{scheme}://{place}", (unquote(user), unquote(password)) if at else None
