"""The model of movement: what it may know, what it finds, and that a seed gives the same bits."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from forecasting.evaluation.splits import Fold
from forecasting.movement.choosing import (
    SETTINGS,
    Benchmark,
    benchmark,
    by_setting,
    choose,
    choosing_folds,
    counted,
    part_fold,
    walked,
)
from forecasting.movement.model import Setting, learn, score
from forecasting.movement.movements import Movements
from forecasting.movement.protocol import ACL18
from forecasting.movement.scoring import mcc_of
from tests.forecasting.movement.made_up import bars, matrices

SETTING = Setting(100.0)


@pytest.fixture(scope="module")
def reversing() -> Movements:
    return matrices(bars(date(2013, 10, 1), date(2015, 12, 31), seed=1))


@pytest.fixture(scope="module")
def aimless() -> Movements:
    return matrices(bars(date(2013, 10, 1), date(2015, 12, 31), seed=5, reversal=0.0))


def spoilt_from(found: Movements, row: int) -> Movements:
    """The same up to a row; from it on all values are others and every label is turned."""
    features = {name: values.copy() for name, values in found.features.items()}
    for values in features.values():
        values[row:] = 7.0 - 3.0 * values[row:]
    label = found.label.copy()
    label[row:] *= -1
    return replace(found, features=features, label=label)


def scores(asked: Benchmark, fold: Fold, seed: int = 3) -> np.ndarray:
    return by_setting(asked, SETTING)(fold, seed)


@pytest.mark.parametrize("ahead", [0, 1, 5])
def test_the_future_changes_no_score(reversing: Movements, ahead: int) -> None:
    asked = benchmark(ACL18, reversing)
    fold = part_fold(asked, "validation")
    row = int(fold.test[20])
    other = benchmark(ACL18, spoilt_from(reversing, row + ahead))
    before, after = scores(asked, fold), scores(other, fold)
    assert np.array_equal(before[: 21 + ahead], after[: 21 + ahead])
    assert not np.allclose(before[21 + ahead], after[21 + ahead])


def test_an_answer_planted_on_the_day_itself_is_of_no_use(aimless: Movements) -> None:
    planted = {name: values.copy() for name, values in aimless.features.items()}
    for name in ("c_high", "c_low", "ma5", "ma30"):
        planted[name] = planted[name] + 5 * aimless.label
    asked = benchmark(ACL18, replace(aimless, features=planted))
    found = mcc_of(counted(asked, walked(asked), by_setting(asked, SETTING), [1]))
    plain = benchmark(ACL18, aimless)
    assert abs(found) < 0.15
    assert abs(mcc_of(counted(plain, walked(plain), by_setting(plain, SETTING), [1]))) < 0.15


def test_an_answer_planted_on_the_day_before_is_found(aimless: Movements) -> None:
    """The counter-check: the leak test above would notice an answer that the model can see."""
    planted = {name: values.copy() for name, values in aimless.features.items()}
    planted["ma5"][:-1] += 5 * aimless.features["n_adj_close"][1:].mean(axis=1, keepdims=True)
    asked = benchmark(ACL18, replace(aimless, features=planted))
    assert mcc_of(counted(asked, walked(asked), by_setting(asked, SETTING), [1])) > 0.25


def test_a_market_that_reverses_is_found(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    assert mcc_of(counted(asked, walked(asked), by_setting(asked, SETTING), range(3))) > 0.15


def test_nothing_of_a_validated_day_is_learnt(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    for fold in choosing_folds(asked, np.datetime64("2015-10-01")):
        assert fold.train.max() < fold.test.min()
    gaps = [fold.test.min() - fold.train.max() for fold in walked(asked)]
    assert min(gaps) > ACL18.lag


def test_choosing_looks_at_no_test_day(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    first = int(ACL18.rows(reversing.days, "test")[0])
    other = benchmark(ACL18, spoilt_from(reversing, first))
    folds = choosing_folds(asked, np.datetime64("2015-10-01"))
    for setting in SETTINGS[:2]:
        one, two = (counted(each, folds, by_setting(each, setting), [1]) for each in (asked, other))
        assert np.array_equal(one[0], two[0])
    assert choose([asked], [1]) == choose([other], [1])


def test_a_benchmark_that_ends_later_shows_nothing_after_the_earliest_test_day(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    end = np.datetime64("2015-09-01")
    tested = np.concatenate([fold.test for fold in choosing_folds(asked, end)])
    assert reversing.days[tested].max() < end


def test_one_seed_gives_the_same_bits_and_another_seed_others(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    fold = part_fold(asked, "validation")
    assert scores(asked, fold, 3).tobytes() == scores(asked, fold, 3).tobytes()
    assert scores(asked, fold, 3).tobytes() != scores(asked, fold, 4).tobytes()


def test_a_stock_that_is_missing_leaves_the_others_scores_defined(reversing: Movements) -> None:
    features = {name: values.copy() for name, values in reversing.features.items()}
    for values in features.values():
        values[:400, 0] = np.nan
    asked = benchmark(ACL18, replace(reversing, features=features))
    assert np.isfinite(scores(asked, part_fold(asked, "validation"))).all()


def test_without_a_day_to_learn_from_there_is_no_model(reversing: Movements) -> None:
    asked = benchmark(ACL18, reversing)
    with pytest.raises(ValueError, match="no day"):
        learn(asked.signals, np.arange(0, 1), SETTING, seed=1)


def test_a_half_life_weighs_late_days_more(reversing: Movements, aimless: Movements) -> None:
    """Trained on aimless days followed by reversing ones, a short memory finds more of the reversal."""
    half = len(reversing.days) // 2
    features = {
        name: np.concatenate([aimless.features[name][:half], values[half:]])
        for name, values in reversing.features.items()
    }
    asked = benchmark(ACL18, replace(reversing, features=features))
    fold = part_fold(asked, "validation")
    long, short = (learn(asked.signals, fold.train, Setting(30.0, life), seed=1) for life in (None, 60.0))
    reach = [np.abs(score(asked.signals, fold.test, one)).mean() for one in (long, short)]
    assert reach[1] > reach[0]
