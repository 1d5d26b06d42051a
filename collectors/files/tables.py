"""Files into batches of raw columns, in bounded memory, each row with its number in the file.

Text formats give text columns; Parquet gives the file's own types. A line that is no row at all is `broken`
and counted; lines without any value are no rows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from collectors.files.csv_tables import CsvTable
from collectors.files.json_tables import JsonDocument, JsonLines
from collectors.files.parquet_tables import ParquetTable
from collectors.files.rows import Batch
from collectors.files.unpacking import Unpacked, stem_and_format
from stockelper.errors import BadInput


class Table(Protocol):
    """A file as a table."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the file's columns."""
        ...

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above the headings that are not blank: titles, which no record takes anything from."""
        ...

    def batches(self) -> Iterator[Batch]:
        """The rows, once."""
        ...


def open_table(path: Path) -> Table:
    """The table in a file, chosen by its name's ending; nothing but its head is read yet.

    Raises:
        BadInput: the file is missing, unreadable, empty, or in no known format.
    """
    _, form = stem_and_format(path)
    if path.is_dir():
        raise BadInput("file_is_folder", file=str(path))
    if path.exists() and not path.is_file():
        # a pipe would wait for its writer for ever, and a device has no end
        raise BadInput("file_unreadable", file=str(path), reason="it is a pipe or a device")
    source = Unpacked(path)
    match form:
        case "csv":
            return CsvTable(source)
        case "jsonl":
            return JsonLines(source)
        case "json":
            return JsonDocument(source)
        case "parquet":
            return ParquetTable(source)
        case _:
            if not path.exists():
                raise BadInput("file_missing", file=str(path))
            raise BadInput("file_format", file=str(path), known="csv, jsonl, parquet, json (each also .gz)")
