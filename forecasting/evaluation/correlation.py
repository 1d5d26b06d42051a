"""Information coefficients: how well a day's forecasts order that day's outcomes, day by day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.summing import row_sums

Matrix = NDArray[np.float64]

FEWEST = 3
"""Securities that a day needs for a correlation."""


@dataclass(frozen=True)
class Information:
    """The mean of daily coefficients, and that mean by their standard deviation."""

    mean: float
    ratio: float
    days: int


def information_coefficients(predicted: Matrix, realised: Matrix) -> NDArray[np.float64]:
    """Pearson's correlation over the securities of each day.

    Args:
        predicted: shape (T, N).
        realised: shape (T, N).

    Returns:
        Shape (T,); NaN where fewer than three securities have both, or one side is constant.
    """
    known = ~(np.isnan(predicted) | np.isnan(realised))
    return _correlations(np.where(known, predicted, np.nan), np.where(known, realised, np.nan))


def rank_information_coefficients(predicted: Matrix, realised: Matrix) -> NDArray[np.float64]:
    """Spearman's correlation over the securities of each day; shapes as `information_coefficients`."""
    from scipy import stats

    known = ~(np.isnan(predicted) | np.isnan(realised))
    ranks = [
        stats.rankdata(np.where(known, side, np.nan), axis=1, nan_policy="omit")
        for side in (predicted, realised)
    ]
    return _correlations(ranks[0], ranks[1])


def information(coefficients: NDArray[np.float64]) -> Information:
    """Mean and ratio (IC and ICIR, not annualised) over the days that have a coefficient."""
    known = coefficients[~np.isnan(coefficients)]
    if known.size < 2:
        return Information(float("nan"), float("nan"), int(known.size))
    mean, deviation = float(np.mean(known)), float(np.std(known, ddof=1))
    return Information(mean, mean / deviation if deviation else float("nan"), int(known.size))


def _correlations(left: Matrix, right: Matrix) -> NDArray[np.float64]:
    """Row by row, over the columns that both have."""
    known = ~np.isnan(left)
    count = known.sum(axis=1)
    enough = count >= FEWEST
    size = np.where(enough, count, 1)
    a = np.where(known, left, 0.0)
    b = np.where(known, right, 0.0)
    a = np.where(known, a - row_sums(a) / size[:, None], 0.0)
    b = np.where(known, b - row_sums(b) / size[:, None], 0.0)
    scale = np.sqrt(row_sums(a * a) * row_sums(b * b))[:, 0]
    found = np.full(len(left), np.nan)
    usable = enough & (scale > 0)
    found[usable] = row_sums(a * b)[usable, 0] / scale[usable]
    return found
