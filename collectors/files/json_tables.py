"""JSON Lines as text columns, and the JSON documents that hold a table somewhere inside.

Numbers keep the digits they are written with; a list becomes its parts joined by commas.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import polars as pl

from collectors.files import text
from collectors.files.dart_answers import holder_rows
from collectors.files.rows import ROW, Batch, Broken
from collectors.files.unpacking import Unpacked
from stockelper.errors import BadInput

LARGEST_DOCUMENT = 256 << 20
LOOKED_AT = 1000
"""Lines whose keys make the columns; a key that first comes later is none."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How an escaped half of a surrogate pair begins."""


@dataclass
class JsonLines:
    """One JSON object a line."""

    source: Unpacked
    columns: tuple[str, ...] = field(init=False)
    above: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        file = str(self.source.path)
        self._blocks = text.blocks(self.source.pieces(), quoted=False, file=file)
        self._first = next(self._blocks, b"")
        if not self._first.strip():
            raise BadInput("file_empty", file=file)
        objects = (_object(line) for line in self._first.decode("utf-8").splitlines()[:LOOKED_AT])
        self.columns = tuple(dict.fromkeys(key for item in objects if item for key in item))

    def batches(self) -> Iterator[Batch]:
        """The rows as text columns."""
        row = 1
        for block in self._all_blocks():
            lines = block.decode("utf-8").split("\n")
            yield self._parsed(lines, row)
            row += len(lines) - (not lines[-1])

    def _all_blocks(self) -> Iterator[bytes]:
        yield self._first
        yield from self._blocks

    def _parsed(self, lines: Sequence[str], first: int) -> Batch:
        values: list[list[str | None]] = []
        rows: list[int] = []
        broken: list[Broken] = []
        for row, line in enumerate(lines, first):
            if not line.strip():
                continue
            if (item := _object(line)) is None:
                broken.append(Broken(row, "malformed_row", line[:200]))
            else:
                values.append([_text(item.get(name)) for name in self.columns])
                rows.append(row)
        return Batch(frame_of(values, rows, self.columns), tuple(broken), self.source.done)


@dataclass
class JsonDocument:
    """A JSON file that is one value: a list of objects, objects by number, or OpenDART's shareholder answers."""

    source: Unpacked
    columns: tuple[str, ...] = field(init=False)
    above: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._items = _items(self._value())
        if not self._items:
            raise BadInput("file_empty", file=str(self.source.path))
        self.columns = tuple(dict.fromkeys(key for item in self._items for key in item))

    def batches(self) -> Iterator[Batch]:
        """The rows as text columns, all at once."""
        values = [[_text(item.get(name)) for name in self.columns] for item in self._items]
        yield Batch(frame_of(values, list(range(1, len(values) + 1)), self.columns))

    def _value(self) -> object:
        held = bytearray()
        file = str(self.source.path)
        for piece in self.source.pieces():
            held += piece
            if len(held) > LARGEST_DOCUMENT:
                raise BadInput("line_too_long", file=file)
        whole = b"".join(text.blocks([bytes(held)], quoted=False, file=file))
        try:
            value = json.loads(whole, parse_float=str, parse_int=str, parse_constant=str)
        except (ValueError, RecursionError) as error:
            raise BadInput("file_damaged", file=file, reason=str(error)) from error
        if _has_half_a_character(whole.decode(), value):
            raise BadInput("file_damaged", file=file, reason="half of a surrogate pair")
        return value


def frame_of(
    values: Sequence[Sequence[str | None]], rows: Sequence[int], columns: Sequence[str]
) -> pl.DataFrame:
    """A frame of text columns with its row numbers."""
    frame = pl.DataFrame(values, schema=dict.fromkeys(columns, pl.String), orient="row")
    return frame.with_columns(pl.Series(ROW, rows, dtype=pl.UInt32)).select(ROW, *columns)


def _object(line: str) -> Mapping[str, object] | None:
    try:
        value = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or _has_half_a_character(line, value):
        return None
    return cast("Mapping[str, object]", value)


def _has_half_a_character(written: str, value: object) -> bool:
    """Whether a value holds one half of a surrogate pair, which JSON can escape and no encoding carries."""
    if not _HALF.search(written):
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _text(value: object) -> str | None:
    match value:
        case None | "":
            return None
        case str():
            return value
        case list():
            return ",".join(filter(None, map(_text, cast("list[object]", value))))
        case _:
            return json.dumps(value, ensure_ascii=False)


def _items(value: object) -> list[Mapping[str, object]]:
    """The objects that are the rows of a JSON value; none where it holds no table."""
    if isinstance(value, dict):
        found = holder_rows(cast("Mapping[str, object]", value))
        if found is not None:
            return found
        value = list(cast("Mapping[str, object]", value).values())
    if not isinstance(value, list):
        return []
    items = cast("list[object]", value)
    return [cast("Mapping[str, object]", item) for item in items if isinstance(item, dict)]
