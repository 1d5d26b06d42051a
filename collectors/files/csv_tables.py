"""CSV as text columns, block by block.

The quick way parses a block at once. A block with a line that does not fit (a stray quote, too many fields)
is read line by line instead, so that one bad row in a million costs one row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from collectors.files import heads, text
from collectors.files.records import records
from collectors.files.rows import ROW, Batch, Broken, numbered
from collectors.files.unpacking import Unpacked
from stockelper.errors import BadInput


@dataclass
class CsvTable:
    """A CSV file. Its headings are found when the table is opened; what stands above them is `above`."""

    source: Unpacked
    columns: tuple[str, ...] = field(init=False)
    above: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        file = str(self.source.path)
        self._blocks = text.blocks(self.source.pieces(), quoted=True, file=file)
        head = heads.found(next(self._blocks, b""))
        if head is None:
            raise BadInput("file_empty", file=file)
        if not head.fields:
            raise BadInput("file_damaged", file=file, reason="its first line is no header")
        self._separator, self._rest, self.above = head.separator, head.rest, head.above
        self.columns = _names(head.fields)

    def batches(self) -> Iterator[Batch]:
        """The rows as text columns."""
        row = 1
        for block in self._all_blocks():
            if not block.strip():
                row += block.count(b"\n")
                continue
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
    for row, (fields, line) in enumerate(records(block.decode("utf-8").splitlines(), separator), first):
        if fields is None or len(fields) > len(columns):
            broken.append(Broken(row, "malformed_row", line[:200]))
        elif fields:
            values.append([value or None for value in fields] + [None] * (len(columns) - len(fields)))
            rows.append(row)
    frame = pl.DataFrame(values, schema=dict.fromkeys(columns, pl.String), orient="row")
    numbered_frame = frame.with_columns(pl.Series(ROW, rows, dtype=pl.UInt32)).select(ROW, *columns)
    kept = numbered_frame.filter(~pl.all_horizontal(pl.col(name).is_null() for name in columns))
    return Batch(kept, tuple(broken), done), row - first + 1
