"""A store of the test's own, and files written as people write them."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest

from collectors.files.columns import FileKind
from collectors.files.importing import import_paths
from collectors.files.prepared import Options
from collectors.files.report import FileReport, ImportReport
from stockelper.markets.registry import MARKETS
from stockelper.store.sqlite import SqliteDocuments

Write = Callable[[str, str | bytes], Path]


@dataclass(frozen=True)
class Loaded:
    """What one import did."""

    report: ImportReport
    file: FileReport

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Rows read, inserted, changed, unchanged, rejected."""
        file = self.file
        return file.read, file.inserted, file.changed, file.unchanged, file.rejected

    @property
    def reasons(self) -> list[tuple[int, str | None, str]]:
        """Row, field and reason of each reject shown."""
        return [(reject.row, reject.field, reject.reason) for reject in self.report.rejects]


class Import(Protocol):
    """Imports one file into the test's store."""

    def __call__(
        self, path: Path, market: str | None = None, kind: FileKind | None = None, said: Options | None = None
    ) -> Loaded: ...


@pytest.fixture
def documents(tmp_path: Path) -> Generator[SqliteDocuments]:
    store = SqliteDocuments(tmp_path / "documents.db")
    yield store
    store.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


@pytest.fixture
def load(documents: SqliteDocuments) -> Import:
    """Import one file."""

    def run(
        path: Path, market: str | None = None, kind: FileKind | None = None, said: Options | None = None
    ) -> Loaded:
        chosen = replace(said or Options(), market=MARKETS[market] if market else None)
        report = import_paths([path], documents, kind=kind, options=chosen)
        return Loaded(report, report.files[0])

    return run
