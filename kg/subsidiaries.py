"""Who is whose subsidiary, from all versions of the lists in companies' annual reports."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import polars as pl

from kg.facts import STATED, Facts, earliest, facts, market_of_id
from kg.holdings import companies
from kg.port import EDGES
from stockelper.language.normalise import normalise

BENEATH = 0.7
"""Confidence that one subsidiary is that of another where only the list's indentation tells it."""
_EDGE = pl.Schema({name: EDGES[name] for name in ("head", "tail", "source", "valid_from", "valid_to", "ratio", "confidence",
                                                 "document", "title", "url", "known_at")})  # fmt: skip
_TOLD = ("period", "known_at", "ratio", "confidence", "accession", "title", "url")


def subsidiaries(lists: pl.DataFrame, names: Mapping[str, tuple[str, str | None]]) -> Facts:
    """Subsidiaries and whose they are; `lists` has every version of every row of the companies concerned.

    A list is whole: each holds from the day that it is about until the next one, from when that is known, whether it
    names the same again or not. Whoever stands beneath another subsidiary is that one's as well, with less
    confidence and with the share that is told. `names` is as in `kg.holdings`.
    """
    rows = lists.with_columns(
        head=pl.coalesce("listed", org_id("subsidiary", "jurisdiction")),
        beneath=org_id("above", "above_jurisdiction"),
        code=pl.col("security").str.split(":").list.last(),
        title=pl.format("{} {}, {}", "form", "period", "exhibit"),
    )
    listed = rows.select(
        "security", "period", "source", beneath=org_id("subsidiary", "jurisdiction"), over="listed"
    )
    over = listed.filter(pl.col("over").is_not_null()).unique(["security", "period", "source", "beneath"])
    rows = rows.join(over, on=["security", "period", "source", "beneath"], how="left")
    nested = rows.filter(pl.col("beneath").is_not_null())
    told = pl.concat(
        [
            rows.with_columns(
                tail="security",
                ratio=pl.when(pl.col("beneath").is_null()).then("ratio"),
                confidence=pl.lit(STATED),
            ),
            nested.with_columns(tail=pl.coalesce("over", "beneath"), confidence=pl.lit(BENEATH)),
        ],
        how="diagonal",
    )
    edges = pl.DataFrame(list(_edges(told)), schema=_EDGE, orient="row")
    nodes = [earliest(companies(rows, names)), earliest(_children(rows))]
    return facts(pl.concat(nodes), edges.with_columns(pl.lit("SUBSIDIARY_OF").alias("type")))


def org_id(name: str, jurisdiction: str) -> pl.Expr:
    """The id of a company that no listing identifies: a register has a name once, so it is that with its place."""
    spelt = [pl.col(column).map_elements(_spelt, return_dtype=pl.String) for column in (name, jurisdiction)]
    place = pl.when(spelt[1] != "").then("," + spelt[1]).otherwise(pl.lit(""))
    return "ORG:" + spelt[0] + place


def _spelt(text: str) -> str:
    return normalise(text).replace(" ", "")


def _children(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("head").alias("id"), pl.lit("Company").alias("kind"), pl.col("subsidiary").alias("name"),
        pl.lit(None, pl.String).alias("name_en"), market_of_id("head"), "known_at",
    )  # fmt: skip


_Row = tuple[date, datetime, float | None, float, str | None, str, str | None]


def _edges(told: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """The versions of every edge: one a list, ended by the company's next list that was known at the time."""
    for (_, source), of_company in told.group_by("security", "source", maintain_order=True):
        first = of_company.group_by("period").agg(pl.col("known_at").min()).sort("period")
        lists: list[tuple[date, datetime]] = first.rows()
        for (head, tail, period), group in of_company.group_by("head", "tail", "period", maintain_order=True):
            assert isinstance(period, date)
            later = [one for one in lists if one[0] > period]
            for version in _versions(group.select(_TOLD).rows(), later):
                yield (head, tail, source, *version)


def _versions(own: Sequence[_Row], later: Sequence[tuple[date, datetime]]) -> Iterator[tuple[object, ...]]:
    """An edge as it was known at each moment at which something that bears on it became known."""
    own = sorted(own, key=_known)
    for moment in sorted({*map(_known, own), *(known for _, known in later if known > _known(own[0]))}):
        day, _, ratio, confidence, document, title, url = [one for one in own if _known(one) <= moment][-1]
        end = min((next_day for next_day, known in later if known <= moment), default=None)
        yield day, end, ratio, confidence, document, title, url, moment


def _known(row: _Row) -> datetime:
    return row[1]
