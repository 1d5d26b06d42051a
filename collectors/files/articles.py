"""News and reports from files.

A row's companies are the symbols it states and the names that the resolver finds in its title. The same
article under several symbols (a feed lists it once a company) is one article with all of them. An article
with another one's title on the same day is linked to it by `duplicate_of`. A day or a month without a time is
known at its end, in the zone of the market that the row is about.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from collectors.article_keys import article_key, title_key
from collectors.files import parsing
from collectors.files.gate import Rule, sift, undecodable
from collectors.files.prepared import Prepared, Task, addresses, prose, texts
from collectors.files.rows import ROW
from collectors.files.stored_articles import Group, StoredArticles, group_of
from collectors.files.symbols import market_or_none
from stockelper.credentials import redacted, without_credentials
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import ARTICLES
from stockelper.types import Language

_SEPARATORS = re.compile(r"[\s,;|\[\]\"']+")
_ZONES: dict[Language, ZoneInfo] = {"ko": MARKETS["krx"].zone, "en": MARKETS["us"].zone}
_SPOKEN = ("at", "title", "text", "url", "source", "until", "language", "day")
REMEMBERED = 100_000
"""Titles whose companies are kept in mind: feeds repeat themselves."""
KEY = ("url", "title", "published")
LONGEST_TITLE, LONGEST_TEXT = 1_000, 200_000
"""Characters. The longest report is shorter; anything longer is a broken file and would stall every reader of it."""
RULES = (
    Rule("bad_encoding", "title", pl.col("undecodable")),
    Rule("missing_value", "title", pl.col("title") == ""),
    Rule("too_long", "title", pl.col("title").str.len_chars() > LONGEST_TITLE),
    Rule("too_long", "text", pl.col("text").str.len_chars() > LONGEST_TEXT),
    Rule("missing_value", "published", pl.col("published_raw").is_null()),
    Rule("malformed_date", "published", pl.col("until").is_null()),
    Rule("future_date", "published", pl.col("since") > pl.col("now")),
)


@dataclass(frozen=True)
class _Article:
    """One article of a file, its rows folded together."""

    key: str
    title: str
    text: str | None
    url: str | None
    source: str | None
    published: datetime
    language: Language
    securities: tuple[str, ...]
    group: Group


@dataclass
class ArticlesReader:
    """Prepares the batches of one file."""

    task: Task
    stored: StoredArticles = field(init=False)
    _mentioned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    """Keys of the batches so far."""

    def __post_init__(self) -> None:
        self.stored = StoredArticles(self.task.documents)

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse, gate, fold rows of one article, tag companies, link near-duplicates."""
        raw = self.task.raw(batch)
        stated = [self._stated(cell) for cell in texts(raw, "symbols")]
        sifted = sift(self._parsed(raw, stated), raw, RULES, KEY)
        found, folded = self._folded(sifted.good, stated)
        articles = self._as_first_told(found)
        self.stored.load(article.published for article in articles)
        frame = self._frame(articles)
        return Prepared(ARTICLES.name, frame, sifted.rejects, self._unlisted(articles), folded)

    def _parsed(self, raw: pl.DataFrame, stated: Sequence[list[str]]) -> pl.DataFrame:
        titles = prose(raw, "title").fill_null("")
        languages: list[Language] = [detect(title) for title in titles]
        zones = [self._zone(ids, language).key for ids, language in zip(stated, languages, strict=True)]
        spans = self.task.moments(raw, "published", pl.Series(zones, dtype=pl.String))
        return pl.DataFrame(
            {
                ROW: raw[ROW],
                "title": titles,
                "language": pl.Series(languages, dtype=pl.String),
                "at": pl.int_range(raw.height, eager=True),
                "day": self._local_days(spans["until"], zones),
                "published_raw": parsing.text(raw["published"]),
                "since": spans["since"],
                "until": spans["until"],
                "text": prose(raw, "text"),
                "url": addresses(raw),
                "source": _publishers(raw),
                "undecodable": undecodable(raw),
            }
        ).with_columns(now=pl.lit(self.task.now, dtype=parsing.MOMENT))

    @staticmethod
    def _local_days(moments: pl.Series, zones: Sequence[str]) -> pl.Series:
        """The date of each moment in its row's zone."""
        days = moments.dt.date()
        for zone in set(zones):
            local = moments.dt.convert_time_zone(zone).dt.date()
            days = local.zip_with(pl.Series([z == zone for z in zones], dtype=pl.Boolean), days)
        return days

    def _stated(self, cell: str | None) -> list[str]:
        found = (self.task.identify(part) for part in _SEPARATORS.split(cell or "") if part)
        return list(dict.fromkeys(i for i in found if i))

    def _zone(self, ids: Sequence[str], language: Language) -> ZoneInfo:
        market = self.task.options.market or (market_or_none(ids[0]) if ids else None)
        return market.zone if market else _ZONES[language]

    def _folded(self, good: pl.DataFrame, stated: Sequence[list[str]]) -> tuple[list[_Article], int]:
        """The articles of a batch; of rows with one key the first speaks, all lend their companies."""
        first: dict[str, _Article] = {}
        companies: dict[str, dict[str, None]] = {}
        for row in good.select(_SPOKEN).iter_rows(named=True):
            words = title_key(row["title"])
            key = article_key(row["url"], row["source"], words, row["day"])
            ids = [*stated[int(row["at"])], *self._mentions(row["title"])]
            companies.setdefault(key, {}).update(dict.fromkeys(ids))
            if key not in first:
                first[key] = _article(key, words, row)
        folded = [replace(article, securities=tuple(companies[key])) for key, article in first.items()]
        return folded, good.height - len(folded)

    def _as_first_told(self, articles: list[_Article]) -> list[_Article]:
        """What an earlier batch of the file said of an article stands; the later rows lend their companies."""
        before = self.stored.rows([a.key for a in articles if a.key in self._told])
        self._told.update(a.key for a in articles)
        return [_retold(a, before[a.key]) if a.key in before else a for a in articles]

    def _mentions(self, title: str) -> tuple[str, ...]:
        """The companies that a title names beyond doubt."""
        if title not in self._mentioned:
            if len(self._mentioned) > REMEMBERED:
                self._mentioned.clear()
            self._mentioned[title] = self.task.resolver.tag(title)
        return self._mentioned[title]

    def _frame(self, articles: list[_Article]) -> pl.DataFrame:
        told = self.task.options.known_at
        known = [max(a.published, told) if told else a.published for a in articles]
        for article in sorted(articles, key=lambda a: (a.published, a.key)):
            self.stored.offer(article.key, article.group)
        return pl.DataFrame(
            {
                "article": [a.key for a in articles],
                "title": [a.title for a in articles],
                "text": [a.text for a in articles],
                "url": [a.url for a in articles],
                "source": [a.source for a in articles],
                "published": [a.published for a in articles],
                "language": [a.language for a in articles],
                "securities": _lists(self.stored.with_stored(a.key, a.securities) for a in articles),
                "duplicate_of": [self.stored.original(a.key, a.group) for a in articles],
                "simulated": [False] * len(articles),
                "known_at": known,
            },
            schema=ARTICLES.written_schema(),
        )

    def _unlisted(self, articles: list[_Article]) -> list[str]:
        ids = dict.fromkeys(i for article in articles for i in article.securities)
        return self.task.unlisted(ids)


def _publishers(raw: pl.DataFrame) -> pl.Series:
    """The column of publishers, without the credentials of addresses that stand in their place."""
    read = {cell: redacted(without_credentials(cell)) for cell in texts(raw, "source").unique().drop_nulls()}
    return texts(raw, "source").replace_strict(read, default=None, return_dtype=pl.String)


def _article(key: str, words: str, row: Mapping[str, Any]) -> _Article:
    return _Article(
        key=key,
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        published=row["until"],
        language=row["language"],
        securities=(),
        group=(row["until"].date().isoformat(), words),
    )


def _retold(article: _Article, stored: Mapping[str, Any]) -> _Article:
    spoken = ("title", "text", "url", "source", "published", "language")
    return replace(
        article,
        **{name: stored[name] for name in spoken},
        securities=(*article.securities, *(stored["securities"] or ())),
        group=group_of(stored["title"], stored["published"]),
    )


def _lists(parts: Iterable[Sequence[str]]) -> pl.Series:
    """Lists of ids as a column; by way of text, which is many times quicker than a list at a time."""
    joined = pl.Series([" ".join(ids) for ids in parts], dtype=pl.String)
    return joined.str.extract_all(r"\S+")
