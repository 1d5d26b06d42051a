"""Which of the hits of a text count: the sure ones, those with a cue, and those joined to one that counts.

Only names that stand next to each other can be joined, so that a text of a thousand tickers takes no longer
than a thousand texts of one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stockelper.securities.cues import Cues
from stockelper.securities.framing import frames
from stockelper.securities.scanning import Hit, places

_JOINED = re.compile(
    r"(?:의?\s*(?:주가|주식|실적|배당)|(?:'s)? (?:stock|shares|earnings)|'s (?:[a-z]+ ){0,2}[a-z]+(?= (?:and|or|vs|versus|than|against|minus|plus|over|next to)\s)|'s(?= (?:minus|plus|next to)\s))?"
    r"(?:\s*\d{1,2}(?:\.\d)?\s?%?(?=[\s,]))?\s*(?:(?<=\d)\s|(?<=%)\s|와|과|랑|이랑|하고|보다|이나|이냐|냐|아니면|또는|,|/|&|·|및|대|and|or|vs\.?|versus|n(?=\s)|\+|to|against|than|with|minus|plus|next to|(?:(?:takeover |buyout |hostile |tender )?(?:bid|offer|merger|tie-up|deal|takeover|buyout) (?:for|of|with)|(?:is |to )?(?:acquir(?:e|es|ed|ing)|merg(?:e|es|ed|ing) with|tak(?:e|es|ing) over|buy(?:s|ing)? out))|(?:(?:has|have|had|did) )?(?:(?:out|under)perform(?:s|ed|ing)?|beat(?:s|en|ing)?|lag(?:s|ged)?|trail(?:s|ed)?))\s*(?:and )?(?:the |(?:about |roughly )?\d{1,2}(?:\.\d)?\s?(?:%|percent)?\s(?:in |of )?)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE)
"""Between two tickers in capitals: even those that are words are companies then (HD vs LOW)."""
_SET_AGAINST = re.compile(
    r"(?:'s)?(?: (?:stock|shares|earnings))? (?:vs\.?|versus|or|against|and|with|to|than) "
)
"""Between a company and a word of every day: that one is a company as well (target vs walmart)."""
_INCORPORATED = re.compile(r",? (?:inc|corp|corporation|plc|ltd)(?![a-z])")
"""A legal form behind a word, which makes a company of it: ball corp."""
_OWNS = re.compile("['’]s(?![a-z]| [A-Z])")
_SENTENCE = frozenset(".?!:;")
"""What ends a sentence, so that the next word's capital tells nothing."""
_RATIOS = frozenset({"pbr", "per", "peg", "eps", "roe", "roa"})
"""What is asked of a company, although a ticker is written the same."""
_TELLING = 5
"""Letters of a name that alone makes a question."""
_REACH = 32
"""Characters between two joined names; the longest join is "'s earnings versus the ". """
_LONGEST = 64
"""Characters of a name."""
_LISTED = re.compile(r"[ /]|,? (?:\d{1,3}(?:\.\d+)?\s?%?,? )?")
"""Between two tickers of one list in small letters."""
_SET_APART = re.compile(
    r"(?:'s)?(?: (?:stock|shares|earnings))?\s*(?:vs\.?|versus|or|against|\+)\s*", re.IGNORECASE
)
"""Between a company and a word in small letters that is the first word of a name: that one is a company then."""


class _Neighbours:
    """Hits in the order of the text, and which of them stand near which."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = sorted(hits, key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self.hits]

    def of(self, place: int) -> Iterator[int]:
        """The places of the hits that could be joined to the one at `place`."""
        hit = self.hits[place]
        first = bisect_left(self._starts, hit.start - _LONGEST - _REACH)
        last = bisect_right(self._starts, hit.end + _REACH)
        return (other for other in range(first, last) if other != place)


def confirmed(text: str, hits: Sequence[Hit], known: Cues) -> list[Hit]:
    """The sure hits, and the unsure ones with a cue beside them or joined to one that counts, in order."""
    near = _Neighbours([hit for hit in _in_frames(text, hits, known) if not hit.shy])
    kept = {place for place, hit in enumerate(near.hits) if _counts(text, hit, known)}
    if known.speaks_of_stocks(text) or any(near.hits[place].ids for place in kept):
        kept.update(place for place, hit in enumerate(near.hits) if _owns(text, hit, known))
    reached = list(kept or _paired(text, near, known))
    kept.update(reached)
    while reached:
        for place in near.of(reached.pop()):
            if place not in kept and _belongs(text, place, near, kept, known):
                kept.add(place)
                reached.append(place)
    return [near.hits[place] for place in sorted(kept)]


def _counts(text: str, hit: Hit, known: Cues) -> bool:
    """Whether a hit needs no other: it is sure, or a cue stands beside it."""
    if hit.sure or hit.faint:
        return hit.sure
    return known.beside(text, hit.start, hit.end) or known.is_talked_of(
        hit.written or "", text, hit.start, hit.end
    )


def _owns(text: str, hit: Hit, known: Cues) -> bool:
    """Whether a name of one word with a capital inside a sentence has something: "is Yum's better?"."""
    written = text[hit.start : hit.end]
    inside = hit.start > 1 and text[: hit.start].rstrip()[-1:] not in _SENTENCE
    capital = written[0].isupper() and written[1:].islower()
    rare = bool(hit.ids) and written.lower() not in known.frequent
    return rare and inside and capital and _OWNS.match(text, hit.end) is not None


def _in_frames(text: str, hits: Sequence[Hit], known: Cues) -> list[Hit]:
    """The hits, those in small letters sure where their place in the sentence, or a company set against them, tells."""
    lower = text.lower()
    if len(lower) != len(text) or all(hit.sure for hit in hits):
        return list(hits)
    alone = not any(hit.sure and hit.ids for hit in hits)
    return [
        replace(hit, shy=False, sure=True, framed=True)
        if not hit.sure and _stands_as_company(lower, hit, hits, known, alone=alone)
        else hit
        for hit in hits
    ]


def _stands_as_company(lower: str, hit: Hit, hits: Sequence[Hit], known: Cues, *, alone: bool) -> bool:
    written = lower[hit.start : hit.end]
    telling = len(written) >= _TELLING and written not in known.ordinary and hit.how != "code"
    if alone and telling and frames().follow(lower, hit.start, hit.end):
        return True
    if telling and frames().weighed(lower, hit.start, hit.end):
        return True
    if hit.shy and hit.how != "code" and _INCORPORATED.match(lower, hit.end):
        return True
    if not hit.shy or written not in known.framed:
        return False
    if alone and frames().hold(lower, hit.start, hit.end):
        return True
    if known.ordered.search(lower, max(0, hit.start - _REACH), hit.start):
        return True
    own = places([hit])
    sides = (_between(lower, hit, one) for one in hits if one is not hit and one.ids and not one.touches(own))
    return any(_SET_AGAINST.fullmatch(side) for side in sides)


def _belongs(text: str, place: int, near: _Neighbours, kept: set[int], known: Cues) -> bool:
    """Whether a hit is joined to one that counts, or stands in a bare list of companies: 월마트 타겟 코스트코."""
    hit = near.hits[place]
    others = [near.hits[other] for other in near.of(place) if other in kept]
    if hit.faint and not text[hit.start].isupper():
        rare = text[hit.start : hit.end] not in known.frequent
        return any(
            one.ids
            and (_SET_APART.fullmatch(_between(text, hit, one)) or (rare and _are_listed(text, hit, one)))
            for one in others
        )
    if any(_are_joined(text, hit, other) or _are_listed(text, hit, other) for other in others):
        return True
    before = any(one.ids and text[one.end : hit.start] == " " for one in others)
    if before and any(one.ids and text[hit.end : one.start] == " " for one in others):
        return True
    return text[hit.start : hit.end].isupper() and _is_of_a_list(text, hit, others)


def _are_listed(text: str, hit: Hit, other: Hit) -> bool:
    """Whether two tickers in small letters stand right beside each other, or with a share between them: spy 60 tlt."""
    small = all(one.how == "code" and text[one.start : one.end].islower() for one in (hit, other))
    return small and _LISTED.fullmatch(_between(text, hit, other)) is not None


def _is_of_a_list(text: str, hit: Hit, others: Sequence[Hit]) -> bool:
    """Whether at least two codes stand before this one, or behind it, with nothing but spaces between: AAPL MSFT KO."""
    codes = [one for one in others if one.how == "code"]
    before = [one for one in codes if text[one.end : hit.start] == " "]
    behind = [one for one in codes if text[hit.end : one.start] == " "]
    return any(text[one.end : last.start] == " " for last in before for one in codes) or any(
        text[first.end : one.start] == " " for first in behind for one in codes
    )


def _paired(text: str, near: _Neighbours, known: Cues) -> Iterator[int]:
    """Bare tickers that are joined to each other: V and MA."""
    tickers = {
        place
        for place, hit in enumerate(near.hits)
        if hit.how == "code" and known.may_stand_bare(text[hit.start : hit.end])
    }
    set_against = {
        place
        for place, hit in enumerate(near.hits)
        if hit.how == "code" and text[hit.start : hit.end].isupper()
    }
    yield from (
        place
        for place in tickers
        if any(
            _are_joined(text, near.hits[place], near.hits[other])
            for other in near.of(place)
            if other in tickers
        )
    )
    yield from (
        place
        for place in set_against
        for other in near.of(place)
        if other in set_against and _AGAINST.fullmatch(_between(text, near.hits[place], near.hits[other]))
    )


def _between(text: str, one: Hit, other: Hit) -> str:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    return text[first.end : second.start]


def _are_joined(text: str, one: Hit, other: Hit) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    if not other.ids or second.start - first.end > _REACH:
        return False
    if text[second.start : second.end].lower() in _RATIOS:
        return False
    listed = (
        one.how != "code"
        and not one.faint
        and one.written.isascii()
        and text[first.end : second.start] == " "
        # "my Verizon bill": a word behind a name is no second one
        and text[one.start].isupper() >= text[other.start].isupper()
    )
    return listed or _JOINED.fullmatch(text, first.end, second.start) is not None
