"""Every sentence that the product says, one catalogue a language.

A section is a file `texts/<language>/<section>.toml` of flat `key = "text"` lines, so that each room keeps
its own file. A text has placeholders `{name}`; a particle pair as format spec puts the fitting Korean
particle behind the value: `{name:은/는}`. A noun in its two numbers counts: `{n:session/sessions}` is "1 session".
Other format specs are Python's.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter

from stockelper.errors import StockelperError
from stockelper.language.particles import is_pair, particle
from stockelper.types import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")


_NUMBERS = re.compile("([a-z]+)/([a-z]+)")


class MissingText(StockelperError, KeyError):
    """The catalogue has no such text, or a placeholder of it got no value."""

    code = "missing_text"


class _Sentence(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if is_pair(format_spec):
            word = str(value)
            return word + particle(word, format_spec)
        if numbers := _NUMBERS.fullmatch(format_spec):
            return f"{value} {numbers[1] if str(value) == '1' else numbers[2]}"
        return format(value, format_spec)


_SENTENCE = _Sentence()


def render(language: Language, code: str, /, **parameters: object) -> str:
    """The text `section.key` with its placeholders filled; parameters it does not name are ignored.

    Raises:
        MissingText: there is no such text, or a placeholder has no parameter.
    """
    text = template(language, code)
    try:
        return _SENTENCE.vformat(text, (), parameters)
    except (KeyError, IndexError) as error:
        raise MissingText(text=code, language=language, placeholder=str(error)) from error


def template(language: Language, code: str) -> str:
    """The text `section.key` as written, placeholders and all.

    Raises:
        MissingText: when there is none.
    """
    try:
        return _texts(language)[code]
    except KeyError:
        raise MissingText(text=code, language=language, placeholder="") from None


def codes(language: Language) -> tuple[str, ...]:
    """Every `section.key` of a language, sorted."""
    return tuple(sorted(_texts(language)))


def placeholders(language: Language, code: str) -> frozenset[str]:
    """The names of the parameters that a text takes."""
    parsed = _SENTENCE.parse(template(language, code))
    return frozenset(name for _, name, _, _ in parsed if name is not None)


@cache
def _texts(language: Language) -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for file in files("stockelper.language").joinpath("texts", language).iterdir():
        section, dot, kind = file.name.rpartition(".")
        if dot and kind == "toml":
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
            merged.update({f"{section}.{key}": str(text) for key, text in entries.items()})
    return merged
