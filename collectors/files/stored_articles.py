"""What the store already knows about the articles of a file: loaded once a month of publication."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from collectors.article_keys import title_key
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents, among, between

ASKED_AT_ONCE = 500
SHORTEST = 8
"""Letters below which a title is too common to call two articles one."""
Group = tuple[str, str]
"""The day (UTC) and the title's key: near-duplicates share both."""


def group_of(title: str, published: datetime) -> Group:
    """The group of near-duplicates that an article belongs to."""
    return published.date().isoformat(), title_key(title)


@dataclass
class StoredArticles:
    """Stored articles around the file's, and the file's own as they come."""

    documents: Documents
    _months: set[tuple[int, int]] = field(default_factory=set)
    _links: dict[str, str | None] = field(default_factory=dict)
    _securities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _firsts: dict[Group, str] = field(default_factory=dict)

    def load(self, articles: Iterable[datetime]) -> None:
        """Read the months of these moments, those that are not read yet."""
        months = {(moment.year, moment.month) for moment in articles} - self._months
        self._months |= months
        for since, until in _runs(sorted(months)):
            self._read(since, until)

    def offer(self, article: str, group: Group) -> None:
        """Make an article its group's first, unless there is one."""
        self._firsts.setdefault(group, article)

    def original(self, article: str, group: Group) -> str | None:
        """The article that this one repeats. What the store says stays."""
        if article in self._links:
            return self._links[article]
        first = self._firsts.get(group, article)
        return first if first != article and len(group[1]) >= SHORTEST else None

    def rows(self, articles: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The stored versions of these articles, by their keys."""
        found: dict[str, dict[str, Any]] = {}
        for at in range(0, len(articles), ASKED_AT_ONCE):
            part = among("article", articles[at : at + ASKED_AT_ONCE])
            for row in self.documents.read(ARTICLES.name, part).iter_rows(named=True):
                found[row["article"]] = row
        return found

    def with_stored(self, article: str, securities: Sequence[str]) -> list[str]:
        """The companies and those that are stored with the article already."""
        return sorted({*securities, *self._securities.get(article, ())})

    def _read(self, since: datetime, until: datetime) -> None:
        columns = ("article", "title", "published", "duplicate_of", "securities")
        found = self.documents.read(
            ARTICLES.name,
            *between("published", since, until),
            columns=columns,
            order=("published", "article"),
        )
        for article, title, published, duplicate_of, securities in found.iter_rows():
            self._links[article] = duplicate_of
            self._securities[article] = tuple(securities or ())
            if duplicate_of is None:
                self.offer(article, group_of(title, published))


def _runs(months: Sequence[tuple[int, int]]) -> Iterable[tuple[datetime, datetime]]:
    for year, month in months:
        start = datetime(year, month, 1, tzinfo=UTC)
        following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        yield start, following - timedelta(microseconds=1)
