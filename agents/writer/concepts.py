"""The concepts of investing that are explained, and which of them a question names.

Each entry of `data/concepts/*.toml` is one concept: its names in both languages (the first is how it is called),
what it is in two or three sentences without figures, a formula or convention where there is one, and rules with
figures only beside the day they were true (`as_of`). Read once, when the first concept is asked for.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

from stockelper.language.catalogue import LANGUAGES
from stockelper.language.normalise import normalise
from stockelper.types import Language

_DATA = files("agents.writer").joinpath("data")
_HANGUL = re.compile("[가-힣]")
_LETTERS = re.compile(r"(?<![\w'])(?:[a-z] ){2,4}[a-z](?=s?(?![\w/&]))")
"""An abbreviation written letter by letter: "e t fs"."""
_OWN = frozenset(
    ("spoofing", "frontrunning", "ponzi", "ebitda", "affo", "vwap", "macd", "etn", "adr", "elw", "contango", "backwardation", "whipsaw", "sortino", "piotroski", "reit", "theta", "sidecar", "slippage", "overweight")
)  # fmt: skip
"""Latin words of one piece that mean a concept of investing alone."""
_SHORT = 2
"""Syllables up to which a Korean name must begin where a word begins: 배당 is no part of 담배당."""


@dataclass(frozen=True)
class Concept:
    """One concept in both languages; `general` ones give way to an exacter one of the same question."""

    key: str
    names: Mapping[Language, tuple[str, ...]]
    texts: Mapping[Language, str]
    formulas: Mapping[Language, str]
    rules: Mapping[Language, str]
    as_of: dt.date | None
    general: bool

    def called(self, language: Language) -> str:
        """What it is called in a language."""
        return self.names[language][0]


@dataclass(frozen=True)
class Place:
    """Where a text names a concept, and by which name."""

    concept: str
    at: int
    name: str

    @property
    def is_plain(self) -> bool:
        """Whether the name means nothing but the concept: no short or everyday word, as 감자 or "duration" are."""
        return (
            len(self.name) > _SHORT
            if _HANGUL.search(self.name)
            else not self.name.isalpha() or self.name in _OWN
        )


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept, by key."""
    found: dict[str, Concept] = {}
    for file in sorted(_DATA.joinpath("concepts").iterdir(), key=lambda one: one.name):
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[key] = _concept(key, cast("Mapping[str, object]", entry))
    return MappingProxyType(found)


@cache
def differences() -> Mapping[frozenset[str], Mapping[Language, str]]:
    """How two concepts differ, by their keys."""
    table = tomllib.loads(_DATA.joinpath("differences.toml").read_text(encoding="utf-8"))
    pairs = cast("Sequence[Mapping[str, object]]", table["pair"])
    return MappingProxyType({frozenset(cast("Sequence[str]", pair["of"])): _both(pair, "") for pair in pairs})


def concepts_in(question: str) -> tuple[str, ...]:
    """The concepts that a question names, by their longest names and in the order of the text.

    Korean names are found with and without spaces, Latin ones with hyphens or spaces and in the plural.
    """
    return tuple(place.concept for place in places(question))


def places(question: str) -> tuple[Place, ...]:
    """Where a question names concepts, each once."""
    text = _folded(question)
    found: dict[str, Place] = {}
    for name, concept in _named():
        where = _place(name, text)
        while where is not None:
            start, end = where
            text = f"{text[:start]}{'|' * (end - start)}{text[end:]}"
            found.setdefault(concept, Place(concept, start, name))
            where = _place(name, text)
    return tuple(sorted(found.values(), key=lambda place: place.at))


def _folded(text: str) -> str:
    lowered = normalise(text).lower().replace("-", " ")
    return _LETTERS.sub(lambda letters: letters.group().replace(" ", ""), lowered)


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Every name as it is matched, the longest first, with its concept."""
    found: dict[str, str] = {}
    for concept in concepts().values():
        for name in (*concept.names["ko"], *concept.names["en"]):
            folded = _folded(name)
            found.setdefault(folded.replace(" ", "") if _HANGUL.search(folded) else folded, concept.key)
    return tuple(sorted(found.items(), key=lambda entry: -len(entry[0])))


def _place(name: str, text: str) -> tuple[int, int] | None:
    """Where a name first stands, whatever the spaces in Korean; a short Korean one only at the head of a word."""
    if not _HANGUL.search(name):
        return _latin(name, text)
    bare, origin = _bare(text)
    at = bare.find(name)
    while at >= 0:
        start, end = origin[at], origin[at + len(name) - 1] + 1
        if len(name) > _SHORT or start == 0 or not _HANGUL.match(text[start - 1]):
            return start, end
        at = bare.find(name, at + 1)
    return None


def _latin(name: str, text: str) -> tuple[int, int] | None:
    if name not in text:
        return None
    match = re.search(rf"(?<![a-z0-9]){re.escape(name)}(?:s|es)?(?![a-z0-9])", text)
    return match.span() if match else None


@cache
def _bare(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without its spaces, and where each of its letters stood."""
    kept = [(letter, at) for at, letter in enumerate(text) if letter != " "]
    return "".join(letter for letter, _ in kept), tuple(at for _, at in kept)


def _concept(key: str, entry: Mapping[str, object]) -> Concept:
    names: dict[Language, tuple[str, ...]] = {
        language: tuple(cast("Sequence[str]", entry[f"names_{language}"])) for language in LANGUAGES
    }
    return Concept(
        key=key,
        names=MappingProxyType(names),
        texts=_both(entry, ""),
        formulas=_both(entry, "formula_"),
        rules=_both(entry, "rule_"),
        as_of=cast("dt.date | None", entry.get("as_of")),
        general=bool(entry.get("general", False)),
    )


def _both(entry: Mapping[str, object], prefix: str) -> Mapping[Language, str]:
    """A text in both languages; empty where there is none."""
    return MappingProxyType({one: str(entry.get(f"{prefix}{one}", "")) for one in LANGUAGES})
