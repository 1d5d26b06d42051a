"""LightGBM, by what it is asked to learn: the rank, the direction, the median, the order of a day."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from forecasting.features.design import Design
from forecasting.features.windows import Grid
from forecasting.models.growing import Grow, Lesson, here, threads
from forecasting.models.model import Sample, Vector

if TYPE_CHECKING:
    from lightgbm import Booster

Aim = Literal["rank", "direction", "median", "order"]
OBJECTIVES: dict[Aim, dict[str, Any]] = {
    "rank": {"objective": "regression"},
    "direction": {"objective": "binary"},
    "median": {"objective": "quantile", "alpha": 0.5},
    "order": {"objective": "lambdarank", "lambdarank_truncation_level": 100, "label_gain": list(range(10))},
}
GRADES = 10
"""Steps of a day's ranks that the order is learnt from."""
TREES = 120
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.05,
    "num_leaves": 31,
    "min_data_in_leaf": 300,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "max_bin": 63,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
}


@dataclass(frozen=True, eq=False)
class FittedBoosted:
    """Trees, as LightGBM's own text."""

    written: str

    @cached_property
    def booster(self) -> "Booster":
        """The trees, read from the text."""
        from lightgbm import Booster

        return Booster(model_str=self.written)

    def score(self, design: Design) -> Vector:
        """See `Fitted`."""
        if not len(design.values):
            return np.empty(0, dtype=np.float32)
        return np.asarray(
            self.booster.predict(design.values, num_threads=threads(len(design.values))), dtype=np.float32
        )

    def contributions(self, design: Design) -> Grid:
        """SHAP values (Lundberg and Lee, 2017), exact for trees."""
        found = self.booster.predict(
            design.values, pred_contrib=True, num_threads=threads(len(design.values))
        )
        return np.asarray(found, dtype=np.float32)[:, :-1]

    def text(self) -> str:
        """See `Fitted`."""
        return self.written


@dataclass(frozen=True)
class Boosted:
    """See `Kind`."""

    aim: Aim = "rank"
    trees: int = TREES
    changed: tuple[tuple[str, Any], ...] = ()
    """Settings that differ from the usual ones."""
    grow: Grow = here

    def fit(self, sample: Sample, seed: int) -> FittedBoosted:
        """See `Kind`."""
        settings = {**SETTINGS, **OBJECTIVES[self.aim], **dict(self.changed), "seed": seed}
        return FittedBoosted(self.grow(_lesson(sample, self.aim), settings, self.trees))

    def load(self, text: str) -> FittedBoosted:
        """See `Kind`."""
        return FittedBoosted(text)


def _lesson(sample: Sample, aim: Aim) -> Lesson:
    """An order is learnt session by session."""
    values, label, names = sample.design.values, _label(sample, aim), sample.design.names
    if aim != "order":
        return Lesson(values, label, names)
    by_session = np.argsort(sample.sessions, kind="stable")
    groups = np.unique(sample.sessions, return_counts=True)[1]
    return Lesson(values[by_session], label[by_session], names, groups)


def _label(sample: Sample, aim: Aim) -> Vector:
    if aim == "direction":
        return (sample.ranks > 0).astype(np.float32)
    if aim == "order":
        return np.minimum(np.floor((sample.ranks + 0.5) * GRADES), GRADES - 1).astype(np.float32)
    return sample.ranks
