"""Securities that people asked about: scheduled jobs follow the last ones beside the watchlist."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from stockelper.store.collections import FOLLOWED
from stockelper.store.documents import Documents

MOST = 50
"""So many are followed; whoever was not asked about for longest is forgotten for a new one."""


def follow(documents: Documents, securities: Sequence[str], now: datetime) -> None:
    """Note that somebody asked about securities, by id.

    Raises:
        StoreError: when the store takes no row.
    """
    rows = [{"security": one, "asked": now} for one in dict.fromkeys(securities)]
    documents.upsert(FOLLOWED.name, pl.DataFrame(rows, schema=FOLLOWED.schema()), recorded_at=now)
    for one in _newest_first(documents)[MOST:]:
        documents.remove(FOLLOWED.name, {"security": one})


def followed(documents: Documents) -> list[str]:
    """The ids of the securities that are followed, who was asked about last first."""
    return _newest_first(documents)[:MOST]


def _newest_first(documents: Documents) -> list[str]:
    rows = documents.read(FOLLOWED.name, columns=("security",), order=("asked",), descending=True)
    return rows["security"].to_list()
