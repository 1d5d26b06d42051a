"""Times of day that an answer tells: those at which its figures became known."""

from zoneinfo import ZoneInfo

from agents.verifier.claims import Known, claim
from agents.verifier.marks import Clock
from agents.verifier.reading import Reading
from stockelper.types import Claim


def clock_claim(reading: Reading, clock: Clock, known: Known) -> Claim:
    """A time of day is that at which a figure became known."""
    there = {moment.astimezone(ZoneInfo(clock.zone)).time() for moment in known.moments}
    fine = any((time.hour, time.minute) == (clock.hour, clock.minute) for time in there)
    value = f"{clock.hour:02d}:{clock.minute:02d}"
    return claim(reading, clock, "date", fine, "evidence" if fine else "date", value=value)
