"""The words of direction of cited texts, and how like the words of an answer they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from agents.verifier.marks import Direction
from agents.verifier.owners import listed
from agents.verifier.reading import Reading

_WORD = re.compile(r"[A-Za-z]{3,}|[가-힣]{2,}")
_SAME = frozenset({"move", "level", "rank", "rating", "size"})
_CLOSE_CALL = 0.12
_LOCAL_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Said:
    """A word of direction in a cited text, with what its sentence speaks of."""

    word: Direction
    keys: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    local: frozenset[str]
    evidence: str


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a text by their beginnings, so that endings and particles do not matter."""
    return frozenset(w[:2] if "가" <= w[0] <= "힣" else w.lower()[:5] for w in _WORD.findall(text))


def local(text: str, word: Direction) -> frozenset[str]:
    """The pairs of letters around a word, the word itself left out."""
    around = text[max(0, word.start - 12) : word.start] + " " + text[word.end : word.end + 8]
    letters = [c for c in around.lower() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))


def said_in(reading: Reading, evidence: str) -> list[Said]:
    """Every word of direction of a cited text."""
    result: list[Said] = []
    for sentence in reading.sentences:
        words = stems(reading.text[sentence.start : sentence.end])
        keys = (
            frozenset(key for name in listed(sentence.own.names) for key in name.keys) or sentence.inherited
        )
        for piece in sentence.pieces:
            near = stems(reading.text[piece.start : piece.end])
            result += [
                Said(word, keys, words, near, local(reading.text, word), evidence)
                for word in piece.own.directions
            ]
    return result


def _likeness(mine: Said, other: Said) -> float:
    return (
        len(mine.words & other.words) / (len(mine.words) or 1)
        + len(mine.near & other.near) / (len(mine.near) or 1)
        + _LOCAL_WEIGHT * len(mine.local & other.local) / (len(mine.local) or 1)
    )


def _may_say(mine: Said, other: Said) -> bool:
    if mine.keys and other.keys and not mine.keys & other.keys:
        return False
    if mine.word.group == other.word.group:
        return True
    return {mine.word.group, other.word.group} <= _SAME and mine.word.group != "level"


def most_alike(mine: Said, said: Sequence[Said], carriers: frozenset[str]) -> Iterator[Said]:
    """The cited words most like the answer's, of the texts that carry its figures where any does; best first."""
    alike = [
        (_likeness(mine, other), other)
        for other in said
        if _may_say(mine, other) and (not carriers or other.evidence in carriers)
    ]
    best = max((score for score, _ in alike), default=0.0)
    return (said for score, said in alike if score >= best - _CLOSE_CALL)
