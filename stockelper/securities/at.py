"""The resolver as of a time: the bundled listing with the store's own securities on top.

Building a resolver takes a moment and questions come often, so it is kept until the `securities` collection
changes or another version of it becomes visible, or a person has accepted a name.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from stockelper.securities.learned import accepted
from stockelper.securities.listing import Listing, bundled, bundled_aliases
from stockelper.securities.resolver import Resolver
from stockelper.store.documents import Documents
from stockelper.store.kept import Kept
from stockelper.types import Security

_COLUMNS = (
    "security", "valid_from", "valid_to", "market", "ticker", "name", "name_en", "board", "sector", "currency",
    "provisional", "simulated",
)  # fmt: skip
_OTHERS = ("market", "ticker", "name", "name_en", "board", "sector", "currency", "simulated")
RESOLVERS_KEPT = 4
_Version = tuple[object, ...]
_RESOLVERS: Kept[Resolver] = Kept(RESOLVERS_KEPT)
_VISIBLE: Kept["_Visible"] = Kept(RESOLVERS_KEPT)
"""The rows of the last moments between which nothing became known: the days between them share one read."""


@lru_cache(maxsize=1)
def bundled_resolver() -> Resolver:
    """The resolver of the bundled listing alone."""
    return Resolver(bundled())


def resolver_at(documents: Documents, known_by: dt.datetime) -> Resolver:
    """The resolver over what was listed and known at `known_by`; the practice market's companies included
    when the store holds them."""
    learned = accepted(documents, known_by)
    version = (*_version(documents, known_by), *sorted(learned.items()))
    return _RESOLVERS.get(documents, version, lambda: _built(documents, known_by, learned))


@dataclass(frozen=True)
class _Visible:
    """The stored securities of a moment, and the sorted days by which one of them comes or goes."""

    frame: pl.DataFrame
    turns: list[dt.date]


def _version(documents: Documents, known_by: dt.datetime) -> _Version:
    """What the visible securities depend on: the last change of the store, the last one that was known by
    then, and how many names had begun or ended by that day."""
    seen = _seen(documents, known_by)
    return (*seen, bisect_right(_visible(documents, known_by, seen).turns, known_by.date()))


def _seen(documents: Documents, known_by: dt.datetime) -> _Version:
    return (
        documents.newest("securities", "recorded_at").get(None),
        documents.count("securities"),
        documents.newest("securities", "known_at", known_by=known_by).get(None),
    )


def _visible(documents: Documents, known_by: dt.datetime, seen: _Version) -> _Visible:
    return _VISIBLE.get(documents, seen, lambda: _read(documents, known_by))


def _read(documents: Documents, known_by: dt.datetime) -> _Visible:
    frame = documents.read("securities", known_by=known_by, columns=_COLUMNS)
    days = frame.select("valid_from", "valid_to").rows()
    return _Visible(frame, sorted({day for row in days for day in row if day is not None}))


def _built(documents: Documents, known_by: dt.datetime, learned: Mapping[str, tuple[str, ...]]) -> Resolver:
    securities = list(_listed(documents, known_by))
    if not (securities or learned):
        return bundled_resolver()
    listing = Listing(bundled().records(), securities)
    return Resolver(listing, _with_learned(learned)) if learned else Resolver(listing)


def _with_learned(learned: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    aliases = dict(bundled_aliases())
    for security, names in learned.items():
        aliases[security] = (*aliases.get(security, ()), *names)
    return aliases


def _listed(documents: Documents, known_by: dt.datetime) -> Iterator[Security]:
    """The securities of that time; a provisional one never hides what the bundle knows."""
    frame = _visible(documents, known_by, _seen(documents, known_by)).frame
    day = known_by.date()
    for row in frame.iter_rows(named=True):
        starts, ends = row.pop("valid_from"), row.pop("valid_to")
        identifier = row.pop("security")
        provisional = bool(row.pop("provisional"))
        in_force = starts <= day and (ends is None or day < ends)
        if in_force and not (provisional and identifier in bundled()):
            yield _security(identifier, provisional, *(row[name] for name in _OTHERS))


@lru_cache(maxsize=65_536)
def _security(identifier: str, provisional: bool, *others: object) -> Security:
    """A stored security; days that list the same ones share them."""
    fields = dict(zip(_OTHERS, others, strict=True))
    fields["simulated"] = bool(fields["simulated"])
    return Security.model_validate({"id": identifier, "provisional": provisional, **fields})
