"""`bench signal` finds an order that is there, and none where there is none."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from evaluation.bench import signal
from evaluation.bench.price_panels import price_inputs
from evaluation.bench.result import Row
from forecasting.panel import Panel
from stockelper.markets.registry import MARKETS

SECURITIES = 40


def following(memory: float) -> Panel:
    """Securities whose return of a day repeats a share of the day before's."""
    sessions = MARKETS["krx"].sessions(date(2022, 1, 3), date(2025, 12, 30))
    random = np.random.default_rng(3)
    returns = random.standard_normal((len(sessions), SECURITIES)) * 0.02
    for row in range(1, len(returns)):
        returns[row] += memory * returns[row - 1]
    close = 10_000 * np.exp(np.cumsum(returns, axis=0))
    before = np.vstack([close[:1], close[:-1]])
    return Panel(
        days=np.array(sessions, dtype="datetime64[D]"),
        securities=tuple(f"KRX:{number:06d}" for number in range(SECURITIES)),
        open=before,
        high=np.maximum(before, close) * 1.001,
        low=np.minimum(before, close) * 0.999,
        close=close,
        volume=np.full_like(close, 1000.0),
        halted=np.zeros(close.shape, dtype=np.bool_),
    )


def rows(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> dict[str, Row]:
    monkeypatch.setattr(signal, "TRIED", ("linear", "momentum"))
    monkeypatch.setattr(signal, "MOST", 12_000)
    found = signal.measured("signal.krx.1", price_inputs(panel, "krx"), 1, 7)
    return {row.name: row for row in found}


def test_an_order_that_repeats_is_found_and_is_more_than_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(following(0.3), monkeypatch)
    ic = found["signal.krx.1.ic"]
    assert ic.value is not None
    assert ic.ci is not None
    assert 0.2 < ic.ci[0] < ic.value < ic.ci[1] < 0.4
    assert ic.ratio == pytest.approx(ic.value / 0.0448)
    assert (found["signal.krx.1.luck"].value or 0) > 0.99
    choices = [found[f"signal.krx.1.choice.{name}"].value or 0 for name in ("linear", "momentum")]
    assert choices[0] > choices[1]


def test_no_order_is_found_in_random_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(following(0.0), monkeypatch)
    low, high = found["signal.krx.1.rank_ic"].ci or (1.0, 1.0)
    assert low < 0 < high
    assert (found["signal.krx.1.luck"].value or 1) < 0.95


def test_the_tested_year_changes_nothing_that_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = following(0.3)
    later = panel.row(date(2024, 12, 31)) + 2
    close = panel.close.copy()
    close[later:] = close[later:, ::-1]
    turned = rows(
        replace(panel, close=close, high=np.maximum(panel.open, close), low=np.minimum(panel.open, close)),
        monkeypatch,
    )
    usual = rows(
        replace(panel, high=np.maximum(panel.open, panel.close), low=np.minimum(panel.open, panel.close)),
        monkeypatch,
    )
    for name in ("linear", "momentum"):
        key = f"signal.krx.1.choice.{name}"
        assert turned[key].value == usual[key].value
    assert turned["signal.krx.1.ic"].value != usual["signal.krx.1.ic"].value
