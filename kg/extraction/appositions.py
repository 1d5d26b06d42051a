"""English names that only describe another: ▢, a ▢ subsidiary; ▢-owned ▢."""

import re

from kg.extraction.masking import ACTOR, Masked

_APPOSITION = re.compile(rf"(?<={ACTOR}),\s(?:an?|the|its)\s[^,;.]*?(?P<it>{ACTOR})[^,;.]*(?:,|$)")


_OWNING = re.compile(
    rf"(?P<it>{ACTOR})(?:-(?:owned|backed|controlled|led)|(?:['’]s)?\s(?:[\w-]+\s){{0,2}}?(?:unit|subsidiary|arm|division))\s(?:[\w-]+\s){{0,2}}?(?={ACTOR})"
)
"""Owners named before what they own: ▢-owned ▢, ▢'s cloud unit ▢."""


def asides(masked: Masked) -> set[int]:
    """The places of names that only say whose company another is."""
    return {
        match.start("it") for pattern in (_APPOSITION, _OWNING) for match in pattern.finditer(masked.text)
    }


def in_their_own_right(masked: Masked, found: list[int]) -> list[int]:
    """The places in order, last those that only describe the name before them: ▢, a ▢ subsidiary, …"""
    aside = asides(masked)
    return [*(at for at in found if at not in aside), *(at for at in found if at in aside)]
