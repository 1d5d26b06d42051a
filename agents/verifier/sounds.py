"""Whether a Korean word may be how a Latin name is written by its sound: 캐던스 and Cadence.

Both are reduced to their consonants, those that Hangul does not tell apart taken as one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

_INITIALS = ("K", "K", "N", "T", "T", "R", "M", "P", "P", "S", "S", "", "S", "S", "S", "K", "T", "P", "")
_FINALS = (
    "", "K", "K", "K", "N", "N", "N", "T", "R", "R", "R", "R", "R", "R", "R", "R", "M", "P", "P", "S", "S", "N", "S", "S", "K", "T", "P", "",
)  # fmt: skip
_LATIN: tuple[tuple[str, str], ...] = (
    (r"tion|sion", "SN"), (r"tch|sch|ch|sh|dg", "S"), (r"ph|gh", "P"), (r"th", "S"), (r"ck|qu", "K"), (r"x", "KS"),
    (r"c(?=[eiy])|g(?=[ei])", "S"), (r"ng", "N"), (r"[bpfv]", "P"), (r"[gkqc]", "K"), (r"[szj]", "S"), (r"[dt]", "T"), (r"[lr]", "R"),
    (r"m", "M"), (r"n", "N"),
)  # fmt: skip
_LATIN_SOUND = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_LATIN)))
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'&.-]+")
_ALIKE, _SHORT = 84.0, 3
"""Likeness of two skeletons from which on they may be one name; short ones must be the same."""
_FIRST, _LAST = 0xAC00, 0xD7A3


@lru_cache(maxsize=4096)
def _of_korean(word: str) -> str:
    sounds = ""
    for letter in word:
        if _FIRST <= ord(letter) <= _LAST:
            at = ord(letter) - _FIRST
            sounds += _INITIALS[at // 588] + _FINALS[at % 28]
    return _single(sounds)


def _of_latin(word: str) -> str:
    found = _LATIN_SOUND.finditer(word.lower())
    return _single("".join(_LATIN[int((m.lastgroup or "s0")[1:])][1] for m in found))


def _single(sounds: str) -> str:
    """Without doubled sounds and without R, which Korean writes or drops."""
    return re.sub(r"(.)\1+", r"\1", sounds.replace("R", ""))


@lru_cache(maxsize=256)
def _names(text: str) -> frozenset[str]:
    return frozenset(sound for sound in _sounds(text) if sound)


def _sounds(text: str) -> Iterator[str]:
    words = list(_NAME.finditer(text))
    yield from (_of_latin(word[0]) for word in words)
    yield from (_of_latin(a[0] + b[0]) for a, b in pairwise(words) if b.start() - a.end() <= 1)


def is_sound_of(word: str, text: str) -> bool:
    """Whether a Korean word sounds like a capitalised Latin name of a text."""
    sound = _of_korean(word)
    if len(sound) <= _SHORT:
        return sound in _names(text)
    return any(fuzz.ratio(sound, other) >= _ALIKE for other in _names(text))
