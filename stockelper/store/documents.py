"""The documents port: one contract, SQLite and MongoDB behind it.

Calls block and are safe from any thread; async code runs them with `asyncio.to_thread`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

import polars as pl

Operator = Literal["==", "in", ">=", "<=", "<", ">", "has", "is_null"]


@dataclass(frozen=True)
class Where:
    """One condition on a column. `in` takes a sequence, `has` asks a list column for one or any of several
    values, `is_null` takes True or False; the rest compare with one value (str, number, date, datetime)."""

    column: str
    operator: Operator
    value: object


def eq(column: str, value: object) -> Where:
    """`column` equals `value`."""
    return Where(column, "==", value)


def among(column: str, values: Sequence[object]) -> Where:
    """`column` is one of `values`; no values means no row."""
    return Where(column, "in", tuple(values))


def has(column: str, *values: str) -> Where:
    """The list in `column` holds one of `values`."""
    return Where(column, "has", values)


def between(column: str, low: object, high: object) -> tuple[Where, Where]:
    """`low <= column <= high`."""
    return Where(column, ">=", low), Where(column, "<=", high)


@dataclass(frozen=True)
class Written:
    """What a batch did: rows that were new, changed, or the same as stored. They add up to the batch."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.inserted + other.inserted, self.changed + other.changed, self.unchanged + other.unchanged
        )


@dataclass(frozen=True)
class Fence:
    """The lease that a writer holds, and the number under which it got it."""

    lease: str
    number: int


@dataclass(frozen=True)
class Extent:
    """How many current and earlier versions there are, and when the newest of each were stored (microseconds UTC)."""

    current: int
    current_stored: int | None
    earlier: int
    earlier_stored: int | None


class Documents(Protocol):
    """Point-in-time records in declared collections.

    The contract, which one suite checks on every adapter:

    - A batch is atomic where the store has transactions (SQLite): written whole or not at all, and a killed
      process leaves whole batches. Without them (MongoDB) a row is atomic: a batch that was cut off leaves
      some of its rows, each whole with its history; the same batch again writes the others, and after it
      nothing is lost and nothing doubled. The `Written` of the two add up to the batch's new and changed rows.
    - Writing is idempotent on the natural key: the same batch again is all `unchanged` and changes nothing.
    - A changed row (any column but the version columns differs; null equals null) keeps the old version
      readable: reads with an earlier `known_by` still see it. The new version's `known_at` is `revised_at`,
      else `recorded_at` (not before the `known_at` stored); an inserted row keeps the `known_at` it brings. A version older than the one
      stored (`revised_at` before its `known_at`) goes into history and leaves the current one current.
    - A read sees, for each key, the version with the latest `known_at <= known_by`, and nothing of keys
      first known later. State collections ignore `known_by`.
    - The same row again is `unchanged` even if it says another `known_at`: the first one stays.
    - An empty result is an empty frame with the collection's schema; a failure raises `StoreError`.
    - A lone null where the key is, a missing column or an unknown one raises `BadInput` naming it.
    """

    def upsert(
        self,
        collection: str,
        frame: pl.DataFrame,
        *,
        recorded_at: datetime,
        revised_at: datetime | None = None,
    ) -> Written:
        """Write a batch. `frame` has the collection's columns and, where versioned, `known_at`.

        Of two rows with one key in a batch the later wins, the earlier counts as unchanged.
        Missing nullable columns are nulls.
        """
        ...

    def read(
        self,
        collection: str,
        *where: Where,
        known_by: datetime | None = None,
        columns: Sequence[str] | None = None,
        order: Sequence[str] = (),
        descending: bool = False,
        limit: int | None = None,
    ) -> pl.DataFrame:
        """Rows that meet every condition, ordered by `order` (default: the key).

        `known_by` None sees the current versions.
        """
        ...

    def versions(self, collection: str, *where: Where) -> pl.DataFrame:
        """All versions of a versioned collection's rows that were ever visible and meet every condition.

        In the order of the key, then of `known_at`: what `read` shows at a moment is each key's last version
        with a `known_at` by then. A version that another of the same moment corrected was never visible.
        """
        ...

    def stream(
        self, collection: str, *where: Where, known_by: datetime | None = None, batch: int = 50_000
    ) -> Iterator[pl.DataFrame]:
        """The same in key order as batches, in bounded memory.

        With transactions all batches are of one moment. Without, each is of the moment it is read: what is
        there all along comes exactly once, what is written meanwhile may or may not come.
        """
        ...

    def search(
        self,
        collection: str,
        tokens: Sequence[str],
        *where: Where,
        known_by: datetime | None = None,
        limit: int = 20,
    ) -> pl.DataFrame:
        """Rows whose search columns match most of `tokens` (see `stockelper.language.tokens`), best first.

        Adds a column `score` (higher is better). A row needs at least one token.
        """
        ...

    def count(self, collection: str, *where: Where, known_by: datetime | None = None) -> int:
        """How many rows `read` would return."""
        ...

    def newest(
        self,
        collection: str,
        column: str,
        *where: Where,
        by: str | None = None,
        known_by: datetime | None = None,
    ) -> Mapping[str | None, object]:
        """The greatest value of `column`, one for each value of `by` (or under None)."""
        ...

    def extent(self, collection: str, *where: Where) -> Extent:
        """What there is of a versioned collection's rows that meet the conditions.

        It changes with every version that is stored: what was made from them is still true under the same one.
        """
        ...

    def claim(
        self, collection: str, new: Mapping[str, object], *, expected: Mapping[str, object] | None
    ) -> bool:
        """Write one row of a state collection if the stored one is as expected; of several claimants one wins.

        Compare and write are one step on every store.

        Args:
            collection: a state collection.
            new: the whole row; columns that it leaves out are null.
            expected: columns of the stored row and what they must hold; None: there must be no such row.

        Returns:
            Whether the row was written.
        """
        ...

    def claim_new(self, collection: str, frame: pl.DataFrame) -> int:
        """Write the rows of a state collection whose keys are not stored; those that are stay as they were.

        Each row is looked at and written in one step: of several claimants one gets it. Of two rows with one key
        in a frame the later counts.

        Returns:
            How many were written.
        """
        ...

    def remove(self, collection: str, key: Mapping[str, object]) -> bool:
        """Delete one row of a state collection; False when there was none."""
        ...

    def fenced(self, fence: Fence) -> "Documents":
        """The same store, whose writes go through only while the lease still has that number.

        With transactions the number is read in the transaction that writes: what was refused wrote nothing.
        Without (MongoDB) it is read directly before each request that writes, one for up to 10,000 rows of a
        batch; a write that is under way when another takes the lease still lands, the next one does not.

        What is written so raises `LeaseLost` when another holder got the lease. The view lives as long as the
        store and is not closed by itself.
        """
        ...

    def check(self) -> str:
        """A line on what answers (kind, version, size). Raises `StoreError` when it does not, or takes no writes."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
