"""Several models as one: the mean of their scores, each brought to the same size first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.features.design import Design
from forecasting.features.windows import Grid
from forecasting.models.model import Fitted, Kind, Sample, Vector


@dataclass(frozen=True, eq=False)
class Member:
    """A model of the ensemble, with the mean and deviation of its scores where it learnt."""

    fitted: Fitted
    mean: float
    deviation: float


@dataclass(frozen=True, eq=False)
class FittedEnsemble:
    """Members by their kind's name."""

    members: Mapping[str, Member]

    def score(self, design: Design) -> Vector:
        """See `Fitted`."""
        total: NDArray[np.float64] = np.zeros(len(design.values))
        for one in self.members.values():
            total += (one.fitted.score(design).astype(np.float64) - one.mean) / one.deviation
        return (total / len(self.members)).astype(np.float32)

    def contributions(self, design: Design) -> Grid:
        """See `Fitted`."""
        total: NDArray[np.float64] = np.zeros(design.values.shape)
        for one in self.members.values():
            total += one.fitted.contributions(design) / one.deviation
        return (total / len(self.members)).astype(np.float32)

    def text(self) -> str:
        """See `Fitted`."""
        return json.dumps(
            {name: [one.fitted.text(), one.mean, one.deviation] for name, one in self.members.items()}
        )


@dataclass(frozen=True)
class Ensemble:
    """See `Kind`."""

    kinds: Mapping[str, Kind]

    def fit(self, sample: Sample, seed: int) -> FittedEnsemble:
        """Every kind learns from the whole sample."""
        return FittedEnsemble(
            {name: _member(one.fit(sample, seed), sample) for name, one in self.kinds.items()}
        )

    def load(self, text: str) -> FittedEnsemble:
        """See `Kind`."""
        found = json.loads(text)
        if not isinstance(found, dict) or found.keys() != self.kinds.keys():
            raise ValueError(text[:80])
        return FittedEnsemble(
            {
                name: Member(one.load(found[name][0]), float(found[name][1]), float(found[name][2]))
                for name, one in self.kinds.items()
            }
        )


def _member(fitted: Fitted, sample: Sample) -> Member:
    scores = fitted.score(sample.design).astype(np.float64)
    return Member(fitted, float(scores.mean()), float(scores.std()) or 1.0)
