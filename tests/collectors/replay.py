"""A real HTTP server on loopback that answers with what a test gives it, chosen by path and query.

`replaying()` starts one; `on` says what it answers, recorded answers come from files. Whatever nobody told it
is answered with 404. It counts what it was asked.
"""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Told:
    """One answer. `pace` is the pause after each byte, `delay` the one before the head, `missing` how many
    bytes the head promises more than come."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    pace: float = 0.0
    delay: float = 0.0
    missing: int = 0


@dataclass(frozen=True)
class Question:
    """What the server was asked."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass
class Replay:
    """The server as a test sees it."""

    address: str
    asked: list[Question] = field(default_factory=list)
    answers: list[tuple[str, Mapping[str, str], list[Told]]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def on(self, path: str, *answers: Told, **query: str) -> None:
        """Answer questions for `path` that have at least this query, one answer after another; the last stays.
        A path `*` is any. What was said last wins."""
        with self.lock:
            self.answers.insert(0, (path, query, list(answers)))

    def answer(self, question: Question) -> Told:
        with self.lock:
            self.asked.append(question)
            for path, query, answers in self.answers:
                if path in {"*", question.path} and query.items() <= question.query.items():
                    return answers.pop(0) if len(answers) > 1 else answers[0]
        return Told(b'{"error": "not recorded"}', 404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, replay: Replay) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replay = replay

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away early are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        server = cast("_Server", self.server)
        told = server.replay.answer(
            Question(
                self.command,
                unquote(parts.path),
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
                time.monotonic(),
            )
        )
        time.sleep(told.delay)
        self._send(told)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _send(self, told: Told) -> None:
        body = b"" if told.status == 304 else told.body
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        if told.status != 304:
            self.send_header("Content-Length", str(len(body) + told.missing))
        self.end_headers()
        for at in range(0, len(body), 1 if told.pace else max(1, len(body))):
            self.wfile.write(body[at : at + 1] if told.pace else body)
            time.sleep(told.pace)
        self.close_connection = bool(told.missing)


@contextmanager
def replaying() -> Generator[Replay]:
    """Run a server for as long as the test needs it."""
    replay = Replay("")
    server = _Server(replay)
    replay.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
