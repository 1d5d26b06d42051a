"""When a job that failed is tried again: after pauses that grow, until its next regular turn, and only where that helps.

The pauses are 5, 15 and 45 minutes, 2 h 15 min and then 4 h, each lengthened or shortened by a fifth at random, so
that many machines do not come back at once. A source that asked for a longer pause gets it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from collectors.source import Source
from stockelper.language.telling import said_by

FIRST_PAUSE, GROWTH, LONGEST_PAUSE = timedelta(minutes=5), 3, timedelta(hours=4)
JITTER = 0.2
_ENOUGH = 10
"""Failures from which on the pause is the longest one anyway."""
Row = Mapping[str, object]


@dataclass(frozen=True)
class Failure:
    """Why a job is tried again, as an error that is stored, and after how many seconds at the earliest."""

    reason: str
    after: float = 0.0


@dataclass(frozen=True)
class Turn:
    """When a job runs next. `failures` counts its runs that failed since its last regular turn; `reason` is what
    the last one failed at, where that is why the job is due then."""

    due: datetime
    failures: int = 0
    reason: str | None = None


def failure_of(rows: Sequence[Row], chains: Sequence[Sequence[Source]]) -> Failure | None:
    """What is worth another try of a job's runs; None where all is well or nothing would come of it.

    What one source of a chain could not give and the next one gave is no failure, unless it was records of its own.
    """
    found = [
        row
        for chain in chains
        for row in _failed(rows, chain)
        if isinstance(row.get("retry_after"), int | float)
    ]
    if not found:
        return None
    first = min(found, key=_seconds)
    return Failure(said_by(str(first["source"]), str(first["error"])), _seconds(first))


def _failed(rows: Sequence[Row], chain: Sequence[Source]) -> list[Row]:
    """The runs of a chain that nobody made up for."""
    mine = {source.name: source for source in chain}
    runs = [row for row in rows if row["source"] in mine]
    is_made_up = any(row["state"] == "done" and not row["error"] for row in runs)
    return [row for row in runs if row["error"] and (mine[str(row["source"])].complements or not is_made_up)]


def _seconds(row: Row) -> float:
    return float(str(row["retry_after"]))


def next_turn(
    now: datetime, regular: datetime, failures: int, failure: Failure | None, chance: float
) -> Turn:
    """When a job runs next after a run.

    Args:
        now: the present.
        regular: its next regular turn.
        failures: runs that failed since the last regular turn, without the one that has just ended.
        failure: what that one failed at, if another try may help.
        chance: a random number from 0 to 1, for the jitter.
    """
    if failure is None:
        return Turn(regular)
    pause = min(FIRST_PAUSE * GROWTH ** min(failures, _ENOUGH), LONGEST_PAUSE)
    pause = max(pause * (1 + JITTER * (2 * chance - 1)), timedelta(seconds=failure.after))
    due = now + pause
    return Turn(due, failures + 1, failure.reason) if due < regular else Turn(regular)
