"""Questions that are explained, whatever their words were heard as: what a concept is, what rates or a currency do to shares."""

import re
from collections.abc import Sequence

from agents.planner.reading import Reading
from agents.planner.stated import asks_what_it_is
from agents.writer.explaining import asked_about, asks_only_what_it_is
from stockelper.types import Kind

_PICKS = re.compile(
    r"종목|수혜주|관련주|추천|뭐 ?(?:사|살)|(?<![a-z])(?:which|what|best|top) (?:\w+ )?(?:stocks?|shares|companies|names)(?![a-z])"
)
"""Asks for securities, not for what happens to them."""
_OF_SOMETHING = frozenset({"named", "span", "ranked", "mine", "screen"})


def explains(found: Sequence[Kind], read: Reading, *, follows: bool) -> bool:
    """Whether an explanation answers a question that names no company."""
    if "named" in read.facts and "index" not in read.facts:
        return False
    if asks_what_it_is(found, read) and not follows:
        return True
    if "effect_asked" in read.facts and not read.facts & _OF_SOMETHING:
        return not _PICKS.search(read.plain)
    if found[:1] == ("out_of_scope",):
        return asked_about(read.plain, "en") is not None
    return not follows and "named" not in read.facts and asks_only_what_it_is(read.plain)
