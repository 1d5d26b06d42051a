"""`stockelper graph` through the command line, on a store of the test's own."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kg import curated
from stockelper.store.collections import COLLECTIONS
from stockelper.store.sqlite import SqliteDocuments
from ui.cli import dispatch

KNOWN = datetime(2024, 3, 2, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    schema = COLLECTIONS["holders"].schema()
    row = {
        "security": "KRX:005930", "holder": "국민연금공단", "reported": date(2024, 3, 1), "source": "dart", "ratio": 0.07,
        "known_at": KNOWN,
    }  # fmt: skip
    documents = SqliteDocuments(tmp_path / "documents.db")
    frame = pl.DataFrame([{name: row.get(name) for name in schema}], schema=schema)
    documents.upsert("holders", frame.drop("recorded_at"), recorded_at=KNOWN)
    documents.close()
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = dispatch(["graph", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_what_was_built_can_be_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, report = call(capsys, "build", "--data", str(data))
    written = curated.relations()
    companies = pl.concat([written["head"], written["tail"]]).unique()  # 삼성전자 is one of them
    assert (code, report["nodes"], report["conflicts"]) == (0, companies.len() + 1, 0)
    assert report["edges"] == written.height + 1
    assert set(report) == {"nodes", "edges", "events", "changed", "conflicts", "seconds"}
    code, result = call(capsys, "query", "holders", "005930", "--data", str(data))
    assert (code, result["query"], result["truncated"]) == (0, "holders", False)
    assert result["nodes"] == [
        {"id": "HOLDER:국민연금공단", "kind": "Holder", "name": "국민연금공단"},
        {"id": "KRX:005930", "kind": "Company", "name": "삼성전자"},
    ]
    (edge,) = result["edges"]
    assert (edge["ratio"], edge["valid_from"], edge["valid_to"]) == (0.07, "2024-03-01", None)
    assert set(edge) == {
        "id", "type", "head", "tail", "ratio", "valid_from", "valid_to", "known_at", "confidence", "source",
    }  # fmt: skip


def test_nothing_is_shown_before_it_was_known(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "build", "--data", str(data))
    _, result = call(capsys, "query", "holders", "005930", "--data", str(data), "--as-of", "2024-03-01")
    assert result["edges"] == []


def test_a_question_that_does_not_exist_is_bad_usage(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = dispatch(["graph", "query", "nonsense", "--data", str(data)])
    captured = capsys.readouterr()
    assert (code, captured.out, len(captured.err.splitlines())) == (2, "", 1)
