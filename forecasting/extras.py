"""What a model reads beside bars, sectors and stated ties, where it was trained with it: news, graph, dates of results.

The graph comes as a function, since forecasting knows none: who puts the parts together hands it in.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

import polars as pl

from forecasting.features.inputs import NO_TIES, TOLD, Inputs
from forecasting.moods import moods
from forecasting.reading import TIE_COLUMNS, TIES
from forecasting.results import results
from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents, Where

Extra = Literal["news", "graph", "earnings"]
EXTRAS: tuple[Extra, ...] = get_args(Extra)
MARKS: Mapping[Extra, str] = MappingProxyType(
    {"news": "news_1", "graph": "events_5", "earnings": "results_age"}
)
"""A feature by which a model shows that it was trained with it."""
EVENT = "AFFECTED_BY"
LINK_TYPES = (*TIES, EVENT)
MEANINGS: Mapping[str, float] = MappingProxyType(
    {
        "contract_won": 1.0, "buyback": 1.0, "dividend": 1.0, "contract_lost": -1.0, "capital_increase": -1.0, "litigation": -1.0,
        "recall": -1.0, "strike": -1.0, "accident": -1.0,
    }
)  # fmt: skip
"""What a kind of event means for its company, where the kind alone says so."""

Links = Callable[[Market, Sequence[str], datetime], pl.DataFrame]
"""The graph's edges of `LINK_TYPES` that leave some securities, as known at a moment, whatever day they hold on: columns
as of ties; an event's `tail` ends in its kind and day."""


def no_links(market: Market, securities: Sequence[str], known_by: datetime) -> pl.DataFrame:
    """The links of a product without a graph."""
    return NO_TIES


def extras_of(features: Collection[str]) -> frozenset[Extra]:
    """What a model with these features was trained with."""
    return frozenset(extra for extra in EXTRAS if MARKS[extra] in features)


def extras_named(text: str) -> frozenset[Extra]:
    """The extras of a list with commas. Raises BadInput where one is none."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    if unknown := [part for part in named if part not in EXTRAS]:
        raise BadInput("unknown_extra", extra=unknown[0], known=", ".join(EXTRAS))
    return frozenset(extra for extra in EXTRAS if extra in named)


def with_extras(
    given: Inputs, extras: Collection[Extra], documents: Documents, links: Links, known_by: datetime
) -> Inputs:
    """The inputs with what else a model reads, as known at a moment."""
    if "news" in extras:
        given = replace(given, news=news(documents, given.market, known_by))
    if "graph" in extras:
        found = links(given.market, given.panel.securities, known_by).select(TIE_COLUMNS)
        ties = found.filter(pl.col("type").is_in(TIES))
        given = replace(
            given, ties=pl.concat([given.ties, ties]).unique(maintain_order=True), events=events(found)
        )
    if "earnings" in extras:
        given = replace(given, results=results(documents, given.market, known_by))
    return given


def news(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """security, known_at, mood: one row for each of the market's securities that an article is about, first tellings alone."""
    found = documents.read(
        ARTICLES.name,
        Where("duplicate_of", "is_null", value=True),
        known_by=known_by,
        columns=("securities", "title", "known_at"),
    )
    told = found.with_columns(moods(found["title"])).explode("securities").rename({"securities": "security"})
    return told.filter(pl.col("security").str.starts_with(f"{market.prefix}:")).select(TOLD.names())


def events(links: pl.DataFrame) -> pl.DataFrame:
    """security, known_at, mood of the events among links."""
    kind = pl.col("tail").str.extract(r"([a-z_]+) \d{4}-\d{2}-\d{2}$")
    mood = kind.replace_strict(dict(MEANINGS), default=0.0, return_dtype=pl.Float64)
    found = links.filter(pl.col("type") == EVENT).unique(("head", "tail"), keep="first", maintain_order=True)
    return found.select(security="head", known_at="known_at", mood=mood)
