"""Word patterns of both languages, compiled: Korean ones match with or without spaces between syllables.

They match lower-case text. Ignoring case would cost several times as much: only a literal letter lets the
engine skip a branch by its first character.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_LATIN = re.compile("[a-z]")
_HANGUL = re.compile("[가-힣]")
_CAPITAL = re.compile(r"(?<![\\])[A-Z]")
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
    return compiled("|".join(parts))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern for lower-case text: its own capitals, those of escapes excepted, become small."""
    return re.compile(_CAPITAL.sub(lambda match: match.group().lower(), pattern))


@dataclass(frozen=True)
class Words:
    """Korean patterns and English ones, each tried, and compiled, only for a text that has its letters."""

    korean: str | None
    english: str | None

    def spans(self, text: str, script: "Script") -> tuple[tuple[int, int], ...]:
        """Where the words stand in a lower-case text."""
        found = [
            match.span()
            for pattern, there in ((self.korean, script.hangul), (self.english, script.latin))
            if pattern is not None and there
            for match in compiled(pattern).finditer(text)
        ]
        return tuple(span for span in found if span[1] > span[0])

    def search(self, text: str) -> bool:
        """Whether any of the words stands in a lower-case text."""
        patterns = (self.korean, self.english)
        return any(pattern is not None and compiled(pattern).search(text) for pattern in patterns)

    def without(self, text: str) -> str:
        """A lower-case text with a space in the place of each of the words."""
        for pattern in (self.korean, self.english):
            text = compiled(pattern).sub(" ", text) if pattern is not None else text
        return text


@dataclass(frozen=True)
class Script:
    """Which letters a text has."""

    hangul: bool
    latin: bool


def script(text: str) -> Script:
    """Which letters a text has; digits and signs belong to both."""
    return Script(bool(_HANGUL.search(text)), bool(_LATIN.search(text)))


def words(ours: Sequence[str], latin: Sequence[str]) -> Words:
    """Korean patterns, which match anywhere, and English ones, which match whole words."""
    return Words(korean(ours) if ours else None, english(latin) if latin else None)
