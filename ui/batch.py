"""A batch: JSON lines in, JSON lines out in the same order. A line that fails has an `error`, the others go on."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError

from stockelper.errors import BadInput, StockelperError
from stockelper.types import Language
from ui.output import emit, error_object, error_text, own_language, say

M = TypeVar("M", bound=BaseModel)
Record = Mapping[str, object]
LONGEST_LINE = 20_000_000
"""Characters of one line, so that a file without line ends is refused and not read into memory for ever."""


def run_batch(path: Path, work: Callable[[Record], Record]) -> int:
    """Work through a file line by line; the exit code: 1 when no line could be worked on.

    Raises:
        BadInput: when the file cannot be read.
    """
    worked, language = 0, own_language()
    for number, text in _lines(path):
        line = _line(text, path, number)
        found = line.record
        if not isinstance(found, StockelperError):
            try:
                found = work(found)
            except StockelperError as error:
                found = error
        worked += _told(path, line, found, language)
    return 0 if worked else 1


def run_batch_at_once(
    path: Path, work: Callable[[Sequence[Record]], Sequence[BaseModel | StockelperError]]
) -> int:
    """The same where lines are worked on together: `work` answers each of many, in their order."""
    lines = [_line(text, path, number) for number, text in _lines(path)]
    answers = iter(work([line.record for line in lines if not isinstance(line.record, StockelperError)]))
    worked, language = 0, own_language()
    for line in lines:
        found = line.record if isinstance(line.record, StockelperError) else next(answers)
        worked += _told(
            path, line, found.model_dump(mode="json") if isinstance(found, BaseModel) else found, language
        )
    return 0 if worked else 1


@dataclass(frozen=True)
class _Line:
    """A line's number and id, and the object in it or what is wrong with it."""

    number: int
    key: object
    record: Record | StockelperError


def _line(text: str, path: Path, number: int) -> _Line:
    key: object = None
    try:
        record = _object(text, path, number)
        key = _key(record)
        _check(record)
    except StockelperError as error:
        return _Line(number, key, error)
    return _Line(number, key, record)


def _told(path: Path, line: _Line, found: Record | StockelperError, language: Language) -> bool:
    """Print a line's answer; whether it is one."""
    if isinstance(found, StockelperError):
        say(f"stockelper: {path}:{line.number}: {error_text(found, language)}")
        emit({"id": line.key, **error_object(found, language)})
        return False
    emit({"id": line.key, **found})
    return True


def parsed(model: type[M], record: Record) -> M:
    """The record as that model. Raises BadInput naming its first bad field."""
    try:
        return model.model_validate(record)
    except ValidationError as error:
        raise bad_field(error) from error


def bad_field(error: ValidationError) -> BadInput:
    """The first of the fields that pydantic refused."""
    first = error.errors()[0]
    return BadInput("bad_field", field=".".join(map(str, first["loc"])) or "line", reason=first["msg"])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The file's lines with their numbers, blank ones left out. Raises BadInput naming the file."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), ""), 1):
                if len(line) > LONGEST_LINE:
                    raise BadInput("long_json_line", path=str(path), line=number, most=LONGEST_LINE)
                if line.strip():
                    yield number, line
    except OSError as error:
        raise BadInput("unreadable_file", path=str(path), reason=error.strerror) from error


def _object(text: str, path: Path, number: int) -> Record:
    try:
        value: object = json.loads(text, parse_constant=_known, parse_float=_known)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise BadInput("bad_json_line", path=str(path), line=number, reason=reason) from error
    if not isinstance(value, dict):
        raise BadInput("bad_field", field="line", reason="an object is expected")
    return cast("dict[str, object]", value)


def _known(text: str) -> float | None:
    """The number, or None where it is NaN or infinite: to JSON such a value is not known."""
    value = float(text)
    return value if math.isfinite(value) else None


def _key(record: Record) -> object:
    """The line's id as it came; None where JSON cannot carry it back."""
    try:
        _check({"id": record.get("id")})
    except BadInput:
        return None
    return record.get("id")


def _check(record: Record) -> None:
    """Raise BadInput naming the field that holds half of a surrogate pair, which no encoding carries."""
    for place, value in _leaves(record, ""):
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise BadInput("bad_field", field=place, reason="half of a surrogate pair")


def _leaves(value: object, place: str) -> Iterator[tuple[str, object]]:
    """Every key and value in an object, with the dotted path to it."""
    waiting: list[tuple[str, object]] = [(place, value)]
    while waiting:
        at, each = waiting.pop()
        if isinstance(each, dict):
            items = cast("dict[str, object]", each).items()
            yield from ((at or "line", name) for name, _ in items)
            waiting += [(f"{at}.{name}" if at else name, inner) for name, inner in items]
        elif isinstance(each, list):
            waiting += [(f"{at}.{n}", inner) for n, inner in enumerate(cast("list[object]", each))]
        else:
            yield at, each
