"""Every source through the command line, against a server that replays recorded answers, into each kind of store:
`get` shows what the files say, value by value."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, cast

import pytest

from collectors.registry import SOURCES
from collectors.sources.opendart import ADDRESS as OPENDART
from tests.collectors.cut import cut_short
from tests.collectors.recorded import EXAMPLES
from tests.collectors.replay import replaying
from tests.collectors.said import KEYS, SAID, Record
from ui.cli import dispatch

Place = Literal["sqlite", "mongodb", "slow mongodb"]
SERVERS: Mapping[Place, str] = {"mongodb": "databases", "slow mongodb": "slow_databases"}


@pytest.fixture(params=["sqlite", "mongodb", "slow mongodb"])
def place(request: pytest.FixtureRequest) -> Place:
    return request.param


@pytest.fixture
def data(
    place: Place, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A data folder; where there is a server for tests, the records go there."""
    if place in SERVERS:
        databases = cast("Callable[[], str]", request.getfixturevalue(SERVERS[place]))
        monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", databases())
    return str(tmp_path / "data")


@pytest.fixture(scope="module")
def cut_api(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorded answers with the longest lists cut."""
    return cut_short(shared_data, tmp_path_factory.mktemp("cut")) / "api"


@pytest.fixture
def api(place: Place, name: str, shared_data: Path, cut_api: Path) -> Path:
    """The recorded answers, of a length that the store can take. OpenDART's long list of companies is read whole
    by the source whose list it is."""
    is_cut = place == "slow mongodb" or (SOURCES[name].address == OPENDART and SOURCES[name].by_security)
    return cut_api if is_cut else shared_data / "api"


def test_every_source_is_read_by_hand_as_well() -> None:
    assert set(SAID) == set(SOURCES) == set(EXAMPLES)


@pytest.mark.parametrize("name", SOURCES)
def test_get_shows_what_the_recorded_answers_of_a_source_say(
    name: str, data: str, api: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example, said = EXAMPLES[name], SAID[name](api)
    for key, value in example.settings.items():
        monkeypatch.setenv(f"STOCKELPER_{key.upper()}", str(value))
    symbols = ["--symbols", ",".join(one.ticker for one in example.securities)] if example.securities else []
    with replaying() as replay:
        example.serve(replay, api)
        monkeypatch.setenv("STOCKELPER_SOURCE_ADDRESSES", json.dumps({name: replay.address}))
        line = ["collect", name, *symbols, "--since", str(example.first), *last_day(name)]
        assert dispatch([*line, "--data", data, "--json"]) == 0, capsys.readouterr()
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["source"], run["state"], run["error"]) == (name, "done", None)
    assert run["inserted"] == sum(map(len, said.values()))
    for kind, records in said.items():
        assert dispatch(["get", kind, "--data", data]) == 0
        shown = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
        compare(kind, shown, records)


def last_day(name: str) -> list[str]:
    """Up to when is asked. Only an answer that reaches to the present lets Yahoo's splits be undone."""
    return [] if name == "yahoo" else ["--as-of", str(EXAMPLES[name].until)]


def compare(kind: str, shown: Sequence[Record], said: Sequence[Record]) -> None:
    """Each record that was said is shown with its values, and no other."""
    by_key = {identity(kind, one): one for one in shown}
    assert len(by_key) == len(shown)
    assert by_key.keys() == {identity(kind, one) for one in said}
    for one in said:
        found = by_key[identity(kind, one)]
        assert {field: found[field] for field in one} == {
            field: pytest.approx(value, rel=1e-6) if isinstance(value, float) else value
            for field, value in one.items()
        }


def identity(kind: str, record: Record) -> tuple[object, ...]:
    return tuple(record[field] for field in KEYS[kind])
