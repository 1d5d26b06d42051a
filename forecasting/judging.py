"""The verdict: whether a model told securities apart better than luck, by its record until the as-of day."""

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.bootstrap import block_length, interval_of_mean
from forecasting.evaluation.correlation import rank_information_coefficients
from forecasting.features.windows import Grid
from forecasting.sampling import Targets
from stockelper.types import SKILL_CONFIDENCE, Skill

METRIC = "rank_ic"
LEAST_SESSIONS = 60
"""Sessions with outcomes below which nothing is said."""


def skill(scores: Grid, outcome: Targets, *, tries: int, step: int = 1) -> Skill:
    """The verdict on scores, shape (T, N) and NaN where nothing was scored; see `verdict`."""
    daily = rank_information_coefficients(scores.astype(np.float64), outcome.returns.astype(np.float64))
    return verdict(daily, horizon=outcome.horizon, tries=tries, step=step)


def verdict(daily: NDArray[np.float64], *, horizon: int, tries: int, step: int = 1) -> Skill:
    """The mean daily rank IC with its block-bootstrap interval at `SKILL_CONFIDENCE`, and the verdict.

    `skill` asks for more than an interval above zero where several things were tried, as Bonferroni does: a model
    that was chosen among `tries` must be above zero at the level 1 - 0.05 / tries.

    Args:
        daily: shape (T,), rank ICs; NaN where there is none.
        step: sessions from one scored session to the next.
    """
    known = daily[~np.isnan(daily)]
    if len(known) < LEAST_SESSIONS:
        return Skill(verdict="unknown", metric=METRIC, value=_mean(known), ci=None)
    length = max(block_length(known), horizon / step)
    shown = interval_of_mean(known, length=length, level=SKILL_CONFIDENCE)
    least, _ = interval_of_mean(known, length=length, level=1 - (1 - SKILL_CONFIDENCE) / tries)
    return Skill(verdict="skill" if least > 0 else "no_skill", metric=METRIC, value=_mean(known), ci=shown)


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    return float(values.mean()) if values.size else None
