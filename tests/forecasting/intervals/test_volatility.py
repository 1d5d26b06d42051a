"""Measures of volatility."""

import numpy as np
import pytest

from forecasting.intervals.volatility import ewma_volatility, log_returns
from forecasting.intervals.weighted import carried, weighted_mean
from tests.forecasting.intervals.simulated import market, with_bars


def test_ewma_volatility_is_the_weighted_root_mean_square_of_sixty_sessions() -> None:
    returns = np.random.default_rng(2).standard_normal((200, 2)) * 0.02
    weights = 0.94 ** np.arange(60)[::-1]
    expected = np.sqrt((weights[:, None] * returns[-60:] ** 2).sum(axis=0) / weights.sum())
    np.testing.assert_allclose(ewma_volatility(returns)[-1], expected)


def test_unknown_values_are_skipped_and_a_long_silence_keeps_the_last_mean() -> None:
    values = np.array([[1.0], [3.0], *[[np.nan]] * 50])
    expected = (0.9 * 1 + 3) / 1.9
    np.testing.assert_allclose(weighted_mean(values, 0.9)[1:, 0], expected)
    assert np.isnan(weighted_mean(values[2:], 0.9)).all()


def test_the_last_known_value_is_carried_and_nothing_is_carried_back() -> None:
    np.testing.assert_array_equal(carried(np.array([[np.nan], [2.0], [np.nan]])), [[np.nan], [2.0], [2.0]])


def test_a_return_over_days_without_a_bar_starts_from_the_last_close() -> None:
    panel = market(10, 1)
    close = panel.close.copy()
    close[4] = np.nan
    returns = log_returns(with_bars(panel, close=close))
    assert np.isnan(returns[4, 0])
    assert returns[5, 0] == pytest.approx(np.log(close[5, 0] / close[3, 0]))
