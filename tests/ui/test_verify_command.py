import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from stockelper.errors import BadInput
from ui.commands import verify

RAW = {"id": "n1", "text": "삼성전자, 3분기 영업이익 12조1000억원…전년比 32.5%↑"}


def batch(tmp_path: Path, *lines: str) -> Namespace:
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return Namespace(batch=path, data=tmp_path / "data", as_of=None, user="local", json=True)


def output(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_line_gets_its_claims_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    true = {"id": "a", "answer": "삼성전자의 3분기 영업이익은 12.1조원입니다.", "evidence": [RAW]}
    false = {"id": 7, "answer": "삼성전자의 3분기 영업이익은 13.1조원입니다.", "evidence": [RAW]}
    assert verify.run(batch(tmp_path, json.dumps(true), json.dumps(false))) == 0
    first, second = output(capsys)
    assert (first["id"], second["id"]) == ("a", 7)
    assert all(claim["supported"] for claim in first["claims"])
    wrong = [claim for claim in second["claims"] if not claim["supported"]]
    assert [(c["kind"], c["text"], c["reason"]) for c in wrong] == [("number", "13.1조원", "value")]


def test_a_bad_line_has_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": 3, "answer": "RSI 70"})
    assert verify.run(batch(tmp_path, "{not json", '{"id": 2, "evidence": []}', good)) == 0
    lines = output(capsys)
    assert [("error" in line, line["id"]) for line in lines] == [(True, None), (True, 2), (False, 3)]


def test_nothing_usable_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.run(batch(tmp_path, "[]")) == 1
    assert "error" in output(capsys)[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    options = Namespace(batch=tmp_path / "none.jsonl", data=tmp_path, as_of=None, user="local", json=True)
    with pytest.raises(BadInput):
        verify.run(options)


def test_evidence_may_lack_what_is_optional() -> None:
    found = verify.evidence(
        {
            "id": "x",
            "kind": "price",
            "security": "US:NVDA",
            "value": 142.62,
            "currency": "USD",
            "period": "?",
        },
        1,
    )
    assert (found.id, found.value, found.period) == ("x", 142.62, None)


def test_checking_never_makes_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verify.run(batch(tmp_path, json.dumps({"id": 1, "answer": "x"})))
    output(capsys)
    assert not (tmp_path / "data").exists()


def test_a_value_that_is_no_number_carries_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        f'{{"answer": "주가는 3원입니다.", "evidence": [{{"value": {value}}}]}}' for value in ("NaN", "1e999")
    ]
    assert verify.run(batch(tmp_path, *lines)) == 0
    claims = [claim for line in output(capsys) for claim in line["claims"] if claim["kind"] == "number"]
    assert len(claims) == 2
    assert not any(claim["supported"] for claim in claims)


def test_lines_that_json_cannot_read_have_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep, huge = "[" * 100_000, f'{{"id": {"9" * 5_000}}}'
    assert verify.run(batch(tmp_path, deep, huge, json.dumps({"id": 1, "answer": "네."}))) == 0
    first, second, third = output(capsys)
    assert first["error"]["code"] == second["error"]["code"] == "bad_json_line"
    assert third == {"id": 1, "claims": []}


def test_an_answer_without_end_is_refused_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endless = json.dumps({"id": "long", "answer": "삼성전자는 119,900원입니다. " * 20_000})
    assert verify.run(batch(tmp_path, endless, json.dumps({"id": "next", "answer": "RSI 70"}))) == 0
    first, second = output(capsys)
    assert "answer" in first["error"]["text"]
    assert second["id"] == "next"
    assert "claims" in second
