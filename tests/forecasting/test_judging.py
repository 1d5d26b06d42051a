"""The verdict on a record of scores."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.features.windows import Grid
from forecasting.judging import skill, worth
from forecasting.sampling import Targets

SESSIONS, SECURITIES = 260, 40


def record(signal: float) -> tuple[Grid, Targets]:
    """Scores that share so much with the returns that follow."""
    random = np.random.default_rng(3)
    returns = random.standard_normal((SESSIONS, SECURITIES)).astype(np.float32)
    scores = (signal * returns + random.standard_normal(returns.shape)).astype(np.float32)
    return scores, Targets(1, returns, returns, np.ones_like(returns))


@pytest.mark.parametrize(("signal", "verdict"), [(0.3, "skill"), (0.0, "no_skill"), (-0.3, "no_skill")])
def test_skill_is_an_order_that_is_right_more_often_than_luck(signal: float, verdict: str) -> None:
    assert skill(*record(signal), tries=1).verdict == verdict


@pytest.mark.parametrize(("horizon", "verdict"), [(1, "no_skill"), (5, "skill")])
def test_an_order_that_costs_more_than_it_earns_is_no_skill(horizon: int, verdict: str) -> None:
    scores, outcome = record(0.03)
    made = skill(scores, replace(outcome, horizon=horizon), tries=1)
    assert made.ci is not None and 0 < made.ci[0] < worth(1)
    assert made.verdict == verdict
    assert worth(20) < worth(5) < made.ci[0]


def test_what_was_tried_raises_the_bar_and_leaves_the_shown_interval() -> None:
    given = record(0.045)
    one, many = skill(*given, tries=1), skill(*given, tries=1000)
    assert (one.verdict, many.verdict) == ("skill", "no_skill")
    assert one.ci is not None and one.ci[0] > 0
    assert (one.ci, one.value) == (many.ci, many.value)


def test_a_short_record_is_not_judged() -> None:
    scores, outcome = record(0.3)
    few = Targets(1, outcome.returns[:40], outcome.ranks[:40], outcome.scale[:40])
    assert skill(scores[:40], few, tries=1).verdict == "unknown"
