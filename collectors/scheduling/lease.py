"""A lease in the documents store: one holder at a time, and a number that grows with every new one.

Expiry is judged by each holder's own clock; machines that share a store must agree on the time to a few seconds.
What a holder writes after it lost the lease is refused by the fence, whatever its clock says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from stockelper.store.collections import LEASES
from stockelper.store.documents import Documents, eq

SECONDS = 30.0
"""How long a lease holds without a heartbeat: a dead leader is replaced within this and one tick."""
LEADER = "scheduler"


@dataclass
class Lease:
    """One name that this process may hold. `fence` is its number while it does, else None."""

    documents: Documents
    name: str
    holder: str
    seconds: float = SECONDS
    fence: int | None = None

    def take(self, now: datetime) -> bool:
        """Become the holder where nobody is, or where the last one's time is over. Of several one succeeds.

        Raises:
            StoreError: when the store does not answer.
        """
        last = read(self.documents, self.name)
        if last is None:
            return self._claim(now, 1, None)
        if last.expires > now and last.holder is not None:
            return False
        return self._claim(now, last.fence + 1, {"fence": last.fence, "heartbeat": last.heartbeat})

    def renew(self, now: datetime) -> bool:
        """Hold on. False when another took it; this process holds nothing from then on."""
        if self.fence is None:
            return False
        return self._claim(now, self.fence, {"fence": self.fence, "holder": self.holder})

    def give_up(self, now: datetime) -> None:
        """Let the next one take it at once; the number stays."""
        if self.fence is not None:
            row = {"name": self.name, "holder": None, "expires": now, "fence": self.fence, "heartbeat": now}
            self.documents.claim(LEASES.name, row, expected={"fence": self.fence, "holder": self.holder})
        self.fence = None

    def _claim(self, now: datetime, fence: int, expected: Mapping[str, object] | None) -> bool:
        expires = now + timedelta(seconds=self.seconds)
        row = {"name": self.name, "holder": self.holder, "expires": expires, "fence": fence, "heartbeat": now}
        self.fence = fence if self.documents.claim(LEASES.name, row, expected=expected) else None
        return self.fence is not None


@dataclass(frozen=True)
class Held:
    """A stored lease; without a holder nobody has it."""

    holder: str | None
    expires: datetime
    fence: int
    heartbeat: datetime


def read(documents: Documents, name: str) -> Held | None:
    """The stored lease of that name; None when nobody ever had it."""
    rows = documents.read(LEASES.name, eq("name", name), columns=("holder", "expires", "fence", "heartbeat"))
    return None if rows.is_empty() else Held(*rows.row(0))
