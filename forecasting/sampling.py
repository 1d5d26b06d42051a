"""Which cells a model learns from, and which it is tried on: never one whose outcome lies past the other's begin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.splits import Fold, walk_forward
from forecasting.features.cross_section import ranks
from forecasting.features.design import Cells, Design
from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid, Mask, divided
from forecasting.labels import ahead, scale
from forecasting.models.model import Sample

WARMING = 60
"""Sessions at the beginning of a panel whose features look at too little."""
FOLD = 168
"""Sessions that one model of a walk-forward is tried on: eight months."""
FOLDS = 3
LEAST = 250
"""Sessions to learn from that the first fold needs before it."""


@dataclass(frozen=True, eq=False)
class Targets:
    """What came after each cell. Shapes (T, N); NaN where it is not known."""

    horizon: int
    returns: Grid
    ranks: Grid
    scale: Grid

    @property
    def known(self) -> Mask:
        """Where an outcome and its expected deviation are known."""
        return ~np.isnan(self.returns) & (self.scale > 0)

    @property
    def scaled(self) -> Grid:
        """Outcomes in units of their expected deviation."""
        known = self.known
        return np.where(
            known, divided(self.returns, np.where(known, self.scale, np.float32(1))), np.float32(np.nan)
        )


def targets(given: Inputs, horizon: int) -> Targets:
    """The outcomes over a horizon."""
    returns = ahead(given, horizon)
    return Targets(horizon, returns, ranks(returns), scale(given, horizon))


def folds(sessions: int, horizon: int) -> list[Fold]:
    """The walk-forward over a panel's last two years, oldest first; fewer where the panel is short.

    The outcomes that a model learns from are known on the first day it is tried on.
    """
    least = WARMING + LEAST + horizon
    first = max(sessions - FOLDS * FOLD, sessions - (sessions - least) // FOLD * FOLD)
    if first >= sessions:
        return []
    return list(walk_forward(sessions, first=first, size=FOLD, horizon=horizon))


def chosen(where: Mask, first: int, last: int, most: int, seed: int) -> Cells:
    """At most so many of the cells of some sessions, drawn without order and returned in theirs."""
    rows, columns = np.nonzero(where[first:last])
    if len(rows) > most:
        drawn = np.sort(np.random.default_rng(seed).permutation(len(rows))[:most])
        rows, columns = rows[drawn], columns[drawn]
    return Cells(rows + first, columns)


def sample(made: Design, outcome: Targets, cells: Cells) -> Sample:
    """What can be learnt from cells whose features are made."""
    return Sample(
        made, cells.of(outcome.returns), cells.of(outcome.ranks), cells.of(outcome.scale), cells.rows
    )


def part(made: Design, where: NDArray[np.bool_]) -> Design:
    """Some rows of a design matrix."""
    return Design(np.asfortranarray(made.values[where]), made.names)
