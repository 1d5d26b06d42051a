"""Word patterns of both languages, compiled: Korean ones match with or without spaces between syllables."""

import re
from collections.abc import Iterable, Sequence

_HANGUL = re.compile("[가-힣]")
_ATOMS = re.compile(r"\[[^\]]*\]|\\.|.", re.DOTALL)


def spaced(pattern: str) -> str:
    """The pattern with an optional space between two adjacent Hangul syllables outside of classes."""
    out: list[str] = []
    previous = ""
    for atom in _ATOMS.findall(pattern):
        if _HANGUL.fullmatch(atom) and _HANGUL.fullmatch(previous):
            out.append(" ?")
        out.append(atom)
        previous = atom
    return "".join(out)


def korean(patterns: Iterable[str]) -> str:
    """One alternation of Korean patterns."""
    return "|".join(spaced(pattern) for pattern in patterns)


def english(patterns: Iterable[str]) -> str:
    """One alternation of English patterns that match whole words."""
    return rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9])"


def mixed(patterns: Sequence[str]) -> re.Pattern[str]:
    """Patterns of both languages; the Latin ones are bound at their beginning alone."""
    ours = [pattern for pattern in patterns if _HANGUL.search(pattern)]
    latin = [pattern for pattern in patterns if not _HANGUL.search(pattern)]
    parts = ([korean(ours)] if ours else []) + ([rf"(?<![a-z0-9])(?:{'|'.join(latin)})"] if latin else [])
    return re.compile("|".join(parts), re.IGNORECASE)


def both(ours: Sequence[str], latin: Sequence[str]) -> re.Pattern[str]:
    """A pattern of Korean words anywhere or whole English words."""
    parts = ([korean(ours)] if ours else []) + ([english(latin)] if latin else [])
    return re.compile("|".join(parts), re.IGNORECASE)
