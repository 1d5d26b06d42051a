"""The drift alarm: a model that orders securities worse than its record promised, since it was trained.

It rings where the 95 % intervals of the mean daily rank IC before and after the vintage do not meet.
"""

from dataclasses import dataclass

import numpy as np

from forecasting.evaluation.bootstrap import block_length, interval_of_mean
from forecasting.sweep import Sweep
from stockelper.errors import StockelperError

FEWEST = 20
"""Sessions with outcomes after a vintage before anything is said."""


class Drifted(StockelperError):
    """A model does worse than its record; it is to be trained again and looked at."""

    code = "model_drifted"


@dataclass(frozen=True)
class Drift:
    """Mean daily rank ICs of the record and since, with their 95 % intervals.

    Attributes:
        sessions: how many have an outcome since.
    """

    before: float
    before_ci: tuple[float, float]
    since: float
    since_ci: tuple[float, float]
    sessions: int

    @property
    def rings(self) -> bool:
        """Whether the model does worse than its record."""
        return self.since_ci[1] < self.before_ci[0]


def drift(found: Sweep, trained_row: int) -> Drift | None:
    """How a model did after the session of its last label; None while there is too little to say.

    Args:
        trained_row: that session's row in the panel of the sweep.
    """
    known = ~np.isnan(found.daily)
    before, since = (
        found.daily[known & (found.rows <= trained_row)],
        found.daily[known & (found.rows > trained_row)],
    )
    if len(since) < FEWEST or len(before) < FEWEST:
        return None
    step = float(np.median(np.diff(found.rows)))
    (low, high), (begun, ended) = (
        interval_of_mean(part, length=max(block_length(part), found.horizon / step))
        for part in (before, since)
    )
    return Drift(float(before.mean()), (low, high), float(since.mean()), (begun, ended), len(since))
