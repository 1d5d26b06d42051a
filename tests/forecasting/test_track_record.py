"""Forecasts are kept as they were made and scored when they are due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from forecasting.track_record import keep, score, tallies, tally
from stockelper.store.documents import Documents
from stockelper.types import Coverage, Forecast, Interval, Skill
from tests.forecasting.simulated import bars, stored

FRIDAY, MONDAY = date(2025, 6, 27), date(2025, 6, 30)
THEN, LATER = datetime(2025, 6, 27, 12, tzinfo=UTC), datetime(2025, 7, 1, 12, tzinfo=UTC)


def forecast(**changed: object) -> Forecast:
    made = Forecast(
        security="KRX:000001",
        as_of=FRIDAY,
        horizon_days=1,
        last_close=10_000,
        basis="splits",
        target_date=MONDAY,
        p_up=0.6,
        expected_return=0.001,
        interval=Interval(level=0.9, low=-0.5, high=0.5),
        realised_coverage=Coverage(level=0.9, share=None, n=0),
        skill=Skill(verdict="unknown", metric="rank_ic", value=None, ci=None),
        model="krx-1d-linear-2025-05-30",
        trained_until=date(2025, 5, 30),
    )
    return made.model_copy(update=changed)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    store = stored(bars(securities=2, sessions=10), tmp_path)
    yield store
    store.close()


def test_a_forecast_is_kept_once_and_never_changed(documents: Documents) -> None:
    assert keep(documents, [forecast()], THEN) == 1
    assert keep(documents, [forecast(p_up=0.9)], LATER) == 0
    row = documents.read("forecasts").row(0, named=True)
    assert (row["p_up"], row["made"], row["live"], row["realised"]) == (0.6, THEN, True, None)


def test_many_are_kept_in_one_go_and_those_that_are_stored_stay_as_they_were(documents: Documents) -> None:
    keep(documents, [forecast(security="KRX:000003")], THEN)
    many = [forecast(security=f"KRX:{number:06d}", p_up=0.9) for number in range(1, 41)]
    assert keep(documents, [*many, many[0]], LATER) == 39
    assert keep(documents, many, LATER) == 0
    found = documents.read("forecasts").sort("security")
    assert found.get_column("p_up").to_list() == [0.9, 0.9, 0.6, *[0.9] * 37]
    assert found.get_column("made").to_list()[2] == THEN


def test_what_is_due_is_scored_with_what_came(documents: Documents) -> None:
    keep(
        documents,
        [forecast(), forecast(security="KRX:000002", as_of=MONDAY, target_date=date(2025, 7, 1))],
        THEN,
    )
    assert score(documents, THEN) == 0
    assert score(documents, LATER) == 1
    assert score(documents, LATER) == 0
    close = bars(securities=2, sessions=10).filter(pl.col("security") == "KRX:000001").get_column("close")
    found = documents.read("forecasts").filter(pl.col("security") == "KRX:000001").row(0, named=True)
    assert found["realised"] == pytest.approx(close[-1] / close[-2] - 1)
    assert found["scored"] == LATER


def test_live_and_replayed_are_counted_apart(documents: Documents) -> None:
    keep(documents, [forecast()], THEN)
    keep(
        documents, [forecast(security="KRX:000002", interval=Interval(level=0.9, low=-0.9, high=-0.8))], LATER
    )
    score(documents, LATER)
    live, replayed = tally(documents, forecast().model)
    assert (live.live, live.due, live.held) == (True, 1, 1.0)
    assert (replayed.live, replayed.due, replayed.held) == (False, 1, 0.0)


@pytest.mark.parametrize(
    ("horizon", "target", "now", "live"),
    [
        (1, MONDAY, datetime(2025, 6, 29, 23, tzinfo=UTC), True),
        (1, MONDAY, datetime(2025, 6, 30, 1, tzinfo=UTC), False),
        (5, date(2025, 7, 4), datetime(2025, 6, 30, 6, 29, tzinfo=UTC), True),
        (5, date(2025, 7, 4), datetime(2025, 6, 30, 6, 31, tzinfo=UTC), False),
        (20, date(2025, 7, 25), datetime(2025, 7, 24, tzinfo=UTC), False),
    ],
)
def test_a_forecast_is_live_until_the_first_session_that_it_looks_at_has_closed(
    documents: Documents, horizon: int, target: date, now: datetime, live: bool
) -> None:
    keep(documents, [forecast(horizon_days=horizon, target_date=target)], now)
    assert documents.read("forecasts").row(0, named=True)["live"] is live


def test_nothing_due_is_no_share(documents: Documents) -> None:
    live, replayed = tally(documents, "none")
    assert live.held is None
    assert replayed.right is None


def test_every_model_with_an_outcome_is_told_live_before_replayed(documents: Documents) -> None:
    assert tallies(documents) == []
    keep(documents, [forecast(), forecast(model="another")], THEN)
    keep(documents, [forecast(security="KRX:000002")], LATER)
    score(documents, LATER)
    told = [(one.model, one.live, one.due) for one in tallies(documents)]
    assert told == [("another", True, 1), (forecast().model, True, 1), (forecast().model, False, 1)]
