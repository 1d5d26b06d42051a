"""What an event's sentence states beside the company: amounts, shares, days, periods, people."""

from kg.extraction.masking import Masked
from kg.extraction.records import Slot
from kg.extraction.slot_amounts import amount
from kg.extraction.slot_days import day, period
from kg.extraction.slot_ratios import ratio
from kg.extraction.splits import new_shares
from stockelper.types import EventType

_PERIODIC = frozenset({"earnings_surprise", "guidance", "dividend"})
Found = dict[str, Slot]


def slots(type_: EventType, masked: Masked, near: int) -> Found:
    """The slots of an event that a trigger at `near` reports, from its own sentence."""
    found: Found = {}
    found |= amount(type_, masked, near)
    found |= ratio(type_, masked, near)
    if type_ == "split" and (times := new_shares(masked.original)) is not None:
        found["ratio"] = times
    if (when := day(type_, masked)) is not None:
        found["date"] = when
    if type_ in _PERIODIC and (reported := period(type_, masked, near)) is not None:
        found["period"] = reported
    return found
