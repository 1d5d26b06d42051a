"""Runs of imports and collectors in the collection `runs`: begun, updated, ended, and found lost.

`holder` is host:pid:start of the process, so that a run whose process died is told from one that works.
"""

import os
import socket
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from stockelper.clock import wall_clock
from stockelper.credentials import redacted
from stockelper.errors import LeaseLost
from stockelper.store.collections import RUNS
from stockelper.store.documents import Documents, eq

State = Literal["done", "failed", "skipped", "stopped"]
"""How a run ended; one that was stopped is gone on with by the next one."""


@dataclass
class Run:
    """One run; every change is written at once.

    A fenced run that was called lost stays lost, whatever its own process still wants to say of it.
    """

    documents: Documents
    row: dict[str, object]
    is_fenced: bool = False

    def progress(self, counts: Mapping[str, int], cursor: str) -> None:
        """Note how far the run is."""
        self._write({**counts, "cursor": cursor})

    def end(
        self,
        state: State,
        counts: Mapping[str, int],
        error: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        """Note how the run ended, and after how many seconds another one may do better, if one may."""
        ended = {"state": state, "ended": wall_clock(), "error": error, "retry_after": retry_after}
        self._write({**counts, **ended})

    def _write(self, changes: Mapping[str, object]) -> None:
        self.row.update(changes)
        if not self.is_fenced:
            _store(self.documents, self.row)
        elif not self.documents.claim(RUNS.name, self.row, expected={"state": "running"}):
            raise LeaseLost("lease_lost", name=str(self.row["job"]))


def begin(documents: Documents, job: str, source: str, *, is_fenced: bool = False) -> Run:
    """A new run of this process."""
    row: dict[str, object] = {
        "run": f"{job}-{uuid.uuid4().hex[:12]}",
        "job": job,
        "source": redacted(source),
        "started": wall_clock(),
        "state": "running",
        **dict.fromkeys(("read", "inserted", "changed", "unchanged", "rejected"), 0),
        "holder": holder(),
    }
    _store(documents, row)
    return Run(documents, row, is_fenced)


def mark_lost(documents: Documents) -> tuple[str, ...]:
    """Call runs lost whose process is gone from this machine; their sources."""
    running = documents.read(RUNS.name, eq("state", "running"))
    lost = [row for row in running.iter_rows(named=True) if not _alive(row["holder"] or "")]
    for row in lost:
        _store(documents, {**row, "state": "lost", "ended": wall_clock()})
    return tuple(row["source"] for row in lost)


def mark_left(documents: Documents, job: str) -> None:
    """Call the runs of a job lost that say they are running, on whatever machine.

    For whoever has just got the job's lease: nobody else can be running it.
    """
    for row in documents.read(RUNS.name, eq("state", "running"), eq("job", job)).iter_rows(named=True):
        _store(documents, {**row, "state": "lost", "ended": wall_clock()})


def is_lost(run: Mapping[str, object]) -> bool:
    """Whether a stored run says it is running while its process is gone."""
    return run["state"] == "running" and not _alive(str(run["holder"] or ""))


def holder() -> str:
    """This process: host:pid:start."""
    return f"{socket.gethostname()}:{os.getpid()}:{_start_of(os.getpid()) or ''}"


def _alive(holder_: str) -> bool:
    """Whether a holder still runs; one on another machine is believed to."""
    host, _, process = holder_.partition(":")
    pid, _, start = process.partition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return bool(holder_)
    return _exists(int(pid)) and (_start_of(int(pid)) or "") == start


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start_of(pid: int) -> str | None:
    """When a process started, in the kernel's ticks; None where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return status.rpartition(")")[2].split()[19]


def _store(documents: Documents, row: Mapping[str, object]) -> None:
    frame = pl.DataFrame([dict(row)], schema=RUNS.schema())
    documents.upsert(RUNS.name, frame, recorded_at=wall_clock())
