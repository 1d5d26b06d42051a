"""What is stored of each job: whether people paused it, when it is due and why then. Any process may read and set it."""

from collections.abc import Mapping

from collectors.scheduling.retrying import Turn
from stockelper.clock import wall_clock
from stockelper.errors import StoreError
from stockelper.store.collections import JOB_STATES
from stockelper.store.documents import Documents, eq

_TRIES = 20


def states(documents: Documents) -> Mapping[str, Mapping[str, object]]:
    """The stored state of every job that has one, by its name."""
    return {str(row["job"]): row for row in documents.read(JOB_STATES.name).iter_rows(named=True)}


def change(documents: Documents, job: str, *, paused: bool | None = None, turn: Turn | None = None) -> None:
    """Set what is given and leave the rest, whoever else writes at the same time.

    Raises:
        StoreError: when others keep changing the row.
    """
    for _ in range(_TRIES):
        rows = documents.read(JOB_STATES.name, eq("job", job))
        last = None if rows.is_empty() else rows.row(0, named=True)
        row = {
            **(last or {}),
            "job": job,
            "paused": paused if paused is not None else bool(last and last["paused"]),
            "updated": wall_clock(),
        }
        if turn is not None:
            row |= {"next_run": turn.due, "failures": turn.failures, "reason": turn.reason}
        if documents.claim(JOB_STATES.name, row, expected={"updated": last["updated"]} if last else None):
            return
    raise StoreError("store_trouble", detail=JOB_STATES.name)
