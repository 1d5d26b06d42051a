"""What would have been forecast of a security on past days, from what was known on each, and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from forecasting.calibrating import Calibration
from forecasting.features.cross_section import ranks
from forecasting.features.windows import Grid
from forecasting.intervals.conformal import IntervalHistory
from forecasting.sampling import Targets

SESSIONS = 250


@dataclass(frozen=True)
class PastForecast:
    """A replayed forecast: simple returns over the horizon from the close of `as_of`.

    Attributes:
        expected: None on days on which the market was not scored.
        realised: what came; None until it is due.
    """

    as_of: date
    low: float
    high: float
    expected: float | None
    realised: float | None

    @property
    def held(self) -> bool | None:
        """Whether what came lay within the interval; None until it is due."""
        return None if self.realised is None else self.low <= self.realised <= self.high


def replayed(
    spread: IntervalHistory, scores: Grid, outcome: Targets, calibration: Calibration, column: int
) -> Sequence[PastForecast]:
    """The last year of one security, every `horizon` sessions back from the last day, oldest first."""
    last = len(spread.days) - 1
    rows = range(last, max(-1, last - SESSIONS), -outcome.horizon)
    known = [row for row in reversed(rows) if not np.isnan(spread.low[row, column])]
    return [
        PastForecast(
            as_of=spread.days[row].item(),
            low=float(spread.low[row, column]),
            high=float(spread.high[row, column]),
            expected=_expected(scores[row : row + 1], outcome.scale[row, column], calibration, column),
            realised=_known(float(spread.realised[row, column])),
        )
        for row in known
    ]


def _expected(scores: Grid, scale: float, calibration: Calibration, column: int) -> float | None:
    standing = float(ranks(scores)[0, column])
    return _known(calibration.expected(standing, float(scale)))


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
