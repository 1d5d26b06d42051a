"""What stands in a masked sentence around a figure or a day, and where its figures and days are."""

from collections.abc import Iterator

from kg.extraction.masking import Masked
from kg.extraction.moments import Moment
from kg.extraction.numbers import Quantity

_BEFORE, _AFTER = 60, 40
"""Letters that are read on each side."""


def quantities_of(masked: Masked, kind: str) -> Iterator[tuple[int, Quantity]]:
    """The sentence's quantities of one kind and their places."""
    for at, place in masked.places.items():
        if place.quantity is not None and place.quantity.kind == kind:
            yield at, place.quantity


def moments_of(masked: Masked, kind: str) -> Iterator[tuple[int, Moment]]:
    """The sentence's moments of one kind that have a value, and their places."""
    for at, place in masked.places.items():
        if place.moment is not None and place.moment.kind == kind and place.moment.value is not None:
            yield at, place.moment


def around(masked: Masked, at: int) -> tuple[str, str]:
    """The text before and behind a place."""
    return masked.text[max(at - _BEFORE, 0) : at], masked.text[at + 1 : at + _AFTER]
