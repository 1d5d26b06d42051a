"""Where trees are grown: on this machine, or on a cluster (`forecasting.models.on_dask`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from forecasting.features.windows import Grid
from forecasting.models.model import Vector

THREADS = 2
"""How many change nothing in the trees: LightGBM is asked to add up in one order (`deterministic`)."""
TOLD = "[num_threads: {}]\n"
"""What a model's text says of the threads that grew it; it is left out."""
SMALL = 60_000
"""Rows up to which one thread is quicker than two that wait for each other."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """What LightGBM learns from.

    Attributes:
        values: shape (n, features).
        label: shape (n,).
        names: of the features.
        groups: how many rows each session has, one after the other; only where an order is learnt.
    """

    values: Grid
    label: Vector
    names: tuple[str, ...]
    groups: NDArray[np.intp] | None = None


class Grow(Protocol):
    """A place where trees are grown."""

    def __call__(self, lesson: Lesson, settings: Mapping[str, Any], trees: int) -> str:
        """LightGBM's own text of so many trees; the same lesson and settings give the same to the bit."""
        ...


def here(lesson: Lesson, settings: Mapping[str, Any], trees: int) -> str:
    """On this machine. See `Grow`."""
    import lightgbm

    data = lightgbm.Dataset(lesson.values, lesson.label, group=lesson.groups, feature_name=list(lesson.names))
    many = threads(len(lesson.values))
    grown = lightgbm.train({**settings, "num_threads": many}, data, num_boost_round=trees)
    return grown.model_to_string().replace(TOLD.format(many), "")


def threads(rows: int) -> int:
    """How many threads so many rows are worth."""
    return 1 if rows <= SMALL else THREADS
