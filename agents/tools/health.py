"""What the reader should know about the stored prices that an answer stands on."""

import datetime as dt

from agents.context import Context
from agents.tools.age import age
from agents.tools.leaps import leaps
from agents.tools.tape import YEAR, Tape
from stockelper.types import Note

LATE = 10
"""Days by which stored prices may begin after the first day asked about: holidays, and the days around them."""


def health(
    tape: Tape, context: Context, until: dt.date | None = None, since: dt.date | None = None
) -> tuple[Note, ...]:
    """What the reader should know about the data: its basis, how late it begins, how many sessions it is behind.

    `until` is the last day that was asked about (None: the newest), `since` the first (None: any).
    """
    notes = [Note(code=f"basis_{tape.basis}", parameters={})] if tape.currency else []
    notes += _leap(tape, since, until)
    if since is not None and tape.dates[0] > since + dt.timedelta(days=LATE):
        begins = tape.dates[0].isoformat()
        notes.append(Note(code="stored_from", parameters={"name": tape.name, "date": begins}))
    notes += age(tape.name, tape.market, tape.dates[-1], until, context)
    return tuple(notes)


def _leap(tape: Tape, since: dt.date | None, until: dt.date | None) -> list[Note]:
    """That closes of the days asked about lie further apart than a price may move in a day."""
    if not tape.currency:
        return []
    first = since or (until or tape.dates[-1]) - dt.timedelta(days=YEAR)
    rows = leaps(tape.market, tape.dates, tape.column("close"))
    return (
        [Note(code="leap", parameters={"name": tape.name})]
        if any(tape.dates[row] >= first for row in rows)
        else []
    )
