"""What an operator does with rows that were set apart."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from collectors.registry import SOURCES
from collectors.scheduling.lease import Lease
from collectors.source import Refused
from collectors.storing import set_apart
from stockelper.clock import Clock
from stockelper.settings import load
from stockelper.store.collections import BARS
from stockelper.store.documents import eq
from ui.cli import dispatch
from ui.wiring import Product

AT = datetime(2025, 12, 30, 7, tzinfo=UTC)


def bar(close: float) -> dict[str, object]:
    return {
        "security": "KRX:005930", "interval": "1d", "date": date(2025, 12, 30), "basis": "raw", "source": "yahoo",
        "open": close, "high": close, "low": close, "close": close, "volume": 10, "adj_close": None, "halted": False,
        "known_at": AT,
    }  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> tuple[str, str]:
    """A data folder whose quarantine holds one bar, and that row's id."""
    product = Product(load(tmp_path), Clock())
    try:
        set_apart(
            product.documents, SOURCES["yahoo"], [Refused("close", "spike", "KRX:005930", bar(999.0))], AT
        )
        rows = product.documents.read("quarantine")
    finally:
        product.close()
    return str(tmp_path), str(rows["id"][0])


def test_a_released_bar_is_stored_as_it_came_and_leaves_the_list(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, row = held
    assert dispatch(["jobs", "release", row, "--data", folder]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": row, "collection": "bars"}
    product = Product(load(Path(folder)), Clock())
    try:
        stored: pl.DataFrame = product.documents.read(BARS.name, eq("security", "KRX:005930"))
    finally:
        product.close()
    assert stored["close"].to_list() == [999.0]
    assert dispatch(["jobs", "quarantine", "--json", "--data", folder]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("words", [["release"], ["release", "nothing-has-this-id"]])
def test_a_release_that_names_nothing_is_one_line(
    held: tuple[str, str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = held
    assert dispatch(["jobs", *words, "--data", folder]) != 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "quarantine" in said.err or "격리" in said.err
    assert said.err.count("\n") == 1


UNKNOWN = {
    "jobs release nothing-has-this-id": "nothing-has-this-id",
    "jobs discard nothing-has-this-id": "nothing-has-this-id",
    "jobs run no-such-job": "no-such-job",
    "jobs pause no-such-job": "no-such-job",
    "jobs resume no-such-job": "no-such-job",
    "traces show no-such-run": "no-such-run",
    "get bars 999999": "999999",
    "graph query neighbours KRX:999999": "KRX:999999",
    "forecast KRX:999999": "KRX:999999",
    "collect no-such-source": "no-such-source",
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_an_id_that_names_nothing_is_bad_input_told_in_one_line(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch([*words.split(), "--data", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert UNKNOWN[words] in said.err


def test_a_limit_counts_the_rows_that_wait_and_not_those_decided(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, row = held
    product = Product(load(Path(folder)), Clock())
    try:
        older = Refused("close", "spike", "KRX:000660", bar(999.0))
        set_apart(product.documents, SOURCES["yahoo"], [older], AT - timedelta(days=1))
    finally:
        product.close()
    assert dispatch(["jobs", "discard", row, "--data", folder]) == 0
    capsys.readouterr()
    assert dispatch(["jobs", "quarantine", "--limit", "1", "--json", "--data", folder]) == 0
    assert [one["key"] for one in json.loads(capsys.readouterr().out)] == ["KRX:000660"]


def test_a_discarded_row_is_gone_and_does_not_come_back(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, row = held
    for _ in range(2):
        assert dispatch(["jobs", "discard", row, "--data", folder]) == 0
        assert json.loads(capsys.readouterr().out) == {"id": row, "discarded": True}
    product = Product(load(Path(folder)), Clock())
    try:
        refused = Refused("close", "spike", "KRX:005930", bar(999.0))
        set_apart(product.documents, SOURCES["yahoo"], [refused], AT)
        (kept,) = product.documents.read("quarantine").to_dicts()
        assert product.documents.count(BARS.name) == 0
    finally:
        product.close()
    assert (kept["record"], kept["reason"], kept["key"]) == (None, "spike", "KRX:005930")
    assert dispatch(["jobs", "quarantine", "--json", "--data", folder]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert dispatch(["jobs", "release", row, "--data", folder]) == 2
    assert "no whole record" in capsys.readouterr().err


def test_a_released_row_cannot_be_discarded(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, row = held
    assert dispatch(["jobs", "release", row, "--data", folder]) == 0
    assert dispatch(["jobs", "discard", row, "--data", folder]) == 2
    assert "was released and is stored" in capsys.readouterr().err


def test_running_a_job_whose_runner_was_killed_says_that_it_waits_and_how_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_PROXY", "http://127.0.0.1:9")
    product = Product(load(tmp_path), Clock())
    try:
        assert Lease(product.documents, "job:macro", "elsewhere:17:4711").take(AT)
    finally:
        product.close()
    monkeypatch.setattr("collectors.scheduling.running.Lease", partial(Lease, seconds=1.5))
    dispatch(["jobs", "run", "macro", "--data", str(tmp_path)])
    first = capsys.readouterr().err.splitlines()[0]
    assert first == (
        "stockelper: macro is held by elsewhere:17:4711; "
        "if nothing is heard of it for 2 seconds, its run is taken over"
    )


def test_errors_of_commands_are_in_the_language_of_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_LANGUAGE", "ko")
    assert dispatch(["jobs", "release", "nothing", "--data", str(tmp_path)]) == 2
    assert "격리" in capsys.readouterr().err
    assert dispatch(["doctor", "--data", str(tmp_path)]) == 0
    assert "실행 중인 스케줄러가 없습니다" in capsys.readouterr().out


@pytest.fixture
def three(tmp_path: Path) -> tuple[str, list[str]]:
    """A data folder whose quarantine holds three bars, two of them for one reason, and their ids in that order."""
    product = Product(load(tmp_path), Clock())
    refused = [
        Refused("close", reason, f"KRX:{n:05}0", {**bar(100.0 + n), "security": f"KRX:{n:05}0"})
        for n, reason in enumerate(("spike", "spike", "missed_split"))
    ]
    try:
        set_apart(product.documents, SOURCES["yahoo"], refused, AT)
        rows = product.documents.read("quarantine", order=("key",))
    finally:
        product.close()
    return str(tmp_path), rows["id"].to_list()


def asked(words: list[str], folder: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, object]:
    code = dispatch(["jobs", *words, "--data", folder])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def left(folder: str, capsys: pytest.CaptureFixture[str]) -> int:
    _, rows = asked(["quarantine", "--json"], folder, capsys)
    assert isinstance(rows, list)
    return len(rows)


def test_several_ids_are_released_and_a_wrong_one_keeps_nobody_from_the_others(
    three: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, ids = three
    code, told = asked(["release", f"{ids[0]},nothing,{ids[2]}"], folder, capsys)
    assert isinstance(told, list)
    assert (code, [one["id"] for one in told]) == (0, [ids[0], "nothing", ids[2]])
    assert ["error" in one for one in told] == [False, True, False]
    assert told[1]["error"]["code"] == "no_quarantine"
    assert left(folder, capsys) == 1
    assert asked(["release", "nothing,neither"], folder, capsys)[0] == 2


@pytest.mark.parametrize("what", ["release", "discard"])
@pytest.mark.parametrize(
    ("filters", "matching"),
    [
        (["--reason", "spike"], 2),
        (["--source", "yahoo"], 3),
        (["--source", "yahoo", "--reason", "missed_split"], 1),
        (["--source", "kis"], 0),
    ],
)
def test_what_filters_name_is_counted_first_and_decided_with_yes(
    what: str,
    filters: list[str],
    matching: int,
    three: tuple[str, list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, _ = three
    code, told = asked([what, *filters], folder, capsys)
    assert isinstance(told, dict)
    assert (code, told["matching"], left(folder, capsys)) == (0, matching, 3)
    code, told = asked([what, *filters, "--yes"], folder, capsys)
    assert isinstance(told, list)
    assert (code, len(told), left(folder, capsys)) == (0, matching, 3 - matching)


@pytest.mark.parametrize(
    "words", [["release", "an-id", "--reason", "spike"], ["list", "--yes"], ["release", "--yes"]]
)
def test_filters_that_do_not_fit_are_bad_usage(words: list[str], three: tuple[str, list[str]]) -> None:
    assert dispatch(["jobs", *words, "--data", three[0]]) == 2
