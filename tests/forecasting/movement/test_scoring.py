"""Measures of calls counted by day."""

import numpy as np
import pytest

from forecasting.evaluation.direction import accuracy, mcc
from forecasting.movement.scoring import daily_counts, figure, mcc_of, mean_over_seeds

SCORE = np.array([[0.2, -0.1, 0.3], [-0.2, 0.4, -0.5]])
LABEL = np.array([[1.0, 1.0, -1.0], [-1.0, 1.0, 0.0]])
SAMPLES = LABEL != 0


def test_dropped_days_are_not_counted() -> None:
    counts = daily_counts(SCORE, LABEL, SAMPLES)
    assert counts.tolist() == [[1, 1, 0, 1], [1, 0, 1, 0]]


def test_the_measures_are_those_of_all_days_together() -> None:
    counts = [daily_counts(SCORE, LABEL, SAMPLES)]
    assert mean_over_seeds(counts, accuracy) == pytest.approx(3 / 5)
    assert mcc_of(counts) == pytest.approx((2 * 1 - 1 * 1) / np.sqrt(3 * 3 * 2 * 2))


def test_seeds_are_averaged_after_measuring() -> None:
    right, wrong = daily_counts(LABEL, LABEL, SAMPLES), daily_counts(-LABEL, LABEL, SAMPLES)
    assert mcc_of([right, wrong]) == pytest.approx(0.0)
    assert mcc_of([right, right]) == pytest.approx(1.0)


def test_the_interval_takes_days_whole() -> None:
    """Forty stocks that all go one way tell no more than one: the interval must be as wide."""
    random = np.random.default_rng(3)
    score, label = random.choice([-1.0, 1.0], (2, 60, 1))
    one = figure([daily_counts(score, label, label != 0)], mcc, seed=1)
    many = figure(
        [daily_counts(*(np.repeat(x, 40, axis=1) for x in (score, label, label != 0)))], mcc, seed=1
    )
    assert many.n == 40 * one.n
    assert many.ci == pytest.approx(one.ci)
    assert one.ci[0] < one.value < one.ci[1]
