"""The product on MongoDB by its setting alone: records, answers and the states of conversations."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pymongo import MongoClient

from stockelper.store.mongo_values import Document
from ui.cli import dispatch


def test_import_get_plan_ask_and_doctor_work_on_mongodb(
    databases: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = databases()
    monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", url)
    rows = "symbol,date,open,high,low,close,volume\n005930,2025-01-02,53000,54000,52000,53400,1000\n"
    file = tmp_path / "krx.csv"
    file.write_text(rows, encoding="utf-8")

    def told(*words: str) -> dict[str, object]:
        assert dispatch([*words, "--data", str(tmp_path / "data"), "--json"]) == 0, capsys.readouterr()
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    told("import", str(file), "--market", "krx")
    assert "53400" in json.dumps(told("get", "bars", "KRX:005930"))
    told("plan", "삼성전자 주가")
    answers = [
        told("ask", question, "--as-of", "2025-01-03", "--user", "ann", "--thread", "t")
        for question in ("삼성전자 종가 알려줘", "거래량은?")
    ]
    assert "53,400" in str(answers[0]["answer"])
    assert "1,000" in str(answers[1]["answer"])  # of the company that only the stored state remembers
    parts = told("doctor")["parts"]
    assert isinstance(parts, dict)
    assert [parts[name]["ok"] for name in ("documents", "checkpoints")] == [True, True]
    assert parts["checkpoints"]["url"] == url
    with MongoClient[Document](url) as client:
        assert client.get_default_database()["checkpoints"].count_documents({}) >= 2
    assert not list((tmp_path / "data").glob("documents.db*"))
    assert not list((tmp_path / "data").glob("checkpoints.db*"))
