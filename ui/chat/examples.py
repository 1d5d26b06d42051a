"""Example questions that the store can answer, so that none of them disappoints."""

from collections.abc import Sequence
from datetime import datetime

from kg.port import AsOf, Graph
from stockelper.securities.listing import Listing
from stockelper.store.collections import ARTICLES, BARS
from stockelper.store.documents import Documents, among, has
from stockelper.types import Security
from ui.chat.naming import called
from ui.chat.words import Words

FAVOURITES = (
    "KRX:005930",
    "US:NVDA",
    "KRX:000660",
    "KRX:005380",
    "US:AAPL",
    "US:AMD",
    "PRACTICE:P101",
    "PRACTICE:P102",
)
"""Well-known securities that are asked about first, where the store has their prices."""
SHOWN = 6


def examples(
    documents: Documents,
    graph: Graph,
    listing: Listing,
    *,
    now: datetime,
    markets: Sequence[str],
    words: Words,
) -> list[str]:
    """Up to six questions, each about something that the store holds and that was known by `now`."""
    known = with_prices(documents, listing, now, markets)
    if not known:
        return []
    first, second = known[0], known[min(1, len(known) - 1)]
    pair = {"name": called(first, words.language), "other": called(second, words.language)}
    chosen = [words("example_month", **pair)]
    if second.id != first.id:
        chosen.append(words("example_compare", **pair))
    if asked := _about_relations(graph, known, now, words):
        chosen.append(asked)
    if reported := _first_with_news(documents, known, now):
        chosen.append(words("example_news", name=called(reported, words.language)))
    chosen.append(words("example_technical", name=pair["other"]))
    chosen += [words("example_screen"), words("example_quote", **pair)]
    return chosen[:SHOWN]


def with_prices(
    documents: Documents, listing: Listing, now: datetime, markets: Sequence[str]
) -> list[Security]:
    """Up to four securities with prices of one market: real and simulated ones never stand together."""
    for market in markets:
        members = [id_ for id_ in FAVOURITES if (found := listing.get(id_)) and found.market == market]
        for candidates in (members, [found.id for found in listing.members(market=market)[:40]]):
            rows = documents.newest(
                BARS.name, "date", among("security", candidates), by="security", known_by=now
            )
            held = [found for id_ in candidates if id_ in rows and (found := listing.get(id_))]
            if held:
                return held[:4]
    return []


def _about_relations(graph: Graph, known: Sequence[Security], now: datetime, words: Words) -> str | None:
    as_of = AsOf.at(now)
    for key, type_ in (("example_suppliers", "SUPPLIES"), ("example_holders", "HOLDS")):
        for security in known:
            if graph.edges((security.id,), direction="in", types=(type_,), as_of=as_of, limit=1):
                return words(key, name=called(security, words.language))
    return None


def _first_with_news(documents: Documents, known: Sequence[Security], now: datetime) -> Security | None:
    return next(
        (
            security
            for security in known
            if documents.read(
                ARTICLES.name, has("securities", security.id), known_by=now, columns=("article",), limit=1
            ).height
        ),
        None,
    )
