"""From scores to returns: how far a standing moved the outcome, and how often one lay above zero.

Everything is measured on sessions that the scoring model had not seen and whose outcomes were known at the
as-of day, so the same as-of day gives the same forecast.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.bootstrap import interval_of_mean
from forecasting.features.cross_section import ranks
from forecasting.features.windows import Grid
from forecasting.sampling import Targets
from forecasting.summing import row_sums

LEAST_SESSIONS = 20
"""Scored sessions with outcomes that a calibration needs."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """What scores and scales turned out to mean.

    Attributes:
        strength: expected scaled return at the standing 1 (standings run from -0.5 to 0.5); 0 without evidence.
        residuals: sorted: (return / scale) less what the standing explains.
        sessions: how many were looked at.
    """

    strength: float
    residuals: NDArray[np.float64]
    sessions: int

    def expected(self, standing: float, scale: float) -> float:
        """The expected simple return."""
        return self.strength * standing * scale

    def p_up(self, standing: float) -> float:
        """The probability of a return above zero."""
        return float(self.probabilities(np.array([standing]))[0])

    def probabilities(self, standing: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same of many."""
        below = np.searchsorted(self.residuals, -self.strength * standing, side="right")
        return 1 - below / len(self.residuals)


def calibration(scores: Grid, outcome: Targets) -> Calibration | None:
    """What the scores of some sessions meant; None where too few sessions have both scores and outcomes.

    Args:
        scores: shape (T, N), NaN where nothing was scored.
        outcome: the outcomes of the same sessions.
    """
    standing = ranks(scores)
    scaled = outcome.scaled
    both = ~np.isnan(standing) & ~np.isnan(scaled)
    sessions = np.flatnonzero(both.any(axis=1))
    if len(sessions) < LEAST_SESSIONS:
        return None
    strength = _strength(standing[sessions], scaled[sessions], both[sessions], outcome.horizon)
    residuals = scaled[both].astype(np.float64) - strength * standing[both]
    return Calibration(strength, np.sort(residuals), len(sessions))


def _strength(standing: Grid, scaled: Grid, both: NDArray[np.bool_], horizon: int) -> float:
    """The mean of daily slopes, shrunk by its own uncertainty (James and Stein's positive part); never below 0."""
    u = np.where(both, standing, 0.0).astype(np.float64)
    z = np.where(both, scaled, 0.0).astype(np.float64)
    count = np.maximum(both.sum(axis=1), 1)
    z = np.where(both, z - row_sums(z) / count[:, None], 0.0)
    size, together = row_sums(u**2)[:, 0], row_sums(u * z)[:, 0]
    daily = together[size > 0] / size[size > 0]
    if not daily.size or daily.mean() <= 0:
        return 0.0
    low, high = interval_of_mean(daily, draws=500)
    error = (high - low) / 3.92
    return float(daily.mean() * max(0.0, 1 - (error / daily.mean()) ** 2))
