"""Information coefficients."""

import numpy as np
import pytest
from scipy import stats

from forecasting.evaluation.correlation import (
    information,
    information_coefficients,
    rank_information_coefficients,
)

RANDOM = np.random.default_rng(5)
REALISED = RANDOM.standard_normal((4, 30)) ** 3
PREDICTED = REALISED + RANDOM.standard_normal((4, 30)) * 2
PREDICTED[1, :4] = np.nan
REALISED[1, 3:9] = np.nan


def test_each_day_agrees_with_scipy_over_the_securities_that_have_both() -> None:
    ic = information_coefficients(PREDICTED, REALISED)
    rank_ic = rank_information_coefficients(PREDICTED, REALISED)
    for day in range(4):
        known = ~(np.isnan(PREDICTED[day]) | np.isnan(REALISED[day]))
        left, right = PREDICTED[day][known], REALISED[day][known]
        assert ic[day] == pytest.approx(stats.pearsonr(left, right)[0])
        assert rank_ic[day] == pytest.approx(stats.spearmanr(left, right)[0])


def test_a_day_of_two_securities_or_of_equal_forecasts_has_no_coefficient() -> None:
    predicted = np.array([[1.0, 2.0, np.nan], [1.0, 1.0, 1.0]])
    realised = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
    assert np.isnan(information_coefficients(predicted, realised)).all()
    assert np.isnan(rank_information_coefficients(predicted, realised)).all()


def test_information_is_the_mean_and_the_mean_by_the_deviation_of_the_known_days() -> None:
    found = information(np.array([0.1, np.nan, 0.3, 0.2]))
    assert (found.mean, found.ratio, found.days) == (pytest.approx(0.2), pytest.approx(2.0), 3)
    assert np.isnan(information(np.array([0.1])).mean)
