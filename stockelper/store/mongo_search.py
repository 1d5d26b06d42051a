"""Full-text search in MongoDB: the same words, bounds and weights as in SQLite.

The newest texts that have a word are found by the index of `words` and `dated`; `ranking` says which ones are
looked at. A text dated later than it became known is found once its own date has come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import polars as pl
from pymongo import DESCENDING

from stockelper.errors import BadInput
from stockelper.language.tokens import tokens
from stockelper.store import ranking
from stockelper.store.mongo_read import Query, past
from stockelper.store.mongo_values import Document, frame_of

Version = tuple[int, str, str]
"""When a text is from, its id, and its revision's id ("" for the current version)."""


@dataclass(frozen=True)
class Search:
    """What is asked for: words, within a query."""

    query: Query
    tokens: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.query.layout.collection.search:
            raise BadInput("not_searched", collection=self.query.layout.collection.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The distinct words as they are stored."""
        return tuple(dict.fromkeys(token.lower() for token in self.tokens if token))[: ranking.MOST_WORDS]

    def having(self, every: Sequence[str], either: Sequence[str] = (), *, most: int) -> list[Version]:
        """See `ranking.Postings`."""
        more: tuple[Document, ...] = ({"words": every[0] if len(every) == 1 else {"$all": list(every)}},)
        if either:
            more = ({"words": {"$in": list(either)}}, *more)
        if self.query.known is not None:
            more = (*more, {"dated": {"$lte": self.query.known // 1000 * 1000 + 999}})
        fields = {"dated": 1}
        cursor = self.query.current.find(self.query.now(*more), fields).sort("dated", DESCENDING).limit(most)
        found = [_version(one) for one in cursor]
        if self.query.known is not None:
            found += [_version(one) for one in islice(past(self.query, fields, *more), 4 * most)]
        return sorted(found, reverse=True)[:most]


def _version(document: Document) -> Version:
    dated = document["dated"]
    assert isinstance(dated, int)
    return dated, str(document["_id"]), str(document.get("revision", ""))


def found(search: Search, limit: int) -> pl.DataFrame:
    """The best rows with their `score`: the sum of the matched words' rarity, more when in the title."""
    lists = ranking.lists(search, search.words)
    weights = ranking.weights(lists)
    scores = ranking.scores(search, lists, weights)
    ranked = ranking.best_first(scores)
    chosen = list(_fetched(search.query, ranked[: max(3 * limit, 50)]))
    title = search.query.layout.collection.search[0]
    scored = [
        (scores[version] + ranking.title_bonus(_words(document.get(title)), weights), version, document)
        for version, document in chosen
    ]
    best = sorted(scored, key=lambda one: one[:2], reverse=True)[:limit]
    frame = frame_of([document for _, _, document in best], search.query.layout.collection.all_columns())
    return frame.with_columns(pl.Series("score", [score for score, _, _ in best], dtype=pl.Float64))


def _words(title: object) -> list[str]:
    return [word.lower() for word in tokens(title)] if isinstance(title, str) else []


def _fetched(query: Query, versions: Sequence[Version]) -> Iterator[tuple[Version, Document]]:
    """The candidates that are still there, whole."""
    for place, at in ((query.current, 1), (query.revisions, 2)):
        asked = {version[at]: version for version in versions if bool(version[2]) == (at == 2)}
        if asked:
            for document in place.find({"_id": {"$in": list(asked)}}):
                yield asked[str(document["_id"])], document
