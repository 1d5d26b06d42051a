"""CSV as text columns, block by block.

The quick way parses a block at once. A block with a line that does not fit (a stray quote, too many fields)
is read line by line instead, so that one bad row in a million costs one row.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from collectors.files import text
from collectors.files.rows import ROW, Batch, Broken, numbered
from collectors.files.unpacking import Unpacked
from stockelper.errors import BadInput

SEPARATORS = (",", "\t", ";", "|")
LONGEST_RECORD = 200
"""Lines that one quoted record may span when a block is read line by line."""


@dataclass
class CsvTable:
    """A CSV file. The header is read when the table is opened."""

    source: Unpacked
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        file = str(self.source.path)
        self._blocks = text.blocks(self.source.pieces(), quoted=True, file=file)
        first = next(self._blocks, b"").lstrip(b"\r\n")
        head, _, self._rest = first.partition(b"\n")
        if not head.strip():
            raise BadInput("file_empty", file=file)
        line = head.decode("utf-8").rstrip("\r")
        self._separator = max(SEPARATORS, key=line.count)
        header = _fields(line, self._separator)
        if not header:
            raise BadInput("file_damaged", file=file, reason="its first line is no header")
        self.columns = _names(header)

    def batches(self) -> Iterator[Batch]:
        """The rows as text columns."""
        row = 1
        for block in self._all_blocks():
            batch, lines = self._parsed(block, row)
            row += lines
            yield batch

    def _all_blocks(self) -> Iterator[bytes]:
        if self._rest.strip():
            yield self._rest
        yield from self._blocks

    def _parsed(self, block: bytes, first: int) -> tuple[Batch, int]:
        try:
            frame = pl.read_csv(
                block,
                has_header=False,
                schema=dict.fromkeys(self.columns, pl.String),
                separator=self._separator,
                infer_schema=False,
                missing_columns="insert",
            )
        except pl.exceptions.PolarsError:
            return _line_by_line(block, self.columns, self._separator, first, self.source.done)
        return Batch(numbered(frame, first), done=self.source.done), frame.height


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """The header's names, made different by a mark alone where two are the same, so that they read as the same column."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for at, raw in enumerate(header):
        name = raw.strip() or f"column_{at + 1}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name + "'" * (seen[name] - 1))
    return tuple(names)


def _line_by_line(
    block: bytes, columns: tuple[str, ...], separator: str, first: int, done: float
) -> tuple[Batch, int]:
    values: list[list[str | None]] = []
    rows: list[int] = []
    broken: list[Broken] = []
    row = first - 1
    for row, (fields, line) in enumerate(_records(block.decode("utf-8").splitlines(), separator), first):
        if fields is None or len(fields) > len(columns):
            broken.append(Broken(row, "malformed_row", line[:200]))
        elif fields:
            values.append([value or None for value in fields] + [None] * (len(columns) - len(fields)))
            rows.append(row)
    frame = pl.DataFrame(values, schema=dict.fromkeys(columns, pl.String), orient="row")
    numbered_frame = frame.with_columns(pl.Series(ROW, rows, dtype=pl.UInt32)).select(ROW, *columns)
    kept = numbered_frame.filter(~pl.all_horizontal(pl.col(name).is_null() for name in columns))
    return Batch(kept, tuple(broken), done), row - first + 1


def _records(lines: Sequence[str], separator: str) -> Iterator[tuple[list[str] | None, str]]:
    """Each record's fields (None where it is none) and its first line."""
    at = 0
    while at < len(lines):
        fields, used = _record(lines, at, separator)
        yield fields, lines[at]
        at += used


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """The record that starts at a line and how many lines it takes; a line that never closes is broken alone."""
    candidate = lines[at]
    for used in range(1, LONGEST_RECORD):
        if candidate.count('"') % 2 == 0:
            return _fields(candidate, separator), used
        if at + used >= len(lines):
            break
        candidate += "\n" + lines[at + used]
    return None, 1


def _fields(record: str, separator: str) -> list[str] | None:
    try:
        parsed = list(csv.reader([record], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return parsed[0] if parsed else []
