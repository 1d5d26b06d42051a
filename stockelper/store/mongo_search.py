"""Full-text search in MongoDB: the same words, bounds and weights as in SQLite.

For each word the newest texts that have it are looked at, by the index of `words` and `dated`; for a common
word also those that have a rarer one. A text dated later than it became known is found once its own date
has come.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import polars as pl
from pymongo import DESCENDING

from stockelper.errors import BadInput
from stockelper.language.tokens import tokens
from stockelper.store.mongo_read import Query, past
from stockelper.store.mongo_values import Document, frame_of
from stockelper.store.sqlite_search import MOST_WORDS, NEWEST, TITLE_BONUS

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
        return tuple(dict.fromkeys(token.lower() for token in self.tokens if token))[:MOST_WORDS]

    def having(self, *more: Document, most: int = NEWEST) -> list[Version]:
        """The newest versions that meet all conditions."""
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
    lists = {word: search.having({"words": word}) for word in search.words}
    lists = {word: versions for word, versions in lists.items() if versions}
    weights = {word: 1 + math.log(NEWEST / len(versions)) for word, versions in lists.items()}
    scores = _candidates(search, lists, weights)
    ranked = sorted(scores, key=lambda version: (scores[version], version), reverse=True)
    chosen = list(_fetched(search.query, ranked[: max(3 * limit, 50)]))
    title = search.query.layout.collection.search[0]
    scored = [
        (scores[version] + _in_title(document.get(title), weights), version, document)
        for version, document in chosen
    ]
    best = sorted(scored, key=lambda one: one[:2], reverse=True)[:limit]
    frame = frame_of([document for _, _, document in best], search.query.layout.collection.all_columns())
    return frame.with_columns(pl.Series("score", [score for score, _, _ in best], dtype=pl.Float64))


def _in_title(title: object, weights: Mapping[str, float]) -> float:
    words = {word.lower() for word in tokens(title)} if isinstance(title, str) else set[str]()
    return TITLE_BONUS * sum(weights.get(word, 0.0) for word in words)


def _fetched(query: Query, versions: Sequence[Version]) -> Iterator[tuple[Version, Document]]:
    """The candidates that are still there, whole."""
    for place, at in ((query.current, 1), (query.revisions, 2)):
        asked = {version[at]: version for version in versions if bool(version[2]) == (at == 2)}
        if asked:
            for document in place.find({"_id": {"$in": list(asked)}}):
                yield asked[str(document["_id"])], document


def _candidates(
    search: Search, lists: Mapping[str, list[Version]], weights: Mapping[str, float]
) -> dict[Version, float]:
    """The score of every version that was looked at."""
    common = [word for word in lists if len(lists[word]) == NEWEST]
    rare = [word for word in lists if len(lists[word]) < NEWEST]
    scores: dict[Version, float] = {}
    for word in rare:
        _add(scores, lists[word], weights[word])
    for word in common:
        rarer: Document = {"words": {"$in": rare}}
        within = search.having(rarer, {"words": word}, most=4 * NEWEST) if rare else []
        _add(scores, {*lists[word], *within}, weights[word])
    if len(common) > 1 and not rare:
        for version in search.having({"words": {"$all": common[:4]}}):
            scores[version] = max(scores.get(version, 0.0), sum(weights[word] for word in common[:4]))
    return scores


def _add(scores: dict[Version, float], versions: Collection[Version], weight: float) -> None:
    for version in versions:
        scores[version] = scores.get(version, 0.0) + weight
