"""Sums over windows: right, and the same whatever lies before the window."""

import numpy as np
import pytest

from forecasting.features.windows import (
    Grid,
    lagged,
    rolling_max,
    rolling_mean,
    rolling_min,
    rolling_sum,
)

WIDTHS = (1, 2, 3, 5, 7, 20, 60)


@pytest.fixture(scope="module")
def values() -> Grid:
    made = np.random.default_rng(3).standard_normal((150, 4)).astype(np.float32)
    made[np.random.default_rng(4).random(made.shape) < 0.1] = np.nan
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_a_rolling_sum_adds_up_the_known_of_its_window(values: Grid, width: int) -> None:
    plain = [np.nansum(values[max(0, t - width + 1) : t + 1], axis=0) for t in range(len(values))]
    np.testing.assert_allclose(rolling_sum(values, width), plain, atol=1e-4)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_decayed_sum_weights_the_older_less(values: Grid, width: int) -> None:
    filled = np.nan_to_num(values)
    plain = [sum(0.9**k * filled[t - k] for k in range(min(width, t + 1))) for t in range(len(values))]
    np.testing.assert_allclose(rolling_sum(values, width, 0.9), plain, atol=1e-4)


@pytest.mark.parametrize("width", WIDTHS)
def test_extremes_are_those_of_the_known_in_the_window(values: Grid, width: int) -> None:
    for t in (width, 80, 149):
        window = values[max(0, t - width + 1) : t + 1]
        known = ~np.isnan(window).all(axis=0)
        np.testing.assert_array_equal(
            rolling_max(values, width)[t, known], np.nanmax(window[:, known], axis=0)
        )
        np.testing.assert_array_equal(
            rolling_min(values, width)[t, known], np.nanmin(window[:, known], axis=0)
        )


def test_a_mean_over_too_few_known_values_is_not_known() -> None:
    column = np.array([[1.0], [np.nan], [np.nan], [4.0]], dtype=np.float32)
    assert np.isnan(rolling_mean(column, 4)[-1, 0])
    assert rolling_mean(column, 1)[-1, 0] == 4


@pytest.mark.parametrize("width", WIDTHS)
def test_a_longer_history_changes_no_bit(values: Grid, width: int) -> None:
    start = 150 - width - 20
    np.testing.assert_array_equal(
        rolling_mean(values, width, 0.94)[-20:], rolling_mean(values[start:], width, 0.94)[-20:]
    )


def test_what_lies_before_the_panel_is_not_known(values: Grid) -> None:
    assert np.isnan(lagged(values, 3)[:3]).all()
    np.testing.assert_array_equal(lagged(values, 3)[3:], values[:-3])
