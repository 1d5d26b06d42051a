"""The planner's words: features of a question, read from `data/*.toml` and compiled once.

A pattern with Hangul matches with or without spaces between its syllables; a pattern without matches
whole Latin words. The same tables are used for kinds, scope and details, so a word is written once.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

from agents.patterns import Words, mixed, script, words

_HANGUL = re.compile("[가-힣]")
_TAIL = re.compile("[가-힣](?=[가-힣])")
_TORN = 2
"""Syllables that a word's end lends to another word at most."""
Spans = tuple[tuple[int, int], ...]


@cache
def table(name: str) -> Mapping[str, Mapping[str, object]]:
    """The tables of `data/<name>.toml`."""
    text = files("agents.planner").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(cast("dict[str, Mapping[str, object]]", tomllib.loads(text)))


def patterns(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The list of patterns under a key; none where the key is not there."""
    return tuple(cast("Sequence[str]", entry.get(key, ())))


@cache
def features() -> Mapping[str, Words]:
    """Feature name to its compiled pattern, for features and topics alike."""
    entries = {**table("features"), **table("topics")}
    return MappingProxyType({name: _compiled(entry) for name, entry in entries.items()})


@cache
def evidence() -> Mapping[str, str]:
    """What a feature tells about the scope: strong, weak, help, none; topics have no entry."""
    return MappingProxyType({name: str(entry["evidence"]) for name, entry in table("features").items()})


@cache
def details(section: str) -> Mapping[str, re.Pattern[str]]:
    """Name to compiled pattern of one section of `details.toml`."""
    entry = table("details")[section]
    return MappingProxyType({name: mixed(patterns(entry, name)) for name in entry})


def read(plain: str) -> dict[str, Spans]:
    """Where each feature stands in a text of lower-case letters; features that are not there are left out."""
    letters = script(plain)
    found = {
        name: tuple(at for at in words.spans(plain, letters) if not _is_torn(at, plain))
        for name, words in features().items()
    }
    return {name: spans for name, spans in found.items() if spans}


def _is_torn(place: tuple[int, int], plain: str) -> bool:
    """Whether a Korean word is read out of the end of one and the head of another: 고가 in "줄인다고 가정하면"."""
    start, end = place
    first = plain.find(" ", start, end) - start
    return start > 0 < first <= _TORN and bool(_TAIL.match(plain, start - 1) and _HANGUL.match(plain, end))


def _compiled(entry: Mapping[str, object]) -> Words:
    ours = patterns(entry, "ko")
    if ours and entry.get("whole"):
        # One look behind for all: each class of syllables costs the compiler a millisecond.
        ours = (f"(?<![가-힣])(?:{'|'.join(ours)})",)
    return words(ours, patterns(entry, "en"))


def lowered(text: str) -> str:
    """Lower case, letter by letter, so that places in the text stay the same."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
