"""The future, planted in every input, changes nothing that was known before it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest

from forecasting.features.design import Cells, Design, design
from forecasting.features.inputs import NO_TIES, RESULTS, TOLD, Inputs
from forecasting.features.windows import Grid
from forecasting.ground import REACH
from forecasting.labels import ahead
from forecasting.models.kinds import KINDS
from forecasting.sampling import folds
from forecasting.training import train
from tests.forecasting.simulated import bars, given

CUT = 480
PRICES = ("open", "high", "low", "close", "volume")


def ties(known: datetime, since: date | None = None) -> pl.DataFrame:
    heads = [f"KRX:{number:06d}" for number in range(1, 20)]
    tails = [f"KRX:{number:06d}" for number in range(2, 21)]
    both = pl.DataFrame({"head": heads * 2, "tail": tails * 2})
    kinds = pl.Series("type", ["SUPPLIES"] * 19 + ["COMPETES_WITH"] * 19)
    dated = both.with_columns(
        kinds, valid_from=pl.lit(since, pl.Date()), valid_to=pl.lit(None, pl.Date()), known_at=pl.lit(known)
    )
    return dated.select(NO_TIES.columns).cast({"known_at": NO_TIES.schema["known_at"]})


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return bars(carries=0.3)


@pytest.fixture(scope="module")
def known(frame: pl.DataFrame) -> Inputs:
    return replace(given(frame), ties=ties(datetime(2020, 1, 1, tzinfo=UTC)))


def before(of: Inputs, rows: range) -> Design:
    rows_, columns = np.meshgrid(np.array(rows), np.arange(len(of.panel.securities)), indexing="ij")
    return design(of, Cells(rows_.ravel(), columns.ravel()))


@pytest.mark.parametrize("column", [*PRICES, "halted", "missing"])
def test_a_planted_future_changes_no_feature_of_the_past(
    frame: pl.DataFrame, known: Inputs, column: str
) -> None:
    day = known.panel.days[CUT].item()
    later = pl.col("date") > day
    if column == "missing":
        changed = frame.filter(~later)
    elif column == "halted":
        changed = frame.with_columns(halted=later)
    else:
        other = pl.col(column) * (1 + pl.col("security").str.slice(-2).cast(pl.Int64) / 3)
        changed = frame.with_columns(pl.when(later).then(other).otherwise(pl.col(column)).alias(column))
    planted = replace(given(changed), ties=known.ties)
    rows = range(CUT - 3, CUT + 1)
    np.testing.assert_array_equal(before(known, rows).values, before(planted, rows).values)


def test_a_tie_that_became_known_later_changes_no_feature_of_the_past(known: Inputs) -> None:
    day: date = known.panel.days[CUT].item()
    later = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    with_later = replace(
        known, ties=pl.concat([known.ties, ties(later).with_columns(head=pl.lit("KRX:000025"))])
    )
    rows = range(CUT - 3, CUT + 1)
    np.testing.assert_array_equal(before(known, rows).values, before(with_later, rows).values)
    after = range(CUT + 1, CUT + 3)
    assert not np.array_equal(before(known, after).values, before(with_later, after).values, equal_nan=True)


def told(known: Inputs, first: int, last: int, hour: int = 5) -> pl.DataFrame:
    """News or events of ten securities on some sessions, in changing moods; 05:00 UTC is before KRX's close."""
    days = [day.item() for day in known.panel.days[first:last]]
    rows = [
        {
            "security": f"KRX:{number:06d}",
            "known_at": datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
            "mood": (number + day.day) % 3 - 1.0,
        }
        for day in days
        for number in range(1 + day.day % 2, 21, 2)
    ]
    return pl.DataFrame(rows, schema=TOLD)


@pytest.mark.parametrize("what", ["news", "events", "results"])
def test_what_is_told_after_the_close_changes_no_feature_of_the_past(known: Inputs, what: str) -> None:
    earlier, of_the_day = told(known, CUT - 60, CUT), told(known, CUT, CUT + 1)
    late, later = told(known, CUT, CUT + 1, hour=7), told(known, CUT + 1, CUT + 9)

    def made(*parts: pl.DataFrame) -> Design:
        columns = RESULTS.names() if what == "results" else TOLD.names()
        return before(replace(known, **{what: pl.concat(parts).select(columns)}), range(CUT - 3, CUT + 1))

    plain = made(earlier)
    assert set(plain.names) > set(before(known, range(CUT, CUT + 1)).names)
    np.testing.assert_array_equal(plain.values, made(later, late, earlier).values)
    assert not np.array_equal(plain.values, made(earlier, of_the_day).values, equal_nan=True)


def test_news_and_events_are_counted_from_the_close_they_precede_with_decay(known: Inputs) -> None:
    one = told(known, CUT, CUT + 1).filter(pl.col("security") == "KRX:000002").with_columns(mood=pl.lit(-1.0))
    with_it = replace(known, news=one, events=one)
    names = ("news_1", "news_5", "news_recent", "news_mood_1", "events_5", "events_mood_recent")
    made = design(with_it, Cells(np.arange(CUT - 1, CUT + 6), np.full(7, 1)))
    found = {name: made.values[:, made.names.index(name)].tolist() for name in names}
    assert [np.isnan(values[0]) for values in found.values()] == [True] * 6  # nobody had heard of it before
    assert found["news_1"][1:4] == [1, 0, 0]
    assert found["news_5"][1:] == found["events_5"][1:] == [1, 1, 1, 1, 1, 0]
    assert found["news_recent"][1:4] == pytest.approx([1, 0.87, 0.87**2])
    assert found["news_mood_1"][1:3] == [-1, 0]
    assert found["events_mood_recent"][1:3] == pytest.approx([-1, -0.87])


def test_a_forecast_alone_is_the_forecast_among_many(known: Inputs) -> None:
    known = replace(
        known,
        news=told(known, 0, CUT + 5),
        events=told(known, 100, CUT + 5),
        results=pl.concat([told(known, 0, 90), told(known, CUT - 40, CUT + 5)]).select(RESULTS.names()),
    )
    whole = before(known, range(CUT, CUT + 1))
    cut = replace(known, panel=known.panel.until(known.panel.days[CUT].item()))
    np.testing.assert_array_equal(whole.values, before(cut, range(CUT, CUT + 1)).values)
    near = replace(known, panel=known.panel.rows(slice(CUT + 1 - REACH, CUT + 1)))
    np.testing.assert_array_equal(whole.values, before(near, range(REACH - 1, REACH)).values)


def test_every_feature_says_something_somewhere(known: Inputs) -> None:
    made = before(known, range(300, 500))
    silent = {name for name, column in zip(made.names, made.values.T, strict=True) if np.isnan(column).all()}
    assert silent == {"tick"}  # these prices are adjusted
    assert len(set(made.names)) == len(made.names)


@pytest.mark.parametrize("horizon", [1, 5, 20])
def test_a_label_is_the_return_after_the_session_and_unknown_at_the_end(known: Inputs, horizon: int) -> None:
    close = known.panel.close
    made: Grid = ahead(known, horizon)
    np.testing.assert_allclose(made[:-horizon], close[horizon:] / close[:-horizon] - 1, atol=1e-5)
    assert np.isnan(made[-horizon:]).all()


@pytest.mark.parametrize("horizon", [1, 20])
def test_no_outcome_that_a_fold_learns_from_is_known_after_its_trial_begins(horizon: int) -> None:
    made = folds(900, horizon)
    assert made
    for fold in made:
        assert fold.train[-1] + horizon <= fold.test[0]


@pytest.mark.parametrize("name", ["linear", "lightgbm"])
def test_the_record_of_a_vintage_knows_nothing_of_what_came_after(frame: pl.DataFrame, name: str) -> None:
    noisy = frame.with_columns(
        close=pl.when(pl.col("date") > date(2025, 5, 30)).then(pl.col("open")).otherwise(pl.col("close"))
    )
    one, other = train(given(frame), 1, name), train(given(noisy), 1, name)
    days = int(np.sum(one.record.days < np.datetime64("2025-05-30")))
    fold_end = np.searchsorted(one.record.days, one.record.days[0]) + min(days, 168)
    np.testing.assert_array_equal(one.record.scores[:fold_end], other.record.scores[:fold_end])


@pytest.mark.parametrize("name", sorted(KINDS))
def test_training_twice_gives_the_same_to_the_bit_and_the_text_reads_back(known: Inputs, name: str) -> None:
    short = replace(known, panel=known.panel.until(known.panel.days[400].item()))
    one, other = train(short, 5, name), train(short, 5, name)
    assert one.fitted.text() == other.fitted.text()
    made = before(short, range(399, 401))
    np.testing.assert_array_equal(one.fitted.score(made), KINDS[name].load(one.fitted.text()).score(made))


def test_what_carries_on_is_found_and_what_does_not_is_not() -> None:
    found = train(given(bars(carries=0.3)), 1, "linear").metrics["rank_ic"]
    nothing = train(given(bars(carries=0.0)), 1, "linear").metrics["rank_ic"]
    assert found > 0.15
    assert abs(nothing) < 0.05


def test_the_card_tells_how_far_probabilities_can_be_believed() -> None:
    found = train(given(bars(carries=0.3)), 1, "linear").metrics
    assert found["brier"] < found["brier_of_none"]
    assert 0.52 < found["accuracy"] < 0.8
    assert found["calibration_error"] < 0.05
    nothing = train(given(bars(carries=0.0)), 1, "linear").metrics
    assert nothing["brier"] == pytest.approx(0.25, abs=0.005)
    assert nothing["accuracy"] == pytest.approx(0.5, abs=0.03)
