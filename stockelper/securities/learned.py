"""Names of companies that texts taught: proposed by articles, used from the moment that a person accepted them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import polars as pl

from stockelper.errors import BadInput
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import ALIASES
from stockelper.store.documents import Documents, eq

Decision = Literal["accepted", "rejected"]
State = Literal["proposed", "accepted", "rejected"]
MOST = 200
"""So many articles of an alias are kept; its count ends there."""


@dataclass(frozen=True)
class Proposal:
    """An article calls a listed company by a name that the resolver does not know."""

    alias: str
    security: str
    article: str
    source: str


def propose(documents: Documents, proposals: Iterable[Proposal], now: datetime) -> int:
    """Put names into the queue, or add their articles to what waits there; how many are new.

    What was decided stays decided. The same article again changes nothing.
    """
    stored = {(row["alias"], row["security"]): row for row in _rows(documents)}
    changed: dict[tuple[str, str], dict[str, object]] = {}
    for one in proposals:
        key = (one.alias, one.security)
        known = changed.get(key) or stored.get(key)
        row = _told_again(known, one) if known else _new(one, now)
        if row is not None:
            changed[key] = row
    if changed:
        frame = pl.DataFrame(list(changed.values()), schema=ALIASES.schema())
        documents.upsert(ALIASES.name, frame, recorded_at=now)
    return len(changed.keys() - stored.keys())


def queue(documents: Documents, state: State | None = "proposed") -> list[dict[str, object]]:
    """The aliases in a state (None: all), those of most articles first."""
    rows = [row for row in _rows(documents) if state in (None, row["state"])]
    return sorted(
        rows, key=lambda row: (-len(_texts(row["articles"])), str(row["alias"]), str(row["security"]))
    )


def accepted(documents: Documents, known_by: datetime) -> Mapping[str, tuple[str, ...]]:
    """The accepted aliases by security, as they were at that time."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    if not documents.count(ALIASES.name, eq("state", "accepted")):
        return {}  # every question asks this, and counting costs a tenth of reading
    for row in documents.read(ALIASES.name, eq("state", "accepted")).iter_rows(named=True):
        if row["decided"] <= known_by:
            found[row["security"]].append(row["alias"])
    return {security: tuple(sorted(names)) for security, names in found.items()}


def decide(
    documents: Documents,
    resolver: Resolver,
    alias: str,
    security: str | None,
    decision: Decision,
    now: datetime,
) -> dict[str, object]:
    """Accept or reject an alias; the row as it then is.

    Raises:
        BadInput: nothing of that name is in the queue, several companies are and none is named, or the resolver
            knows the name as another company's.
    """
    rows = [row for row in _rows(documents) if row["alias"] == alias and security in (None, row["security"])]
    if not rows:
        raise BadInput("alias_unknown", alias=alias)
    if len(rows) > 1:
        raise BadInput("alias_ambiguous", alias=alias, known=", ".join(str(row["security"]) for row in rows))
    row = rows[0]
    if decision == "accepted" and (others := _others(resolver, alias, str(row["security"]))):
        raise BadInput("alias_taken", alias=alias, known=", ".join(others))
    decided = {**row, "state": decision, "decided": now}
    documents.upsert(ALIASES.name, pl.DataFrame([decided], schema=ALIASES.schema()), recorded_at=now)
    return decided


def _others(resolver: Resolver, alias: str, security: str) -> list[str]:
    whole = [one for one in resolver.written(alias) if one.text == alias]
    return sorted({id_ for one in whole for id_ in one.candidates} - {security})


def _rows(documents: Documents) -> list[dict[str, object]]:
    return documents.read(ALIASES.name).to_dicts()


def _new(one: Proposal, now: datetime) -> dict[str, object]:
    return {
        "alias": one.alias, "security": one.security, "state": "proposed", "articles": [one.article],
        "sources": [one.source] if one.source else [], "first_seen": now, "decided": None,
    }  # fmt: skip


def _told_again(known: dict[str, object], one: Proposal) -> dict[str, object] | None:
    articles, sources = _texts(known["articles"]), _texts(known["sources"])
    if one.article in articles or len(articles) >= MOST:
        return None
    return {
        **known,
        "articles": [*articles, one.article],
        "sources": sorted({*sources, one.source} - {""}),
    }


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
