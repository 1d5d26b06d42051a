"""Articles as every source of news hands them over: plain text, canonical keys, language and companies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl

from collectors.article_keys import article_key, canonical_url, title_key
from collectors.html_text import plain
from collectors.source import Parsed, Refused
from stockelper.credentials import redacted, without_credentials
from stockelper.language.normalise import detect
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import ARTICLES

AHEAD = timedelta(minutes=15)
"""How far a publisher's clock may be ahead of ours; an article dated later is refused."""
LONGEST = 4_000
"""Characters of a text that are kept: feeds give summaries, and a whole page in one of them is none."""
_SCHEMA = ARTICLES.written_schema()


@dataclass(frozen=True)
class Told:
    """One article as a source tells it; title and text may hold markup.

    Attributes:
        published: when it came out, aware UTC; None where the source does not say: then it is known, and counts
            as published, from the moment it was first seen.
        securities: ids that the source itself links to it.
        record: what the source gave, for the quarantine.
    """

    title: str
    url: str | None
    publisher: str | None
    published: datetime | None
    text: str | None = None
    securities: Sequence[str] = ()
    record: Mapping[str, object] = field(default_factory=dict)


def articles(told: Sequence[Told], *, resolver: Resolver, fetched: datetime, part: str) -> Parsed:
    """The page of a source of news: one row an article, what cannot be one refused.

    Companies are those that the source names and those that the title names beyond doubt.
    """
    rows: dict[str, dict[str, object]] = {}
    refused: list[Refused] = []
    for one in told:
        title, published = redacted(plain(one.title)), one.published or fetched
        if not title:
            refused.append(Refused("title", "missing_value", one.url or part, one.record))
        elif published > fetched + AHEAD:
            refused.append(Refused("published", "future_date", one.url or title, one.record))
        else:
            row = _row(one, title, published, resolver, fetched)
            rows.setdefault(str(row["article"]), row)
    return Parsed({ARTICLES.name: pl.DataFrame(list(rows.values()), schema=_SCHEMA)}, refused)


def _row(
    one: Told, title: str, published: datetime, resolver: Resolver, fetched: datetime
) -> dict[str, object]:
    text = redacted(plain(one.text)[:LONGEST]) if one.text else None
    url = without_credentials(one.url.strip()) if one.url and canonical_url(one.url) else None
    publisher = redacted(plain(one.publisher)) if one.publisher else None
    return {
        "article": article_key(url, publisher, title_key(title), published.date()),
        "title": title,
        "text": text or None,
        "url": url,
        "source": publisher,
        "published": published,
        "language": detect(title),
        "securities": sorted({*one.securities, *resolver.tag(title)}),
        "duplicate_of": None,
        "simulated": False,
        "known_at": min(published, fetched),
    }
