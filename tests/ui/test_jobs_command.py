"""What an operator does with rows that were set apart."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from collectors.registry import SOURCES
from collectors.source import Refused
from collectors.storing import set_apart
from stockelper.clock import Clock
from stockelper.settings import load
from stockelper.store.collections import BARS
from stockelper.store.documents import eq
from ui.cli import dispatch
from ui.wiring import Product

AT = datetime(2025, 12, 30, 7, tzinfo=UTC)


def bar(close: float) -> dict[str, object]:
    return {
        "security": "KRX:005930", "interval": "1d", "date": date(2025, 12, 30), "basis": "raw", "source": "yahoo",
        "open": close, "high": close, "low": close, "close": close, "volume": 10, "adj_close": None, "halted": False,
        "known_at": AT,
    }  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> tuple[str, str]:
    """A data folder whose quarantine holds one bar, and that row's id."""
    product = Product(load(tmp_path), Clock())
    try:
        set_apart(
            product.documents, SOURCES["yahoo"], [Refused("close", "spike", "KRX:005930", bar(999.0))], AT
        )
        rows = product.documents.read("quarantine")
    finally:
        product.close()
    return str(tmp_path), str(rows["id"][0])


def test_a_released_bar_is_stored_as_it_came_and_leaves_the_list(
    held: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, row = held
    assert dispatch(["jobs", "release", row, "--data", folder]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": row, "collection": "bars"}
    product = Product(load(Path(folder)), Clock())
    try:
        stored: pl.DataFrame = product.documents.read(BARS.name, eq("security", "KRX:005930"))
    finally:
        product.close()
    assert stored["close"].to_list() == [999.0]
    assert dispatch(["jobs", "quarantine", "--json", "--data", folder]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("words", [["release"], ["release", "nothing-has-this-id"]])
def test_a_release_that_names_nothing_is_one_line(
    held: tuple[str, str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = held
    assert dispatch(["jobs", *words, "--data", folder]) != 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "quarantine" in said.err or "격리" in said.err
    assert said.err.count("\n") == 1
