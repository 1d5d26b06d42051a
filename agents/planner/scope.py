"""Whether a question is about securities, this product, or something else.

Votes are weighed: words of the market for it, products, leisure and other tasks against it, and words
that nothing accounts for a little against it. A firm's name alone says little: its products are not its share.
"""

import re

from agents.planner.lexicon import Spans, evidence
from agents.planner.reading import Reading

_HANGUL = re.compile("[가-힣]")
_OFF = ("product", "leisure", "task")
_NAMED = {"strong": 2.0, "plain": 2.0, "medium": 1.5, "weak": 0.5, "help": 0.0, "none": 0.0}
_ALONE = {"strong": 2.0, "plain": 1.5, "medium": 0.6, "weak": 0.2, "help": 0.6, "none": 0.0}
_ENOUGH = 1.0
_SUBJECTS = frozenset({"named", "scope", "sector", "subject", "stranger", "investor"})


def score(reading: Reading) -> float:
    """How far the question is inside the scope: from 1.0 on it is in."""
    return _for(reading) - _against(reading)


def in_scope(reading: Reading) -> bool:
    """Whether the product should answer."""
    return score(reading) >= _ENOUGH


def _for(reading: Reading) -> float:
    weights = _NAMED if _has_subject(reading) else _ALONE
    votes = sum(weights[level] for level in _levels(reading))
    votes += 1.0 if reading.facts & _SUBJECTS else 0.0
    votes += 1.0 if "nickname" in reading.facts else 0.0
    votes += 2.0 if {"effect_asked", "subject"} <= reading.facts and not reading.facts & {*_OFF} else 0.0
    votes += 2.5 if {"help_strong", "nobody"} <= reading.facts else 0.0
    return votes + (_bare(reading) if not _off(reading) else 0.0)


def _levels(reading: Reading) -> list[str]:
    return [evidence()[name] for name in reading.spans if name in evidence()]


def _has_subject(reading: Reading) -> bool:
    """Whether a word of the market has something to be about: a name, a market, or the turn before."""
    return bool(reading.facts & {*_SUBJECTS, "follow"})


def _bare(reading: Reading) -> float:
    """A question that says nothing else, such as "news?" or "the price?", is about what was spoken of."""
    follows = "follow" in reading.facts
    if len(reading.residue) > (1 if follows else 0) + (1 if follows and reading.span else 0):
        return 0.0
    return 1.0 if follows or any(level != "none" for level in _levels(reading)) else 0.0


def _against(reading: Reading) -> float:
    sharp = (
        "sharp" in reading.facts
        and "writes" not in reading.facts
        and bool(reading.facts & {"price", "stocks", "fundamentals", "filing", "news"})
    )
    return _off(reading) * (1.0 if sharp else 2.0) + min(len(reading.residue), 3) * _doubt(reading, sharp)


def _doubt(reading: Reading, sharp: bool) -> float:
    """How much a word that nothing accounts for speaks against the scope."""
    levels = _levels(reading)
    if sharp or "strong" in levels or "plain" in levels:
        return 0.2
    if _has_subject(reading) and {"medium", "weak"} & set(levels):
        return 0.25 if "medium" in levels else 0.4
    return 0.3 if len(reading.spans.get("help", ())) > 1 or "help_strong" in reading.facts else 0.6


def _off(reading: Reading) -> int:
    spoken = [[at for at in reading.spans.get(name, ()) if not _is_accounted(at, reading)] for name in _OFF]
    if spoken and all(_is_own(at, reading) for places in spoken for at in places):
        return 0
    return sum(min(2, len(places)) for places in spoken)


def _is_accounted(place: tuple[int, int], reading: Reading) -> bool:
    return _is_date(place, reading) or _is_torn(place, reading) or _is_of_the_share(place, reading)


def _is_own(place: tuple[int, int], reading: Reading) -> bool:
    """Whether a word is one of this product's own as well: a password, a log-in."""
    own = reading.spans.get("help", ()) if {"help_strong", "nobody"} <= reading.facts else ()
    return _overlaps(place, own)


def _is_of_the_share(place: tuple[int, int], reading: Reading) -> bool:
    """Whether a word is only the money for a share ("a loan to buy Apple") or what might happen to a company."""
    return _overlaps(place, (*reading.spans.get("financed", ()), *reading.spans.get("disruption", ())))


def _overlaps(place: tuple[int, int], others: Spans) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _is_torn(place: tuple[int, int], reading: Reading) -> bool:
    """Whether a Korean word is read out of the ends of two others: 주소 in "수주 소식"."""
    start, end = place
    return (
        " " in reading.plain[start:end].strip()
        and _HANGUL.match(reading.plain[start - 1 : start]) is not None
    )


def _is_date(place: tuple[int, int], reading: Reading) -> bool:
    """Whether a word only names a day ("the price on Christmas")."""
    return any(start <= place[0] and place[1] <= end for start, end in reading.dated)
