"""Champion and challengers: a kind of model takes the place of the one in use by a test, and in no other way.

All of them walk the same sessions out of sample. What is tested is the best mean of the daily rank ICs less the
champion's, against what the best of so many without any advantage would show.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.bootstrap import block_length
from forecasting.evaluation.correlation import rank_information_coefficients
from forecasting.evaluation.deflation import best_of
from forecasting.features.inputs import Inputs
from forecasting.labels import ahead
from forecasting.models.growing import Grow, here
from forecasting.training import Trained, train
from stockelper.errors import NoData

CHALLENGERS = ("lightgbm", "linear", "ensemble")
LEVEL = 0.05
FEWEST = 60
"""Sessions below which nobody is promoted."""


@dataclass(frozen=True)
class Contest:
    """What came of it.

    Attributes:
        champion: the kind in use.
        best: the challenger that was furthest ahead of it.
        lead: its mean daily rank IC less the champion's.
        p_value: how often the best of so many without an advantage would be as far ahead.
        sessions: how many both were tried on.
    """

    champion: str
    best: str
    lead: float
    p_value: float
    sessions: int

    @property
    def is_won(self) -> bool:
        """Whether the challenger takes the champion's place."""
        return self.lead > 0 and self.p_value < LEVEL


def contest(
    given: Inputs, champion: Trained, challengers: Sequence[str] = CHALLENGERS, grow: Grow = here
) -> tuple[Contest, Trained]:
    """Try challengers on the champion's own sessions; what came of it, and the model that is used from now on.

    Raises:
        NoData: there are too few of them, or nobody to challenge.
    """
    names = [name for name in challengers if name != champion.kind]
    fitted = [train(given, champion.horizon, name, grow=grow) for name in names]
    tried = [daily_rank_ic(given, one) for one in fitted]
    ours = daily_rank_ic(given, champion)
    known = ~np.isnan(np.column_stack([ours, *tried])).any(axis=1)
    if known.sum() < FEWEST or not names:
        raise NoData("record_too_short", market=given.market.code, horizon=champion.horizon)
    ahead_of = np.column_stack([one[known] - ours[known] for one in tried])
    rows = np.searchsorted(given.panel.days, champion.record.days)
    overlapping = champion.horizon / float(np.median(np.diff(rows)))
    length = max(*(block_length(column) for column in ahead_of.T), overlapping)
    found = best_of(ahead_of, length=length)
    made = Contest(champion.kind, names[found.column], found.mean, found.p_value, int(known.sum()))
    return made, fitted[found.column] if made.is_won else champion


def daily_rank_ic(given: Inputs, trained: Trained) -> NDArray[np.float64]:
    """Of the record of a walk-forward, shape (R,); NaN where the outcome is not known."""
    record = trained.record
    rows = np.searchsorted(given.panel.days, record.days)
    returns = ahead(given, trained.horizon)[rows].astype(np.float64)
    return rank_information_coefficients(record.scores.astype(np.float64), returns)
