"""The SQLite tables of a collection, made from its declaration. Identifiers come from nowhere else.

A versioned collection `bars` has

- `bars`: the current version of each key. Without a list or searched column its primary key is the
  natural key itself (WITHOUT ROWID), so that a security's dates lie side by side;
- `bars_revisions`: the earlier versions, each with `superseded_at`, written by a trigger;
- `bars_batches`: digests of batches that were stored whole (`stockelper.store.sqlite_batches`);
- for a list column that an index begins with: `articles_by_securities (value, published, version)`;
- where text is searched: `articles_words`, an FTS5 index of every version that ever was.

In collections with a list or searched text each version has a number of its own, `version`, that grows
with the collection's time column (`published`); see `Table.numbered`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from stockelper.store.collection import Collection, ColumnType

SQL_TYPES: Mapping[ColumnType, str] = {
    "text": "TEXT",
    "int": "INTEGER",
    "real": "REAL",
    "bool": "INTEGER",
    "date": "INTEGER",
    "time": "INTEGER",
    "list": "TEXT",
    "json": "TEXT",
}


def sql(*parts: str) -> str:
    """The parts of a statement joined. They are words of SQL and declared identifiers, never values."""
    return " ".join(part for part in parts if part)


def quoted(name: str) -> str:
    """An identifier as SQL reads it whatever it is called."""
    return f'"{name}"'


def listed(names: list[str] | tuple[str, ...], prefix: str = "") -> str:
    """Identifiers, comma-separated, each behind the prefix (`t.`)."""
    return ", ".join(prefix + quoted(name) for name in names)


@dataclass(frozen=True)
class Side:
    """The index of a list column: a row for each of its values, with the columns it is ordered by."""

    name: str
    column: str
    carried: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """How one collection lies in SQLite."""

    collection: Collection

    @cached_property
    def name(self) -> str:
        """The table of current versions, quoted."""
        return quoted(self.collection.name)

    @cached_property
    def revisions(self) -> str:
        """The table of earlier versions, quoted."""
        return quoted(f"{self.collection.name}_revisions")

    @cached_property
    def batches(self) -> str:
        """The table of digests of batches that were stored whole, quoted."""
        return quoted(f"{self.collection.name}_batches")

    @cached_property
    def words(self) -> str:
        """The full-text index, quoted."""
        return quoted(f"{self.collection.name}_words")

    @cached_property
    def columns(self) -> dict[str, ColumnType]:
        """Every stored column, the version columns included."""
        return self.collection.all_columns()

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The columns whose change makes a new version."""
        return tuple(name for name in self.collection.columns if name not in self.collection.key)

    @cached_property
    def numbered(self) -> bool:
        """Whether each version has its own number, because other tables point at it."""
        pointed = self.collection.search or self.sides
        return self.collection.versioned and bool(pointed)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The list columns' indexes."""
        return tuple(
            Side(quoted(f"{self.collection.name}_by_{index[0]}"), index[0], index[1:])
            for index in self.collection.indexes
            if self.columns[index[0]] == "list"
        )

    @cached_property
    def timed(self) -> tuple[str | None, str | None]:
        """What a text is about and when it is from (`securities`, `published`), from the declared indexes."""
        for index in self.collection.indexes:
            if len(index) == 2 and self.columns[index[1]] == "time":
                return index[0], index[1]
        return None, None

    def differs(self, ours: str, theirs: str) -> str:
        """The condition that two rows are different versions; null equals null."""
        return " OR ".join(f"{ours}.{quoted(v)} IS NOT {theirs}.{quoted(v)}" for v in self.values) or "0"

    def same_key(self, ours: str, theirs: str) -> str:
        """The condition that two rows are versions of one record."""
        return " AND ".join(f"{ours}.{quoted(k)} = {theirs}.{quoted(k)}" for k in self.collection.key)

    def statements(self) -> dict[str, str]:
        """What creates it: the name of each table, index and trigger with its statement."""
        made = {self.collection.name: self._create_current()}
        if self.collection.versioned:
            made[f"{self.collection.name}_revisions"] = self._create_revisions()
            made[f"{self.collection.name}_revised"] = self.create_trigger()
            made[f"{self.collection.name}_batches"] = self._create_batches()
        made.update(self._create_indexes())
        made.update({side.name.strip('"'): self._create_side(side) for side in self.sides})
        if self.collection.search:
            made[f"{self.collection.name}_words"] = self._create_words()
        return made

    def _definitions(self) -> str:
        return ", ".join(
            sql(quoted(name), SQL_TYPES[kind], "NOT NULL" if self._required(name) else "")
            for name, kind in self.columns.items()
        )

    def _required(self, name: str) -> bool:
        return name in self.collection.key or name in {"known_at", "recorded_at"}

    def _create_current(self) -> str:
        key = listed(self.collection.key)
        if self.numbered:
            body = f"version INTEGER PRIMARY KEY, {self._definitions()}, UNIQUE ({key})"
            return sql("CREATE TABLE", self.name, f"({body})")
        narrow = "json" not in self.columns.values()
        body = f"({self._definitions()}, PRIMARY KEY ({key}))"
        return sql("CREATE TABLE", self.name, body, "WITHOUT ROWID" if narrow else "")

    def _create_revisions(self) -> str:
        body = f"(version INTEGER PRIMARY KEY, {self._definitions()}, superseded_at INTEGER NOT NULL)"
        return sql("CREATE TABLE", self.revisions, body)

    def _create_batches(self) -> str:
        body = "(digest BLOB PRIMARY KEY, revisions INTEGER NOT NULL)"
        return sql("CREATE TABLE", self.batches, body, "WITHOUT ROWID")

    def create_trigger(self) -> str:
        """What moves the old version into history whenever a row changes."""
        kept = (*(("version",) if self.numbered else ()), *self.columns)
        return sql(
            "CREATE TRIGGER", quoted(f"{self.collection.name}_revised"), "AFTER UPDATE ON", self.name,
            "BEGIN INSERT INTO", self.revisions, f"({listed(kept)}, superseded_at)",
            "VALUES (", listed(kept, "OLD."), ", NEW.known_at); END",
        )  # fmt: skip

    def _create_indexes(self) -> dict[str, str]:
        plain = [index for index in self.collection.indexes if self.columns[index[0]] != "list"]
        made = {f"{self.collection.name}_{'_'.join(index)}": (self.name, listed(index)) for index in plain}
        if self.collection.versioned:
            history = f"{self.collection.name}_revisions"
            made[f"{history}_key"] = (self.revisions, f"{listed(self.collection.key)}, known_at")
            made |= {f"{history}_{'_'.join(index)}": (self.revisions, listed(index)) for index in plain}
        return {
            name: sql("CREATE INDEX", quoted(name), "ON", table, f"({columns})")
            for name, (table, columns) in made.items()
        }

    def _create_side(self, side: Side) -> str:
        carried = "".join(f"{quoted(name)} {SQL_TYPES[self.columns[name]]}, " for name in side.carried)
        order = "".join(f"{quoted(name)}, " for name in side.carried)
        body = (
            f"(value TEXT NOT NULL, {carried}version INTEGER NOT NULL, PRIMARY KEY (value, {order}version))"
        )
        return sql("CREATE TABLE", side.name, body, "WITHOUT ROWID")

    def _create_words(self) -> str:
        searched = ", ".join((*map(quoted, self.collection.search), "about"))
        options = "content='', detail=column, columnsize=0, tokenize=\"unicode61 remove_diacritics 0\""
        return sql("CREATE VIRTUAL TABLE", self.words, f"USING fts5({searched}, {options})")
