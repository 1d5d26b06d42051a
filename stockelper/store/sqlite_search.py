"""Full-text search: bounded work for common words, and nothing that was not known at the time.

The index holds every version under its number, and numbers grow with the time a text is from. So "the
newest texts with this word, up to then" is a walk from the end of one posting list that stops after
`NEWEST` of them. Words that occur less often are known completely; for the common ones, each found text of
a rarer word is looked up as well. What a search can miss is therefore only an older text whose words are
all common. A text dated later than it became known is found once its own date has come.
"""

import math
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from stockelper.errors import BadInput
from stockelper.language.tokens import tokens
from stockelper.store.collections import ColumnType
from stockelper.store.documents import Where
from stockelper.store.sqlite_index import LATEST_MILLISECOND, PER_MILLISECOND
from stockelper.store.sqlite_layout import Table, quoted, sql
from stockelper.store.sqlite_read import Query
from stockelper.store.sqlite_values import Value, frame_of, micros, stored
from stockelper.store.sqlite_words import subject, term

NEWEST = 1_000
"""How many texts of one word are looked at, the newest first."""
MOST_WORDS = 16
"""How many different words of a question are searched, the first ones."""
TITLE_BONUS = 0.5
"""What a word counts in addition when it stands in the first searched column (the title)."""


@dataclass(frozen=True)
class Search:
    """What is asked for."""

    table: Table
    tokens: tuple[str, ...]
    where: tuple[Where, ...]
    known_by: datetime | None
    limit: int

    def __post_init__(self) -> None:
        if not self.table.collection.search:
            raise BadInput("not_searched", collection=self.table.collection.name)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The distinct words as the index has them."""
        return tuple(dict.fromkeys(map(term, self.tokens)))[:MOST_WORDS]

    @cached_property
    def range(self) -> tuple[int, int]:
        """The version numbers that can be visible: not from after `known_by`, within the asked time."""
        low, high = -LATEST_MILLISECOND, LATEST_MILLISECOND
        if self.known_by is not None:
            high = min(high, micros(self.known_by) // 1000)
        for where in self.where:
            if where.column == self.table.timed[1] and where.operator in {"==", ">=", "<=", "<", ">"}:
                at = int(stored(where.value, "time", where.column) or 0) // 1000
                low = max(low, at) if where.operator in {"==", ">=", ">"} else low
                high = min(high, at) if where.operator in {"==", "<=", "<"} else high
        return low * PER_MILLISECOND, (high + 1) * PER_MILLISECOND - 1

    @cached_property
    def about(self) -> str:
        """The part of the match that asks for what a text is about, where a condition does."""
        for where in self.where:
            if where.column == self.table.timed[0] and where.operator in {"==", "in", "has"}:
                asked = where.value if isinstance(where.value, Sequence) else (where.value,)
                asked = (where.value,) if isinstance(where.value, str) else asked
                return (
                    "(" + " OR ".join(f"about : {subject(str(one))}" for one in asked) + ")" if asked else ""
                )
        return ""

    def searched(self, words: str) -> str:
        """A match of words in the searched columns alone."""
        columns = " ".join(map(quoted, self.table.collection.search))
        return f"{{{columns}}} : ({words})"


def found(connection: sqlite3.Connection, search: Search) -> pl.DataFrame:
    """The best rows with their `score`: the sum of the matched words' rarity, more when in the title."""
    lists = _lists(connection, search)
    weights = _weights(lists)
    scores = _candidates(connection, search, lists, weights)
    ranked = sorted(scores, key=lambda version: (scores[version], version), reverse=True)
    query = Query(search.table, search.where, search.known_by, numbered=True)
    columns: dict[str, ColumnType] = {"version": "int", **query.output()}
    rows = [row for rows in _visible(connection, query, ranked, search.limit) for row in rows]
    frame = frame_of(rows, columns)
    return _scored(frame, scores, search, weights)


def _visible(
    connection: sqlite3.Connection, query: Query, ranked: list[int], limit: int
) -> Iterator[list[tuple[Value, ...]]]:
    """Candidates that the conditions and the time let through, in portions until there are enough."""
    portion, seen = max(3 * limit, 50), 0
    for start in range(0, len(ranked), portion):
        statement = query.chosen(tuple(ranked[start : start + portion])).statement()
        rows = connection.execute(statement.text, statement.parameters).fetchall()
        yield rows
        seen += len(rows)
        if seen >= 2 * limit:
            return


def _scored(
    frame: pl.DataFrame, scores: dict[int, float], search: Search, weights: dict[str, float]
) -> pl.DataFrame:
    title = search.table.collection.search[0]
    in_title = [
        sum(weights.get(word, 0.0) for word in set(map(term, tokens(text or "")))) * TITLE_BONUS
        for text in frame.get_column(title)
    ]
    base = [scores[version] for version in frame.get_column("version")]
    score = pl.Series("score", [a + b for a, b in zip(base, in_title, strict=True)], dtype=pl.Float64)
    ranked = frame.with_columns(score).sort("score", "version", descending=True)
    return ranked.head(search.limit).drop("version")


def _postings(connection: sqlite3.Connection, search: Search, words: str, most: int) -> list[int]:
    """The newest versions that match, newest first."""
    query = sql(
        "SELECT rowid FROM", search.table.words, "WHERE", search.table.words,
        "MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
    )  # fmt: skip
    match = f"({search.searched(words)}) AND {search.about}" if search.about else search.searched(words)
    return [version for (version,) in connection.execute(query, (match, *search.range, most))]


def _lists(connection: sqlite3.Connection, search: Search) -> dict[str, list[int]]:
    """For each word that occurs the newest versions with it."""
    found = {word: _postings(connection, search, f'"{word}"', NEWEST) for word in search.terms}
    return {word: versions for word, versions in found.items() if versions}


def _weights(lists: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """How much a word counts: 1 for a common one, more the fewer texts have it."""
    return {word: 1 + math.log(NEWEST / len(versions)) for word, versions in lists.items()}


def _candidates(
    connection: sqlite3.Connection,
    search: Search,
    lists: Mapping[str, list[int]],
    weights: Mapping[str, float],
) -> dict[int, float]:
    """The score of every version that was looked at."""
    common = [word for word in lists if len(lists[word]) == NEWEST]
    rare = [word for word in lists if len(lists[word]) < NEWEST]
    scores: dict[int, float] = {}
    for word in rare:
        _add(scores, lists[word], weights[word])
    for word in common:
        either = " OR ".join(f'"{other}"' for other in rare)
        within = _postings(connection, search, f'({either}) AND "{word}"', 4 * NEWEST) if rare else []
        _add(scores, {*lists[word], *within}, weights[word])
    if len(common) > 1 and not rare:
        every = " AND ".join(f'"{word}"' for word in common[:4])
        for version in _postings(connection, search, every, NEWEST):
            scores[version] = max(scores.get(version, 0.0), sum(weights[word] for word in common[:4]))
    return scores


def _add(scores: dict[int, float], versions: Collection[int], weight: float) -> None:
    for version in versions:
        scores[version] = scores.get(version, 0.0) + weight
