"""Files into the store: each file is a run, written by the batch; what was killed is finished by the next import.

Nothing is doubled when a file is read again: records have natural keys and rejects have ids of their own.
"""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import polars as pl

from collectors import runs
from collectors.ahead import ahead
from collectors.files import quarantine
from collectors.files.actions import ActionsReader
from collectors.files.articles import ArticlesReader
from collectors.files.columns import FileKind, recognise
from collectors.files.filings import FilingsReader
from collectors.files.gate import broken_lines
from collectors.files.holders import HoldersReader
from collectors.files.listings import ListingReader
from collectors.files.plausible import PlausibleBars
from collectors.files.prepared import Options, Prepared, Task
from collectors.files.provisional import note_unlisted
from collectors.files.report import SHOWN, FileReport, ImportReport, Reject, Tally
from collectors.files.rows import ROW, Batch
from collectors.files.tables import Table, open_table
from stockelper.clock import wall_clock
from stockelper.errors import BadInput, Cancelled, StockelperError, StoreError
from stockelper.language.telling import kept
from stockelper.securities.at import resolver_at
from stockelper.store.collection import Collection
from stockelper.store.collections import ACTIONS, ARTICLES, BARS, FILINGS, HOLDERS, SECURITIES
from stockelper.store.documents import Documents, Written

JOB = "import"
PREPARED_BARS = 200_000
AHEAD = 1
"""Parts of bars that are prepared while one is stored; each holds some 60 MB."""
Progress = Callable[[str, float], None]
"""Told a file's name and the share of it that is read."""


class Reader(Protocol):
    """What a kind's module offers: one object a file, that prepares its batches in order."""

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse and gate a batch of raw columns (with `ROW`)."""
        ...


READERS: Mapping[FileKind, Callable[[Task], Reader]] = MappingProxyType(
    {
        "bars": PlausibleBars,
        "articles": ArticlesReader,
        "listing": ListingReader,
        "filings": FilingsReader,
        "holders": HoldersReader,
        "actions": ActionsReader,
    }
)


STORED_IN: Mapping[FileKind, Collection] = MappingProxyType(
    {
        "bars": BARS,
        "articles": ARTICLES,
        "listing": SECURITIES,
        "filings": FILINGS,
        "holders": HOLDERS,
        "actions": ACTIONS,
    }
)


def rows_at_once(kind: FileKind) -> int:
    """Rows of one transaction: the write lock is held for well under a second."""
    return STORED_IN[kind].batch_rows


def rows_prepared(kind: FileKind) -> int:
    """Rows that are parsed and judged together; of bars many, as a hundred passes over few rows cost more."""
    return PREPARED_BARS if kind == "bars" else rows_at_once(kind)


def import_paths(
    paths: Sequence[Path],
    documents: Documents,
    *,
    kind: FileKind | None = None,
    options: Options | None = None,
    progress: Progress = lambda file, done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Read files into the store, one after another; a file that cannot be read does not stop the others.

    Args:
        paths: files of any supported format.
        documents: the store.
        kind: what the files hold, where their columns should not decide.
        options: market, basis, symbol and publication time where the rows do not tell them.
        progress: called after every batch.
        stopped: asked between batches; True ends the import with whole batches kept.

    Raises:
        StoreError: the store cannot take any more; what was stored before stays.
    """
    lost = runs.mark_lost(documents)
    importer = _Importer(documents, kind, options or Options(), progress, stopped)
    files = tuple(importer.file(path) for path in paths if not stopped())
    return ImportReport(files, dict(sorted(importer.reasons.items())), tuple(importer.shown), lost, stopped())


@dataclass(frozen=True)
class _Part:
    """Prepared rows of one batch; those after `last` are of the next one."""

    prepared: Prepared | None
    batch: Batch
    last: bool


def _parts(table: Table, reader: Reader, rows: int) -> Generator[_Part]:
    for batch in table.batches():
        if batch.frame.is_empty():
            yield _Part(None, batch, last=True)
        for at in range(0, batch.frame.height, rows):
            prepared = reader.prepare(batch.frame.slice(at, rows))
            yield _Part(prepared, batch, last=at + rows >= batch.frame.height)


@dataclass
class _Importer:
    documents: Documents
    kind: FileKind | None
    options: Options
    progress: Progress
    stopped: Callable[[], bool]
    reasons: dict[str, int] = field(default_factory=dict)
    shown: list[Reject] = field(default_factory=list)

    def file(self, path: Path) -> FileReport:
        """One file as a run, that of a file which cannot be read included; what went wrong is in its report."""
        started, tally = time.perf_counter(), Tally()
        run = runs.begin(self.documents, JOB, path.name)
        kind: FileKind | None = None
        error: StockelperError | None = None
        try:
            table, task = self._opened(path)
            kind, tally.unread, tally.above = task.columns.kind, task.columns.unread, table.above
            self._read(path, table, task, run, tally)
        except (BadInput, Cancelled) as failure:
            error = failure
        except StoreError as failure:
            self._end_if_possible(run, tally, failure)
            raise
        self._end(run, tally, error)
        seconds = round(time.perf_counter() - started, 3)
        report = FileReport(str(path), kind, error=error, first_reject=tally.first_reject)
        report = replace(report, unread=tally.unread, above=tally.above, rounded=tally.rounded or None)
        report = tally.on_series(report)
        return replace(report, **tally.counts(), provisional=len(tally.provisional), seconds=seconds)

    def _opened(self, path: Path) -> tuple[Table, Task]:
        table = open_table(path)
        columns = recognise(str(path), table.columns, self.kind, self._given())
        now = wall_clock()
        resolver = resolver_at(self.documents, now)
        return table, Task(str(path), columns, self.options, self.documents, resolver, now)

    def _given(self) -> tuple[str, ...]:
        """Columns that a file may lack: an option says the symbol or the day, a filing's address its accession number."""
        said = {"symbol": self.options.symbol, "date": self.options.day}
        return (
            *(name for name, value in said.items() if value),
            *(("accession",) if self.kind == "filings" else ()),
        )

    def _read(self, path: Path, table: Table, task: Task, run: runs.Run, tally: Tally) -> None:
        kind = task.columns.kind
        parts = _parts(table, READERS[kind](task), rows_prepared(kind))
        if kind == "bars":  # what it reads of the store are its own days, which no other part of the file has
            parts = ahead(parts, AHEAD)
        with closing(parts):
            for part in parts:
                self._part(part, task, tally, path)
                if part.last:
                    run.progress(tally.counts(), f"{part.batch.done:.4f}")
                    self.progress(path.name, part.batch.done)
        if not tally.read:
            raise BadInput("file_empty", file=str(path))

    def _end(self, run: runs.Run, tally: Tally, error: StockelperError | None) -> None:
        if isinstance(error, Cancelled):
            run.end("stopped", tally.counts(), kept(StockelperError("import_stopped")))
        else:
            run.end("failed" if error else "done", tally.counts(), kept(error) if error else None)

    def _end_if_possible(self, run: runs.Run, tally: Tally, failure: StoreError) -> None:
        """A store that fails may not even take this note; the run is then found lost by the next import."""
        try:
            run.end("failed", tally.counts(), kept(failure))
        except StoreError:
            return

    def _part(self, part: _Part, task: Task, tally: Tally, path: Path) -> None:
        if part.prepared is None:
            if self.stopped():
                raise Cancelled
        else:
            self._store(part.prepared, task, tally)
            self._reject(part.prepared.rejects, task, path, tally)
        if part.last and part.batch.broken:
            self._reject(broken_lines(part.batch.broken), task, path, tally)

    def _store(self, prepared: Prepared, task: Task, tally: Tally) -> None:
        if prepared.unlisted:
            note_unlisted(self.documents, prepared, task.now)
            tally.provisional |= set(prepared.unlisted)
        for part in prepared.frame.iter_slices(rows_at_once(task.columns.kind)):
            if self.stopped():
                raise Cancelled
            tally.written += self.documents.upsert(
                prepared.collection, part, recorded_at=wall_clock(), revised_at=self.options.known_at
            )
            tally.read += part.height
        tally.written += Written(unchanged=prepared.folded)
        tally.rounded += prepared.rounded
        tally.note(prepared.breaks, prepared.gaps)
        tally.read += prepared.folded

    def _reject(self, rejects: pl.DataFrame, task: Task, path: Path, tally: Tally) -> None:
        if rejects.is_empty():
            return
        quarantine.set_apart(self.documents, rejects, kind=task.columns.kind, file=path.name, now=task.now)
        tally.rejected += rejects.height
        tally.read += rejects.height
        for reason, count in rejects["reason"].value_counts().rows():
            self.reasons[reason] = self.reasons.get(reason, 0) + count
        shown = [
            Reject(str(path), *row)
            for row in rejects.select(ROW, "field", "value", "reason").head(SHOWN).iter_rows()
        ]
        tally.first_reject = tally.first_reject or shown[0]
        self.shown += shown[: max(0, SHOWN - len(self.shown))]
