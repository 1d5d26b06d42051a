"""English names that only describe another: ▢, a ▢ subsidiary; ▢-owned ▢."""

import re

from kg.extraction.masking import ACTOR, Masked

_APPOSITION = re.compile(
    rf"(?<={ACTOR}),\s(?:already |now |long |itself )?(?:an?|the|its|whose parent is|(?:wholly |fully |majority-|\S+[ -])?(?:owned|controlled|backed|funded|financed|bankrolled|run|chaired|led|held|sued|partnered) by|part of|sister (?:company|firm) (?:of|to))\s[^,;.]*?(?P<it>{ACTOR})[^,;.]*(?:,|$)"
)
_RELATIVE = re.compile(
    rf"(?<={ACTOR}),\s(?:in which|of which|where|whose|which|who|that|\S+ (?:percent |per cent )?of (?:which|whose))\s(?P<it>[^,;.]*{ACTOR}[^,;.]*)(?:,|$)"
)
"""A clause about the name before it: ▢, in which ▢ holds a fifth, …"""


_OWNING = re.compile(
    rf"(?P<it>{ACTOR})(?:-(?:owned|backed|controlled|led)|(?:['’]s)?\s(?:[\w-]+\s){{0,2}}?(?:unit|subsidiary|arm|division))\s(?:[\w-]+\s){{0,2}}?(?={ACTOR})"
)
"""Owners named before what they own: ▢-owned ▢, ▢'s cloud unit ▢."""


def asides(masked: Masked, of: int | None = None) -> set[int]:
    """The places of names that only say whose company another is, seen from a trigger `of` outside the clause they stand in."""
    found = {
        match.start("it") for pattern in (_APPOSITION, _OWNING) for match in pattern.finditer(masked.text)
    }
    for match in _RELATIVE.finditer(masked.text):
        if of is not None and not match.start() <= of < match.end():
            found |= {match.start("it") + one.start() for one in re.finditer(ACTOR, match["it"])}
    return found


def in_their_own_right(masked: Masked, found: list[int], of: int | None = None) -> list[int]:
    """The places in order, last those that only describe the name before them: ▢, a ▢ subsidiary, …"""
    aside = asides(masked, of)
    return [*(at for at in found if at not in aside), *(at for at in found if at in aside)]
