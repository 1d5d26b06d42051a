"""Parquet with the file's own types, in batches; a gzipped one is unpacked into a temporary file first."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from collectors.files.rows import Batch, numbered
from collectors.files.unpacking import Unpacked
from stockelper.errors import BadInput

ROWS = 200_000


@dataclass
class ParquetTable:
    """A Parquet file. Its footer is read when the table is opened."""

    source: Unpacked
    columns: tuple[str, ...] = field(init=False)
    above: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._held = tempfile.TemporaryDirectory(prefix="stockelper-") if self._is_packed() else None
        self._path = self._unpacked(Path(self._held.name)) if self._held else self.source.path
        try:
            self._scan = pl.scan_parquet(self._path, glob=False)
            self.columns = tuple(self._scan.collect_schema().names())
            self._height = int(self._scan.select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self._damaged(error) from error

    def batches(self) -> Iterator[Batch]:
        """The rows in the file's order."""
        row = 1
        try:
            for frame in self._scan.collect_batches(chunk_size=ROWS, maintain_order=True, lazy=True):
                yield Batch(numbered(frame, row), done=(row + frame.height) / (self._height + 1))
                row += frame.height
        except pl.exceptions.PolarsError as error:
            raise self._damaged(error) from error
        finally:
            if self._held:
                self._held.cleanup()

    def _is_packed(self) -> bool:
        if not next(self.source.pieces(), b""):
            raise BadInput("file_empty", file=str(self.source.path))
        return self.source.path.name.lower().endswith(".gz")

    def _unpacked(self, folder: Path) -> Path:
        path = folder / "table.parquet"
        with path.open("wb") as file:
            for piece in self.source.pieces():
                file.write(piece)
        return path

    def _damaged(self, error: Exception) -> BadInput:
        return BadInput("file_damaged", file=str(self.source.path), reason=str(error).split("\n")[0])
