"""The operator's strip: how fresh each market is, what fails, what is in quarantine, and the command for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from collectors.files.importing import JOB as IMPORT
from collectors.refreshing import JOB as REFRESH
from stockelper.language.telling import told
from stockelper.store.collections import QUARANTINE, RUNS
from stockelper.store.documents import Documents, Where, among
from stockelper.types import Language
from ui.health import Freshness, freshness

LOOK_DATA, LOOK_RUNS, LOOK_QUARANTINE = (
    "stockelper doctor",
    "stockelper jobs history",
    "stockelper jobs quarantine",
)


@dataclass(frozen=True)
class Failing:
    """A source whose newest run did not end well."""

    source: str
    error: str


@dataclass(frozen=True)
class Strip:
    """What the strip shows."""

    markets: Mapping[str, Freshness]
    failing: tuple[Failing, ...]
    quarantined: int


def look(documents: Documents, now: datetime, language: Language) -> Strip:
    """The state of the data as known by `now`."""
    held = documents.count(QUARANTINE.name, Where("released", "is_null", True))
    return Strip(freshness(documents, now), _failing(documents, language), held)


def _failing(documents: Documents, language: Language) -> tuple[Failing, ...]:
    ended = documents.read(RUNS.name, among("state", ("done", "failed", "lost")))
    # One security that a source does not know is no source that fails, and a file is none either.
    ended = ended.filter(~pl.col("job").is_in((REFRESH, IMPORT)))
    newest = ended.sort("started").unique("source", keep="last", maintain_order=True)
    bad = newest.filter(pl.col("state") != "done").sort("source")
    return tuple(
        Failing(str(source or ""), told(error or state, language) or "")
        for source, error, state in bad.select("source", "error", "state").rows()
    )
