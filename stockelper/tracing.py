"""Traces: one OpenTelemetry provider of our own, the local store first, Langfuse beside it.

The answering path only creates spans. When a run's last span ends, a thread of its own writes them to
`traces.db` in one transaction; `flush` and the end of the process wait for it. With Langfuse's keys the
real SDK exports from the same provider, and `deliver` sends what it could not (see
`stockelper.delivery`). Nothing that fails here ever fails an answer.
"""

import atexit
import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from opentelemetry import trace
from opentelemetry.context import Context as OtelContext
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import Status, StatusCode, format_trace_id
from pydantic import BaseModel

from stockelper.local_spans import WAIT_SECONDS, LocalSpans
from stockelper.masking import masked
from stockelper.settings import Settings
from stockelper.store.traces import (
    COST,
    INPUT,
    KIND,
    METADATA,
    MODEL,
    MODEL_CALLS,
    OUTPUT,
    RUN,
    SPENT,
    STATUS,
    THREAD,
    USAGE,
    USER,
    Attribute,
    TraceStore,
)  # fmt: skip

if TYPE_CHECKING:
    from stockelper.delivery import Delivery

LANGFUSE_KINDS = frozenset(
    {"generation", "agent", "tool", "chain", "retriever", "evaluator", "embedding", "guardrail"}
)
LONGEST = 100_000
"""Characters of one input or output that are kept."""


@dataclass(frozen=True)
class _Identity:
    """Whose run the current task works for."""

    user: str
    thread: str
    run: str


_identity: ContextVar[_Identity | None] = ContextVar("stockelper_run", default=None)


class Span:
    """A step that is under way; an exception that leaves it is kept. What it is told is masked at once."""

    def __init__(self, span: trace.Span, secrets: tuple[str, ...]) -> None:
        self._span = span
        self._secrets = secrets

    @property
    def trace_id(self) -> str:
        """The id of the trace, 32 hexadecimal digits."""
        return format_trace_id(self._span.get_span_context().trace_id)

    def input(self, value: object) -> None:
        """What the step starts from."""
        self._span.set_attribute(INPUT, self._text(value))

    def output(self, value: object) -> None:
        """What the step came to."""
        self._span.set_attribute(OUTPUT, self._text(value))

    def attribute(self, name: str, value: object) -> None:
        """A further fact about the step."""
        self._span.set_attribute(METADATA + name, self._text(value))

    def summary(self, *, status: str, model_calls: int = 0, cost_usd: float | None = 0.0) -> None:
        """The outcome of a whole run, for the list of traces; a cost that is not known is left out."""
        self._span.set_attributes({STATUS: status, MODEL_CALLS: model_calls})
        if cost_usd is not None:
            self._span.set_attribute(COST, cost_usd)

    def generation(self, model: str, input_tokens: int, output_tokens: int, cost_usd: float | None) -> None:
        """Which model answered and what it used, in the names that Langfuse counts by."""
        usage = {"input": input_tokens, "output": output_tokens}
        self.attribute("tokens", usage)
        self._span.set_attributes({MODEL: model, USAGE: json.dumps(usage)})
        if cost_usd is not None:
            self._span.set_attribute(SPENT, json.dumps({"total": cost_usd}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, frames: TracebackType | None
    ) -> None:
        if error:
            self.failed(error)

    def failed(self, error: BaseException) -> None:
        """The step ended with an exception."""
        reason = masked(f"{type(error).__name__}: {error}", self._secrets)[:LONGEST]
        self._span.set_status(Status(StatusCode.ERROR, reason))

    def _text(self, value: object) -> str:
        text = value if isinstance(value, str) else json.dumps(value, default=_plain, ensure_ascii=False)
        text = masked(text[:LONGEST].encode(errors="replace").decode(), self._secrets)
        return json.dumps(text, ensure_ascii=False) if isinstance(value, str) else text


def _plain(value: object) -> object:
    """What JSON cannot say itself."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, set | frozenset):
        return sorted(map(str, cast("frozenset[object]", value)))
    return str(value)


class Tracing:
    """The tracer of one process."""

    def __init__(
        self,
        store: TraceStore,
        provider: TracerProvider,
        secrets: tuple[str, ...],
        delivery: "Delivery | None",
    ) -> None:
        self._store = store
        self._provider = provider
        self._tracer = provider.get_tracer("stockelper")
        self._secrets = secrets
        self._delivery = delivery
        self._open = True
        atexit.register(self.close)

    @property
    def trace_id(self) -> str:
        """The current trace's id; zeros outside a run."""
        return format_trace_id(trace.get_current_span().get_span_context().trace_id)

    @contextmanager
    def run(self, name: str, *, user: str, thread: str, run: str, input: object) -> Generator[Span]:
        """The span of a whole run: a new trace, whatever is under way around it."""
        token = _identity.set(_Identity(user, thread, run))
        try:
            with self._span(name, "chain", input, OtelContext()) as span:
                yield span
        finally:
            _identity.reset(token)

    @contextmanager
    def span(self, name: str, kind: str = "span", input: object = None) -> Generator[Span]:
        """A step within the current one; kinds as Langfuse knows them, or words of our own."""
        with self._span(name, kind, input, None) as span:
            yield span

    @contextmanager
    def _span(self, name: str, kind: str, given: object, context: OtelContext | None) -> Generator[Span]:
        attributes = _attributes(kind, name if context is not None else None)
        started = self._tracer.start_as_current_span(
            name, context, attributes=attributes, record_exception=False, set_status_on_exception=False
        )
        with started as otel, Span(otel, self._secrets) as span:
            if given is not None:
                span.input(given)
            yield span

    def score(self, trace_id: str, name: str, value: float, comment: str | None = None) -> None:
        """Judge a trace, here and at Langfuse."""
        self._store.score(trace_id, name, value, masked(comment, self._secrets) if comment else None)
        if self._delivery:
            self._delivery.wake()

    def flush(self) -> None:
        """Wait until what has ended is stored, and give Langfuse a few seconds to take it."""
        self._provider.force_flush(int(WAIT_SECONDS * 1000))

    def deliver(self) -> int:
        """Send what Langfuse has not got; the number of spans and scores it took now."""
        return self._delivery.deliver() if self._delivery else 0

    def close(self) -> None:
        """Flush, then let go of threads and files."""
        if self._open:
            self._open = False
            atexit.unregister(self.close)
            if self._delivery:
                self._delivery.close()
            self._provider.shutdown()
            self._store.close()


def _attributes(kind: str, trace_name: str | None) -> Mapping[str, Attribute]:
    attributes: dict[str, Attribute] = {
        KIND: kind,
        "langfuse.observation.type": kind if kind in LANGFUSE_KINDS else "span",
    }
    if identity := _identity.get():
        attributes |= {USER: identity.user, THREAD: identity.thread, RUN: identity.run}
    if trace_name:
        attributes["langfuse.trace.name"] = trace_name
    return attributes


def open_tracing(settings: Settings) -> Tracing:
    """The tracer for these settings; Langfuse's SDK is imported only when its keys are there.

    Raises:
        StoreError: when the local store cannot be opened.
    """
    silence_langsmith()
    store = TraceStore(settings.data / "traces.db")
    provider = TracerProvider(resource=Resource({"service.name": "stockelper"}), shutdown_on_exit=False)
    provider.add_span_processor(LocalSpans(store))
    delivery = None
    if settings.langfuse_public_key and settings.langfuse_secret_key:
        from stockelper.delivery import Delivery

        delivery = Delivery(store, provider, settings)
    return Tracing(store, provider, _secrets(settings), delivery)


def silence_langsmith() -> None:
    """LangChain would send runs to LangSmith on environment variables of its own, past our masking."""
    from langsmith.run_trees import configure

    configure(enabled=False)


def _secrets(settings: Settings) -> tuple[str, ...]:
    keys = (settings.langfuse_secret_key, settings.model_api_key)
    return tuple(key.get_secret_value() for key in keys if key)
