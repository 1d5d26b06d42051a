"""Connections to one SQLite file: borrowed by any thread, opened for reading where writing is not allowed.

Every failure of SQLite leaves here as one of the store's errors.
"""

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from time import monotonic, sleep

from stockelper.errors import BadInput, StoreBusy, StoreError, StoreFull, StoreReadOnly

BUSY_SECONDS = 20.0
PRAGMAS = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -32768",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)

_AGAIN = 0.02
"""Seconds between tries for a lock that SQLite does not wait for."""


class Connections:
    """A pool: each borrower has a connection for itself, returned ones are used again."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._closed = False

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """A connection for reading: one snapshot from the first statement to the end of the block."""
        with self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """A transaction that holds the write lock; kept when the block ends well, else undone."""
        with self._borrowed() as connection, transaction(connection):
            yield connection

    @contextmanager
    def plain(self) -> Generator[sqlite3.Connection]:
        """A connection without a transaction."""
        with self._borrowed() as connection:
            yield connection

    def close(self) -> None:
        """Close the idle connections, and each borrowed one when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def closed_on_failure(self) -> Generator[None]:
        """For the block that prepares a store: when it fails, no connection stays open."""
        with ExitStack() as undo:
            undo.callback(self.close)
            yield
            undo.pop_all()

    @contextmanager
    def _borrowed(self) -> Generator[sqlite3.Connection]:
        with translated(self.path):
            connection = self._take() or open_file(self.path, self._busy_seconds)
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _take(self) -> sqlite3.Connection | None:
        with self._lock:
            if self._process != os.getpid():  # a fork: SQLite's handles belong to the parent
                self._process, self._idle = os.getpid(), []
            return self._idle.pop() if self._idle else None

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed and self._process == os.getpid():
                self._idle.append(connection)
                return
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Holds the write lock from the first statement on; kept when the block ends well, else undone."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    finally:
        connection.rollback()


def open_file(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection in WAL mode; a file on a read-only medium is opened for reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(str(path), busy_seconds)
    try:
        _prepare(connection, busy_seconds)
    except sqlite3.OperationalError:
        if not _sealed(path):
            raise
        connection = _connect(f"{path.resolve().as_uri()}?immutable=1", busy_seconds)
    return connection


def _connect(address: str, busy_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(
        address,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
        uri=address[:5] == "file:",
    )


def _prepare(connection: sqlite3.Connection, busy_seconds: float) -> None:
    with ExitStack() as undo:
        undo.callback(connection.close)
        _use_wal(connection, monotonic() + busy_seconds)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        undo.pop_all()


def _use_wal(connection: sqlite3.Connection, deadline: float) -> None:
    """Switch a file to WAL. Of processes that open a new file at once one gets the lock; SQLite lets none wait for it."""
    while True:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode == "wal":
            return
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= deadline:
                raise
            sleep(_AGAIN)
        else:
            return


def _sealed(path: Path) -> bool:
    """Whether nobody can be writing to the file: it is there, alone, in a folder closed to us."""
    alone = not path.with_name(path.name + "-wal").exists()
    return path.is_file() and alone and not os.access(path.parent, os.W_OK)


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turns errors of SQLite and of the file system into the store's.

    Raises:
        BadInput: for a value that no column holds: an integer of more than 64 bits, half a character.
    """
    try:
        yield
    except (OverflowError, UnicodeEncodeError) as error:
        raise BadInput("unstorable", reason=str(error)) from error
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except OSError as error:
        raise _file_error(error, path) from error


def must_be_writable(path: Path) -> None:
    """Raise StoreReadOnly where the file, or its folder where SQLite keeps its log, cannot be written."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise StoreReadOnly(path=str(place), detail=f"{place}: no leave to write")


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The store's error for one of SQLite's, by its code."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    detail = f"{path}: {error}"
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(path=str(path), detail=detail)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return StoreReadOnly(path=str(path), detail=detail)
        case sqlite3.SQLITE_CANTOPEN if not os.access(path.parent, os.W_OK):
            return StoreReadOnly(path=str(path), detail=detail)
        case sqlite3.SQLITE_FULL:
            return StoreFull(path=str(path), detail=detail)
        case sqlite3.SQLITE_IOERR if _no_space(path):
            return StoreFull(path=str(path), detail=detail)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StoreError("store_damaged", path=str(path), detail=detail)
        case _:
            return StoreError("store_trouble", path=str(path), detail=detail)


def _no_space(path: Path) -> bool:
    with suppress(OSError):
        disk = os.statvfs(path.parent)
        return disk.f_bavail * disk.f_frsize < 1 << 20
    return False


def _file_error(error: OSError, path: Path) -> StoreError:
    if error.errno in {ENOSPC, EDQUOT}:
        return StoreFull(path=str(path), detail=str(error))
    if isinstance(error, PermissionError) or not os.access(path.parent, os.W_OK):
        return StoreReadOnly(path=str(path), detail=str(error))
    return StoreError("store_trouble", path=str(path), detail=str(error))
