"""Where a table's headings stand: in the first line that names columns, whatever title or blank lines stand above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectors.files.columns import kind_of
from collectors.files.records import record

SEPARATORS = (",", "\t", ";", "|")
MOST_ABOVE = 40
"""Lines above the headings; exports have a title, a date, a unit and blank lines there."""
LOOKED_AT = 1 << 18
"""Bytes of a file that its headings begin in."""


@dataclass(frozen=True)
class Head:
    """The headings of a table. `fields` is empty where the first line is no record; `rest` is what follows of the block,
    `above` the lines before them that are not blank."""

    fields: Sequence[str]
    separator: str
    rest: bytes
    above: tuple[str, ...] = ()


def found(block: bytes) -> Head | None:
    """The headings in a file's first block; its first line where no line tells a kind, None where all lines are blank."""
    raw = block[:LOOKED_AT].split(b"\n")
    lines = [line.decode("utf-8", "replace").rstrip("\r") for line in raw]
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not filled:
        return None
    for at in filled[: MOST_ABOVE + 1]:
        for separator in _likeliest(lines[at]):
            fields, used = record(lines, at, separator)
            if fields and kind_of([one.strip() for one in fields]) is not None:
                return Head(fields, separator, _after(block, raw, at + used), _above(lines, at))
    first = filled[0]
    separator = next(iter(_likeliest(lines[first])))
    fields, used = record(lines, first, separator)
    return Head(fields or (), separator, _after(block, raw, first + used))


def _likeliest(line: str) -> Iterator[str]:
    """The separators, the one that the line has most of first."""
    return iter(sorted(SEPARATORS, key=line.count, reverse=True))


def _after(block: bytes, raw: Sequence[bytes], lines: int) -> bytes:
    return block[sum(len(line) + 1 for line in raw[:lines]) :]


def _above(lines: Sequence[str], at: int) -> tuple[str, ...]:
    return tuple(line.strip(' ,;|\t"') for line in lines[:at] if line.strip(' ,;|\t"'))
