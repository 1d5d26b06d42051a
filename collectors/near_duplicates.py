"""One story told by several papers: linked by the likeness of its titles, never dropped.

Titles are compared by their runs of three characters. MinHash with locality-sensitive hashing finds the few
that may be alike among all of the last days, and the exact share of common runs decides. Titles with other
numbers in them tell other stories ("up 3%", "up 4%"), and a title that comes again another day must be long:
short ones ("KOSPI closes higher") come back every week.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from collectors.article_keys import title_key
from stockelper.store.collections import ARTICLES
from stockelper.store.documents import Documents, Where, between

if TYPE_CHECKING:  # a second of imports, which only those wait for who compare titles
    from datasketch import MinHash, MinHashLSH

SPAN = timedelta(days=3)
"""How long a story is told again."""
ALIKE = 0.7
"""The share of common runs from which on two titles are one story."""
SHORTEST, SHORTEST_LATER = 8, 16
"""Letters and digits below which a title is too common, on one day and on another one."""
_CANDIDATE, _PERMUTATIONS, _RUN = 0.5, 64, 3
MOST_KEPT = 60_000
"""Titles in memory before the index is begun anew."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Headline:
    """What tells stories apart.

    Attributes:
        root: the article that this one repeats, else its own key.
    """

    article: str
    root: str
    published: datetime
    key: str
    numbers: frozenset[str]
    runs: frozenset[str]

    def repeats(self, other: "Headline") -> bool:
        """Whether both tell one story."""
        apart = abs(self.published - other.published)
        same_day = self.published.date() == other.published.date()
        length = min(len(self.key), len(other.key))
        if apart > SPAN or length < (SHORTEST if same_day else SHORTEST_LATER):
            return False
        if self.numbers != other.numbers:
            return False
        return len(self.runs & other.runs) >= ALIKE * len(self.runs | other.runs)


def headline(article: str, title: str, published: datetime, duplicate_of: str | None = None) -> Headline:
    """The headline of an article."""
    key = title_key(title)
    runs = frozenset(key[at : at + _RUN] for at in range(max(1, len(key) - _RUN + 1)))
    numbers = frozenset(_NUMBER.findall(title))
    return Headline(article, duplicate_of or article, published, key, numbers, runs)


@dataclass
class Headlines:
    """The headlines of one store, loaded by days and kept up to what other processes add."""

    documents: Documents
    _lock: Lock = field(default_factory=Lock)
    _found: dict[str, Headline] = field(default_factory=dict)
    _near: "MinHashLSH" = field(default_factory=lambda: _index())
    _days: dict[str, datetime] = field(default_factory=dict)
    """The days that are loaded, and what was recorded last when they were."""

    def originals(self, fresh: Iterable[Headline]) -> dict[str, str]:
        """For each new headline that repeats another one the article it goes back to; all are remembered."""
        ordered = sorted(fresh, key=lambda one: (one.published, one.article))
        links: dict[str, str] = {}
        with self._lock:
            self._load(ordered)
            for one in ordered:
                if (earlier := self._earliest(one)) is not None:
                    links[one.article] = earlier.root
                self._add(one if earlier is None else _rooted(one, earlier.root))
        return links

    def _earliest(self, one: Headline) -> Headline | None:
        names = self._near.query(_hashed(one))
        alike = [found for name in names if (found := self._found[str(name)]).repeats(one)]
        others = [found for found in alike if found.article != one.article]
        return min(others, key=lambda found: (found.published, found.article), default=None)

    def _add(self, one: Headline) -> None:
        if one.article not in self._found:
            self._found[one.article] = one
            self._near.insert(one.article, _hashed(one))

    def _load(self, ordered: list[Headline]) -> None:
        if len(self._found) > MOST_KEPT:
            self._found, self._days = {}, {}
            self._near = _index()
        for day in sorted({day for one in ordered for day in _around(one.published)}):
            self._read(day)

    def _read(self, day: datetime) -> None:
        name = day.date().isoformat()
        since = [Where("recorded_at", ">", self._days[name])] if name in self._days else []
        rows = self.documents.read(
            ARTICLES.name,
            *between("published", day, day + timedelta(days=1) - timedelta(microseconds=1)),
            *since,
            columns=("article", "title", "published", "duplicate_of", "recorded_at"),
        )
        for article, title, published, duplicate_of, recorded in rows.iter_rows():
            self._add(headline(article, title, published, duplicate_of))
            self._days[name] = max(recorded, self._days.get(name, recorded))


_KEPT: "WeakKeyDictionary[Documents, Headlines]" = WeakKeyDictionary()
_kept_lock = Lock()


def headlines_of(documents: Documents) -> Headlines:
    """The headlines of a store, one index a process."""
    with _kept_lock:
        return _KEPT.setdefault(documents, Headlines(documents))


def _rooted(one: Headline, root: str) -> Headline:
    return Headline(one.article, root, one.published, one.key, one.numbers, one.runs)


def _around(moment: datetime) -> list[datetime]:
    """The days (UTC) on which the same story may have been told."""
    start = datetime.combine(moment.astimezone(UTC).date(), datetime.min.time(), UTC)
    return [start + timedelta(days=n) for n in range(-SPAN.days, SPAN.days + 1)]


def _index() -> "MinHashLSH":
    from datasketch import MinHashLSH

    return MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)


def _hashed(one: Headline) -> "MinHash":
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS)
    sketch.update_batch(sorted(run.encode() for run in one.runs))
    return sketch
