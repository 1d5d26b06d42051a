"""What moved a score is told by theme."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from forecasting.features.design import Cells, design
from forecasting.features.inputs import RESULTS, TOLD
from forecasting.features.windows import Grid
from forecasting.models.kinds import KINDS
from forecasting.reasons import THEMES, reasons, theme
from forecasting.training import train
from tests.forecasting.simulated import bars, given


def test_every_theme_has_a_feature_and_the_rest_are_recent_moves() -> None:
    none = pl.DataFrame(schema=TOLD)
    inputs = replace(given(bars(sessions=70)), news=none, events=none, results=pl.DataFrame(schema=RESULTS))
    names = design(inputs, Cells(np.array([69]), np.array([0]))).names
    assert {theme(name) for name in names} == set(THEMES)
    assert {theme(name) for name in ("return_1", "gap", "residual_1", "momentum_2")} == {"recent"}


def test_the_strongest_come_first_and_what_hardly_counts_is_not_told() -> None:
    moved = np.array([0.1, -0.5, 0.02], dtype=np.float32)
    told = reasons(("return_1", "suppliers_1", "weekday"), moved, "en")
    assert len(told) == 2
    assert "suppliers" in told[0]
    assert "against it" in told[0]
    assert "for it" in told[1]


@pytest.mark.parametrize("name", ["linear", "lightgbm"])
def test_contributions_add_up_to_what_a_score_differs_by(name: str) -> None:
    inputs = given(bars(carries=0.3))
    short = replace(inputs, panel=inputs.panel.until(inputs.panel.days[400].item()))
    fitted = train(short, 1, name).fitted
    made = design(short, Cells(np.full(30, 400), np.arange(30)))
    moved: Grid = fitted.contributions(made)
    scores = fitted.score(made)
    np.testing.assert_allclose(moved.sum(axis=1) - moved.sum(axis=1)[0], scores - scores[0], atol=1e-4)
    assert KINDS[name].load(fitted.text()).contributions(made).shape == moved.shape
