"""Securities that no listing knows: stored as provisional, so that their records can be asked for."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from collectors.files.prepared import SOURCE, Prepared
from collectors.files.symbols import market_or_none
from collectors.listed import UNKNOWN
from stockelper.store.collections import SECURITIES
from stockelper.store.documents import Documents, among

ASKED_AT_ONCE = 500


def note_unlisted(documents: Documents, prepared: Prepared, now: datetime) -> None:
    """Store the unlisted ids of a batch as provisional securities, known since their first record in it.

    What the store says about any of them already stays.
    """
    stored = _stored(documents, prepared.unlisted)
    fresh = [i for i in prepared.unlisted if i not in stored]
    markets = [(i, market) for i in fresh if (market := market_or_none(i))]
    if not markets:
        return
    first = _first_known(prepared)
    rows = [
        {
            "security": i, "valid_from": UNKNOWN, "market": market.code, "ticker": i.partition(":")[2],
            "name": i.partition(":")[2], "currency": market.currency, "provisional": True, "simulated": False,
            "source": SOURCE, "known_at": first.get(i, now),
        }
        for i, market in markets
    ]  # fmt: skip
    schema = SECURITIES.written_schema()
    documents.upsert(SECURITIES.name, pl.DataFrame(rows, schema=schema), recorded_at=now)


def _stored(documents: Documents, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(ids), ASKED_AT_ONCE):
        part = among("security", ids[at : at + ASKED_AT_ONCE])
        found |= set(documents.read(SECURITIES.name, part, columns=("security",))["security"])
    return found


def _first_known(prepared: Prepared) -> dict[str, datetime]:
    """The earliest moment at which a record of the batch names each security."""
    named = "security" if "security" in prepared.frame.columns else "securities"
    frame = prepared.frame.select(pl.col(named).alias("security"), "known_at")
    frame = frame.explode("security") if named == "securities" else frame
    return dict(frame.drop_nulls().group_by("security").agg(pl.col("known_at").min()).rows())
