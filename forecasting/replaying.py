"""What would have been forecast of a security on past days, from what was known on each, and what came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from forecasting.calibrating import Calibration
from forecasting.features.cross_section import ranks
from forecasting.intervals.conformal import IntervalHistory
from forecasting.sweep import Sweep

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


def replayed(spread: IntervalHistory, sweep: Sweep, calibration: Calibration) -> Sequence[PastForecast]:
    """The last year of one security, every `horizon` sessions back from the last day, oldest first.

    Args:
        spread: of that security alone.
    """
    last = len(spread.days) - 1
    rows = range(last, max(-1, last - SESSIONS), -sweep.horizon)
    known = [row for row in reversed(rows) if not np.isnan(spread.low[row, 0])]
    expected = _expected(sweep, calibration, spread.securities[0])
    return [
        PastForecast(
            as_of=spread.days[row].item(),
            low=float(spread.low[row, 0]),
            high=float(spread.high[row, 0]),
            expected=expected.get(row),
            realised=_known(float(spread.realised[row, 0])),
        )
        for row in known
    ]


def _expected(sweep: Sweep, calibration: Calibration, security: str) -> Mapping[int, float]:
    """The expected return on each session that was scored, by its row."""
    if security not in sweep.securities:
        return {}
    column = sweep.securities.index(security)
    standing = ranks(sweep.scores)[:, column]
    made = [
        calibration.expected(float(stood), float(scale))
        for stood, scale in zip(standing, sweep.scale[:, column], strict=True)
    ]
    return {row: value for row, value in zip(sweep.rows.tolist(), made, strict=True) if np.isfinite(value)}


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
