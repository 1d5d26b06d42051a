"""One run of one source: asked part by part, stored page by page, told in one row of the run log."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Event
from typing import Protocol

from collectors import runs
from collectors.ahead import ahead
from collectors.differences import note_differences
from collectors.gate import admit
from collectors.sessions import Attendance
from collectors.source import Page, Source, Wanted, Web
from collectors.storing import Counts, Gate, Shelf
from collectors.watermarks import read_cursors
from stockelper.errors import (
    Cancelled,
    LeaseLost,
    NotListed,
    SourceError,
    StockelperError,
    StoreError,
    StoreTooNew,
    Throttled,
    Unauthorised,
    Unreachable,
)
from stockelper.language.telling import kept
from stockelper.securities.at import resolver_at
from stockelper.store.documents import Documents, Fence
from stockelper.types import Security

JOB = "collect"
AHEAD = 4
"""Pages that are fetched while one is stored."""
LASTING = (Unauthorised, NotListed, LeaseLost, StoreTooNew)
"""Errors that do not go away by themselves."""
LAST_STRAW = (Throttled, Unauthorised, Unreachable)
"""Errors after which asking the same source for the next part is no use."""


class ClosableWeb(Web, Protocol):
    """A client that lets go of its connections."""

    def close(self) -> None:
        """Close it."""
        ...


@dataclass(frozen=True)
class Collecting:
    """What runs of sources need.

    Attributes:
        web_for: the client of a source.
        now: the present.
        stop: set when the work should end at the next page.
        gate: judges records before they are stored.
        fence: the lease under which is written; None outside the scheduler.
        job: what the runs are called in the log.
    """

    documents: Documents
    web_for: Callable[[Source], ClosableWeb]
    now: Callable[[], datetime]
    stop: Event = field(default_factory=Event)
    gate: Gate = admit
    fence: Fence | None = None
    job: str = JOB

    @property
    def shelved(self) -> Documents:
        """The store as a run writes to it: behind the fence."""
        return self.documents.fenced(self.fence) if self.fence else self.documents

    def begin(self, source: Source) -> runs.Run:
        """A new run of a source in the log."""
        return runs.begin(self.shelved, self.job, source.name, is_fenced=self.fence is not None)


@dataclass(frozen=True)
class Asked:
    """Whose records are asked for, of which days.

    Attributes:
        securities: whose; a source that lists everything by itself needs none.
        first: the first day for a part that has no watermark yet.
        until: the last day.
        is_from_watermarks: whether a part with a watermark goes on from there; False asks from `first` again.
    """

    securities: Sequence[Security]
    first: date
    until: date
    is_from_watermarks: bool = True


@dataclass(frozen=True)
class Outcome:
    """A run's row as it was logged, whose records the source gave, and what went wrong."""

    row: Mapping[str, object]
    given: frozenset[str] = frozenset()
    error: StockelperError | None = None


def retry_after(error: StockelperError) -> float | None:
    """After how many seconds another run may not meet the error; None for one that a person has to mend."""
    if isinstance(error, LASTING) or not isinstance(error, SourceError | StoreError):
        return None
    return float(error.parameters.get("retry_after") or 0.0)


def run_source(collecting: Collecting, source: Source, asked: Asked) -> Outcome:
    """Ask a source for everything wanted.

    Raises:
        StoreError: the store cannot take any more, or the lease is lost; the run is noted as failed.
    """
    run = collecting.begin(source)
    work = _Work(collecting, source, run, asked)
    error: StockelperError | None = None
    try:
        work.read()
    except StoreError as failure:
        _end_if_possible(run, work, failure)
        raise
    except StockelperError as failure:
        error = failure
    verdict = error or work.verdict()
    again = retry_after(error) if error else work.retry_after()
    state = _state(error, is_usable=not verdict or bool(work.given))
    told = StockelperError("run_stopped") if state == "stopped" else verdict
    run.end(state, work.counts.as_row(), kept(told) if told else None, again)
    return Outcome(run.row, frozenset(work.given), verdict)


def _state(error: StockelperError | None, *, is_usable: bool) -> runs.State:
    """How a run ended that this error broke off, if one did."""
    if isinstance(error, Cancelled):
        return "stopped"
    return "done" if error is None and is_usable else "failed"


def _end_if_possible(run: runs.Run, work: "_Work", failure: StoreError) -> None:
    """A store that fails may not even take this note; the run is then found lost by the next one."""
    try:
        run.end("failed", work.counts.as_row(), kept(failure), retry_after(failure))
    except StoreError:
        return


class _Work:
    """What a run has done so far."""

    def __init__(self, collecting: Collecting, source: Source, run: runs.Run, asked: Asked) -> None:
        self.collecting, self.source, self.run, self.asked = collecting, source, run, asked
        self.counts = Counts()
        self.failed: dict[str, SourceError] = {}
        self.given: set[str] = set()
        self.attendance = Attendance(source, asked.first, asked.until)
        self._documents = collecting.shelved
        self._shelf = Shelf(self._documents, source, collecting.gate, collecting.fence)
        self._resolver = resolver_at(collecting.documents, collecting.now())

    def read(self) -> None:
        """Ask part by part. What goes wrong with one part does not stop the next, unless the source is down."""
        web = self.collecting.web_for(self.source)
        try:
            with closing(ahead(self._answers(web), AHEAD)) as answers:
                for part, answer in answers:
                    self._take(web, part, answer)
        finally:
            web.close()

    def verdict(self) -> SourceError | None:
        """What is to be said of the parts once everything is read."""
        for part, day in self.attendance.absent(self.collecting.documents, self.collecting.now()):
            self.failed[part] = SourceError("source_empty", source=self.source.name, what=part, day=str(day))
            self.given.discard(part)
        if not self.failed:
            return None
        first = next(iter(self.failed.values()))
        asked = len(self.given | set(self.failed))
        if asked == 1:
            return first
        reason = kept(first)
        return SourceError("parts_failed", failed=len(self.failed), asked=asked, reason=reason)

    def retry_after(self) -> float | None:
        """After how many seconds one of the parts that failed may be given; None when none may."""
        found = [seconds for error in self.failed.values() if (seconds := retry_after(error)) is not None]
        return min(found, default=None)

    def _wishes(self) -> Iterator[Wanted]:
        cursors = (
            read_cursors(self.collecting.documents, self.source.name) if self.asked.is_from_watermarks else {}
        )
        whole = Wanted(self.asked.securities, self.asked.first, self.asked.until, cursors)
        if not self.source.by_security:
            yield whole
            return
        for security in self.asked.securities:
            yield replace(whole, securities=(security,))

    def _answers(self, web: Web) -> Iterator[tuple[str, Page | SourceError]]:
        """Pages as they come, and errors in the place of those that do not."""
        for wanted in self._wishes():
            self._go_on()
            part = wanted.securities[0].id if self.source.by_security else self.source.name
            try:
                for page in self.source.fetch(web, wanted):
                    yield page.part, page
            except LAST_STRAW:
                raise
            except SourceError as error:
                yield part, error

    def _take(self, web: Web, part: str, answer: Page | SourceError) -> None:
        """Store a page; behind a page that failed no later one of its part is stored, as it would hide the gap."""
        if part in self.failed:
            return
        try:
            if isinstance(answer, SourceError):
                raise answer
            self._page(web, answer)
        except SourceError as error:
            self.failed[part] = error

    def _page(self, web: Web, page: Page) -> None:
        parsed = self.source.parse(page, self._resolver)
        stored = self._shelf.put(page, parsed, self.counts)
        web.stored(page.url)
        self.given.add(page.part)
        bars = stored.get("bars")
        self.attendance.note(page.part, bars)
        if bars is not None and not bars.is_empty():
            note_differences(self._documents, self.source.name, bars, page.fetched)
        self.run.progress(self.counts.as_row(), parsed.cursor or "")
        self._go_on()

    def _go_on(self) -> None:
        if self.collecting.stop.is_set():
            raise Cancelled
