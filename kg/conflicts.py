"""What sources say that cannot be (kept out), or cannot both be (kept, both, and recorded)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl

from kg.edges import source_of
from kg.facts import Facts
from kg.ontology import RELATIONS, allows
from kg.port import CONFLICTS, AsOf, Graph
from stockelper.types import Edge

TOLERANCE = 0.005
"""Shares of ownership that differ by no more than half a percentage point do not contradict."""

_OWNERSHIP = tuple(r.type for r in RELATIONS.values() if r.ratio)
MANY = 1_000
PARENTS = 8
"""How many parents up a ring of subsidiaries is looked for."""


def screened(facts: Facts) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The edges that can be, and a conflict for each that cannot: self-loops, ratios out of 0..1, wrong ends."""
    kinds = facts.nodes.select("id", "kind").unique("id", keep="last", maintain_order=True)
    edges = facts.edges.join(kinds.rename({"id": "head", "kind": "head_kind"}), on="head", how="left")
    edges = edges.join(kinds.rename({"id": "tail", "kind": "tail_kind"}), on="tail", how="left")
    ends = edges.select("type", "head_kind", "tail_kind").unique()
    known = ends.filter(
        pl.Series([allows(str(t), str(h), str(k)) for t, h, k in ends.iter_rows()], dtype=pl.Boolean)
    )
    edges = edges.join(
        known.with_columns(fits=pl.lit(True)), on=["type", "head_kind", "tail_kind"], how="left"
    )
    reason = (
        pl.when(pl.col("head") == pl.col("tail")).then(pl.lit("self_loop"))
        .when(pl.col("ratio").is_not_null() & ~pl.col("ratio").is_between(0, 1)).then(pl.lit("ratio_out_of_range"))
        .when(pl.col("fits").is_null()).then(pl.lit("wrong_ends"))
    )  # fmt: skip
    judged = edges.with_columns(reason.alias("reason"))
    rejected = judged.filter(pl.col("reason").is_not_null())
    sound = judged.filter(pl.col("reason").is_null()).select(facts.edges.columns)
    return sound, _frame(
        (row["reason"], row["id"], {"ratio": row["ratio"], "title": row["title"]}, row["known_at"])
        for row in rejected.iter_rows(named=True)
    )


def contradictions(graph: Graph, edges: pl.DataFrame) -> pl.DataFrame:
    """Where edges just written contradict others that held on the day and were known: one row a pair."""
    owned = edges.filter(pl.col("type").is_in(_OWNERSHIP))
    return pl.concat([_contradicting(graph, owned), _overheld(graph, owned), _circular(graph, owned)])


def _contradicting(graph: Graph, owned: pl.DataFrame) -> pl.DataFrame:
    return _frame(
        found
        for type_, head, tail, day, known in owned.select(
            "type", "head", "tail", "valid_from", "known_at"
        ).iter_rows()
        for found in _pairs(graph, str(type_), str(head), str(tail), AsOf(known, day or known.date()))
    )


def _overheld(graph: Graph, owned: pl.DataFrame) -> pl.DataFrame:
    """Companies of which one source's holders hold more than all of it together."""
    moments = (
        owned.filter(type="HOLDS").group_by("tail").agg(pl.col("known_at", "valid_from").max()).sort("tail")
    )
    return _frame(
        found
        for tail, known, day in moments.iter_rows()
        for found in _over_one(graph, str(tail), AsOf(known, day or known.date()))
    )


def _over_one(graph: Graph, company: str, as_of: AsOf) -> Iterator["_Row"]:
    held = graph.edges((company,), direction="in", types=("HOLDS",), as_of=as_of, limit=MANY)
    for source in sorted({source_of(edge.id) for edge in held}):
        shares = {edge.id: edge.ratio for edge in held if source_of(edge.id) == source and edge.ratio}
        if sum(shares.values()) > 1 + TOLERANCE:
            yield "holdings_over_one", f"{company} ({source})", {"ratios": shares}, as_of.known_by


def _circular(graph: Graph, owned: pl.DataFrame) -> pl.DataFrame:
    """Parents that are their own subsidiaries over others: one row a ring."""
    parents = owned.filter(type="SUBSIDIARY_OF").select("head", "known_at", "valid_from")
    return _frame(
        ("circular_parents", " > ".join(ring), {"companies": ring}, known)
        for head, known, day in parents.iter_rows()
        for ring in _ring(graph, str(head), AsOf(known, day or known.date()))
        if len(ring) > 2  # two are told as each other's parents
    )


def _ring(graph: Graph, start: str, as_of: AsOf) -> Iterator[list[str]]:
    """The way from a company over its parents back to itself, told from its smallest id on; nothing without one."""
    came: dict[str, str] = {}
    frontier = [start]
    for _ in range(PARENTS):
        above = graph.edges(frontier, direction="out", types=("SUBSIDIARY_OF",), as_of=as_of, limit=MANY)
        back = next((edge.head for edge in above if edge.tail == start), None)
        if back is not None:
            yield _turned(_way(came, start, back))
            return
        came |= {edge.tail: edge.head for edge in above if edge.tail not in came}
        frontier = sorted({edge.tail for edge in above} - {start})
        if not frontier:
            return


def _way(came: Mapping[str, str], start: str, last: str) -> list[str]:
    way = [last]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _turned(ring: Sequence[str]) -> list[str]:
    """The same ring begun at its smallest id, so that it is one whoever of it came last."""
    first = ring.index(min(ring))
    return [*ring[first:], *ring[:first]]


def _pairs(graph: Graph, type_: str, head: str, tail: str, as_of: AsOf) -> Iterator["_Row"]:
    out = graph.edges((head,), direction="out", types=(type_,), as_of=as_of, limit=MANY)
    same = [edge for edge in out if edge.tail == tail]
    for n, first in enumerate(same):
        for second in same[n + 1 :]:
            if _differ(first, second):
                yield _pair("ratio_contradicts", first, second)
    if type_ == "SUBSIDIARY_OF":
        back = graph.edges((tail,), direction="out", types=(type_,), as_of=as_of, limit=MANY)
        for second in (edge for edge in back if edge.tail == head):
            yield from (_pair("mutual_parents", first, second) for first in same)


def _differ(first: Edge, second: Edge) -> bool:
    """Two sources with two ratios. One source's further edge is its next statement, not a contradiction."""
    if first.ratio is None or second.ratio is None or source_of(first.id) == source_of(second.id):
        return False
    return abs(first.ratio - second.ratio) > TOLERANCE


_Row = tuple[str, str, dict[str, object], datetime]


def _pair(kind: str, first: Edge, second: Edge) -> _Row:
    ids = sorted((first.id, second.id))
    detail: dict[str, object] = {"edges": ids, "ratios": {e.id: e.ratio for e in (first, second)}}
    return kind, " / ".join(ids), detail, max(first.known_at, second.known_at)


def _frame(rows: Iterator[_Row]) -> pl.DataFrame:
    values = [
        (f"{kind}: {subject}", kind, subject, json.dumps(detail, ensure_ascii=False), at)
        for kind, subject, detail, at in rows
    ]
    frame = pl.DataFrame(values, schema=CONFLICTS, orient="row")
    return frame.unique("id", keep="first", maintain_order=True)
