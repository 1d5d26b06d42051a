"""The two banks of sentences, and how one is filled."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal

from stockelper.language.particles import is_pair, particle
from stockelper.types import Language

BankName = Literal["a", "b"]
BANKS: tuple[BankName, ...] = ("a", "b")


@dataclass(frozen=True)
class Bank:
    """Sentences by topic: titles and texts, and sentences that stand behind any text."""

    titles: dict[str, tuple[str, ...]]
    texts: dict[str, tuple[str, ...]]
    plain: tuple[str, ...]
    makes: tuple[str, ...]


class _Sentence(Formatter):
    """Fills placeholders, puts particles, and remembers which words were used."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def get_value(self, key: int | str, args: object, kwargs: object) -> object:
        self.used.add(str(key))
        return kwargs[key] if isinstance(kwargs, dict) else ""

    def format_field(self, value: object, format_spec: str) -> str:
        word = str(value)
        return word + particle(word, format_spec) if is_pair(format_spec) else word


def fill(template: str, words: dict[str, str]) -> tuple[str, set[str]]:
    """The sentence, and the names of the words in it."""
    sentence = _Sentence()
    return sentence.vformat(template, (), words), sentence.used


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
