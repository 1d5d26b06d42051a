"""What the best of many tries is worth once the number of tries is counted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from forecasting.evaluation.bootstrap import DRAWS, block_length, resampled_days

Values = NDArray[np.float64]


def expected_maximum(tries: int, deviation: float) -> float:
    """The ratio that the best of `tries` without skill is expected to show.

    Args:
        tries: how many were made, 1 or more.
        deviation: the standard deviation of their ratios.

    Source: Bailey & López de Prado (2014), The Deflated Sharpe Ratio, equation 1.
    """
    if tries < 2:
        return 0.0
    best = stats.norm.ppf(1 - 1 / tries), stats.norm.ppf(1 - 1 / (tries * np.e))
    return float(deviation * ((1 - np.euler_gamma) * best[0] + np.euler_gamma * best[1]))


def deflated_ratio(daily: Values, *, tries: int, deviation: float) -> float:
    """The probability that the true mean-by-deviation ratio exceeds what luck among `tries` would show.

    Args:
        daily: shape (T,), the chosen try's figure a day (a return, an information coefficient).
        tries: how many tries it was chosen from.
        deviation: the standard deviation of the tries' ratios.

    Returns:
        In [0, 1]; NaN of a constant series.

    Source: Bailey & López de Prado (2014), equation 2, for skewed and fat-tailed series.
    """
    spread = float(np.std(daily, ddof=1))
    if spread == 0:
        return float("nan")
    ratio = float(np.mean(daily)) / spread
    skew, kurtosis = float(stats.skew(daily)), float(stats.kurtosis(daily, fisher=False))
    variance = 1 - skew * ratio + (kurtosis - 1) / 4 * ratio**2
    excess = (ratio - expected_maximum(tries, deviation)) * np.sqrt(len(daily) - 1)
    return float(stats.norm.cdf(excess / np.sqrt(variance)))


@dataclass(frozen=True)
class Best:
    """The best of several tries: its column, its mean, and how often luck alone does as well."""

    column: int
    mean: float
    p_value: float


def best_of(daily: Values, *, length: float | None = None, draws: int = DRAWS, seed: int = 7) -> Best:
    """The test of the largest studentised mean among tries, whose dependence the bootstrap keeps.

    Args:
        daily: shape (T, K), each try's figure a day above the baseline's; no NaN.
        length: the mean block length in days; the longest of the tries' automatic ones when None.

    Source: White (2000), A Reality Check for Data Snooping, Econometrica 68; studentised as in
    Hansen (2005), Journal of Business & Economic Statistics 23.
    """
    means = daily.mean(axis=0)
    chosen = max(block_length(column) for column in daily.T) if length is None else length
    rows = resampled_days(len(daily), length=chosen, draws=draws, seed=seed)
    drawn = np.stack([column[rows].mean(axis=1) for column in daily.T], axis=1) - means
    error = drawn.std(axis=0)
    error[error == 0] = np.inf
    best = int(np.argmax(means / error))
    luck = (drawn / error).max(axis=1)
    reached = int(np.sum(luck >= means[best] / error[best]))
    return Best(best, float(means[best]), (reached + 1) / (draws + 1))
