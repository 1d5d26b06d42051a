"""Stored articles and filings as the tools use them: found by company, window and words, doubles folded."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from agents.context import Context
from agents.tools.tape import name_of, security_of
from stockelper.addresses import host, web_address
from stockelper.language.catalogue import render
from stockelper.language.normalise import normalise
from stockelper.language.tokens import tokens
from stockelper.markets.registry import MARKETS, market_of
from stockelper.store.documents import Where, among, has
from stockelper.types import Evidence

POOL = 120
"""Articles looked at before doubles are folded."""
QUOTED = 160
"""Characters of an article's text that are quoted at most."""
ALIKE = 0.7
"""The share of common word pieces from which on two titles count as one story."""
_HANGUL = re.compile("[가-힣A-Za-z]*[가-힣]")
_SENTENCE = re.compile(r"(?<=[a-z가-힣\d][.!?])\s+(?=[A-Z가-힣\"“])")


@dataclass(frozen=True)
class Story:
    """An article or filing as evidence, with the words that tell doubles apart and its first sentence."""

    evidence: Evidence
    quote: str | None
    published: dt.datetime
    group: str
    pieces: frozenset[str]


def stories(
    context: Context,
    *,
    securities: Sequence[str] = (),
    words: Sequence[str] = (),
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> list[Story]:
    """Stories about any of the securities and matching the words, newest first, near doubles folded.

    Where no article is linked to a security, its name is looked for in titles and texts instead.
    """
    where = list(_published(securities, start, end))
    if securities:
        linked = _read(context, [*where, has("securities", *securities)], words)
        linked = _without_namesakes(linked, securities, context)
        frames = [linked if linked.height else _by_name(context, where, securities, words)]
        filed = _filings(context, securities, start, end)
        frames.append(_titled(filed, words) if words else filed)
    else:
        frames = [_read(context, where, words)]
    found = [_story(row, context) for frame in frames for row in frame.iter_rows(named=True)]
    return _folded(sorted(found, key=lambda story: story.published, reverse=True))


def _without_namesakes(found: pl.DataFrame, securities: Sequence[str], context: Context) -> pl.DataFrame:
    """Without articles whose title has a name of the companies only as the end of another's: 현대엔솔 is not 엔솔."""
    kept = [not _is_inside(title, set(securities), context) for title in found["title"]]
    return found.filter(pl.Series(kept, dtype=pl.Boolean))


def _is_inside(title: str, own: set[str], context: Context) -> bool:
    named = context.resolver.written(title)
    if any(own & set(one.candidates) for one in named):
        return False
    ends = (one.text[at:] for one in named for at in range(1, len(one.text) - 1) if _HANGUL.match(one.text))
    return any(own & set(context.resolver.resolve(end).securities) for end in ends)


def told_by(context: Context, articles: Sequence[str]) -> list[Story]:
    """The stored articles of these ids as stories, in the order of the ids."""
    known_by = context.clock.now()
    rows = context.documents.read("articles", among("article", list(articles)), known_by=known_by)
    found = {row["article"]: _story(row, context) for row in rows.iter_rows(named=True)}
    return [found[id_] for id_ in articles if id_ in found]


def newest_about(context: Context, security: str) -> Story | None:
    """The newest stored article that is linked to a security, as evidence of that one; None where none is."""
    rows = context.documents.read(
        "articles",
        has("securities", security),
        known_by=context.clock.now(),
        order=("published",),
        descending=True,
        limit=1,
    )
    return next(
        (_story(row | {"securities": [security]}, context) for row in rows.iter_rows(named=True)), None
    )


def _published(securities: Sequence[str], start: dt.date | None, end: dt.date | None) -> Iterable[Where]:
    zone = (market_of(securities[0]) if securities else MARKETS["krx"]).zone
    if start:
        yield Where("published", ">=", dt.datetime.combine(start, dt.time.min, zone).astimezone(dt.UTC))
    if end:
        yield Where("published", "<=", dt.datetime.combine(end, dt.time.max, zone).astimezone(dt.UTC))


def _read(context: Context, where: Sequence[Where], words: Sequence[str]) -> pl.DataFrame:
    known_by = context.clock.now()
    if words:
        pieces = tokens(" ".join(words))
        found = context.documents.search("articles", pieces, *where, known_by=known_by, limit=POOL)
        return _holding(found, words)
    return context.documents.read(
        "articles", *where, known_by=known_by, order=("published",), descending=True, limit=POOL
    )


def _holding(found: pl.DataFrame, words: Sequence[str]) -> pl.DataFrame:
    """Rows that hold one of the words as written; all rows where none does."""
    text = (pl.col("title") + " " + pl.col("text").fill_null("")).str.to_lowercase()
    wanted = [normalise(word).lower() for word in words]
    exact = found.filter(pl.any_horizontal([text.str.contains(word, literal=True) for word in wanted]))
    return exact if exact.height else found.head(0)


def _titled(filed: pl.DataFrame, words: Sequence[str]) -> pl.DataFrame:
    """Filings whose title has one of the words."""
    if filed.is_empty():
        return filed
    title = pl.col("title").str.to_lowercase()
    return filed.filter(pl.any_horizontal([title.str.contains(word.lower(), literal=True) for word in words]))


def _by_name(
    context: Context, where: Sequence[Where], securities: Sequence[str], words: Sequence[str]
) -> pl.DataFrame:
    frames: list[pl.DataFrame] = []
    for security in securities:
        known = security_of(security, context)
        names = {known.name, known.name_en or known.name, name_of(known, context.language)}
        found = [_read(context, where, (name,)) for name in sorted(names)]
        frames += [_holding(frame, words) if words else frame for frame in found if frame.height]
    return (
        pl.concat(frames, how="vertical").unique("article", maintain_order=True) if frames else pl.DataFrame()
    )


def _filings(
    context: Context, securities: Sequence[str], start: dt.date | None, end: dt.date | None
) -> pl.DataFrame:
    bounds = [Where("filed", one.operator, one.value) for one in _published(securities, start, end)]
    where = Where("security", "in", tuple(securities))
    return context.documents.read(
        "filings", where, *bounds, known_by=context.clock.now(), order=("filed",), descending=True, limit=POOL
    )


def _story(row: dict[str, Any], context: Context) -> Story:
    is_filing = "accession" in row
    published: dt.datetime = row["filed"] if is_filing else row["published"]
    linked: str | None = row["security"] if is_filing else next(iter(row["securities"] or ()), None)
    zone = (market_of(linked) if linked else MARKETS["krx"]).zone
    title = normalise(row["title"])
    publisher = row["regulator"] if is_filing else _publisher(row, context)
    quote = _quote(title, row["text"] or "")
    evidence = Evidence(
        id=f"filing:{row['regulator']}:{row['accession']}" if is_filing else f"article:{row['article']}",
        kind="filing" if is_filing else "article",
        security=linked,
        name="title",
        date=published.astimezone(zone).date(),
        known_at=row["known_at"],
        source=publisher,
        text=f"{publisher}: {quote}" if quote else publisher,
        title=title,
        url=web_address(row["url"]),
    )
    group = row.get("duplicate_of") or evidence.id.partition(":")[2]
    return Story(evidence, quote, published, group, frozenset(tokens(title)))


def _publisher(row: dict[str, Any], context: Context) -> str:
    """Who published an article: as stored, else the host of its address."""
    return row["source"] or host(row["url"]) or render(context.language, "news.unnamed_source")


def _quote(title: str, text: str) -> str | None:
    body = normalise(text)
    if not body or body == title or body.startswith("--"):
        return None
    first = _SENTENCE.split(body)[0].strip()
    return first if len(first) <= QUOTED else first[: QUOTED - 1].rstrip() + "…"


def _folded(found: Sequence[Story]) -> list[Story]:
    """Each story once: of near doubles the newest stays."""
    kept: list[Story] = []
    for story in found:
        if not any(_alike(story, other) for other in kept):
            kept.append(story)
    return kept


def _alike(one: Story, other: Story) -> bool:
    if one.group == other.group:
        return True
    union = len(one.pieces | other.pieces)
    return union > 0 and len(one.pieces & other.pieces) / union >= ALIKE
