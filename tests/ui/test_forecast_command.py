"""`stockelper train` and `forecast` on the practice market, as the command line gives them."""

import json
from datetime import date
from pathlib import Path

import pytest

from stockelper.store.documents import eq
from stockelper.store.sqlite import SqliteDocuments
from ui.cli import dispatch

FIELDS = {
    "security", "as_of", "horizon_days", "last_close", "basis", "target_date", "p_up", "expected_return", "interval",
    "realised_coverage", "skill", "model", "trained_until", "reasons", "simulated",
}  # fmt: skip
AS_OF = "2026-06-30"


@pytest.fixture(scope="module")
def data(practice_data: Path) -> Path:
    """The practice market with models of one and five sessions."""
    assert (
        dispatch(
            [
                "train",
                "--market",
                "practice",
                "--horizon",
                "1,5",
                "--as-of",
                AS_OF,
                "--data",
                str(practice_data),
            ]
        )
        == 0
    )
    return practice_data


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    dispatch([*arguments, "--json"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def symbol(capsys: pytest.CaptureFixture[str], data: Path) -> str:
    found = answers(capsys, "get", "securities", "--limit", "1", "--data", str(data))
    return str(found[0]["security"])


def test_a_forecast_of_the_practice_market_has_every_field_and_is_called_simulated(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = symbol(capsys, data)
    (made,) = answers(capsys, "forecast", name, "--as-of", AS_OF, "--horizon", "5", "--data", str(data))
    assert set(made) == FIELDS
    assert (made["security"], made["as_of"], made["horizon_days"]) == (name, AS_OF, 5)
    assert made["simulated"] is True


def test_a_forecast_before_the_vintage_says_that_there_is_no_model(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = symbol(capsys, data)
    (made,) = answers(capsys, "forecast", name, "--as-of", "2026-06-29", "--data", str(data))
    assert "no_model" in json.dumps(made["error"])


def test_a_batch_answers_line_by_line_and_a_bad_one_stops_no_other(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = symbol(capsys, data)
    lines = [
        {"id": "a", "symbol": name, "as_of": AS_OF, "horizon": 1},
        {"id": "b", "symbol": name, "as_of": AS_OF, "horizon": 2},
        {"id": "c", "symbol": name, "as_of": AS_OF, "horizon": 5},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    made = answers(capsys, "forecast", "--batch", str(file), "--data", str(data))
    assert [one["id"] for one in made] == ["a", "b", "c"]
    assert ["error" in one for one in made] == [False, True, False]


def test_the_record_tells_what_came_of_what_was_kept_live_and_replayed_apart(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = symbol(capsys, data)
    answers(capsys, "forecast", name, "--as-of", AS_OF, "--horizon", "5", "--data", str(data))
    (told,) = answers(capsys, "forecast", "--record", "--data", str(data))
    record = told["track_record"]
    assert isinstance(record, list)
    assert record
    assert all(set(one) == {"model", "live", "due", "held", "right"} for one in record)
    assert dispatch(["forecast", "--record", "--data", str(data)]) == 0
    assert " due, " in capsys.readouterr().out


def test_a_symbol_and_the_record_are_asked_for_one_at_a_time(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["forecast", "HB001", "--record", "--data", str(data)]) == 2
    assert "--record" in capsys.readouterr().err


def test_a_forecast_that_an_answer_tells_is_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    securities = answers(capsys, "get", "securities", "--limit", "2", "--data", str(data))
    name = str(securities[-1]["security"])
    question = f"{name.split(':')[1]} 다음 주 오를까?"
    (told,) = answers(capsys, "ask", question, "--as-of", AS_OF, "--data", str(data))
    made = told["forecast"]
    assert isinstance(made, dict)
    documents = SqliteDocuments(data / "documents.db")
    kept = documents.read("forecasts", eq("security", made["security"]), eq("horizon", made["horizon_days"]))
    documents.close()
    assert kept.select("as_of", "p_up").rows() == [(date.fromisoformat(made["as_of"]), made["p_up"])]
