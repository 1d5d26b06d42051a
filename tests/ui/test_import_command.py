"""`stockelper import`, `get` and `jobs` as a caller sees them: stdout, stderr and exit code."""

import json
from pathlib import Path

import pytest

from stockelper.errors import StoreFull
from ui.cli import dispatch
from ui.wiring import Product

HEADER = "symbol,date,open,high,low,close,volume\n"
BARS = HEADER + "005930,2025-01-02,100,110,90,105,1000\n005930,2025-01-03,100,110,90,0,1000\n"


@pytest.fixture
def bars(tmp_path: Path) -> Path:
    path = tmp_path / "bars.csv"
    path.write_text(BARS, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def test_the_report_is_one_json_object(bars: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["import", str(bars), "--market", "krx", "--data", data, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (file,) = report["files"]
    assert file.pop("seconds") >= 0
    assert file == {
        "path": str(bars), "kind": "bars", "read": 2, "inserted": 1, "changed": 0, "unchanged": 0, "rejected": 1,
        "provisional": 0,
    }  # fmt: skip
    assert report["rejected_by"] == {"non_positive_price": 1}
    assert report["rejects"] == [
        {"file": str(bars), "row": 2, "field": "close", "value": "0", "reason": "non_positive_price"}
    ]


def test_people_read_a_table(bars: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["import", str(bars), "--market", "krx", "--data", data]) == 0
    shown = capsys.readouterr().out
    assert "bars.csv · bars · 2 · 1 · 0 · 0 · 1" in shown
    assert "row 2, close 0: non_positive_price" in shown


def test_what_is_stored_comes_back_as_json_lines(
    bars: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dispatch(["import", str(bars), "--market", "krx", "--data", data])
    capsys.readouterr()
    assert dispatch(["get", "bars", "005930.KS", "--data", data]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    bar = json.loads(line)
    assert (bar["security"], bar["date"], bar["close"]) == ("KRX:005930", "2025-01-02", 105.0)
    assert bar["known_at"] == "2025-01-02T06:30:00+00:00"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["--as-of", "2025-01-01"], 0),
        (["--as-of", "2025-01-02"], 1),
        (["--from", "2025-01-03"], 0),
        (["--to", "2025-01-02", "--basis", "splits"], 1),
        (["--basis", "raw"], 0),
        (["--limit", "0"], 0),
    ],
)
def test_get_shows_what_its_options_ask_for(
    bars: Path, data: str, capsys: pytest.CaptureFixture[str], arguments: list[str], lines: int
) -> None:
    dispatch(["import", str(bars), "--market", "krx", "--data", data])
    capsys.readouterr()
    assert dispatch(["get", "bars", "KRX:005930", "--data", data, *arguments]) == 0
    assert len(capsys.readouterr().out.splitlines()) == lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.csv", "--market", "krx"], "There is no file nowhere.csv"),
        (["BARS"], "--market krx"),
        (["BARS", "--market", "krx", "--symbol", "?"], "well-formed"),
        (["BARS", "--market", "krx", "--known-at", "yesterday"], "yesterday"),
        (["BARS", "--kind", "articles"], "title"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    bars: Path, data: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    given = [str(bars) if argument == "BARS" else argument for argument in arguments]
    assert dispatch(["import", *given, "--data", data]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("stockelper: ") and said in line


def test_a_bad_file_does_not_stop_the_others(
    bars: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["import", "nowhere.csv", str(bars), "--market", "krx", "--data", data, "--json"]) == 0
    captured = capsys.readouterr()
    assert "nowhere.csv" in captured.err
    first, second = json.loads(captured.out)["files"]
    assert first["error"]["code"] == "file_missing"
    assert second["inserted"] == 1


def test_nothing_but_rejects_is_exit_code_1(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEADER + "005930,2025-01-02,100,110,90,0,1000\n", encoding="utf-8")
    assert dispatch(["import", str(path), "--market", "krx", "--data", data]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "no row could be used (1 rejected); the first: bad.csv, row 1, close 0: " in line


def test_each_file_of_rejects_names_its_own_first_row(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "many.csv", tmp_path / "one.csv"]
    paths[0].write_text(HEADER + "005930,2025-01-02,100,110,90,0,1000\n" * 30, encoding="utf-8")
    paths[1].write_text(HEADER + "005930,someday,100,110,90,100,1000\n", encoding="utf-8")
    assert dispatch(["import", *map(str, paths), "--market", "krx", "--data", data, "--json"]) == 1
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)["rejects"]) == 20
    assert "one.csv, row 1, date someday: malformed_date" in captured.err.splitlines()[1]


def test_a_folder_is_named_as_one(tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["import", str(tmp_path), "--market", "krx", "--data", data]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{tmp_path} is a folder" in line


def test_a_folder_that_cannot_be_written_is_one_line(
    bars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert dispatch(["import", str(bars), "--market", "krx", "--data", str(tmp_path / "file" / "data")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "cannot be written" in line


def test_runs_and_rejects_are_listed(bars: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    dispatch(["import", str(bars), "--market", "krx", "--data", data])
    capsys.readouterr()
    assert dispatch(["jobs", "history", "--data", data, "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)
    assert (run["job"], run["source"], run["state"], run["rejected"]) == ("import", "bars.csv", "done", 1)
    assert dispatch(["jobs", "quarantine", "--data", data, "--json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert (item["reason"], item["key"], item["record"]["close"]) == (
        "non_positive_price",
        "005930|2025-01-03",
        "0",
    )


HOLDERS = "symbol,holder,ratio,date\n352480,홍길동,0.25,2025-06-30\n"


def holders_of(data: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    dispatch(["graph", "query", "holders", "KRX:352480", "--data", data, "--json"])
    return [edge["head"] for edge in json.loads(capsys.readouterr().out)["edges"]]


def test_imported_holders_are_in_the_graph_without_a_build_of_their_own(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "holders.csv"
    path.write_text(HOLDERS, encoding="utf-8")
    assert dispatch(["import", str(path), "--kind", "holders", "--data", data]) == 0
    assert holders_of(data, capsys) == ["HOLDER:홍길동"]


def test_a_graph_that_an_import_cut_off_never_reached_is_brought_up_by_the_next(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "holders.csv"
    path.write_text(HOLDERS, encoding="utf-8")

    def full(_product: Product) -> None:
        raise StoreFull(path="graph.db")

    with monkeypatch.context() as patched:
        patched.setattr(Product, "build_graph", full)
        assert dispatch(["import", str(path), "--kind", "holders", "--data", data, "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["files"][0]["inserted"] == 1
    (line,) = captured.err.splitlines()
    assert "graph.db" in line and "stockelper graph build" in line
    assert dispatch(["import", str(path), "--kind", "holders", "--data", data]) == 0
    assert holders_of(data, capsys) == ["HOLDER:홍길동"]
