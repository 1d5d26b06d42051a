"""Up to when the store reaches: the newest session of each market with its sources, and the newest article."""

import datetime as dt
import re
from collections.abc import Iterator

from agents.context import Context
from agents.tools.matrix import newest_session
from agents.tools.tape import source_label
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.language.numbers import day
from stockelper.markets.registry import MARKETS, Market
from stockelper.store.documents import Where, eq
from stockelper.types import Language

TOPICS = frozenset({"freshness", "sources"})
"""The topics of the product beside which the dates are told."""
_UNTIL = re.compile(
    r"(?:언제|며칠|몇 ?월|몇 ?일|어느 ?(?:날|날짜|시점)|어디)(?:의|치)? ?(?:것|거|자료|데이터|시세)? ?까지|최신|가장 ?(?:최근|새로운)|마지막 ?(?:날|거래일|업데이트)|언제 ?(?:데이터|자료|시세|뉴스|것|거)"
    r"|\b(?:up to (?:when|what|which)|until (?:when|what)|how (?:recent|current|fresh|new|old|up[- ]to[- ]date|far)|latest|newest|most recent|last (?:day|date|session|updated?))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"어디|출처|소스|\b(?:where|sources?)\b", re.IGNORECASE)


def asks_until_when(question: str) -> bool:
    """Whether a question about the data asks up to which date it reaches."""
    return _UNTIL.search(question) is not None


def asks_where_from(question: str) -> bool:
    """Whether it asks where the data comes from."""
    return _WHERE.search(question) is not None


def reach(context: Context, language: Language) -> str:
    """The dates in sentences, as known at the clock's moment; that nothing is stored where nothing is."""
    said = [*_sessions(context, language), *_articles(context, language)]
    return " ".join(said) or render(language, "help_reach.nothing")


def _sessions(context: Context, language: Language) -> Iterator[str]:
    for market in (one for one in MARKETS.values() if not one.simulated):
        try:
            last = newest_session(market, context)
        except NoData:
            continue
        named = render(language, f"market.market_{market.code}")
        sources = ", ".join(_sources(market, last, context, language))
        yield render(language, "help_reach.session", market=named, date=day(last, language), sources=sources)


def _sources(market: Market, last: dt.date, context: Context, language: Language) -> list[str]:
    """Where the bars of a market's session come from."""
    inside = (Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};"))
    found = context.documents.read(
        "bars", eq("date", last), *inside, known_by=context.clock.now(), columns=("source",)
    )
    return sorted({source_label(source, language) for source in found["source"]})


def _articles(context: Context, language: Language) -> Iterator[str]:
    row = context.documents.read(
        "articles", known_by=context.clock.now(), order=("published",), descending=True, limit=1
    )
    for one in row.iter_rows(named=True):
        published = one["published"].astimezone(MARKETS["krx"].zone).date()
        named = render(language, "help_reach.by", publisher=one["source"]) if one["source"] else ""
        yield render(language, "help_reach.article", date=day(published, language), publisher=named)
