"""Scores of quantiles and intervals."""

import numpy as np
import pytest
from scipy import stats

from forecasting.evaluation.interval_scores import (
    coverage_by,
    covered,
    daily_terciles,
    interval_score,
    pinball,
    terciles,
)

DRAWN = np.random.default_rng(2).standard_normal(20_000)


def test_the_true_quantile_has_the_least_pinball_loss() -> None:
    true = stats.norm.ppf(0.9)
    losses = [pinball(np.array([q]), DRAWN, probability=0.9).mean() for q in (true - 0.3, true, true + 0.3)]
    assert min(losses) == losses[1]


def test_the_interval_score_is_the_pinball_losses_of_both_ends() -> None:
    low, high = np.array([-1.0]), np.array([1.5])
    ends = pinball(low, DRAWN, probability=0.05) + pinball(high, DRAWN, probability=0.95)
    np.testing.assert_allclose(interval_score(low, high, DRAWN, level=0.9), 20 * ends)


def test_an_end_belongs_to_the_interval_and_an_unknown_outcome_is_no_miss() -> None:
    hits = covered(np.zeros(4), np.ones(4), np.array([0.0, 1.0, 1.1, np.nan]))
    np.testing.assert_array_equal(hits, [1, 1, 0, np.nan])


def test_coverage_is_told_by_group_without_unknown_outcomes() -> None:
    groups = np.array(["2024", "2024", "2025", "2025"])
    (first, second) = coverage_by(np.array([1.0, 0.0, 1.0, np.nan]), groups)
    assert (first.group, first.share, first.n) == ("2024", 0.5, 2)
    assert (second.group, second.share, second.n) == ("2025", 1.0, 1)


def test_terciles_are_thirds_and_unknown_volatility_has_none() -> None:
    names = terciles(np.array([3.0, np.nan, 1.0, 2.0]))
    assert names.tolist() == ["high", "unknown", "low", "middle"]
    assert terciles(np.array([np.nan])).tolist() == ["unknown"]
    by_day = daily_terciles(np.array([[1.0, 2.0, 3.0], [30.0, 20.0, 10.0]]))
    assert by_day.tolist() == [["low", "middle", "high"], ["high", "middle", "low"]]


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_a_calibrated_interval_beats_a_narrow_and_a_wide_one(level: float) -> None:
    ends = stats.norm.ppf((1 + level) / 2) * np.array([0.7, 1.0, 1.4])
    scores = [interval_score(np.array([-end]), np.array([end]), DRAWN, level=level).mean() for end in ends]
    assert min(scores) == scores[1]
