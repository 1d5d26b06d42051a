"""What a batch does with lines that are no good: each says why, in its place, and the others go on."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from stockelper.errors import BadInput
from ui import batch as batches
from ui.batch import run_batch

GOOD = '{"id": "good", "value": 1}'


def batch(path: Path, *lines: str) -> None:
    (path / "batch.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def outputs(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[Mapping[str, object]]]:
    code = run_batch(path / "batch.jsonl", lambda record: {"value": record["value"]})
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("line", "key", "reason"),
    [
        ("not JSON", None, "line 2"),
        ("[" * 100_000, None, "line 2"),
        ("9" * 5_000, None, "line 2"),
        ("[1]", None, "field line"),
        ('{"id": "\\ud800", "value": 1}', None, "field id"),
        ('{"id": "b", "value": "\\udc00"}', "b", "field value"),
        ('{"id": "b", "value": [{"deep": "\\udc00"}]}', "b", "field value.0.deep"),
        ('{"id": "b", "value": {"\\udc00": 1}}', "b", "field value"),
    ],
)
def test_a_bad_line_says_why_and_the_others_go_on(
    line: str, key: str | None, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch(tmp_path, GOOD, line, GOOD)
    code, (first, bad, last) = outputs(tmp_path, capsys)
    assert code == 0
    assert first == last == {"id": "good", "value": 1}
    assert bad["id"] == key
    assert reason in json.dumps(bad["error"])


def test_any_id_comes_back_as_it_went_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys: list[object] = [5, 2.5, None, True, ["a", 1], {"a": {"b": None}}, "같은", "같은"]
    batch(tmp_path, *(json.dumps({"id": key, "value": 1}) for key in keys))
    assert [made["id"] for made in outputs(tmp_path, capsys)[1]] == keys


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_what_is_no_number_is_not_known(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch(tmp_path, f'{{"id": {number}, "value": [{number}]}}')
    assert outputs(tmp_path, capsys)[1] == [{"id": None, "value": [None]}]


def test_a_batch_without_a_good_line_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(tmp_path, "x", "", "y")
    code, made = outputs(tmp_path, capsys)
    assert (code, len(made)) == (1, 2)


def test_a_line_without_an_end_is_refused_before_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "LONGEST_LINE", 100)
    batch(tmp_path, GOOD, "x" * 10_000)
    with pytest.raises(BadInput) as refused:
        run_batch(tmp_path / "batch.jsonl", lambda record: record)
    assert (refused.value.code, refused.value.parameters["line"]) == ("long_json_line", 2)
