"""The routing bench: a share is of the cases that say what is right."""

import json
from pathlib import Path

import pytest

from evaluation.bench.result import BenchOptions, Row
from evaluation.bench.routing import run
from tests.evaluation.test_registry import never_opened


@pytest.fixture
def rows(tmp_path: Path) -> dict[str, Row]:
    plain = {"kinds": ["quote"], "securities": ["KRX:005930"], "language": "ko", "clarify": False}
    cases = [
        {"id": "a", "question": "삼성전자 주가 얼마야?"},
        {"id": "b", "question": "삼성전자 지금 얼마야?", "window": "never"},
        {"id": "c", "question": "삼성전자 현재가 알려줘", "window": "default", "horizon_days": 99},
    ]
    lines = (json.dumps(plain | {"half": "seen"} | case, ensure_ascii=False) for case in cases)
    data = tmp_path / "cases.jsonl"
    data.write_text("\n".join(lines), encoding="utf-8")
    found = run(BenchOptions(tmp_path / "shared", never_opened, data=data))
    return {row.name: row for row in found}


def test_a_share_counts_the_labelled_cases_alone(rows: dict[str, Row]) -> None:
    windows, horizons = rows["routing.seen.window"], rows["routing.seen.horizon"]
    assert (windows.value, windows.n) == (0.5, 2)
    assert (horizons.value, horizons.n) == (0.0, 1)
    assert (rows["routing.seen.kinds"].value, rows["routing.seen.kinds"].n) == (1.0, 3)


def test_without_a_labelled_case_there_is_no_share(rows: dict[str, Row]) -> None:
    assert (rows["routing.unseen.window"].value, rows["routing.unseen.window"].n) == (None, 0)
