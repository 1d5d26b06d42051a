"""What a command prints: JSON to stdout alone, everything else to stderr, an error as one line; no credentials of addresses."""

import json
import re
import sys
from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel

from stockelper.credentials import redacted
from stockelper.errors import BadSetting, StockelperError
from stockelper.language.telling import sentence
from stockelper.settings import load
from stockelper.types import Language

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")


def as_json(value: object) -> str:
    """One line of JSON. Raises ValueError on NaN and infinities: a value that is not known is null."""
    return redacted(json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain))


def emit(value: object) -> None:
    """One JSON object on a line of stdout; flushed, so that a batch can be read as it comes."""
    sys.stdout.write(as_json(value) + "\n")
    sys.stdout.flush()


def show(text: str) -> None:
    """A line for people on stdout."""
    sys.stdout.write(_harmless(text) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Progress and logs: a line on stderr."""
    sys.stderr.write(_harmless(text) + "\n")
    sys.stderr.flush()


def _harmless(text: str) -> str:
    """The text without what commands a terminal, and credentials: titles and addresses come from anywhere."""
    return redacted(_CONTROL.sub("", text))


def own_language() -> Language:
    """The language that the settings name for the product's own sentences, English where they cannot be read."""
    try:
        return load().language or "en"
    except BadSetting:
        return "en"


def error_text(error: StockelperError, language: Language | None = None) -> str:
    """The error's sentence from the catalogue, on one line; without a language in that of the settings."""
    return one_line(sentence(error, language or own_language()))


def one_line(text: str) -> str:
    """The text on one line, without what would steer a terminal: it may quote a file's content."""
    return "".join(c if c.isprintable() else UNPRINTABLE for c in " ".join(text.split()))


def error_object(error: StockelperError, language: Language | None = None) -> Mapping[str, object]:
    """The `error` that a failed line or object carries."""
    return {"error": {"code": error.code, "text": error_text(error, language)}}
