"""Whether an English word is an ordinary one: of `english_words.txt`, or made of one of its words by an ending.

The list is written by `tools/english_words.py` from what many texts have in small letters.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from agents.verifier.words import COMMON

_ENDINGS: tuple[tuple[str, str], ...] = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""),
    ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("ness", ""), ("ment", ""), ("ments", ""), ("able", ""),
)  # fmt: skip
_BEFORE = ("un", "re", "pre", "non", "over")


@cache
def words() -> frozenset[str]:
    """Every word of the list."""
    listed = files("agents.verifier").joinpath("english_words.txt").read_text(encoding="utf-8")
    return frozenset(listed.split()) | COMMON


def forms(word: str) -> Iterator[str]:
    """What a word may be made of: itself, without an ending, without what stands before it."""
    yield word
    for end, instead in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) > 2:
            stem = word.removesuffix(end) + instead
            yield stem
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
    yield from (word.removeprefix(before) for before in _BEFORE if word.startswith(before) and len(word) > 6)


@lru_cache(maxsize=16384)
def is_english(word: str) -> bool:
    """Whether a word, in any form, is an ordinary one."""
    low = word.lower().strip(".'’-").removesuffix("'s").removesuffix("’s")
    return all(any(form in words() for form in forms(part)) for part in low.split("-") if part)
