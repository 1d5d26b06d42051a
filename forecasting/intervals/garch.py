"""GARCH(1,1) with Student's t, fitted by `arch`; the one file that knows that library.

Sources: Bollerslev (1986), Journal of Econometrics 31; Bollerslev (1987), Review of Economics and Statistics 69.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Values = NDArray[np.float64]

PERCENT = 100.0
"""The optimiser wants returns near 1."""
FEWEST = 250
"""Returns that a fit needs."""


@dataclass(frozen=True)
class Garch:
    """Parameters for log returns: variance_(t+1) = omega + alpha * (r_t - mean)^2 + beta * variance_t.

    Attributes:
        start: the variance of the first day.
        freedom: degrees of freedom of the unit-variance t, above 2.
    """

    mean: float
    omega: float
    alpha: float
    beta: float
    freedom: float
    start: float


def fit(returns: Values) -> Garch | None:
    """The most likely parameters; None of fewer than 250 returns, of constant ones, or without convergence.

    Args:
        returns: shape (T,), log returns without NaN, oldest first.
    """
    if len(returns) < FEWEST or np.count_nonzero(returns) < FEWEST // 2:
        return None
    from arch import arch_model

    model = arch_model(returns * PERCENT, mean="Constant", vol="GARCH", p=1, q=1, dist="t", rescale=False)
    found = model.fit(disp="off", show_warning=False)
    values = {name: float(value) for name, value in found.params.items()}
    if found.convergence_flag != 0 or not all(np.isfinite(value) for value in values.values()):
        return None
    return Garch(
        mean=values["mu"] / PERCENT,
        omega=values["omega"] / PERCENT**2,
        alpha=values["alpha[1]"],
        beta=values["beta[1]"],
        freedom=values["nu"],
        start=float(np.asarray(found.conditional_volatility)[0]) ** 2 / PERCENT**2,
    )


def next_variances(model: Garch, returns: Values) -> Values:
    """The variance of the day after each return, shape (T,); NaN returns leave it where it was expected."""
    found = np.empty(len(returns))
    variance = model.start
    for row, value in enumerate(returns):
        surprise = variance if np.isnan(value) else (value - model.mean) ** 2
        variance = model.omega + model.alpha * surprise + model.beta * variance
        found[row] = variance
    return found


def variance_ahead(model: Garch, variance: Values, horizon: int) -> Values:
    """The variance of the sum of the next returns, from the variance of the first of them."""
    total = np.zeros_like(variance)
    ahead = variance
    for _ in range(horizon):
        total = total + ahead
        ahead = model.omega + (model.alpha + model.beta) * ahead
    return total


def ends(model: Garch, variance: Values, *, horizon: int, level: float) -> tuple[Values, Values]:
    """The interval of log returns over the horizon, by the t of the fit scaled to the variance ahead."""
    freedom = max(model.freedom, 2.05)
    reach = float(stats.t.ppf((1 + level) / 2, freedom)) * np.sqrt((freedom - 2) / freedom)
    spread = reach * np.sqrt(variance_ahead(model, variance, horizon))
    return horizon * model.mean - spread, horizon * model.mean + spread
