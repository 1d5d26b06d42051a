"""`stockelper doctor` as an operator sees it."""

import json
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import pytest

from collectors.scheduling.lease import LEADER, Lease
from collectors.scheduling.retrying import Turn
from collectors.scheduling.states import change
from stockelper.clock import Clock, wall_clock
from stockelper.markets.registry import MARKETS
from stockelper.settings import load
from stockelper.store.sqlite import SqliteDocuments
from ui.cli import dispatch
from ui.health import part
from ui.wiring import Product

PARTS = ["documents", "graph", "checkpoints", "model", "langfuse", "jobs", "broker", "calendars"]


def test_every_part_is_named_and_what_is_not_configured_is_neither_well_nor_broken(
    practice_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["doctor", "--data", str(practice_data), "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert list(parts) == PARTS
    assert [parts[name]["ok"] for name in PARTS] == [True, True, True, None, None, None, None, True]
    assert parts["documents"]["freshest"]["practice"]["sessions_behind"] == 0
    assert parts["jobs"]["leader"] is None


def test_stores_that_cannot_be_opened_are_broken_and_what_lives_in_them_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    assert dispatch(["doctor", "--data", str(in_the_way), "--json"]) == 1
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert [name for name in PARTS if parts[name]["ok"] is False] == [
        "documents",
        "graph",
        "checkpoints",
        "jobs",
    ]


def test_a_password_in_an_address_is_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", "mongodb://ann:s3cret@db.example/stock")
    monkeypatch.setenv("STOCKELPER_GRAPH_URL", "neo4j://ann:s3cret@graph.example")
    assert dispatch(["doctor", "--data", str(tmp_path), "--json"]) == 1
    captured = capsys.readouterr()
    assert "s3cret" not in captured.out + captured.err
    assert json.loads(captured.out)["parts"]["documents"]["url"] == "mongodb://ann:***@db.example/stock"


def test_a_job_that_failed_at_its_last_run_is_named_and_makes_the_scheduler_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(SqliteDocuments(tmp_path / "documents.db")) as documents:
        now = wall_clock()
        assert Lease(documents, LEADER, "one").take(now)
        change(documents, "prices-krx", turn=Turn(now, 2, "yahoo cannot be reached"))
    assert dispatch(["doctor", "--data", str(tmp_path), "--json"]) == 1
    jobs = json.loads(capsys.readouterr().out)["parts"]["jobs"]
    assert (jobs["ok"], jobs["failing"]) == (False, ["prices-krx"])
    assert "prices-krx" in jobs["detail"]


@pytest.mark.parametrize(
    ("of", "days_before", "ok"),
    [("announced", 400, True), ("announced", 300, None), ("announced", -10, None), ("last", -10, False)],
    ids=["far", "near", "past what is announced", "past the table"],
)
def test_doctor_warns_a_year_before_the_announced_sessions_end(
    of: Literal["announced", "last"],
    days_before: int,
    ok: bool | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calendars = [MARKETS[code].calendar for code in ("krx", "us")]
    ends = {"announced": min(one.announced for one in calendars), "last": min(one.last for one in calendars)}
    today = datetime.combine(ends[of], time(12), UTC) - timedelta(days=days_before)
    monkeypatch.setattr("ui.health.wall_clock", lambda: today)
    with closing(Product(load(tmp_path), Clock())) as product:
        state = part(product, "calendars")
    assert state["ok"] is ok
    assert all(str(end) in str(state["detail"]) for end in ends.values())
    assert ("make calendars" in str(state["detail"])) is (ok is not True)


def test_an_empty_folder_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dispatch(["doctor", "--data", ""])
    assert ended.value.code == 2
    assert "--data" in capsys.readouterr().err
