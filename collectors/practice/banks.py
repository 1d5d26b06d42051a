"""The two banks of sentences, and how one is filled."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal

from stockelper.language.particles import particle
from stockelper.types import Language

BankName = Literal["a", "b"]


@dataclass(frozen=True)
class Bank:
    """Sentences by topic: titles and texts, and sentences that stand behind any text."""

    titles: dict[str, tuple[str, ...]]
    texts: dict[str, tuple[str, ...]]
    plain: tuple[str, ...]
    makes: tuple[str, ...]


_Piece = tuple[str, str | None, str]


@cache
def _pieces(template: str) -> tuple[_Piece, ...]:
    """The template as (literal, name of the word behind it or None, particle pair or nothing)."""
    return tuple((literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(template))


def fill(template: str, words: dict[str, str]) -> tuple[str, set[str]]:
    """The sentence with its particles, and the names of the words in it."""
    parts: list[str] = []
    used: set[str] = set()
    for literal, name, spec in _pieces(template):
        parts.append(literal)
        if name is not None:
            used.add(name)
            parts.append(words[name] + (particle(words[name], spec) if spec else ""))
    return "".join(parts), used


@cache
def bank(name: BankName, language: Language) -> Bank:
    """The sentences of one bank in one language."""
    text = (
        files("collectors.practice").joinpath("banks", f"{name}_{language}.toml").read_text(encoding="utf-8")
    )
    sections = tomllib.loads(text)
    background = sections.pop("background")
    return Bank(
        titles={topic: tuple(entry["title"]) for topic, entry in sections.items()},
        texts={topic: tuple(entry["text"]) for topic, entry in sections.items()},
        plain=tuple(background["plain"]),
        makes=tuple(background["makes"]),
    )
