"""Values that every adapter of the document store keeps alike: times are integer microseconds UTC."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from stockelper.errors import BadInput
from stockelper.store.documents import Where

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC.

    Raises:
        BadInput: when the moment has no zone.
    """
    if moment.tzinfo is None:
        raise BadInput("naive_time", value=moment.isoformat())
    return (moment - EPOCH) // MICROSECOND


def moment(value: int) -> datetime:
    """The aware UTC time of that many microseconds since 1970."""
    return EPOCH + value * MICROSECOND


def sequence(where: Where) -> list[object]:
    """The values of a condition, a lone one as a list."""
    if isinstance(where.value, str) or not isinstance(where.value, Sequence):
        return [where.value]
    return list(cast("Sequence[object]", where.value))
