"""A challenger takes the champion's place by a test alone, and a later vintage uses it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from forecasting.cards import Champion
from forecasting.challenging import Contest, contest
from forecasting.drifting import drift
from forecasting.registry import Models
from forecasting.sweep import Sweep
from forecasting.training import train
from forecasting.vintages import vintage
from stockelper.errors import NoData, StoreReadOnly
from stockelper.store.documents import Documents
from tests.forecasting.simulated import KRX, bars, given, stored


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    store = stored(bars(carries=0.3), tmp_path)
    yield store
    store.close()


def test_one_that_knows_what_carries_on_beats_one_that_knows_nothing_of_it() -> None:
    known = given(bars(carries=0.3))
    found, winner = contest(known, train(known, 1, "momentum"), ("linear", "momentum"))
    assert (found.champion, found.best, found.is_won) == ("momentum", "linear", True)
    assert winner.kind == "linear"


def test_where_nothing_carries_on_nobody_is_promoted() -> None:
    known = given(bars(carries=0.0))
    found, winner = contest(known, train(known, 1, "momentum"), ("linear", "drift"))
    assert not found.is_won
    assert winner.kind == "momentum"


def test_a_lead_that_chance_explains_and_a_lag_are_no_win() -> None:
    assert not Contest("a", "b", 0.01, 0.2, 100).is_won
    assert not Contest("a", "b", -0.01, 0.01, 100).is_won


def test_too_few_sessions_tell_nothing() -> None:
    known = given(bars(carries=0.3, sessions=330))
    with pytest.raises(NoData):
        contest(known, train(known, 1, "momentum"), ("linear",))


def test_a_promotion_is_written_down_and_holds_for_later_vintages(
    documents: Documents, tmp_path: Path
) -> None:
    models, first, second = Models(tmp_path / "models"), date(2025, 5, 30), date(2025, 6, 5)
    vintage(documents, models, KRX, first, [1], "momentum")
    (before,) = models.cards("krx", 1)
    vintage(documents, models, KRX, first, [1], "momentum", challengers=("linear",))
    champion = models.champion("krx", 1)
    assert champion is not None
    assert (champion.kind, champion.before, champion.seat) == ("linear", "momentum", 1)
    assert champion.p_value < 0.05
    assert models.newest("krx", 1, first).kind == "linear"  # of two of one date the one that won
    (later,) = vintage(documents, models, KRX, second, [1])
    assert (later.kind, later.seat) == ("linear", 1)
    assert before in models.cards("krx", 1)


def test_a_damaged_note_of_a_promotion_is_none(tmp_path: Path) -> None:
    models = Models(tmp_path)
    crowned = Champion(
        kind="linear", before="drift", seat=1, since=date(2025, 5, 30), lead=0.1, p_value=0.01, sessions=90
    )
    models.promote("krx", 1, crowned)
    assert models.champion("krx", 1) == crowned
    (tmp_path / "krx" / "1" / "champion.json").write_text("{", encoding="utf-8")
    assert models.champion("krx", 1) is None


def test_a_promotion_that_cannot_be_written_down_is_said(tmp_path: Path) -> None:
    (tmp_path / "krx").write_text("a file where a folder would be", encoding="utf-8")
    crowned = Champion(
        kind="linear", before="drift", seat=1, since=date(2025, 5, 30), lead=0.1, p_value=0.01, sessions=90
    )
    with pytest.raises(StoreReadOnly):
        Models(tmp_path).promote("krx", 1, crowned)


def swept(before: float, since: float, sessions: int = 60) -> Sweep:
    """A sweep of which daily rank ICs alone are looked at: so many before and after a vintage in row 99."""
    random = np.random.default_rng(5)
    rows = np.arange(100 + sessions)
    daily = np.where(rows < 100, before, since) + 0.1 * random.standard_normal(len(rows))
    grid = np.zeros((len(rows), 1), dtype=np.float32)
    from forecasting.intervals.conformal import MarketStatistics

    empty = np.zeros((0, 0))
    statistics = MarketStatistics(1, 0.9, rows.astype("datetime64[D]"), empty, empty, empty, empty)
    return Sweep(np.zeros((len(rows), 16), dtype=np.uint8), ("a",), rows, grid, grid, grid, daily, statistics)


@pytest.mark.parametrize(("since", "rings"), [(-0.05, True), (0.15, False), (0.4, False)])
def test_the_alarm_rings_where_a_model_does_worse_than_its_record(since: float, *, rings: bool) -> None:
    found = drift(swept(0.15, since), 99)
    assert found is not None
    assert found.rings is rings
    assert found.sessions == 60


def test_a_few_sessions_after_a_vintage_ring_nothing() -> None:
    assert drift(swept(0.15, -0.5, sessions=10), 99) is None
