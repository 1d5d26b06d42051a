"""Why data is old: what the scheduled collection of a market's prices last ran into."""

from datetime import datetime

from agents.context import Context
from stockelper.language.telling import said_by, told
from stockelper.markets.market import Market
from stockelper.store.collections import RUNS
from stockelper.store.documents import among, eq
from stockelper.types import Note

_RUNS = 200
"""Newest runs that are looked through."""


def outage(market: Market, context: Context) -> tuple[Note, ...]:
    """Since when the scheduled runs of a market's prices have brought nothing, and the newest reason.

    Nothing where the newest run that was not skipped went well, where none ran, or for a moment in the past: runs
    of today explain nothing about it.
    """
    if context.clock.as_of is not None:
        return ()
    job = eq("job", f"prices-{market.code}")
    ended = among("state", ("done", "failed", "lost"))
    columns = ("started", "state", "source", "error")
    runs = context.documents.read(
        RUNS.name, job, ended, columns=columns, order=("started",), descending=True, limit=_RUNS
    )
    since: datetime | None = None
    reason = ""
    for started, state, source, error in runs.select(columns).rows():
        if state == "done":
            break
        since = started
        if not reason:
            reason = told(said_by(source, error or state), context.language) or ""
    if since is None:
        return ()
    day = since.astimezone(market.zone).date().isoformat()
    return (Note(code="outage", parameters={"market": market.code.upper(), "date": day, "reason": reason}),)
