"""A ridge regression of ranks on standardised features."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from forecasting import algebra
from forecasting.features.design import Design
from forecasting.features.windows import Grid
from forecasting.models.model import Sample, Vector

PENALTY = 1e-2
"""Times the number of cells: the weight of the squared coefficients."""
FARTHEST = 4.0
"""Standard deviations beyond which a feature's value counts no more."""
AT_ONCE = 200_000


@dataclass(frozen=True, eq=False)
class FittedLinear:
    """Coefficients of features that are brought to mean 0 and deviation 1 and cut off at four deviations."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]
    weights: NDArray[np.floating[Any]]

    def score(self, design: Design) -> Vector:
        """See `Fitted`."""
        found = [
            _weighed(_standard(design.values[at : at + AT_ONCE], self.mean, self.deviation), self.weights)
            for at in range(0, len(design.values), AT_ONCE)
        ]
        return np.concatenate([*found, np.empty(0)]).astype(np.float32)

    def contributions(self, design: Design) -> Grid:
        """See `Fitted`."""
        return (_standard(design.values, self.mean, self.deviation) * self.weights).astype(np.float32)

    def text(self) -> str:
        """See `Fitted`."""
        numbers = {name: getattr(self, name).tolist() for name in ("mean", "deviation", "weights")}
        return json.dumps({"names": self.names, **numbers})


class Linear:
    """See `Kind`."""

    def fit(self, sample: Sample, seed: int) -> FittedLinear:
        """Least squares with a penalty, in closed form; the seed plays no part."""
        values = sample.design.values
        with np.errstate(invalid="ignore"):
            known = np.maximum((~np.isnan(values)).sum(axis=0), 1)
            mean = np.nansum(values, axis=0, dtype=np.float64) / known
            square = np.nansum(values.astype(np.float64) ** 2, axis=0) / known
        deviation = np.sqrt(np.maximum(square - mean**2, 1e-12))
        size = values.shape[1]
        both = np.zeros((size, size + 1))
        for at in range(0, len(values), AT_ONCE):
            part = _standard(values[at : at + AT_ONCE], mean, deviation)
            ranks = sample.ranks[at : at + AT_ONCE, None]
            both += algebra.product(part, np.hstack([part, ranks]))
        penalty = PENALTY * len(values) * np.eye(size)
        weights = algebra.solved(both[:, :-1] + penalty, both[:, -1])
        return FittedLinear(sample.design.names, mean, deviation, weights)

    def load(self, text: str) -> FittedLinear:
        """See `Kind`."""
        found = json.loads(text)
        numbers = {name: np.array(found[name]) for name in ("mean", "deviation", "weights")}
        return FittedLinear(tuple(found["names"]), **numbers)


def _weighed(values: NDArray[np.float64], weights: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Row by row in one order: a matrix product adds up in another one for another number of rows."""
    return (np.ascontiguousarray(values) * weights).sum(axis=1)


def _standard(values: Grid, mean: NDArray[np.float64], deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    made = np.clip((values - mean) / deviation, -FARTHEST, FARTHEST)
    return np.nan_to_num(made, nan=0.0)
