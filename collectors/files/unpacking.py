"""The bytes of a file, gzip taken off, in pieces: memory stays bounded whatever the file holds."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from stockelper.errors import BadInput

PIECE = 1 << 20
GZIP_MARK = b"\x1f\x8b"
FREE_EXPANSION = 64 << 20
"""Bytes that a gzip file may expand to whatever its size."""
MOST_EXPANSION = 200
"""How many times its size a gzip file may expand beyond that; tables of prices stay under 30."""


@dataclass
class Unpacked:
    """A file opened for reading in pieces; `done` tells how far it is read, as a fraction of its size."""

    path: Path
    size: int = 0
    read: int = 0

    @property
    def done(self) -> float:
        """The share of the stored (packed) bytes that is read."""
        return min(1.0, self.read / self.size) if self.size else 1.0

    def pieces(self) -> Iterator[bytes]:
        """The unpacked bytes.

        Raises:
            BadInput: the file is missing, cannot be read, is damaged, or expands beyond all measure.
        """
        try:
            with self.path.open("rb") as raw:
                self.size = self.path.stat().st_size
                yield from self._of(raw)
        except FileNotFoundError as error:
            raise BadInput("file_missing", file=str(self.path)) from error
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise BadInput("file_damaged", file=str(self.path), reason=str(error)) from error
        except OSError as error:
            raise BadInput("file_unreadable", file=str(self.path), reason=str(error.strerror)) from error

    def _of(self, raw: IO[bytes]) -> Iterator[bytes]:
        packed = raw.read(2) == GZIP_MARK
        raw.seek(0)
        source = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        unpacked = 0
        while piece := source.read(PIECE):
            self.read = raw.tell()
            unpacked += len(piece)
            if packed and unpacked > FREE_EXPANSION and unpacked > MOST_EXPANSION * self.size:
                raise BadInput("file_expands", file=str(self.path), times=MOST_EXPANSION)
            yield piece


def stem_and_format(path: Path) -> tuple[str, str]:
    """The format that a path's name tells (`csv`, `jsonl`, `parquet`, `json`) and the name without gz."""
    name = path.name.lower().removesuffix(".gz")
    ending = name.rpartition(".")[2]
    return name, {"ndjson": "jsonl", "tsv": "csv", "txt": "csv", "pq": "parquet"}.get(ending, ending)
