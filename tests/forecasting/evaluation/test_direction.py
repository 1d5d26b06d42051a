"""Scores of calls."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, brier_score_loss, matthews_corrcoef

from forecasting.evaluation.direction import accuracy, brier, calibration_curve, confusion, mcc

RANDOM = np.random.default_rng(3)
WENT = RANDOM.random(400) < 0.5
P_UP = np.clip(0.5 * WENT + 0.6 * RANDOM.random(400), 0, 1)
CALLED = P_UP > 0.5


def test_accuracy_mcc_and_brier_agree_with_scikit_learn() -> None:
    counts = confusion(CALLED, WENT)
    assert accuracy(counts) == pytest.approx(accuracy_score(WENT, CALLED))
    assert mcc(counts) == pytest.approx(matthews_corrcoef(WENT, CALLED))
    assert brier(P_UP, WENT) == pytest.approx(brier_score_loss(WENT, P_UP))


def test_always_calling_up_has_no_correlation() -> None:
    assert mcc(confusion(np.ones_like(WENT), WENT)) == 0


def test_true_probabilities_lie_on_the_diagonal() -> None:
    p_up = RANDOM.random(40_000)
    curve = calibration_curve(p_up, RANDOM.random(40_000) < p_up)
    assert [point.n for point in curve] == [4000] * 10
    assert all(point.observed == pytest.approx(point.predicted, abs=0.04) for point in curve)


def test_few_probabilities_make_few_bins() -> None:
    assert [point.n for point in calibration_curve(np.array([0.1, 0.9]), np.array([False, True]))] == [1, 1]
