"""The best of many tries."""

import numpy as np
import pytest

from forecasting.evaluation.deflation import best_of, deflated_ratio, expected_maximum


def test_the_expected_best_ratio_is_that_of_simulated_tries() -> None:
    drawn = np.random.default_rng(1).standard_normal((4000, 50)) * 0.1
    assert expected_maximum(50, 0.1) == pytest.approx(drawn.max(axis=1).mean(), rel=0.03)
    assert expected_maximum(1, 0.1) == 0


def test_a_ratio_is_worth_less_the_more_was_tried() -> None:
    daily = np.random.default_rng(1).standard_normal(500) + 0.15
    worth = [deflated_ratio(daily, tries=tries, deviation=0.05) for tries in (1, 10, 1000)]
    assert worth[0] > 0.95
    assert worth == sorted(worth, reverse=True)
    assert worth[2] < 0.7
    assert np.isnan(deflated_ratio(np.ones(9), tries=2, deviation=0.1))


def test_luck_among_many_tries_is_seldom_taken_for_skill() -> None:
    random = np.random.default_rng(8)
    found = [best_of(random.standard_normal((200, 20)), draws=300, seed=n).p_value for n in range(60)]
    assert np.mean(np.array(found) < 0.05) <= 0.15


def test_one_skilled_try_among_many_is_found() -> None:
    daily = np.random.default_rng(8).standard_normal((250, 20))
    daily[:, 7] += 0.4
    found = best_of(daily, draws=500)
    assert found.column == 7
    assert found.p_value < 0.01
    assert found.mean == pytest.approx(daily[:, 7].mean())


def test_a_try_without_any_difference_is_no_skill() -> None:
    assert best_of(np.zeros((50, 2)), draws=100).p_value == 1
