"""Rejected rows go to the collection `quarantine`: the same row of the same file once, however often it is read."""

from datetime import datetime

import polars as pl

from collectors.files.gate import quarantine_id
from collectors.files.rows import ROW
from stockelper.credentials import redacted
from stockelper.store.collections import QUARANTINE
from stockelper.store.documents import Documents, among

ASKED_AT_ONCE = 500


def set_apart(documents: Documents, rejects: pl.DataFrame, *, kind: str, file: str, now: datetime) -> None:
    """Store rejects that are not stored yet; what was seen or released before stays as it is."""
    ids = [
        quarantine_id(file, str(row), reason, record)
        for row, reason, record in rejects.select(ROW, "reason", "record").rows()
    ]
    keys, records = ([one and redacted(one) for one in rejects[name]] for name in ("key", "record"))
    named = rejects.select(
        pl.Series("id", ids, dtype=pl.String),
        pl.lit(redacted(file)).alias("source"),
        pl.lit(kind).alias("kind"),
        pl.Series("key", keys, dtype=pl.String),
        "reason",
        pl.lit(now, dtype=pl.Datetime("us", "UTC")).alias("first_seen"),
        pl.Series("record", records, dtype=pl.String),
    )
    fresh = named.filter(~pl.col("id").is_in(_stored(documents, ids)))
    if not fresh.is_empty():
        documents.upsert(QUARANTINE.name, fresh, recorded_at=now)


def _stored(documents: Documents, ids: list[str]) -> list[str]:
    found: list[str] = []
    for at in range(0, len(ids), ASKED_AT_ONCE):
        part = documents.read(QUARANTINE.name, among("id", ids[at : at + ASKED_AT_ONCE]), columns=("id",))
        found += part["id"].to_list()
    return found
