"""What forecasting does by the clock: new vintages, and the outcomes of what has come due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from forecasting.registry import Models
from forecasting.timetable import TASKS
from forecasting.track_record import keep
from forecasting.working import Desk, run
from stockelper.errors import Cancelled, NoData
from tests.forecasting.simulated import bars, stored
from tests.forecasting.test_track_record import LATER, THEN, forecast

TRAIN, SCORE = (next(task for task in TASKS if task.name == name) for name in ("train-krx", "score-krx"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    documents = stored(bars(carries=0.3), tmp_path)
    yield Desk(documents, Models(tmp_path / "models"), tmp_path / "kept")
    documents.close()


def test_training_puts_a_vintage_of_every_horizon_on_the_shelf(desk: Desk) -> None:
    counts = run(TRAIN, desk, datetime(2025, 6, 28, tzinfo=UTC), Event())
    cards = [card for horizon in (1, 5, 20) for card in desk.models.cards("krx", horizon)]
    assert [card.trained_until.isoformat() for card in cards] == ["2025-06-27"] * 3
    assert counts == {"read": sum(card.rows for card in cards), "inserted": 3}


def test_training_that_is_told_to_stop_makes_nothing_more(desk: Desk) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        run(TRAIN, desk, datetime(2025, 6, 28, tzinfo=UTC), stop)
    assert desk.models.cards("krx", 1) == []


def test_scoring_fills_in_what_is_due_of_its_own_market_alone(desk: Desk) -> None:
    keep(desk.documents, [forecast()], THEN)
    assert run(replace(SCORE, market="us"), desk, LATER, Event()) == {"changed": 0}
    assert run(SCORE, desk, LATER, Event()) == {"changed": 1}
    assert run(SCORE, desk, LATER, Event()) == {"changed": 0}


def test_a_market_without_bars_has_nothing_to_learn_from(desk: Desk) -> None:
    with pytest.raises(NoData):
        run(replace(TRAIN, market="us"), desk, LATER, Event())
