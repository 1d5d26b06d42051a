"""Full-text search: bounded work for common words, and nothing that was not known at the time.

The index holds every version under its number, and numbers grow with the time a text is from. So "the
newest texts with this word, up to then" is a walk from the end of one posting list that stops after so many
of them (see `ranking`). A text dated later than it became known is found once its own date has come.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from stockelper.errors import BadInput
from stockelper.language.tokens import tokens
from stockelper.store import ranking
from stockelper.store.collection import ColumnType
from stockelper.store.documents import Where
from stockelper.store.sqlite_index import LATEST_MILLISECOND, PER_MILLISECOND
from stockelper.store.sqlite_layout import Table, quoted, sql
from stockelper.store.sqlite_read import Query
from stockelper.store.sqlite_values import Value, frame_of, stored
from stockelper.store.sqlite_words import subject, term
from stockelper.store.values import micros, sequence


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
        return tuple(dict.fromkeys(map(term, self.tokens)))[: ranking.MOST_WORDS]

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
                asked = sequence(where)
                return f"({' OR '.join(f'about : {subject(str(one))}' for one in asked)})" if asked else ""
        return ""

    def searched(self, words: str) -> str:
        """A match of words in the searched columns alone."""
        columns = " ".join(map(quoted, self.table.collection.search))
        return f"{{{columns}}} : ({words})"


@dataclass(frozen=True)
class _Postings:
    """`ranking.Postings` over the FTS5 index."""

    connection: sqlite3.Connection
    search: Search

    def having(self, every: Sequence[str], either: Sequence[str] = (), *, most: int) -> list[int]:
        table, search = self.search.table.words, self.search
        query = sql(
            "SELECT rowid FROM", table, "WHERE", table,
            "MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
        )  # fmt: skip
        any_of = [f"({' OR '.join(map(quoted, either))})"] if either else []
        match = search.searched(" AND ".join([*any_of, *map(quoted, every)]))
        match = f"({match}) AND {search.about}" if search.about else match
        return [version for (version,) in self.connection.execute(query, (match, *search.range, most))]


def found(connection: sqlite3.Connection, search: Search) -> pl.DataFrame:
    """The best rows with their `score`: the sum of the matched words' rarity, more when in the title."""
    postings = _Postings(connection, search)
    lists = ranking.lists(postings, search.terms)
    weights = ranking.weights(lists)
    scores = ranking.scores(postings, lists, weights)
    ranked = ranking.best_first(scores)
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
        ranking.title_bonus(map(term, tokens(text or "")), weights) for text in frame.get_column(title)
    ]
    base = [scores[version] for version in frame.get_column("version")]
    score = pl.Series("score", [a + b for a, b in zip(base, in_title, strict=True)], dtype=pl.Float64)
    ranked = frame.with_columns(score).sort("score", "version", descending=True)
    return ranked.head(search.limit).drop("version")
