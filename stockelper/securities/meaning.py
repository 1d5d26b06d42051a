"""Words of every day that a question must mean as companies, because it asks of one and names none: "dump all my pins".

Asked only where the answer would be a question back. What a word may be called is looked up in the listing; whether it
stands like a company is told by the words around it (see `standing`).
"""

import re
from collections.abc import Collection, Iterator, Sequence

from stockelper.securities.cues import Cues
from stockelper.securities.scanning import Hit, places
from stockelper.securities.standing import standing

_SIDE_BEFORE, _SIDE_BEHIND = re.compile(r"(?<![a-z])(?:vs\.?|versus) $"), re.compile(r" (?:vs\.?|versus) ")
_KNOWN, _FREQUENT, _OTHER = -2.6, -0.5, 0.0
"""Log odds from which a place is a company's: one that is asked about often, one by a word that texts are full of, and
any other."""
_NEAR = 1.5
"""How far behind the best place another one may stand."""


def meant(
    text: str, found: Sequence[Hit], counted: Sequence[Hit], cues: Cues, known: Collection[str]
) -> Iterator[Hit]:
    """The hits among those `found` that did not count and stand most like companies; `known` are asked about often."""
    lower = text.lower()
    taken = places(hit for hit in counted if hit.ids)
    weak = [hit for hit in found if _may_be(lower, hit, cues, known) and not hit.touches(taken)]
    if len(lower) != len(text) or not weak:
        return
    others = [(hit.start, hit.end) for hit in counted if hit.ids]
    scored = [(standing().score(lower, (hit.start, hit.end), others), hit) for hit in weak]
    best = max(score for score, _ in scored)
    for score, hit in scored:
        if score >= max(_least(lower[hit.start : hit.end], hit, cues, known), best - _NEAR):
            yield hit


def _least(written: str, hit: Hit, cues: Cues, known: Collection[str]) -> float:
    """The log odds that a word's place must have."""
    if not any(one in known for one in hit.ids):
        return _OTHER
    return _FREQUENT if written in cues.frequent else _KNOWN


def _is_set_apart(lower: str, hit: Hit) -> bool:
    """Whether a word is one side of a comparison."""
    return bool(_SIDE_BEFORE.search(lower[: hit.start]) or _SIDE_BEHIND.match(lower, hit.end))


def _may_be(lower: str, hit: Hit, cues: Cues, known: Collection[str]) -> bool:
    """Whether a hit is a word that may be a company: one that is asked about often, or the first words of a US name."""
    written = lower[hit.start : hit.end]
    if not hit.ids or hit.loose or written in cues.ordinary or not (hit.shy or hit.faint):
        return False
    if any(one in known for one in hit.ids):
        return True
    return hit.ids[0].startswith("US:") and (" " in written or (hit.faint and _is_set_apart(lower, hit)))
