"""Every collection of the document store, declared once; each adapter makes its tables from this.

A versioned collection keeps what was known when: each row carries `known_at` (when it became public) and
`recorded_at` (when we stored it), both aware UTC, and a changed value moves the old row to the
collection's revisions with `superseded_at`. A state collection (runs, cursors, threads) holds the latest
version alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import polars as pl

from stockelper.errors import BadInput

ColumnType = Literal["text", "int", "real", "bool", "date", "time", "list", "json"]

POLARS: Mapping[ColumnType, pl.DataType] = MappingProxyType(
    {
        "text": pl.String(),
        "int": pl.Int64(),
        "real": pl.Float64(),
        "bool": pl.Boolean(),
        "date": pl.Date(),
        "time": pl.Datetime("us", "UTC"),
        "list": pl.List(pl.String()),
        "json": pl.String(),
    }
)
"""The polars type of each column type: `json` is JSON text, `time` microseconds in UTC."""

RECORDED = (("recorded_at",), ("known_at",))
"""The indexes of a collection that is followed: what came since a moment is found without reading all of it."""

VERSION_COLUMNS: Mapping[str, ColumnType] = MappingProxyType({"known_at": "time", "recorded_at": "time"})


@dataclass(frozen=True)
class Collection:
    """One kind of record: its natural key, its columns (key included) and what it is looked up by.

    Attributes:
        key: the columns that identify a record; none of them is ever null.
        columns: name to type, in order, without the version columns.
        versioned: whether old versions are kept and reads take `known_by`.
        indexes: column tuples that reads filter on besides the key's prefix.
        search: text columns that full-text search covers, best first.
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, ColumnType]
    versioned: bool = True
    indexes: tuple[tuple[str, ...], ...] = ()
    search: tuple[str, ...] = field(default=())

    def all_columns(self) -> dict[str, ColumnType]:
        """Columns with the version columns where the collection has them."""
        return {**self.columns, **(VERSION_COLUMNS if self.versioned else {})}

    def written_columns(self) -> dict[str, ColumnType]:
        """The columns that a frame brings when it is written: the store itself adds `recorded_at`."""
        return {name: kind for name, kind in self.all_columns().items() if name != "recorded_at"}

    @property
    def batch_rows(self) -> int:
        """How many rows a batch should have, so that a store is locked for well under a second."""
        return 2_000 if self.search else 20_000

    def schema(self) -> pl.Schema:
        """The polars schema of a frame that is read from this collection."""
        return pl.Schema({name: POLARS[kind] for name, kind in self.all_columns().items()})

    def written_schema(self) -> pl.Schema:
        """The polars schema of a frame that is written to this collection."""
        return pl.Schema({name: POLARS[kind] for name, kind in self.written_columns().items()})


BARS = Collection(
    name="bars",
    key=("security", "interval", "date", "basis", "source"),
    columns={
        "security": "text",
        "interval": "text",
        "date": "date",
        "basis": "text",
        "source": "text",
        "open": "real",
        "high": "real",
        "low": "real",
        "close": "real",
        "volume": "int",
        "adj_close": "real",
        "halted": "bool",
    },
)
"""Daily bars (`interval` "1d"). A halt has `halted` true and null open, high, low; close is the last one."""

ARTICLES = Collection(
    name="articles",
    key=("article",),
    columns={
        "article": "text",
        "title": "text",
        "text": "text",
        "url": "text",
        "source": "text",
        "published": "time",
        "language": "text",
        "securities": "list",
        "duplicate_of": "text",
        "simulated": "bool",
    },
    indexes=(("securities", "published"), ("published",), *RECORDED),
    search=("title", "text"),
)
"""News and reports. The key is the canonical URL, else publisher, normalised title and day."""

FILINGS = Collection(
    name="filings",
    key=("regulator", "accession"),
    columns={
        "regulator": "text",
        "accession": "text",
        "security": "text",
        "form": "text",
        "title": "text",
        "text": "text",
        "url": "text",
        "filed": "time",
        "simulated": "bool",
    },
    indexes=(("security", "filed"), *RECORDED),
    search=("title", "text"),
)
FACTS = Collection(
    name="facts",
    key=("security", "concept", "period", "consolidated", "filing"),
    columns={
        "security": "text",
        "concept": "text",
        "period": "text",
        "consolidated": "bool",
        "filing": "text",
        "value": "real",
        "unit": "text",
        "period_end": "date",
        "source": "text",
    },
)
"""Reported figures. `concept` is a name such as `revenue`, `period` one such as `2024Q3` or `2024FY`."""

ACTIONS = Collection(
    name="actions",
    key=("security", "type", "ex_date", "source"),
    columns={
        "security": "text",
        "type": "text",
        "ex_date": "date",
        "source": "text",
        "factor": "real",
        "amount": "real",
        "currency": "text",
    },
)
"""Splits (`factor`: new shares per old) and dividends (`amount` a share)."""

SECURITIES = Collection(
    name="securities",
    key=("security", "valid_from"),
    columns={
        "security": "text",
        "valid_from": "date",
        "valid_to": "date",
        "market": "text",
        "ticker": "text",
        "name": "text",
        "name_en": "text",
        "board": "text",
        "sector": "text",
        "currency": "text",
        "provisional": "bool",
        "simulated": "bool",
        "source": "text",
    },
    indexes=(("market",), *RECORDED),
)
"""Attributes of securities and from when to when they held; `valid_from` 1900-01-01 where unknown."""

HOLDERS = Collection(
    name="holders",
    key=("security", "holder", "reported", "source"),
    columns={
        "security": "text",
        "holder": "text",
        "reported": "date",
        "source": "text",
        "ratio": "real",
        "shares": "int",
        "accession": "text",
        "url": "text",
    },
    indexes=RECORDED,
)
"""Major shareholders as reported; `ratio` is a fraction of the shares."""

RELATIONS = Collection(
    name="relations",
    key=("type", "head", "tail", "source", "valid_from"),
    columns={
        "type": "text",
        "head": "text",
        "tail": "text",
        "source": "text",
        "valid_from": "date",
        "valid_to": "date",
        "head_kind": "text",
        "head_name": "text",
        "tail_kind": "text",
        "tail_name": "text",
        "ratio": "real",
        "confidence": "real",
        "document": "text",
        "title": "text",
        "url": "text",
    },
    indexes=(("head",), ("tail",), *RECORDED),
)
"""Relations that a source states as such; the graph builder reads them from here."""

QUARANTINE = Collection(
    name="quarantine",
    key=("id",),
    columns={
        "id": "text",
        "source": "text",
        "kind": "text",
        "key": "text",
        "reason": "text",
        "first_seen": "time",
        "record": "json",
        "released": "time",
    },
    versioned=False,
    indexes=(("source", "first_seen"),),
)
RUNS = Collection(
    name="runs",
    key=("run",),
    columns={
        "run": "text",
        "job": "text",
        "source": "text",
        "started": "time",
        "ended": "time",
        "state": "text",
        "read": "int",
        "inserted": "int",
        "changed": "int",
        "unchanged": "int",
        "rejected": "int",
        "cursor": "text",
        "error": "text",
        "holder": "text",
        "retry_after": "real",
    },
    versioned=False,
    indexes=(("job", "started"), ("state",)),
)
"""Ingestion runs, imports included. `holder` is the process that runs it, so that a lost run is found.
`retry_after` is after how many seconds what it failed at may be mended by itself; null where it is not."""

CURSORS = Collection(
    name="cursors",
    key=("source", "part"),
    columns={"source": "text", "part": "text", "cursor": "text", "updated": "time", "fence": "int"},
    versioned=False,
)
"""How far each part of a source is read. `fence` is the number of the lease it was written under."""

LEASES = Collection(
    name="leases",
    key=("name",),
    columns={
        "name": "text",
        "holder": "text",
        "expires": "time",
        "fence": "int",
        "heartbeat": "time",
        "beats": "int",
    },
    versioned=False,
)
"""Who may run what; `fence` grows with every new holder, `beats` with every write, and the times are for people."""

JOB_STATES = Collection(
    name="job_states",
    key=("job",),
    columns={
        "job": "text",
        "paused": "bool",
        "updated": "time",
        "next_run": "time",
        "failures": "int",
        "reason": "text",
    },
    versioned=False,
)
"""What people said of a scheduled job, when it runs next, and what it failed at where that is why."""

REFRESHES = Collection(
    name="refreshes",
    key=("need", "about"),
    columns={"need": "text", "about": "text", "tried": "time", "ended": "time", "error": "json"},
    versioned=False,
)
"""The last time that a question had something collected: prices or news (`need`) of a security, and of any in a market
(`about` is the one's id or the other's code). `ended` is null while it lasts, `error` where something came."""

FOLLOWED = Collection(
    name="followed",
    key=("security",),
    columns={"security": "text", "asked": "time"},
    versioned=False,
)
"""Securities that people asked about, and when they last did: scheduled jobs follow them beside the watchlist."""

ALIASES = Collection(
    name="aliases",
    key=("alias", "security"),
    columns={
        "alias": "text",
        "security": "text",
        "state": "text",
        "articles": "list",
        "sources": "list",
        "first_seen": "time",
        "decided": "time",
    },
    versioned=False,
    indexes=(("state",),),
)
"""Names that articles gave a listed company and no resolver knows: `state` is proposed, accepted or rejected.
`articles` and `sources` are those that wrote it so, `decided` is when a person said what becomes of it."""

VALIDATORS = Collection(
    name="validators",
    key=("source", "url"),
    columns={"source": "text", "url": "text", "etag": "text", "modified": "text", "seen": "time"},
    versioned=False,
)
"""What conditional requests send: the validators of the last good answer."""

QUOTAS = Collection(
    name="quotas",
    key=("source", "day", "holder"),
    columns={
        "source": "text",
        "day": "date",
        "holder": "text",
        "calls": "int",
        "blocked_until": "time",
        "seen": "time",
    },
    versioned=False,
)
"""Calls that each process set aside of a source's day, and until when it was asked to leave the source alone.
A process writes its own row alone, so that no count is lost between two of them."""

REPAIRS = Collection(
    name="repairs",
    key=("id",),
    columns={
        "id": "text",
        "security": "text",
        "date": "date",
        "source": "text",
        "field": "text",
        "before": "real",
        "after": "real",
        "reason": "text",
        "facts": "json",
        "repaired": "time",
    },
    versioned=False,
    indexes=(("security", "date"),),
)
"""Values that the quality gate changed, from what to what, and the two facts that agreed on it."""

DIFFERENCES = Collection(
    name="differences",
    key=("security", "date", "field", "source", "other"),
    columns={
        "security": "text",
        "date": "date",
        "field": "text",
        "source": "text",
        "other": "text",
        "value": "real",
        "other_value": "real",
        "seen": "time",
    },
    versioned=False,
)
"""Values of one day on which two sources differ by more than the tolerance."""

QUESTIONS = Collection(
    name="questions",
    key=("user", "run"),
    columns={
        "user": "text",
        "run": "text",
        "thread": "text",
        "asked": "time",
        "question": "text",
        "status": "text",
        "answer": "json",
    },
    versioned=False,
    indexes=(("user", "thread", "asked"),),
)
"""Every question's run with its stored answer (the JSON of `Answer`)."""

THREADS = Collection(
    name="threads",
    key=("user", "thread"),
    columns={
        "user": "text",
        "thread": "text",
        "title": "text",
        "started": "time",
        "updated": "time",
        "hidden": "bool",
    },
    versioned=False,
)
FEEDBACK = Collection(
    name="feedback",
    key=("user", "run"),
    columns={
        "user": "text",
        "run": "text",
        "trace_id": "text",
        "value": "int",
        "reason": "text",
        "given": "time",
    },
    versioned=False,
)
"""Thumbs: `value` 1 or -1."""

FORECASTS = Collection(
    name="forecasts",
    key=("security", "model", "as_of", "horizon"),
    columns={
        "security": "text",
        "model": "text",
        "as_of": "date",
        "horizon": "int",
        "target_date": "date",
        "last_close": "real",
        "basis": "text",
        "p_up": "real",
        "expected_return": "real",
        "level": "real",
        "low": "real",
        "high": "real",
        "verdict": "text",
        "made": "time",
        "live": "bool",
        "realised": "real",
        "scored": "time",
    },
    versioned=False,
    indexes=(("target_date",),),
)
"""Forecasts as they were made, and what came. `live`: made before its target date; else replayed. `realised` and
`scored` are null until the target date's close is stored."""

COLLECTIONS: Mapping[str, Collection] = MappingProxyType(
    {
        c.name: c
        for c in (
            BARS, ARTICLES, FILINGS, FACTS, ACTIONS, SECURITIES, HOLDERS, RELATIONS,
            QUARANTINE, RUNS, CURSORS, LEASES, JOB_STATES, REFRESHES, FOLLOWED, ALIASES, VALIDATORS, QUOTAS, REPAIRS, DIFFERENCES,
            QUESTIONS, THREADS, FEEDBACK, FORECASTS,
        )
    }
)  # fmt: skip


def collection(name: str) -> Collection:
    """The declared collection of that name.

    Raises:
        BadInput: when there is none.
    """
    try:
        return COLLECTIONS[name]
    except KeyError as error:
        raise BadInput("unknown_collection", name=name, known=", ".join(COLLECTIONS)) from error
