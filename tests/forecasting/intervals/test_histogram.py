"""Counts on a grid read like the sample they count."""

import numpy as np
import pytest

from forecasting.intervals.histogram import counts, cumulated, quantiles, shares_below

SCORES = np.random.default_rng(1).standard_normal((2, 20_000))
GROUPS = np.tile(np.array([0, 1]), 10_000) * np.ones((2, 1), dtype=np.intp)


def test_quantiles_and_shares_agree_with_the_sample() -> None:
    below = cumulated(counts(SCORES, GROUPS, 2))
    read = quantiles(below[1], np.array([0.05, 0.95]))
    assert read[0] == pytest.approx(np.quantile(SCORES[1][GROUPS[1] == 0], 0.05), abs=0.01)
    assert read[1] == pytest.approx(np.quantile(SCORES[1][GROUPS[1] == 1], 0.95), abs=0.01)
    np.testing.assert_allclose(shares_below(below[1], read), [0.05, 0.95], atol=1e-9)


def test_what_lies_beyond_the_grid_is_counted_at_its_end_and_the_unknown_is_not() -> None:
    scores = np.array([[99.0, -99.0, np.nan, 0.1, 0.1]])
    made = counts(scores, np.array([[0, 0, 0, 0, -1]]), 1)
    assert made.sum() == 3
    assert (made[0, 0, 0], made[0, 0, -1]) == (1, 1)


def test_an_empty_group_has_no_shares() -> None:
    assert np.isnan(shares_below(cumulated(np.zeros((1, 600))), np.array([0.0]))).all()
