"""Every source through the command line, against a server that replays recorded answers, into each kind of store."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from collectors.registry import SOURCES
from stockelper.store.collections import SECURITIES
from tests.collectors.recorded import EXAMPLES
from tests.collectors.replay import replaying
from ui.cli import dispatch


@pytest.fixture(params=["sqlite", "mongodb"])
def data(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A data folder; on MongoDB, where there is a server for tests, the records go there."""
    if request.param == "mongodb":
        databases = cast("Callable[[], str]", request.getfixturevalue("databases"))
        monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", databases())
    return str(tmp_path / "data")


@pytest.mark.parametrize("name", SOURCES)
def test_what_a_source_tells_is_stored_and_shown(
    name: str,
    data: str,
    shared_data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = EXAMPLES[name]
    for key, value in example.settings.items():
        monkeypatch.setenv(f"STOCKELPER_{key.upper()}", str(value))
    symbols = ["--symbols", ",".join(one.ticker for one in example.securities)] if example.securities else []
    with replaying() as replay:
        example.serve(replay, shared_data / "api")
        monkeypatch.setenv("STOCKELPER_SOURCE_ADDRESSES", json.dumps({name: replay.address}))
        line = ["collect", name, *symbols, "--since", str(example.first), "--as-of", str(example.until)]
        assert dispatch([*line, "--data", data, "--json"]) == 0, capsys.readouterr()
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["source"], run["state"], run["error"]) == (name, "done", None)
    assert run["inserted"] == sum(example.stored.values())
    for kind, count in example.stored.items():
        assert dispatch(["get", kind, "--data", data]) == 0
        shown = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
        assert len(shown) == count or kind == SECURITIES.name
        assert len(shown) >= count
