"""Writes finished spans into the local store, a run at a time, in a thread of its own."""

import logging
import threading
from collections.abc import Generator
from queue import Empty, SimpleQueue
from typing import cast

from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.trace import StatusCode, format_span_id, format_trace_id

from stockelper.errors import StockelperError
from stockelper.store.traces import Attribute, SpanRow, TraceStore

WAIT_SECONDS = 5.0
BREATH_SECONDS = 0.05
"""How long the thread lets an answer go first before it starts to write."""
logger = logging.getLogger(__name__)


class LocalSpans(SpanProcessor):
    """Gathers the spans of a trace and hands them to the writing thread when its root ends."""

    def __init__(self, store: TraceStore) -> None:
        self._store = store
        self._gathered: dict[int, list[SpanRow]] = {}
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[list[SpanRow] | threading.Event | None] = SimpleQueue()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._write_all, name="traces", daemon=True)
        self._thread.start()

    def on_end(self, span: ReadableSpan) -> None:
        """Keep the span; with its root the whole trace goes to the store."""
        context = span.context
        assert context
        with self._lock:
            rows = self._gathered.setdefault(context.trace_id, [])
            rows.append(_row(span))
            if span.parent is None:
                self._waiting.put(self._gathered.pop(context.trace_id))

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Wait until the traces that have ended are stored."""
        done = threading.Event()
        self._waiting.put(done)
        self._hurry.set()
        return done.wait(timeout_millis / 1000) if self._thread.is_alive() else False

    def shutdown(self) -> None:
        """Store what is left, spans of unfinished traces too, and end the thread."""
        with self._lock:
            for rows in self._gathered.values():
                self._waiting.put(rows)
            self._gathered = {}
        self._waiting.put(None)
        self._hurry.set()
        self._thread.join(WAIT_SECONDS)

    def _write_all(self) -> None:
        while (first := self._waiting.get()) is not None:
            self._hurry.wait(BREATH_SECONDS)
            self._hurry.clear()
            rows, events = _sorted_out([first, *self._more()])
            if rows:
                self._write(rows)
            for event in events:
                event.set()

    def _more(self) -> Generator["list[SpanRow] | threading.Event"]:
        try:
            while True:
                item = self._waiting.get_nowait()
                if item is None:
                    self._waiting.put(None)
                    return
                yield item
        except Empty:
            return

    def _write(self, rows: list[SpanRow]) -> None:
        try:
            self._store.write(rows)
        except StockelperError as error:
            logger.warning("traces are not stored: %s", error)


def _sorted_out(
    items: "list[list[SpanRow] | threading.Event]",
) -> tuple[list[SpanRow], list[threading.Event]]:
    rows = [row for item in items if isinstance(item, list) for row in item]
    return rows, [item for item in items if isinstance(item, threading.Event)]


def _row(span: ReadableSpan) -> SpanRow:
    context = span.context
    assert context
    return SpanRow(
        trace_id=format_trace_id(context.trace_id),
        span_id=format_span_id(context.span_id),
        parent=format_span_id(span.parent.span_id) if span.parent else None,
        name=span.name,
        started=span.start_time or 0,
        ended=span.end_time or 0,
        attributes=cast("dict[str, Attribute]", dict(span.attributes or {})),
        error=span.status.description if span.status.status_code is StatusCode.ERROR else None,
    )
