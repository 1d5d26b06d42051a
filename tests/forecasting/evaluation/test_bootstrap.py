"""The stationary bootstrap."""

import numpy as np
import pytest
from arch.bootstrap import optimal_block_length

from forecasting.evaluation.bootstrap import block_length, interval_of, interval_of_mean, resampled_days


def autoregressive(days: int, memory: float, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).standard_normal(days)
    made = np.zeros(days)
    for day in range(1, days):
        made[day] = memory * made[day - 1] + noise[day]
    return made


def test_blocks_are_runs_of_days_with_the_stated_mean_length() -> None:
    rows = resampled_days(300, length=12, draws=200, seed=1)
    follows = (np.diff(rows, axis=1) % 300 == 1).mean()
    assert follows == pytest.approx(1 - 1 / 12, abs=0.01)
    assert rows.shape == (200, 300)
    assert set(np.unique(rows)) == set(range(300))


def test_the_length_grows_with_the_dependence_and_agrees_with_the_published_rule() -> None:
    independent, dependent = autoregressive(800, 0.0, 4), autoregressive(800, 0.7, 4)
    assert block_length(dependent) > 3 * block_length(independent)
    expected = float(optimal_block_length(dependent)["stationary"].iloc[0])
    assert block_length(dependent) == pytest.approx(expected, rel=0.35)


def test_a_constant_or_short_series_has_blocks_of_one_day() -> None:
    assert block_length(np.ones(50)) == 1
    assert block_length(np.arange(5.0)) == 1


def test_the_interval_holds_the_true_mean_about_as_often_as_it_says() -> None:
    held = 0
    for seed in range(120):
        low, high = interval_of_mean(autoregressive(400, 0.3, seed), draws=300, seed=seed)
        held += low <= 0 <= high
    assert 0.86 <= held / 120 <= 0.99


def test_blocks_widen_the_interval_of_dependent_days() -> None:
    daily = autoregressive(500, 0.8, 9)
    one, many = interval_of_mean(daily, length=1), interval_of_mean(daily, length=25)
    assert many[1] - many[0] > 2 * (one[1] - one[0])


def test_days_weigh_by_their_rows_and_unknown_days_are_left_out() -> None:
    daily, weights = np.array([0.0, 1.0, np.nan] * 20), np.array([1.0, 3.0, 5.0] * 20)
    low, high = interval_of_mean(daily, weights=weights, length=1)
    assert low < 0.75 < high
    assert np.isnan(interval_of_mean(np.array([np.nan]))[0])


def test_any_statistic_of_resampled_days_has_an_interval_and_a_seed_repeats_it() -> None:
    daily = autoregressive(200, 0.2, 3)
    first = interval_of(lambda rows: float(np.median(daily[rows])), 200, length=3, draws=200)
    assert first[0] < float(np.median(daily)) < first[1]
    assert first == interval_of(lambda rows: float(np.median(daily[rows])), 200, length=3, draws=200)
