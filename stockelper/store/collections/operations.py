"""States of collecting: what was set apart, who ran what and how far, what differs between sources."""

from stockelper.store.collection import Collection

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
