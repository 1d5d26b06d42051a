"""The real Langfuse SDK against a server of the test's own that decodes what arrives."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pydantic import SecretStr

from stockelper.settings import Settings
from stockelper.store.traces import TraceStore
from stockelper.tracing import Tracing, open_tracing

SPANS, SCORES = "/api/public/otel/v1/traces", "/api/public/scores"


@dataclass
class Sent:
    """A span as it arrived: attributes as plain values."""

    id: str
    name: str
    trace_id: str
    parent: str
    attributes: dict[str, object]


@dataclass
class Langfuse:
    """What a Langfuse server was sent; `status` is what it answers."""

    status: int = 200
    delay: float = 0.0
    spans: list[Sent] = field(default_factory=list)
    scores: list[dict[str, object]] = field(default_factory=list)
    authorization: set[str] = field(default_factory=set)

    def take(self, path: str, body: bytes) -> None:
        if path == SPANS:
            request = ExportTraceServiceRequest.FromString(body)
            found = [s for r in request.resource_spans for scope in r.scope_spans for s in scope.spans]
            self.spans += [
                Sent(
                    span.span_id.hex(),
                    span.name,
                    span.trace_id.hex(),
                    span.parent_span_id.hex(),
                    {pair.key: pair.value.string_value for pair in span.attributes},
                )
                for span in found
            ]
        elif path == SCORES:
            sent = json.loads(body)
            self.scores += sent if isinstance(sent, list) else [sent]

    def named(self) -> dict[str, Sent]:
        return {span.name: span for span in self.spans}


def handler(langfuse: Langfuse) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
            time.sleep(langfuse.delay)
            langfuse.authorization.add(self.headers["Authorization"])
            if langfuse.status == 200:
                langfuse.take(self.path, body)
            answer = b'{"id": "x"}' if self.path == SCORES else b""
            with suppress(BrokenPipeError):  # a client that has lost patience
                self.send_response(langfuse.status)
                self.send_header("Content-Type", "application/json" if answer else "application/x-protobuf")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Be silent."""

    return Handler


Serve = Callable[[Langfuse], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[ThreadingHTTPServer] = []

    def start(langfuse: Langfuse) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler(langfuse))
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def opened(folder: Path, address: str, key: str) -> Tracing:
    """The SDK keeps one client a public key and process, so each test has its own key."""
    keys = {
        "langfuse_public_key": f"pk-lf-{key}",
        "langfuse_secret_key": SecretStr("sk-lf-secret"),
        "langfuse_base_url": address,
    }
    return open_tracing(Settings(data=folder).model_copy(update=keys))


def ask(tracing: Tracing) -> str:
    with tracing.run("question", user="kim", thread="thread-7", run="r1", input="삼성전자 주가?") as run:
        with tracing.span("model", "generation", {"prompt": "kim@example.com"}) as step:
            step.output("12만원")
        run.output({"answer": "12만원입니다"})
        run.summary(status="answered")
    return run.trace_id


def waiting(folder: Path) -> int:
    store = TraceStore(folder / "traces.db")
    try:
        return store.unsent()
    finally:
        store.close()


def test_names_inputs_outputs_session_and_user_arrive(tmp_path: Path, serve: Serve) -> None:
    langfuse = Langfuse()
    tracing = opened(tmp_path, serve(langfuse), "arrive")
    trace_id = ask(tracing)
    tracing.flush()
    spans = langfuse.named()
    tracing.close()
    assert set(spans) == {"question", "model"}
    root, model = spans["question"], spans["model"]
    assert {root.trace_id, model.trace_id} == {trace_id}
    assert model.parent == root.id
    assert json.loads(str(root.attributes["langfuse.observation.input"])) == "삼성전자 주가?"
    assert json.loads(str(root.attributes["langfuse.observation.output"])) == {"answer": "12만원입니다"}
    assert root.attributes["langfuse.trace.name"] == "question"
    assert model.attributes["langfuse.observation.type"] == "generation"
    assert json.loads(str(model.attributes["langfuse.observation.input"])) == {"prompt": "***"}
    for span in (root, model):
        assert (span.attributes["session.id"], span.attributes["user.id"]) == ("thread-7", "kim")
    assert all(line.startswith("Basic ") for line in langfuse.authorization)
    assert waiting(tmp_path) == 0


def test_a_score_arrives(tmp_path: Path, serve: Serve) -> None:
    langfuse = Langfuse()
    tracing = opened(tmp_path, serve(langfuse), "score")
    trace_id = ask(tracing)
    tracing.flush()
    tracing.score(trace_id, "thumbs", 1, "좋아요")
    tracing.deliver()
    tracing.close()
    (score,) = langfuse.scores
    assert (score["traceId"], score["name"], score["value"], score["comment"]) == (
        trace_id, "thumbs", 1.0, "좋아요",
    )  # fmt: skip
    assert waiting(tmp_path) == 0


@pytest.mark.parametrize("failure", [503, 401])
def test_what_a_failing_server_did_not_take_is_delivered_later(
    tmp_path: Path, serve: Serve, failure: int
) -> None:
    langfuse = Langfuse(status=failure)
    tracing = opened(tmp_path, serve(langfuse), f"later-{failure}")
    trace_id = ask(tracing)
    tracing.flush()
    tracing.score(trace_id, "thumbs", -1)
    assert langfuse.spans == []
    assert tracing.deliver() == 0
    assert waiting(tmp_path) == 3
    langfuse.status = 200
    tracing.deliver()  # some may have gone with what is delivered in the background
    assert waiting(tmp_path) == 0
    assert tracing.deliver() == 0
    tracing.close()
    spans = langfuse.named()
    assert set(spans) == {"question", "model"}
    assert spans["model"].parent == spans["question"].id
    assert spans["question"].attributes["user.id"] == "kim"
    assert [score["traceId"] for score in langfuse.scores] == [trace_id]


def test_another_process_delivers_what_an_earlier_one_could_not(tmp_path: Path, serve: Serve) -> None:
    nobody = opened(tmp_path, "http://127.0.0.1:9", "first")
    ask(nobody)
    nobody.close()
    langfuse = Langfuse()
    later = opened(tmp_path, serve(langfuse), "second")
    later.deliver()
    later.close()
    assert set(langfuse.named()) == {"question", "model"}


def test_an_unreachable_or_slow_server_neither_slows_nor_breaks_an_answer(
    tmp_path: Path, serve: Serve
) -> None:
    for name, address in (("none", "http://127.0.0.1:9"), ("slow", serve(Langfuse(delay=3.0)))):
        tracing = opened(tmp_path / name, address, name)
        ask(tracing)
        started = time.perf_counter()
        for _ in range(20):
            ask(tracing)
        assert time.perf_counter() - started < 2.0
        started = time.perf_counter()
        tracing.close()
        assert time.perf_counter() - started < 8.0
        store = TraceStore(tmp_path / name / "traces.db")
        assert len(store.list(50, "kim")) == 21
        store.close()
