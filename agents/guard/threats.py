"""What a question asks for that the product refuses, by the patterns of `data/threats.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from agents.patterns import Words, words

Threat = Literal[
    "injection", "secrets", "others", "manipulation", "inside", "guarantee", "unconfirmed", "crime"
]  # fmt: skip
_EXCUSED: frozenset[Threat] = frozenset({"manipulation", "inside", "guarantee", "crime"})
"""What may be asked about (its meaning, its news) and may not be asked for."""


def wants_a_sure_pick(text: str) -> bool:
    """Whether a text wants a share picked that is sure to rise, and nothing worse."""
    return threat(text) in (None, "guarantee") and _patterns()["pick"].search(text.lower())


def threat(text: str) -> Threat | None:
    """What a normalised text asks for, or None. Asking what manipulation means is no threat; asking how is."""
    patterns, text = _patterns(), text.lower()
    found = next((name for name in get_args(Threat) if patterns[name].search(text)), None)
    if found in _EXCUSED and patterns["about"].search(text) and not patterns["for"].search(text):
        return None
    return found


def tables(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The tables of `data/<name>.toml`."""
    source = files("agents.guard").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return cast("dict[str, Mapping[str, Sequence[str]]]", tomllib.loads(source))


@cache
def _patterns() -> Mapping[str, Words]:
    return {
        name: words(entry.get("ko", ()), entry.get("en", ())) for name, entry in tables("threats").items()
    }
