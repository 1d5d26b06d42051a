"""Reading a JSON answer by its fields: what is missing or of another type is an error that names it."""

import json
from typing import TypeVar, cast

from stockelper.errors import SourceError

T = TypeVar("T")


def parsed(source: str, body: bytes) -> object:
    """The JSON of an answer. Raises `SourceError` when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:  # a hundred thousand brackets are a RecursionError
        raise SourceError("source_wrong_type", source=source, expected="json", found="text") from error


def at(source: str, value: object, *path: str | int) -> object:
    """What lies at a path of names and positions. Raises `SourceError` naming the first that is not there."""
    for step, key in enumerate(path):
        try:
            value = cast("dict[str | int, object]", value)[key]
        except (KeyError, IndexError, TypeError) as error:
            name = ".".join(map(str, path[: step + 1]))
            raise SourceError("source_field", source=source, field=name) from error
    return value


def of_type(source: str, kind: type[T], value: object, *path: str | int) -> T:
    """What lies at a path, which must be of that type."""
    found = at(source, value, *path)
    if not isinstance(found, kind):
        raise SourceError("source_field", source=source, field=".".join(map(str, path)))
    return found
