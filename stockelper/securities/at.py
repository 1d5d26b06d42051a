"""The resolver as of a time: the bundled listing with the store's own securities on top.

Building a resolver takes a moment and questions come often, so it is kept until the `securities` collection
changes or another version of it becomes visible.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from stockelper.securities.listing import Listing, bundled
from stockelper.securities.resolver import Resolver
from stockelper.store.documents import Documents
from stockelper.types import Security

_COLUMNS = (
    "security", "valid_from", "valid_to", "market", "ticker", "name", "name_en", "board", "sector", "currency",
    "provisional", "simulated",
)  # fmt: skip
_Version = tuple[object, ...]
_kept: "WeakKeyDictionary[Documents, dict[_Version, Resolver]]" = WeakKeyDictionary()
_lock = Lock()


@lru_cache(maxsize=1)
def bundled_resolver() -> Resolver:
    """The resolver of the bundled listing alone."""
    return Resolver(bundled())


def resolver_at(documents: Documents, known_by: dt.datetime) -> Resolver:
    """The resolver over what was listed and known at `known_by`; the practice market's companies included
    when the store holds them."""
    version = _version(documents, known_by)
    with _lock:
        versions = _kept.setdefault(documents, {})
        if version not in versions:
            if len(versions) >= 4:
                versions.pop(next(iter(versions)))
            versions[version] = _built(documents, known_by)
        return versions[version]


def _version(documents: Documents, known_by: dt.datetime) -> _Version:
    """What the visible securities depend on. While everything stored is known and no name has an end, that is
    the time of the last change alone."""
    recorded = documents.newest("securities", "recorded_at").get(None)
    known = documents.newest("securities", "known_at").get(None)
    ended = documents.newest("securities", "valid_to").get(None)
    all_known = not isinstance(known, dt.datetime) or known <= known_by
    return (
        recorded,
        documents.count("securities"),
        known_by.date() if ended else None,
        None if all_known else known_by,
    )


def _built(documents: Documents, known_by: dt.datetime) -> Resolver:
    securities = list(_listed(documents, known_by))
    return Resolver(Listing(bundled().records(), securities)) if securities else bundled_resolver()


def _listed(documents: Documents, known_by: dt.datetime) -> Iterator[Security]:
    """The securities of that time; a provisional one never hides what the bundle knows."""
    frame = documents.read("securities", known_by=known_by, columns=_COLUMNS)
    day = known_by.date()
    for row in frame.iter_rows(named=True):
        starts, ends = row.pop("valid_from"), row.pop("valid_to")
        identifier = row.pop("security")
        provisional = bool(row.pop("provisional"))
        in_force = starts <= day and (ends is None or day < ends)
        if in_force and not (provisional and identifier in bundled()):
            row["simulated"] = bool(row["simulated"])
            yield Security(id=identifier, provisional=provisional, **row)
