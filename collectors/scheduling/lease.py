"""A lease in the documents store: one holder at a time, and a number that grows with every new one.

No clock of another machine is believed. Whoever wants the lease looks at its row again and again, and takes it when
the row has stood unchanged for the lease's length on the observer's own clock that never jumps; each heartbeat
changes the row. What a holder writes after it lost the lease is refused by the fence.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stockelper.store.collections import LEASES
from stockelper.store.documents import Documents, eq

SECONDS = 30.0
"""How long a lease holds without a heartbeat: a dead leader is replaced within this and one tick."""
LOOKS = 3
"""So many looks at least lie in that time: an observer that stood still itself has not seen that the holder did."""
LEADER = "scheduler"
Mark = tuple[str | None, int, int]


@dataclass
class Lease:
    """One name that this process may hold. `fence` is its number while it does, else None.

    Attributes:
        steady: seconds on a clock that never jumps.
    """

    documents: Documents
    name: str
    holder: str
    seconds: float = SECONDS
    steady: Callable[[], float] = time.monotonic
    fence: int | None = None
    _beats: int = 0
    _mark: Mark | None = None
    _looked: float = 0.0
    _silent: float = field(default=0.0, repr=False)

    def take(self, now: datetime, *, unless_moved: bool = False) -> bool:
        """Become the holder where nobody is, or where the last one was silent for long enough while we looked.

        Of several one succeeds. `now` is for people to read. `unless_moved` leaves a lease alone that is another
        one than at the last look, even one that was given up since.

        Raises:
            StoreError: when the store does not answer.
        """
        last = read(self.documents, self.name)
        if last is None:
            return self._claim(now, 1, None)
        if unless_moved and self._mark is not None and last.mark != self._mark:
            return False
        if not self._is_silent(last.mark) and last.holder is not None:
            return False
        self._beats = last.beats
        return self._claim(now, last.fence + 1, {"fence": last.fence, "beats": last.stored_beats})

    def has_moved(self) -> bool:
        """Whether the row is another one than at the last look: its holder lives, or has given it up."""
        last = read(self.documents, self.name)
        return last is None or last.mark != self._mark

    def renew(self, now: datetime) -> bool:
        """Hold on. False when another took it; this process holds nothing from then on."""
        if self.fence is None:
            return False
        return self._claim(now, self.fence, {"fence": self.fence, "holder": self.holder})

    def give_up(self, now: datetime) -> None:
        """Let the next one take it at once; the number stays."""
        if self.fence is not None:
            row = {"holder": None, "expires": now, "fence": self.fence, "heartbeat": now}
            expected = {"fence": self.fence, "holder": self.holder}
            self.documents.claim(LEASES.name, {**row, **self._next()}, expected=expected)
        self.fence = None

    def _is_silent(self, mark: Mark) -> bool:
        moment = self.steady()
        if mark != self._mark:
            self._mark, self._silent = mark, 0.0
        else:
            self._silent += min(moment - self._looked, self.seconds / LOOKS)
        self._looked = moment
        return self._silent >= self.seconds

    def _claim(self, now: datetime, fence: int, expected: Mapping[str, object] | None) -> bool:
        expires = now + timedelta(seconds=self.seconds)
        row = {"holder": self.holder, "expires": expires, "fence": fence, "heartbeat": now, **self._next()}
        self.fence = fence if self.documents.claim(LEASES.name, row, expected=expected) else None
        return self.fence is not None

    def _next(self) -> Mapping[str, object]:
        """What makes a row differ from the one before, whatever the clock says."""
        self._beats += 1
        return {"name": self.name, "beats": self._beats}


@dataclass(frozen=True)
class Held:
    """A stored lease; without a holder nobody has it. `expires` and `heartbeat` are by the holder's wall clock."""

    holder: str | None
    expires: datetime
    fence: int
    heartbeat: datetime
    stored_beats: int | None

    @property
    def beats(self) -> int:
        """How often the row was written; leases of earlier versions did not count."""
        return self.stored_beats or 0

    @property
    def mark(self) -> Mark:
        """What changes with every heartbeat."""
        return self.holder, self.fence, self.beats


def read(documents: Documents, name: str) -> Held | None:
    """The stored lease of that name; None when nobody ever had it."""
    columns = ("holder", "expires", "fence", "heartbeat", "beats")
    rows = documents.read(LEASES.name, eq("name", name), columns=columns)
    return None if rows.is_empty() else Held(*rows.row(0))
