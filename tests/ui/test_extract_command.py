"""`stockelper graph extract --batch` through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from ui.cli import dispatch


def extract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: str
) -> tuple[int, list[dict[str, Any]], list[str]]:
    file = tmp_path / "texts.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code = dispatch(["graph", "extract", "--batch", str(file), "--data", str(tmp_path / "data"), "--json"])
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err.splitlines()


def test_a_line_of_relations_and_events_comes_out_for_each_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "도담빛에너지가 마파람모터스와 5900억원 규모의 배터리 공급계약을 체결했다."
    line = json.dumps({"id": 7, "title": "", "text": text, "published": "2025-11-20T09:00:00Z"})
    code, (found,), errors = extract(tmp_path, capsys, line)
    assert (code, errors) == (0, [])
    ends = {"head_id": "PRACTICE:P301", "tail_id": "PRACTICE:P201", "ratio": None}
    (relation,) = found["relations"]
    assert relation.pop("confidence") > 0
    assert relation == {"type": "SUPPLIES", "head": "도담빛에너지", "tail": "마파람모터스", **ends}
    (event,) = found["events"]
    assert set(event) == {"type", "company", "company_id", "slots", "confidence"}
    assert event["slots"] == {"amount": 5.9e11, "currency": "KRW", "counterparty": "마파람모터스"}
    assert found["id"] == 7


def test_broken_and_empty_lines_say_why_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": "g", "title": "Kelvarro supplies chips to Maparam Motors."})
    lines = ["{broken", '{"id": "e", "text": "  "}', '{"id": "d", "text": "x", "published": "soon"}', good]
    code, found, errors = extract(tmp_path, capsys, *lines)
    assert code == 0
    assert [line["id"] for line in found] == [None, "e", "d", "g"]
    assert [("error" in line) for line in found] == [True, True, True, False]
    assert "field published" in found[2]["error"]["text"]
    assert len(errors) == 3


def test_without_a_file_it_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["graph", "extract", "--data", str(tmp_path), "--json"]) == 2
    assert "--batch" in capsys.readouterr().err
