"""Transactions that write into one SQLite file; behind a fence each reads the lease's number before it writes."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from stockelper.errors import LeaseLost
from stockelper.store.collections import LEASES
from stockelper.store.documents import Fence
from stockelper.store.sqlite_connections import Connections
from stockelper.store.sqlite_layout import quoted, sql

_NUMBER = sql("SELECT fence FROM", quoted(LEASES.name), "WHERE name = ?")


@dataclass(frozen=True)
class Writer:
    """Writes over the connections, under a fence or without one."""

    connections: Connections
    fence: Fence | None = None

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """See `Connections.writing`.

        Raises:
            LeaseLost: before anything is written, when another holder has the lease.
        """
        with self.connections.writing() as connection:
            self.check(connection)
            yield connection

    def check(self, connection: sqlite3.Connection) -> None:
        """Read the number; inside a transaction that holds the write lock it stays that until the commit.

        Raises:
            LeaseLost: when another holder has the lease.
        """
        if self.fence is None:
            return
        if connection.execute(_NUMBER, (self.fence.lease,)).fetchone() != (self.fence.number,):
            raise LeaseLost("lease_lost", name=self.fence.lease)
