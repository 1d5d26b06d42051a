"""Returns from the factor model, and the prices they lead to. The formulas are in the package's docstring."""

from dataclasses import dataclass

import numpy as np

from collectors.practice.cast import companies, linked
from collectors.practice.kinds import SPREAD
from collectors.practice.streams import Flags, Floats, Integers, fat_tailed, normals, uniforms

DRIFT = np.array([0.0006, 0.0001, -0.0012])
DEVIATION = np.array([0.0065, 0.0105, 0.0200])
CHAIN = np.array([[0.985, 0.013, 0.002], [0.015, 0.975, 0.010], [0.005, 0.060, 0.935]])
SECTOR_DEVIATION = 0.0055
ALPHA, BETA = 0.08, 0.88
LOW_VOLATILITY, HIGH_VOLATILITY = 0.011, 0.019
LOW_BETA, HIGH_BETA = 0.6, 1.4
SPILL = (0.30, 0.12)
FALL, RISE = -0.32, 0.245


@dataclass(frozen=True)
class Returns:
    """Log returns by session and company, and what they are made of."""

    total: Floats
    market: Floats
    regimes: Integers
    company: Floats
    volatility: Floats


def returns(seed: int, events: Floats, halted: Flags, *, spillover: bool) -> Returns:
    """The model's returns. `events` holds the sizes of events on their sessions, as log returns."""
    length = len(events)
    regimes = regime_path(uniforms(seed, "regime", length))
    market = DRIFT[regimes] + DEVIATION[regimes] * fat_tailed(seed, "market", length)
    own, volatility = garch(seed, length)
    arrived = spread(events)
    total = betas(seed) * market[:, None] + sectors(seed, length) + own + arrived
    if spillover:
        total = total + spill(own + arrived)
    total = np.where(halted, 0.0, np.clip(total, FALL, RISE))
    return Returns(total, market, regimes, own, volatility)


def regime_path(draws: Floats) -> Integers:
    """The Markov chain of market regimes, calm first."""
    steps = np.cumsum(CHAIN, axis=1)
    path = np.zeros(len(draws), dtype=np.int64)
    state = 0
    for day, draw in enumerate(draws.tolist()):
        state = min(int(np.searchsorted(steps[state], draw, "right")), len(CHAIN) - 1)
        path[day] = state
    return path


def betas(seed: int) -> Floats:
    """Each company's sensitivity to the market."""
    return LOW_BETA + (HIGH_BETA - LOW_BETA) * uniforms(seed, "beta", len(companies()))


def base_volatility(seed: int) -> Floats:
    """Each company's long-run daily volatility of its own."""
    return LOW_VOLATILITY + (HIGH_VOLATILITY - LOW_VOLATILITY) * uniforms(
        seed, "volatility", len(companies())
    )


def sectors(seed: int, length: int) -> Floats:
    """Sector returns, by session and company."""
    names = sorted({company.sector for company in companies()})
    columns = [names.index(company.sector) for company in companies()]
    return SECTOR_DEVIATION * normals(seed, "sector", length, len(names))[:, columns]


def garch(seed: int, length: int) -> tuple[Floats, Floats]:
    """Company returns of their own, and their conditional volatility."""
    long_run = base_volatility(seed) ** 2
    shocks = fat_tailed(seed, "company", length, len(companies()))
    own, deviation = np.empty_like(shocks), np.empty_like(shocks)
    variance = long_run.copy()
    for day in range(length):
        deviation[day] = np.sqrt(variance)
        own[day] = deviation[day] * shocks[day]
        variance = long_run * (1 - ALPHA - BETA) + ALPHA * own[day] ** 2 + BETA * variance
    return own, deviation


def spread(events: Floats) -> Floats:
    """Event sizes as they arrive in prices over three sessions."""
    return sum((share * shifted(events, lag) for lag, share in enumerate(SPREAD)), np.zeros_like(events))


def spill(shocks: Floats) -> Floats:
    """What customers get of their suppliers' shocks of the last two sessions."""
    reached = shocks @ supply_weights()
    return sum((share * shifted(reached, lag) for lag, share in enumerate(SPILL, 1)), np.zeros_like(shocks))


def supply_weights() -> Floats:
    """Supplier by customer: one over the root of the customer's number of suppliers."""
    weights = np.zeros((len(companies()), len(companies())))
    for supplier, customer in linked("SUPPLIES"):
        weights[supplier, customer] = 1.0
    return weights / np.sqrt(np.maximum(weights.sum(axis=0), 1.0))


def shifted(values: Floats, lag: int) -> Floats:
    """The rows moved down by `lag`, zeros before."""
    moved = np.zeros_like(values)
    moved[lag:] = values[: len(values) - lag]
    return moved
