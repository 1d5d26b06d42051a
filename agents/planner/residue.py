"""Content words of a question that nothing accounts for."""

import re
from functools import cache

from agents.planner.lexicon import patterns, table

_PIECE = re.compile(r"[가-힣]+|[a-z][a-z']*")


def residue(plain: str, covered: list[tuple[int, int]]) -> tuple[str, ...]:
    """Content words of `plain` outside of the covered places, without particles, endings and stop words."""
    letters = list(plain)
    for start, end in covered:
        letters[start:end] = " " * (end - start)
    pieces = _PIECE.findall("".join(letters))
    return tuple(word for word in pieces if _is_content(word))


def _is_content(word: str) -> bool:
    ko, en, endings = _stop()
    if word[0].isascii():
        return len(word) > 1 and word.removesuffix("'s") not in en
    if word in ko or len(word) < 2 or endings.fullmatch(word):
        return False
    return not any(
        word.startswith(stem) and endings.fullmatch(word[len(stem) :]) for stem in _stems(word, ko)
    )


def _stems(word: str, stop: frozenset[str]) -> list[str]:
    return [word[:cut] for cut in range(1, len(word)) if word[:cut] in stop]


@cache
def _stop() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    ko, en, endings = (patterns(table("stop")["words"], name) for name in ("ko", "en", "endings"))
    return frozenset(ko), frozenset(en), re.compile(f"(?:{'|'.join(endings)})+")
