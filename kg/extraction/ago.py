"""What happened long before a text was published: background, and no event of its day."""

from collections.abc import Sequence
from datetime import date, timedelta

from kg.extraction.masking import Masked

MOMENTARY = frozenset({"accident", "strike", "recall", "litigation", "regulation", "contract_lost"})
SUDDEN = frozenset({"accident", "strike"})
NEWS = timedelta(days=75)
"""What happened longer before publication is background."""


def tells_the_past(heard: Sequence[Masked], published: date | None) -> bool:
    """Whether every day that a text names is long ago."""
    dated = [masked for masked in heard if _days(masked)]
    return bool(dated) and all(long_ago(masked, published) for masked in dated)


def long_ago(masked: Masked, published: date | None) -> bool:
    """Whether every day that a sentence names is; not so where it names none."""
    days = _days(masked)
    if published is None or not days:
        return False
    return all(day < (published - NEWS).isoformat() for day in days)


def _days(masked: Masked) -> list[str]:
    found = [p.moment for p in masked.places.values() if p.moment and p.moment.kind == "day"]
    return [one.value for one in found if one.value]
