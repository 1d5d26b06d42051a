"""The runs service: it owns every question from its start to its stored answer.

One event-loop thread a process owns the graph and the checkpointer. A page, a command or a request starts a
run and attaches to its numbered events; it may go away and come back. Events stay until the process ends or
`RUNS_KEPT` newer runs have come; the answer is stored for good.
"""

import asyncio
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from traceback import format_exception
from uuid import uuid4

from graph.answers import RunFailure, failed
from graph.conversations import Conversations
from graph.events import Event, EventType
from graph.execution import Engine, Request
from stockelper.clock import wall_clock
from stockelper.errors import Cancelled, NotFound, StockelperError
from stockelper.masking import masked
from stockelper.types import Answer, Language

RUNS_KEPT = 200
logger = logging.getLogger(__name__)


@dataclass
class LiveRun:
    """A run of this process: its events so far, and the lock that readers wait on."""

    request: Request
    events: list[Event] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    future: "Future[None] | None" = None

    def emit(self, kind: EventType, data: dict[str, object]) -> None:
        """Append an event and wake the readers. After the last event nothing is added."""
        with self.changed:
            if self.events and self.events[-1].is_last:
                return
            self.events.append(
                Event(run=self.request.run, seq=len(self.events) + 1, type=kind, at=wall_clock(), data=data)
            )
            self.changed.notify_all()

    def wait(self, after: int, timeout: float | None) -> list[Event]:
        """The events with `seq > after`, at least one. Raises TimeoutError when none comes in time."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.events) > after, timeout):
                raise TimeoutError(self.request.run)
            return self.events[after:]


class Runs:
    """Start, follow, cancel and find runs. Safe from any thread."""

    def __init__(self, engine: Engine, conversations: Conversations) -> None:
        self._engine = engine
        self._conversations = conversations
        self._live: OrderedDict[str, LiveRun] = OrderedDict()
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="stockelper-runs", daemon=True)
        self._thread.start()

    @property
    def conversations(self) -> Conversations:
        """The stored threads and answers."""
        return self._conversations

    def start(
        self,
        question: str,
        thread: str | None = None,
        user: str = "local",
        language: Language | None = None,
        as_of: datetime | None = None,
    ) -> str:
        """Begin a run and return its id; a missing `thread` begins a new conversation."""
        request = Request(
            run=uuid4().hex, question=question, thread=thread or uuid4().hex[:12], user=user, language=language,
            as_of=as_of,
        )  # fmt: skip
        live = LiveRun(request)
        with self._lock:
            self._live[request.run] = live
            self._forget_old()
        live.future = asyncio.run_coroutine_threadsafe(self._execute(live), self._loop)
        live.future.add_done_callback(lambda future: _end_broken(live, future))
        return request.run

    def events(self, run: str, after: int = 0, timeout: float | None = None) -> Iterator[Event]:
        """The events with `seq > after`, waiting for new ones until the last.

        Raises:
            NotFound: when this process knows no such run.
            TimeoutError: when nothing new came for `timeout` seconds.
        """
        live = self._find(run)
        while True:
            fresh = live.wait(after, timeout)
            yield from fresh
            after = fresh[-1].seq
            if fresh[-1].is_last:
                return

    def seen(self, run: str, after: int = 0) -> list[Event]:
        """The events with `seq > after` that are there now, without waiting."""
        live = self._find(run)
        with live.changed:
            return live.events[after:]

    def question(self, run: str) -> str:
        """What was asked, for a page that finds the run under way. Raises NotFound."""
        return self._find(run).request.question

    def cancel(self, run: str) -> None:
        """Stop a run; its open model calls end within a second. A finished run is left alone."""
        live = self._find(run)
        if live.future is not None:
            live.future.cancel()

    def answer(self, run: str, timeout: float | None = None) -> Answer:
        """Wait for the run's end and return its answer.

        Raises:
            Cancelled, StockelperError: what ended the run instead.
        """
        last = None
        for event in self.events(run, timeout=timeout):
            last = event
        assert last is not None
        if last.type == "error":
            error = RunFailure.model_validate(last.data)
            raise Cancelled() if error.code == Cancelled.code else error.as_error()
        return Answer.model_validate(last.data)

    def active(self, user: str, thread: str) -> str | None:
        """The newest run of this conversation that has not ended, so that a reloaded page finds it."""
        with self._lock:
            lives = list(self._live.values())
        for live in reversed(lives):
            if (live.request.user, live.request.thread) == (user, thread) and not _ended(live):
                return live.request.run
        return None

    def close(self) -> None:
        """Cancel what is under way, close the checkpointer, end the thread."""
        if not self._thread.is_alive():
            return
        for live in list(self._live.values()):
            if live.future is not None:
                live.future.cancel()
        asyncio.run_coroutine_threadsafe(self._engine.close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _execute(self, live: LiveRun) -> None:
        request = live.request
        try:
            answer = await self._engine.answer(request, live.emit)
            await asyncio.to_thread(self._conversations.store, answer, wall_clock())
        except asyncio.CancelledError:
            live.emit("error", failed(Cancelled(), request.language))
            raise
        except StockelperError as error:
            live.emit("error", failed(error, request.language))
            return
        for piece in answer.answer.splitlines(keepends=True):
            live.emit("token", {"text": piece})
        live.emit("answer", answer.model_dump(mode="json", by_alias=True))

    def _find(self, run: str) -> LiveRun:
        with self._lock:
            if run not in self._live:
                raise NotFound(what="run", id=run)
            return self._live[run]

    def _forget_old(self) -> None:
        while len(self._live) > RUNS_KEPT and _ended(next(iter(self._live.values()))):
            self._live.popitem(last=False)


def _end_broken(live: LiveRun, future: "Future[None]") -> None:
    """Tell the readers of a run that a defect ended; a run that ended well has its last event already."""
    if future.cancelled():
        live.emit("error", failed(Cancelled(), live.request.language))
    elif (defect := future.exception()) is not None:
        error = StockelperError("internal", reason=_told(f"{type(defect).__name__}: {defect}"))
        told = _told("".join(format_exception(defect)))
        logger.error("run %s ended by a defect\n%s", live.request.run, told)
        live.emit("error", failed(error, live.request.language))


def _told(text: str) -> str:
    """What is said of a defect, whose words may hold the question: without personal data, credentials and what steers a terminal."""
    return masked("".join(letter for letter in text if letter.isprintable() or letter == "\n"))


def _ended(live: LiveRun) -> bool:
    return bool(live.events) and live.events[-1].is_last
