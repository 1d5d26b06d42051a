"""Companies, what they are called, and the sectors they belong to, from all versions of their listing."""

from collections.abc import Iterator
from datetime import date, datetime

import polars as pl

from kg.facts import UNKNOWN_START, Facts, earliest, facts
from kg.port import EDGES, NODES

_NAMED = ("name", "name_en", "market")
_Version = dict[str, object]


def memberships(securities: pl.DataFrame) -> Facts:
    """Companies and their sectors; `securities` has every version of every row of the companies concerned.

    At each moment a company is called what the latest begun of the rows known by then calls it. A company may have
    changed its sector: both edges stand, each with its validity; a sector that a revision took back never held.
    """
    rows = securities.with_columns(
        sector_id="SECTOR:" + pl.col("market").str.to_uppercase() + ":" + pl.col("sector")
    ).sort("security", "known_at", "valid_from")
    nodes: list[_Version] = []
    edges: list[_Version] = []
    for _, group in rows.group_by("security", maintain_order=True):
        versions = list(group.iter_rows(named=True))
        nodes += _names(versions)
        edges += _sectors(versions)
    member = rows.filter(pl.col("sector_id").is_not_null() & (pl.col("sector") != ""))
    sectors = member.select(
        pl.col("sector_id").alias("id"), pl.lit("Sector").alias("kind"), pl.col("sector").alias("name"),
        pl.lit(None, pl.String).alias("name_en"), "market", "known_at",
    )  # fmt: skip
    companies = pl.DataFrame(nodes, schema=NODES)
    return facts(
        pl.concat([companies, earliest(sectors).cast(NODES)]),
        pl.DataFrame(edges, schema={name: EDGES[name] for name in _EDGE}),
        weak=False,
    )


_EDGE = ("type", "head", "tail", "source", "valid_from", "valid_to", "confidence", "known_at")


def _names(versions: list[_Version]) -> Iterator[_Version]:
    """What a company is called from each moment on at which something of it became known."""
    known: dict[object, _Version] = {}
    for place, one in enumerate(versions):
        known[one["valid_from"]] = one
        if place + 1 < len(versions) and versions[place + 1]["known_at"] == one["known_at"]:
            continue
        latest = max(known.values(), key=_begun)
        yield {
            "id": one["security"], "kind": "Company", "known_at": one["known_at"],
            **{name: latest[name] for name in _NAMED},
        }  # fmt: skip


def _begun(version: _Version) -> date:
    begun = version["valid_from"]
    return begun if isinstance(begun, date) else UNKNOWN_START


def _sectors(versions: list[_Version]) -> Iterator[_Version]:
    """The edges to sectors, and for one that a revision of the row no longer names a version that ends it."""
    named: dict[object, _Version] = {}
    for one in versions:
        before = named.get(one["valid_from"])
        if before and before["tail"] != one["sector_id"]:
            yield {**before, "valid_to": before["valid_from"] or UNKNOWN_START, "known_at": one["known_at"]}
            del named[one["valid_from"]]
        if one["sector_id"] and one["sector"]:
            edge = _edge(one, one["known_at"])
            named[one["valid_from"]] = edge
            yield edge


def _edge(row: _Version, known_at: object) -> _Version:
    assert isinstance(known_at, datetime)
    begun = _begun(row)
    return {
        "type": "BELONGS_TO", "head": row["security"], "tail": row["sector_id"], "source": row["source"] or "listing",
        "valid_from": begun if begun > UNKNOWN_START else None, "valid_to": row["valid_to"], "confidence": 1.0,
        "known_at": known_at,
    }  # fmt: skip
