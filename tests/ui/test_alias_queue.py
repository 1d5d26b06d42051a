"""`stockelper graph aliases`: names that articles teach wait for a person, and count from then on."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from stockelper.store.collections import ARTICLES
from stockelper.store.sqlite import SqliteDocuments
from ui.cli import dispatch

KNOWN = datetime(2026, 3, 2, tzinfo=UTC)
TOLD = (
    "별빛솔루션(373220)이 공장을 짓는다.",
    "두산에너빌리티(이하 '두너빌')와 별빛솔루션(373220)이 손잡았다.",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    schema = ARTICLES.written_schema()
    rows = [
        {"article": f"a{n}", "title": text, "text": text, "published": KNOWN, "source": f"paper {n}",
         "securities": [], "known_at": KNOWN, "simulated": False}
        for n, text in enumerate(TOLD)
    ]  # fmt: skip
    documents = SqliteDocuments(tmp_path / "documents.db")
    frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    documents.upsert(ARTICLES.name, frame, recorded_at=KNOWN)
    documents.close()
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> Any:
    assert dispatch(["graph", *arguments, "--data", str(data), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def extracted(capsys: pytest.CaptureFixture[str], data: Path) -> str | None:
    file = data / "one.jsonl"
    file.write_text(
        json.dumps({"id": 1, "text": "별빛솔루션은 테슬라에 배터리를 공급한다."}), encoding="utf-8"
    )
    return call(capsys, data, "extract", "--batch", str(file))["relations"][0]["head_id"]


def test_names_beside_a_code_or_in_brackets_wait_with_their_articles(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, data, "build")
    first, second = call(capsys, data, "aliases")
    assert (first["alias"], first["security"], first["seen"]) == ("별빛솔루션", "KRX:373220", 2)
    assert (first["articles"], first["sources"]) == (["a0", "a1"], ["paper 0", "paper 1"])
    assert (second["alias"], second["name"], second["state"]) == ("두너빌", "두산에너빌리티", "proposed")


def test_a_name_counts_from_its_acceptance_on(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, data, "build")
    assert extracted(capsys, data) is None
    assert call(capsys, data, "aliases", "accept", "별빛솔루션")["state"] == "accepted"
    assert extracted(capsys, data) == "KRX:373220"
    assert [one["alias"] for one in call(capsys, data, "aliases", "list")] == ["두너빌"]


def test_a_rejected_name_never_comes_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, data, "build")
    call(capsys, data, "aliases", "reject", "별빛솔루션")
    call(capsys, data, "build")
    assert [one["alias"] for one in call(capsys, data, "aliases")] == ["두너빌"]
    assert extracted(capsys, data) is None


def test_a_name_that_is_not_in_the_queue_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["graph", "aliases", "accept", "달빛", "--data", str(data)]) == 2
    assert "달빛" in capsys.readouterr().err
