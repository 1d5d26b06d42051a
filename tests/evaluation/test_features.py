"""`bench features` measures the same work on both sides, and says so when a side is not there."""

import asyncio
import sys
from pathlib import Path

import numpy as np
import pytest

from evaluation.bench import features, mlforecast_side
from evaluation.bench.mlforecast_side import output, write_series
from forecasting.panel import Panel

CLOSE = np.array([[1.0, np.nan], [2.0, 5.0], [3.0, 6.0]])


def test_rows_go_series_by_series_with_steps_of_their_own(tmp_path: Path) -> None:
    write_series(tmp_path / "values.npz", CLOSE)
    with np.load(tmp_path / "values.npz") as found:
        assert found["series"].tolist() == [0, 0, 0, 1, 1]
        assert found["step"].tolist() == [0, 1, 2, 0, 1]
        assert found["value"].tolist() == [1, 2, 3, 5, 6]


def test_a_command_that_fails_or_takes_too_long_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asyncio.run(output(sys.executable, "-c", "print(3)")) == "3\n"
    assert asyncio.run(output(sys.executable, "-c", "raise SystemExit(1)")) is None
    monkeypatch.setattr(mlforecast_side, "PATIENCE_S", 0.2)
    assert asyncio.run(output(sys.executable, "-c", "import time; time.sleep(30)")) is None


@pytest.mark.parametrize("theirs", [None, 50.0])
def test_without_mlforecast_the_row_has_no_reference(
    theirs: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "mlforecast_seconds", lambda close: theirs)
    close = np.full((100, 3), 10.0)
    panel = Panel(
        days=np.arange("2025-01-01", "2025-04-11", dtype="datetime64[D]"),
        securities=("KRX:A", "KRX:B", "KRX:C"),
        open=close,
        high=close,
        low=close,
        close=close,
        volume=close,
        halted=np.zeros(close.shape, dtype=np.bool_),
    )
    row = features.lag_row(panel)
    assert row.n == 300
    assert row.value is not None
    assert row.reference == theirs
    assert row.ratio == (None if theirs is None else row.value / theirs)
