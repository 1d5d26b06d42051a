"""Errors as they are stored and as they are read: a code with parameters, put into words for whoever looks.

What one process stores another shows, perhaps in another language; so no sentence is stored. A parameter may itself be
a stored error: that of the first part that failed, say. Credentials in addresses are starred out on both ways.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from stockelper.credentials import redacted
from stockelper.errors import StockelperError
from stockelper.language import catalogue
from stockelper.types import Language

_FIRST = '{"code": '
"""How a stored error begins; texts of earlier versions do not."""


def kept(error: StockelperError) -> str:
    """An error as it is stored."""
    told = {"code": error.code, "parameters": dict(error.parameters)}
    return redacted(json.dumps(told, ensure_ascii=False))


def said_by(source: str, stored: str) -> str:
    """A stored error with the name of the source that it is about, as it is stored."""
    return kept(StockelperError("source_said", source=source, reason=stored))


def sentence(error: StockelperError, language: Language) -> str:
    """An error on one line."""
    return _sentence(error.code, error.parameters, language)


def told(stored: str | None, language: Language) -> str | None:
    """A stored error on one line; a text or a bare code, as earlier versions stored them, is read as well."""
    if not stored:
        return None
    if f"error.{stored}" in catalogue.codes(language) and not catalogue.placeholders(
        language, f"error.{stored}"
    ):
        return _sentence(stored, {}, language)
    if not stored.startswith(_FIRST):
        return stored
    held = cast("dict[str, Any]", json.loads(stored))
    return _sentence(str(held["code"]), cast("Mapping[str, object]", held["parameters"]), language)


def _sentence(code: str, parameters: Mapping[str, object], language: Language) -> str:
    spoken = {
        name: told(value, language) if isinstance(value, str) and value.startswith(_FIRST) else value
        for name, value in parameters.items()
    }
    if code == "source_said" and str(spoken["reason"]).startswith(str(spoken["source"])):
        return str(spoken["reason"])
    return redacted(" ".join(catalogue.render(language, f"error.{code}", **spoken).split()))
