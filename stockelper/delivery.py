"""Langfuse beside the local store: the real SDK on our provider, and an outbox for what it could not send.

The SDK batches and exports in its own thread. Every batch goes through `Outgoing`, which notes what the
server took and, when the server fails, stops asking for a while: the spans are in the local store and are
sent from there by `deliver`, at the start of a process, when a score is given and now and then.
"""

import base64
import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import cast

import httpx
from langfuse import Langfuse
from langfuse.api.core.api_error import ApiError
from langfuse.api.core.request_options import RequestOptions
from langfuse.api.scores.types.create_scores_request import CreateScoresRequest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, Status, StatusCode, TraceFlags, format_span_id

from stockelper.clock import wall_clock
from stockelper.errors import StoreError
from stockelper.settings import Settings
from stockelper.store.traces import SpanRow, TraceStore

TIMEOUT_SECONDS = 2
PAUSE_SECONDS = 30.0
"""How long a server that failed is left alone."""
LEFT_TO_THE_SDK = timedelta(seconds=15)
"""Spans younger than this are still in the SDK's own batches."""
CLOUD = "https://cloud.langfuse.com"


class Outgoing(SpanExporter):
    """Sends spans and notes which the server took; leaves a failing server alone for a while."""

    def __init__(self, store: TraceStore, exporter: SpanExporter) -> None:
        self._store = store
        self._exporter = exporter
        self._resting_until = 0.0

    @property
    def is_resting(self) -> bool:
        """Whether the server failed a short while ago."""
        return monotonic() < self._resting_until

    def rest(self) -> None:
        """Leave the server alone for a while."""
        self._resting_until = monotonic() + PAUSE_SECONDS

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send now, or fail at once while the server is left alone: the local store has the spans."""
        if self.is_resting:
            return SpanExportResult.FAILURE
        result = self._exporter.export(spans)
        if result is not SpanExportResult.SUCCESS:
            self.rest()
            return result
        taken = [format_span_id(span.context.span_id) for span in spans if span.context]
        try:
            self._store.delivered(taken)
        except StoreError:  # they are sent once more: the server knows them by their ids
            return result
        return result

    def wake(self) -> None:
        """Ask the server again."""
        self._resting_until = 0.0

    def shutdown(self) -> None:
        """Close the connection to the server."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Nothing is held back here."""
        return self._exporter.force_flush(timeout_millis)


class Delivery:
    """The SDK's client on our provider, and the thread that empties the outbox."""

    def __init__(self, store: TraceStore, provider: TracerProvider, settings: Settings) -> None:
        for name in (
            "opentelemetry",
            "langfuse",
        ):  # an unreachable server is told by `doctor`, not on every run
            logging.getLogger(name).setLevel(logging.CRITICAL)
        assert settings.langfuse_public_key
        assert settings.langfuse_secret_key
        address = (settings.langfuse_base_url or CLOUD).rstrip("/")
        public, secret = settings.langfuse_public_key, settings.langfuse_secret_key.get_secret_value()
        self._store = store
        self._outgoing = Outgoing(store, _exporter(address, public, secret))
        self._client = Langfuse(
            public_key=public,
            secret_key=secret,
            base_url=address,
            timeout=TIMEOUT_SECONDS,
            tracer_provider=provider,
            span_exporter=self._outgoing,
            should_export_span=lambda span: True,
        )
        self._sending = threading.Lock()
        self._woken, self._closed = threading.Event(), False
        self._woken.set()
        self._thread = threading.Thread(target=self._deliver_always, name="langfuse", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Empty the outbox soon."""
        self._woken.set()

    def deliver(self) -> int:
        """Send what is not there yet, asking the server even if it failed a moment ago."""
        self._outgoing.wake()
        return self._deliver(wall_clock())

    def close(self) -> None:
        """End the thread; what is not sent stays in the outbox."""
        self._closed = True
        self._woken.set()
        self._thread.join(TIMEOUT_SECONDS + 1)

    def _deliver_always(self) -> None:
        while not self._closed:
            self._woken.wait(PAUSE_SECONDS)
            self._woken.clear()
            if self._closed:
                return
            try:
                self._deliver(wall_clock() - LEFT_TO_THE_SDK)
            except StoreError:  # a busy or full store: the outbox keeps what it has
                continue

    def _deliver(self, ended_by: datetime) -> int:
        sent = 0
        with self._sending:
            while not self._outgoing.is_resting and (rows := self._store.unsent_spans(ended_by)):
                if self._outgoing.export([_readable(row) for row in rows]) is not SpanExportResult.SUCCESS:
                    return sent
                sent += len(rows)
            return sent + (0 if self._outgoing.is_resting else self._deliver_scores())

    def _deliver_scores(self) -> int:
        scores = self._store.unsent_scores()
        if not scores:
            return 0
        request = [
            {"id": s.id, "traceId": s.trace_id, "name": s.name, "value": s.value, "dataType": "NUMERIC",
             "timestamp": s.given, **({"comment": s.comment} if s.comment else {})}
            for s in scores
        ]  # fmt: skip
        options: RequestOptions = {"max_retries": 0, "timeout_in_seconds": TIMEOUT_SECONDS}
        try:
            self._client.api.scores.create(
                request=cast("CreateScoresRequest", request), request_options=options
            )
        except (httpx.HTTPError, ApiError):
            self._outgoing.rest()
            return 0
        self._store.delivered([score.id for score in scores])
        return len(scores)


def _exporter(address: str, public: str, secret: str) -> OTLPSpanExporter:
    """What the SDK would make itself, with a timeout that no answer ever waits for."""
    token = base64.b64encode(f"{public}:{secret}".encode()).decode()
    headers = {
        "Authorization": f"Basic {token}",
        "x-langfuse-sdk-name": "python",
        "x-langfuse-public-key": public,
        "x-langfuse-ingestion-version": "4",
    }
    endpoint = f"{address}/api/public/otel/v1/traces"
    return OTLPSpanExporter(endpoint=endpoint, headers=headers, timeout=TIMEOUT_SECONDS)


def _readable(row: SpanRow) -> ReadableSpan:
    """A stored span as the exporter takes it, the same ids and times."""
    status = Status(StatusCode.ERROR, row.error) if row.error else Status(StatusCode.UNSET)
    return ReadableSpan(
        name=row.name,
        context=_context(row.trace_id, row.span_id),
        parent=_context(row.trace_id, row.parent) if row.parent else None,
        resource=Resource({"service.name": "stockelper"}),
        attributes=cast("dict[str, str]", row.attributes),
        status=status,
        start_time=row.started,
        end_time=row.ended,
        instrumentation_scope=InstrumentationScope("stockelper"),
    )


def _context(trace_id: str, span_id: str) -> SpanContext:
    return SpanContext(int(trace_id, 16), int(span_id, 16), False, TraceFlags(TraceFlags.SAMPLED))
