"""Personal recommendations and promised returns in a text that a model wrote, by `data/advice.toml`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from agents.guard.threats import tables
from agents.patterns import Words, words
from stockelper.language.normalise import normalise

Advice = Literal["recommendation", "promise"]
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
_BEGINNING = re.compile(r"^[\s\-*•>#\d.)\"'“”]+")
_MARKER = re.compile(r"\s?\[\d+\]")
_SHORTEST = 12
"""Letters that a cited text has at least, so that leaving it out leaves out no word of the answer itself."""


def advice(text: str, cited: Iterable[str] = ()) -> Advice | None:
    """What a text advises or promises on its own account; None where it does neither.

    Titles and texts of `cited` sources that it repeats word for word, what it says that somebody else
    recommends, and what it denies are not its own.
    """
    own = _without(normalised(text), cited)
    return next((found for sentence in _sentences(own) if (found := _said(sentence))), None)


def normalised(text: str) -> str:
    """Small letters and straight quotes, line by line."""
    return "\n".join(normalise(line).lower() for line in _MARKER.sub("", text).split("\n"))


def _without(text: str, cited: Iterable[str]) -> str:
    for one in sorted({normalised(one) for one in cited}, key=len, reverse=True):
        if len(one) >= _SHORTEST:
            text = text.replace(one, "□")
    return text


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        yield _BEGINNING.sub("", sentence)


def _said(sentence: str) -> Advice | None:
    patterns = _patterns()
    own = patterns["reported"].without(sentence)
    if patterns["recommendation"].search(own):
        return "recommendation"
    promises = patterns["promise"].search(own) or patterns["guarantee"].search(own)
    return "promise" if promises else None


@cache
def _patterns() -> dict[str, Words]:
    found = {**tables("advice"), "guarantee": tables("threats")["guarantee"]}
    return {name: words(entry.get("ko", ()), entry.get("en", ())) for name, entry in found.items()}
