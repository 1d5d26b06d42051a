"""Questions about the product itself: which topic one is about, and what is said of it."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

from agents.patterns import Words, words
from stockelper.language.catalogue import render
from stockelper.types import Language

GENERAL = "answer.help"
"""What is said where no topic fits: what can be asked at all."""


def topic_of(question: str) -> str | None:
    """The topic of a question about the product; None where it fits none."""
    lowered = question.lower()
    return next((name for name, asked in topics().items() if asked.search(lowered)), None)


def told(topic: str | None, language: Language) -> str:
    """What is said of a topic."""
    return render(language, f"help.{topic}" if topic else GENERAL)


@cache
def topics() -> Mapping[str, Words]:
    """Topic to the words that ask about it, in the order in which they are tried."""
    text = files("agents.writer").joinpath("data", "help.toml").read_text(encoding="utf-8")
    entries = cast("Mapping[str, Mapping[str, Sequence[str]]]", tomllib.loads(text))
    return MappingProxyType({name: words(entry["ko"], entry["en"]) for name, entry in entries.items()})
