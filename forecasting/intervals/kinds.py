"""Every way to give intervals, by name, behind one interface. A new one is a class and a line here.

`conformal` is what forecasts carry. EWMA and GARCH(1,1)-t volatility are what it is measured against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from forecasting import elementary
from forecasting.intervals import garch
from forecasting.intervals.conformal import interval_history, market_statistics
from forecasting.intervals.volatility import VolatilityStates
from forecasting.panel import Panel
from stockelper.errors import BadInput

Matrix = NDArray[np.float64]
Ends = tuple[Matrix, Matrix]


class FittedIntervals(Protocol):
    """A way to give intervals that has learnt."""

    def ends(self, horizon: int, level: float) -> Ends:
        """The lower and the upper end of each session and security, shapes (T, N): simple returns over the horizon.

        A row knows its own session and those before, beside what was learnt; NaN where none can be given.
        """
        ...


class IntervalKind(Protocol):
    """A way to give intervals."""

    def fit(
        self, panel: Panel, states: VolatilityStates, known: int, columns: Sequence[int] | None = None
    ) -> FittedIntervals:
        """Learn from the first `known` sessions of a panel.

        Args:
            states: of the whole panel; a row knows its own session and those before.
            columns: the securities that are asked for; None: all of them.
        """
        ...


@dataclass(frozen=True, eq=False)
class Conformal:
    """Both: it learns day by day from what has come due."""

    states: VolatilityStates | None = None

    def fit(
        self, panel: Panel, states: VolatilityStates, known: int, columns: Sequence[int] | None = None
    ) -> "Conformal":
        """See `IntervalKind`; nothing is fixed at `known`."""
        return Conformal(states)

    def ends(self, horizon: int, level: float) -> Ends:
        """See `FittedIntervals`."""
        assert self.states is not None, "fit comes first"
        found = interval_history(self.states, market_statistics(self.states, horizon, level=level))
        return found.low, found.high


@dataclass(frozen=True, eq=False)
class Ewma:
    """Both: a normal law with the EWMA of squared returns, times the root of the horizon (RiskMetrics, 1996)."""

    volatility: Matrix | None = None

    def fit(
        self, panel: Panel, states: VolatilityStates, known: int, columns: Sequence[int] | None = None
    ) -> "Ewma":
        """See `IntervalKind`; there is nothing to learn."""
        return Ewma(states.volatility)

    def ends(self, horizon: int, level: float) -> Ends:
        """See `FittedIntervals`."""
        assert self.volatility is not None, "fit comes first"
        end = NormalDist().inv_cdf((1 + level) / 2) * self.volatility * np.sqrt(horizon)
        return elementary.expm1(-end), elementary.expm1(end)


@dataclass(frozen=True, eq=False)
class Filtered:
    """A security's GARCH and the variance of the day after each session, shape (T,)."""

    model: garch.Garch
    variance: Matrix


@dataclass(frozen=True, eq=False)
class FittedGarch:
    """Fits by column; the other securities have none."""

    fits: Mapping[int, Filtered]
    shape: tuple[int, int]

    def ends(self, horizon: int, level: float) -> Ends:
        """See `FittedIntervals`."""
        low, high = np.full(self.shape, np.nan), np.full(self.shape, np.nan)
        for column, one in self.fits.items():
            low[:, column], high[:, column] = garch.ends(
                one.model, one.variance, horizon=horizon, level=level
            )
        return elementary.expm1(low), elementary.expm1(high)


@dataclass(frozen=True)
class Garch:
    """GARCH(1,1)-t of each security by itself, fitted on the last sessions that are known and filtered through the rest."""

    sessions: int = 1000

    def fit(
        self, panel: Panel, states: VolatilityStates, known: int, columns: Sequence[int] | None = None
    ) -> FittedGarch:
        """See `IntervalKind`; a security with too short a history has none."""
        returns = np.full_like(states.log_close, np.nan)
        returns[1:] = states.log_close[1:] - states.log_close[:-1]
        returns = np.where(panel.traded, returns, np.nan)
        first, found = max(0, known - self.sessions), dict[int, Filtered]()
        for column in sorted(range(returns.shape[1]) if columns is None else columns):
            learnt = returns[first:known, column]
            model = garch.fit(learnt[~np.isnan(learnt)])
            if model is not None:
                filtered = garch.next_variances(model, returns[first:, column])
                found[column] = Filtered(model, np.concatenate([np.full(first, np.nan), filtered]))
        return FittedGarch(found, (returns.shape[0], returns.shape[1]))


INTERVALS: Mapping[str, IntervalKind] = MappingProxyType(
    {"conformal": Conformal(), "ewma": Ewma(), "garch": Garch()}
)


def interval_kind(name: str) -> IntervalKind:
    """The kind of that name. Raises BadInput when there is none."""
    try:
        return INTERVALS[name]
    except KeyError as error:
        raise BadInput("unknown_model_kind", kind=name, known=", ".join(INTERVALS)) from error
