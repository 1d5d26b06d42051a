"""Lines into records of separated fields: quotes may hold separators and line breaks."""

import csv
from collections.abc import Iterator, Sequence

LONGEST_RECORD = 200
"""Lines that one quoted record may span when a block is read line by line."""


def records(lines: Sequence[str], separator: str) -> Iterator[tuple[list[str] | None, str]]:
    """Each record's fields (None where it is none) and its first line."""
    at = 0
    while at < len(lines):
        fields, used = record(lines, at, separator)
        yield fields, lines[at]
        at += used


def record(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """The record that starts at a line and how many lines it takes; a line that never closes is broken alone."""
    candidate = lines[at]
    for used in range(1, LONGEST_RECORD):
        if candidate.count('"') % 2 == 0:
            return _fields(candidate, separator), used
        if at + used >= len(lines):
            break
        candidate += "\n" + lines[at + used]
    return None, 1


def _fields(text: str, separator: str) -> list[str] | None:
    try:
        parsed = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return parsed[0] if parsed else []
