"""One SQLite file for several threads and processes: WAL, short write locks, numbered migrations."""

import sqlite3
import threading
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from stockelper.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreTooNew

BUSY_MS = 15_000
_PRIMARY = 0xFF
_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
}


class SqliteFile:
    """Connections to one file, one a thread. Errors come out as `StoreError`s."""

    def __init__(self, path: Path, migrations: Sequence[str]) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        with self.translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate(migrations)

    @contextmanager
    def translated(self) -> Generator[None]:
        """Turn SQLite's and the file system's errors into ours."""
        try:
            yield
        except sqlite3.Error as error:
            kind = _KINDS.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, StoreError)
            raise kind(path=str(self.path), reason=str(error)) from error
        except OSError as error:
            raise StoreReadOnly(path=str(self.path), reason=str(error)) from error

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit."""
        mine = getattr(self._local, "connection", None)
        if isinstance(mine, sqlite3.Connection):
            return mine
        opened = sqlite3.connect(
            self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("PRAGMA synchronous=NORMAL")
        opened.execute("PRAGMA cache_size=-65536")
        self._local.connection = opened
        with self._guard:
            self._opened.append(opened)
        return opened

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """A connection to read from; each statement sees the latest commit."""
        with self.translated():
            yield self.connection()

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One write transaction: all of it, or nothing."""
        with self.translated():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()

    def _migrate(self, migrations: Sequence[str]) -> None:
        version = self._version()
        if version > len(migrations):
            raise StoreTooNew(path=str(self.path), found=version, known=len(migrations))
        if 0 < version < len(migrations):
            self._back_up(version)
        while self._version() < len(migrations):
            with self.writing() as connection:
                current = self._version()
                if current < len(migrations):
                    for statement in migrations[current].split(";"):
                        connection.execute(statement)
                    connection.execute("UPDATE schema_version SET version = ?", (current + 1,))

    def _version(self) -> int:
        known = "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'"
        if self.connection().execute(known).fetchone() is None:
            return 0
        return int(self.connection().execute("SELECT version FROM schema_version").fetchone()[0])

    def _back_up(self, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.v{version}.bak")
        with closing(sqlite3.connect(target)) as copy:
            self.connection().backup(copy)
