"""The contract of a source, walked over the registry: a new one is tested by being listed."""

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.registry import SOURCES
from collectors.source import Source, Wanted
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.language.telling import told
from stockelper.markets.registry import MARKETS
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.collections import COLLECTIONS, CURSORS, QUARANTINE
from stockelper.store.documents import Documents
from tests.collectors.recorded import EXAMPLES, Example
from tests.collectors.replay import Replay, Told

KINDS_OF_FILES = (
    "bars",
    "actions",
    "articles",
    "filings",
    "facts",
    "holders",
    "securities",
    "relations",
    "subsidiaries",
)
NETWORK = {"httpx", "requests", "urllib3", "aiohttp", "socket", "subprocess", "http.client", "urllib.request"}
PAGE = b"<!doctype html><html><head><title>Login</title></head><body>Please sign in</body></html>"


@dataclass(frozen=True)
class Set:
    """A source pointed at the server, and what it is asked."""

    source: Source
    example: Example
    documents: Documents
    settings: Settings

    def open(self) -> PoliteWeb:
        return PoliteWeb(self.source, self.settings, self.documents, wall_clock)

    def run(self) -> dict[str, object]:
        asked = Asked(
            self.example.securities, self.example.first, self.example.until, is_from_watermarks=False
        )
        collecting = Collecting(self.documents, lambda _source: self.open(), wall_clock)
        (row,) = collect(collecting, [[self.source]], asked)
        return {**row, "error": told(str(row["error"] or ""), "en")}

    def stored(self) -> dict[str, int]:
        counts = {name: self.documents.count(name) for name in KINDS_OF_FILES}
        return {name: count for name, count in counts.items() if count}


@pytest.fixture(params=sorted(SOURCES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scene(name: str, replay: Replay, store: Documents) -> Set:
    example = EXAMPLES[name]
    keys = {k: SecretStr(v) if isinstance(v, str) else v for k, v in example.settings.items()}
    settings = Settings(source_timeout_s=3.0).model_copy(
        update={"source_addresses": {name: replay.address}, **keys}
    )
    quick = replace(SOURCES[name], rate=replace(SOURCES[name].rate, per_second=100.0))
    return Set(quick, example, store, settings)


@pytest.fixture
def api() -> Path:
    return Settings().shared_data / "api"


def test_a_source_says_what_it_is(name: str) -> None:
    source = SOURCES[name]
    assert source.name == name
    assert name in EXAMPLES
    assert source.address.startswith("https://")
    assert set(source.markets) <= set(MARKETS)
    assert [key for key in source.keys if key not in Settings.model_fields] == []
    assert 0 < source.rate.per_second <= 20


def test_its_recording_exists(name: str, shared_data: Path) -> None:
    proof = SOURCES[name].recording
    assert proof is None or (shared_data / "api" / proof).exists()


def test_it_reaches_the_outside_through_the_client_alone(name: str) -> None:
    tree = ast.parse(Path(inspect.getfile(SOURCES[name].fetch)).read_text(encoding="utf-8"))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert [one for one in imported if one in NETWORK or one.split(".")[0] in NETWORK] == []


def test_what_it_answers_is_stored_once(scene: Set, replay: Replay, api: Path) -> None:
    scene.example.serve(replay, api)
    first = scene.run()
    assert (first["state"], first["error"]) == ("done", None)
    assert scene.stored() == scene.example.stored
    again = scene.run()
    assert (again["state"], again["inserted"], again["changed"]) == ("done", 0, 0)
    assert scene.stored() == scene.example.stored


def test_its_parser_is_pure(scene: Set, replay: Replay, api: Path) -> None:
    scene.example.serve(replay, api)
    web = scene.open()
    wanted = Wanted(scene.example.securities, scene.example.first, scene.example.until)
    pages = list(scene.source.fetch(web, wanted))
    web.close()
    resolver = bundled_resolver()
    for page in pages:
        one, other = (scene.source.parse(page, resolver) for _ in range(2))
        assert {n: f.rows() for n, f in one.frames.items()} == {n: f.rows() for n, f in other.frames.items()}
        assert (one.refused, one.cursor) == (other.refused, other.cursor)
        for collection, frame in one.frames.items():
            assert set(frame.columns) <= set(COLLECTIONS[collection].schema())
            assert frame.filter(frame["known_at"] > page.fetched).is_empty()


FAULTS: dict[str, Callable[[], Told]] = {
    "an HTML page": lambda: Told(PAGE),
    "an empty object": lambda: Told(b"{}"),
    "nothing": lambda: Told(b""),
    "a cut answer": lambda: Told(b'{"chart": {"result": [', missing=500),
    "a truncated answer": lambda: Told(b'{"chart": {"result": [{"meta": '),
    "other field names": lambda: Told(b'{"data": [{"d": "2025-01-02", "c": 1}]}'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_that_is_none_fails_the_run_and_stores_nothing(
    fault: str, scene: Set, replay: Replay
) -> None:
    replay.on("*", FAULTS[fault]())
    row = scene.run()
    assert row["state"] == "failed"
    assert str(row["error"]).startswith(scene.source.name) or "failed" in str(row["error"])
    assert scene.stored() == {}
    assert scene.documents.count(CURSORS.name) == 0
    assert scene.documents.count(QUARANTINE.name) == 0
