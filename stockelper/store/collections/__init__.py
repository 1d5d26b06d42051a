"""Every collection of the document store, declared once."""

from collections.abc import Mapping
from types import MappingProxyType

from stockelper.errors import BadInput
from stockelper.store.collection import Collection
from stockelper.store.collections.conversations import (
    FEEDBACK,
    QUESTIONS,
    THREADS,
)
from stockelper.store.collections.operations import (
    ALIASES,
    CURSORS,
    DIFFERENCES,
    FOLLOWED,
    JOB_STATES,
    LEASES,
    QUARANTINE,
    QUOTAS,
    REFRESHES,
    REPAIRS,
    RUNS,
    VALIDATORS,
)
from stockelper.store.collections.records import (
    ACTIONS,
    ARTICLES,
    BARS,
    FACTS,
    FILINGS,
    FORECASTS,
    HOLDERS,
    IDENTIFIERS,
    RELATIONS,
    SECURITIES,
    SUBSIDIARIES,
)

__all__ = [
    "ACTIONS",
    "ALIASES",
    "ARTICLES",
    "BARS",
    "COLLECTIONS",
    "CURSORS",
    "DIFFERENCES",
    "FACTS",
    "FEEDBACK",
    "FILINGS",
    "FOLLOWED",
    "FORECASTS",
    "HOLDERS",
    "IDENTIFIERS",
    "JOB_STATES",
    "LEASES",
    "QUARANTINE",
    "QUESTIONS",
    "QUOTAS",
    "REFRESHES",
    "RELATIONS",
    "REPAIRS",
    "RUNS",
    "SECURITIES",
    "SUBSIDIARIES",
    "THREADS",
    "VALIDATORS",
    "collection",
]

COLLECTIONS: Mapping[str, Collection] = MappingProxyType(
    {
        c.name: c
        for c in (
            BARS, ARTICLES, FILINGS, FACTS, ACTIONS, SECURITIES, HOLDERS, SUBSIDIARIES, IDENTIFIERS, RELATIONS,
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
