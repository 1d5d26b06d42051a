import json
from argparse import Namespace
from pathlib import Path

import pytest

from stockelper.errors import BadInput
from ui.commands import plan

FIELDS = {
    "language", "in_scope", "unsafe", "kinds", "securities", "specialists", "window", "horizon_days", "clarify",
    "confidence", "ms",
}  # fmt: skip


def options(tmp_path: Path, question: str | None = None, batch: Path | None = None) -> Namespace:
    return Namespace(
        command="plan",
        question=question,
        batch=batch,
        data=tmp_path / "data",
        as_of="2025-12-30",
        user="local",
        json=True,
    )


def lines(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_a_question_is_planned_as_one_object_and_no_store_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan.run(options(tmp_path, "삼성전자 최근 한 달 주가 흐름 어때?")) == 0
    (made,) = lines(capsys.readouterr().out)
    assert made.keys() >= FIELDS
    assert made["securities"] == ["KRX:005930"]
    assert made["window"] == {"from": "2025-11-30", "to": "2025-12-30", "label": "1m"}
    assert not (tmp_path / "data").exists()


def test_who_is_taken_as_known_is_named_and_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan.run(options(tmp_path, "Besides Intel, who competes with NVIDIA?")) == 0
    (made,) = lines(capsys.readouterr().out)
    assert (made["securities"], made["without"]) == (["US:NVDA", "US:INTC"], ["US:INTC"])


def test_lines_of_a_thread_are_turns_of_one_conversation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "questions.jsonl"
    asked = [
        {"id": 1, "question": "네이버 얼마야", "thread": "a"},
        {"id": 2, "question": "애플 배당", "thread": "b"},
        {"id": 3, "question": "뉴스는?", "thread": "a"},
        {"id": 4, "question": "뉴스 있어?"},
    ]
    batch.write_text("\n".join(json.dumps(line) for line in asked), encoding="utf-8")
    assert plan.run(options(tmp_path, batch=batch)) == 0
    found = lines(capsys.readouterr().out)
    assert [line["id"] for line in found] == [1, 2, 3, 4]
    assert found[2]["securities"] == ["KRX:035420"]
    assert found[3]["clarify"] is not None


def test_a_line_has_its_own_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": 1, "question": "NVDA last month", "as_of": "2025-03-05"}', encoding="utf-8")
    plan.run(options(tmp_path, batch=batch))
    assert lines(capsys.readouterr().out)[0]["window"] == {
        "from": "2025-02-01",
        "to": "2025-02-28",
        "label": "last_month",
    }


def test_a_bad_line_has_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "questions.jsonl"
    long = json.dumps({"id": "long", "question": "가" * 50_000})
    rows = [
        "{broken",
        '{"id": 5}',
        '["no object"]',
        '{"id": "empty", "question": " "}',
        long,
        '{"id": 6, "question": "KO price"}',
    ]
    batch.write_text("\n".join(rows), encoding="utf-8")
    assert plan.run(options(tmp_path, batch=batch)) == 0
    found = lines(capsys.readouterr().out)
    assert [("error" in line, line["id"]) for line in found] == [
        (True, None), (True, 5), (True, None), (True, "empty"), (True, "long"), (False, 6),
    ]  # fmt: skip


def test_a_batch_without_a_usable_line_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text("nothing\n", encoding="utf-8")
    assert plan.run(options(tmp_path, batch=batch)) == 1
    assert "error" in lines(capsys.readouterr().out)[0]


def test_neither_question_nor_batch_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        plan.run(options(tmp_path))
