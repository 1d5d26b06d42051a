"""The verdict: whether a model told securities apart better than luck, by its record until the as-of day."""

import math

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
COSTS = 0.002
"""Of buying and selling once, tax and half a spread included; 0.15 to 0.2 % of a sale is tax in Korea."""
DEVIATION = 0.025
"""Of a day's returns among a market's securities."""
TENTHS = 3.5
"""How many deviations a score's highest tenth lies above its lowest, under a normal law."""


def skill(scores: Grid, outcome: Targets, *, tries: int, step: int = 1) -> Skill:
    """The verdict on scores, shape (T, N) and NaN where nothing was scored; see `verdict`."""
    daily = rank_information_coefficients(scores.astype(np.float64), outcome.returns.astype(np.float64))
    return verdict(daily, horizon=outcome.horizon, tries=tries, step=step)


def verdict(daily: NDArray[np.float64], *, horizon: int, tries: int, step: int = 1) -> Skill:
    """The mean daily rank IC with its block-bootstrap interval at `SKILL_CONFIDENCE`, and the verdict.

    `skill` asks for more than an interval above zero: the order must be worth its costs (`worth`), and where several
    things were tried, as Bonferroni does, at the level 1 - 0.05 / tries.

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
    said = "skill" if least > worth(horizon) else "no_skill"
    return Skill(verdict=said, metric=METRIC, value=_mean(known), ci=shown)


def worth(horizon: int) -> float:
    """The rank IC at which the highest tenth is ahead of the lowest by what buying and selling costs.

    A coefficient c puts a security c deviations ahead for each deviation of its score (Grinold 1989, The Fundamental
    Law of Active Management); returns deviate by the root of the sessions.
    """
    return COSTS / (TENTHS * DEVIATION * math.sqrt(horizon))


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    return float(values.mean()) if values.size else None
