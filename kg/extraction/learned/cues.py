"""The tables of `rules/cues_*.toml`: which classes of meaning a text's words belong to, and where they stand."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

_SUFFIXES = ("ings", "ing", "edly", "ed", "es", "s")
_LONGEST = 5
"""The most words of an English phrase."""
_REACH = 8
"""The most letters of a Korean entry."""
_SHORTEST = 3


def stem(word: str) -> str:
    """An English word without what inflects it; words of other scripts as they are."""
    if not word.isascii() or not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if len(word) > _SHORTEST and word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > _SHORTEST and word.endswith("y") else word


_WORD = re.compile(r"⟨\w⟩|[a-z0-9&+]+(?:['’][a-z]+)?|[^\s\w]")


def english_words(text: str) -> list[tuple[int, str]]:
    """The words of a shown text with their offsets; marks of names are words of their own."""
    return [(match.start(), match.group()) for match in _WORD.finditer(text)]


@cache
def _table(language: str) -> Mapping[str, tuple[str, ...]]:
    """The classes of each entry."""
    text = files("kg.extraction").joinpath("rules", f"cues_{language}.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, entries in tomllib.loads(text).items():
        for entry in entries.replace("\n", "").split("|"):
            form = (
                entry
                if language == "ko"
                else " ".join(stem(w) for _, w in english_words(entry.lower().replace("-", " ")))
            )
            if form.strip():
                found.setdefault(form, []).append(name)
    return {form: tuple(dict.fromkeys(names)) for form, names in found.items()}


def classes(text: str, *, korean: bool) -> Iterator[tuple[int, str]]:
    """Offsets in a shown text and the class that a word there belongs to."""
    return _korean(text) if korean else _english(english_words(text.lower().replace("-", " ")))


def _english(words: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    table, stems = _table("en"), [stem(word) for _, word in words]
    for n in range(len(stems)):
        for size in range(1, _LONGEST + 1):
            for name in table.get(" ".join(stems[n : n + size]), ()):
                yield words[n][0], name


def _korean(text: str) -> Iterator[tuple[int, str]]:
    table = _table("ko")
    for at in range(len(text)):
        for size in range(1, _REACH + 1):
            for name in table.get(text[at : at + size], ()):
                yield at, name
