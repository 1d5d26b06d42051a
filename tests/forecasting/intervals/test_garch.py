"""The GARCH baseline."""

import numpy as np
import pytest

from forecasting.intervals.garch import Garch, ends, fit, next_variances, variance_ahead

TRUE = Garch(mean=0.0005, omega=8e-6, alpha=0.1, beta=0.85, freedom=6.0, start=1.6e-4)


def simulated(sessions: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(6)
    shocks = random.standard_t(TRUE.freedom, sessions) * np.sqrt((TRUE.freedom - 2) / TRUE.freedom)
    returns, variances, variance = np.empty(sessions), np.empty(sessions), TRUE.start
    for row in range(sessions):
        variances[row] = variance
        returns[row] = TRUE.mean + np.sqrt(variance) * shocks[row]
        variance = TRUE.omega + TRUE.alpha * (returns[row] - TRUE.mean) ** 2 + TRUE.beta * variance
    return returns, variances


def test_a_fit_finds_the_parameters_of_a_simulated_series() -> None:
    returns, _ = simulated(4000)
    found = fit(returns)
    assert found is not None
    assert found.alpha == pytest.approx(TRUE.alpha, abs=0.04)
    assert found.beta == pytest.approx(TRUE.beta, abs=0.07)
    assert found.freedom == pytest.approx(TRUE.freedom, abs=2)


def test_variances_follow_the_recursion_and_a_halt_leaves_the_expected_one() -> None:
    returns, variances = simulated(300)
    np.testing.assert_allclose(next_variances(TRUE, returns)[:-1], variances[1:])
    (after,) = next_variances(TRUE, np.array([np.nan]))
    assert after == pytest.approx(TRUE.omega + (TRUE.alpha + TRUE.beta) * TRUE.start)


def test_variance_ahead_adds_up_to_that_of_simulated_sums() -> None:
    long_run = TRUE.omega / (1 - TRUE.alpha - TRUE.beta)
    assert variance_ahead(TRUE, np.array([long_run]), 20)[0] == pytest.approx(20 * long_run)


def test_its_intervals_hold_on_its_own_series() -> None:
    returns, _ = simulated(4000)
    low, high = ends(TRUE, next_variances(TRUE, returns)[:-1], horizon=1, level=0.9)
    assert np.mean((low <= returns[1:]) & (returns[1:] <= high)) == pytest.approx(0.9, abs=0.015)


def test_too_few_or_constant_returns_are_not_fitted() -> None:
    assert fit(np.full(400, 0.0)) is None
    assert fit(np.random.default_rng(1).standard_normal(200)) is None
