"""`stockelper collect` as a caller sees it: every source against a server that replays recorded answers."""

import json
from functools import partial
from pathlib import Path

import pytest

from collectors import choosing
from tests.collectors.recorded import EXAMPLES
from tests.collectors.replay import replaying
from ui.cli import dispatch
from ui.commands import collect


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def addressed(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], address: str) -> None:
    monkeypatch.setenv("STOCKELPER_SOURCE_ADDRESSES", json.dumps(dict.fromkeys(names, address)))
    monkeypatch.setenv("STOCKELPER_SOURCE_TIMEOUT_S", "3")


def test_what_a_source_answers_is_what_get_shows(
    data: str, shared_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with replaying() as replay:
        EXAMPLES["naver_chart"].serve(replay, shared_data / "api")
        addressed(monkeypatch, ("naver_chart",), replay.address)
        line = [
            "collect",
            "naver_chart",
            "--symbols",
            "005930",
            "--since",
            "2018-08-02",
            "--as-of",
            "2026-01-31",
        ]
        assert dispatch([*line, "--data", data, "--json"]) == 0
        (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["source"], run["state"], run["inserted"]) == ("naver_chart", "done", 1835)
    dispatch(["get", "bars", "005930", "--limit", "1", "--data", data])
    bar = json.loads(capsys.readouterr().out)
    assert (bar["date"], bar["close"], bar["basis"], bar["source"]) == (
        "2018-08-02", 45550.0, "splits", "naver_chart",
    )  # fmt: skip


def test_without_a_network_each_source_gives_one_line_and_the_exit_code_is_1(
    data: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("yahoo", "naver_chart", "nasdaq_chart", "kis")
    addressed(monkeypatch, names, "http://127.0.0.1:9")
    line = ["collect", "prices", "--symbols", "005930,AAPL", "--data", data, "--json"]
    assert dispatch(line) == 1
    shown = capsys.readouterr()
    assert {run["source"]: run["state"] for run in json.loads(shown.out)["runs"]} == {
        "kis": "skipped", "yahoo": "failed", "naver_chart": "failed", "nasdaq_chart": "failed",
    }  # fmt: skip
    said = sorted(text.split()[1] for text in shown.err.splitlines())
    assert said == ["kis", "nasdaq_chart", "naver_chart", "yahoo"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "nowhere"),
        (["prices", "--symbols", "!!"], "!!"),
        (["prices", "--since", "2999-01-01"], "2999-01-01"),
        (["prices", "--since", "soon"], "soon"),
    ],
)
def test_what_cannot_be_understood_is_named(
    words: list[str], said: str, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["collect", *words, "--data", data]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_prices_and_news_need_no_key(
    data: str, shared_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with replaying() as replay:
        EXAMPLES["naver_chart"].serve(replay, shared_data / "api")
        EXAMPLES["yahoo_news"].serve(replay, shared_data / "api")
        addressed(monkeypatch, ("naver_chart", "nasdaq_chart", "yahoo_news", "yahoo"), replay.address)
        line = ["collect", "naver_chart,news", "--symbols", "005930,AMZN", "--since", "2018-08-02"]
        assert dispatch([*line, "--data", data, "--json"]) == 0
    runs = {run["source"]: run for run in json.loads(capsys.readouterr().out)["runs"]}
    assert runs["yahoo_news"]["inserted"] == 4
    dispatch(["get", "articles", "AMZN", "--data", data])
    found = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert "Wells Fargo Adjusts Price Target on Amazon.com to $203 From $207" in found[-1]["title"]


def test_a_kind_that_no_source_gives_is_named_and_the_exit_code_is_1(
    data: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("chains", "without_source"):
        real = getattr(choosing, name)
        monkeypatch.setattr(collect, name, partial(real, sources={}))
    assert dispatch(["collect", "news", "--symbols", "005930", "--data", data]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "news" in line
