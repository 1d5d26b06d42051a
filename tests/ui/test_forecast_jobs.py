"""Forecasting's jobs beside those of collectors: they are listed, and run by name with their run in the log."""

import json
import os
from datetime import date
from pathlib import Path
from threading import Event, get_native_id

import pytest

from collectors.reading import Asked
from collectors.scheduling.running import run_job
from stockelper.clock import Clock, wall_clock
from stockelper.errors import NoData
from stockelper.settings import load
from stockelper.store.documents import Documents
from ui.cli import dispatch
from ui.jobs import JOBS, works
from ui.wiring import Product

NAMES = {"train-krx", "train-us", "score-krx", "score-us"}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    dispatch([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)


def test_they_are_listed_with_when_they_are_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {str(row["job"]): row for row in printed(capsys, "jobs", "list", "--data", str(tmp_path))}
    assert found.keys() >= NAMES
    assert found["train-krx"]["schedule"] == "10 6 * * sat Asia/Seoul"
    assert found["score-us"]["source"] == "forecasting"
    assert found["score-us"]["next_run"]


def test_a_market_without_bars_is_skipped_with_the_reason_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["jobs", "run", "train-us", "--data", str(tmp_path)]) == 1
    (row,) = printed(capsys, "jobs", "history", "--data", str(tmp_path))
    assert (row["job"], row["source"], row["state"]) == ("train-us", "forecasting", "skipped")
    assert row["error"]


def test_scoring_with_nothing_due_is_done(tmp_path: Path) -> None:
    assert dispatch(["jobs", "run", "score-krx", "--data", str(tmp_path)]) == 0


def test_work_runs_at_the_lowest_priority_and_leaves_the_callers_as_it_was(tmp_path: Path) -> None:
    product, seen = Product(load(tmp_path), Clock()), list[int]()

    def work(documents: Documents, stop: Event) -> dict[str, int]:
        seen.append(os.getpriority(os.PRIO_PROCESS, get_native_id()))
        raise NoData("no_bars_in_market", market="krx", as_of="2025-01-01")

    before = os.getpriority(os.PRIO_PROCESS, get_native_id())
    asked = Asked((), date(2025, 1, 1), date(2025, 1, 2))
    try:
        (row,) = run_job(
            JOBS["train-krx"], asked, product.documents, product.collecting, Event(), wall_clock, work=work
        )
    finally:
        product.close()
    assert seen == [19]
    assert os.getpriority(os.PRIO_PROCESS, get_native_id()) == before
    assert row["state"] == "skipped"
    assert works(product).keys() == NAMES
