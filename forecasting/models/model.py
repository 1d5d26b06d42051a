"""The interface of every model: it learns from a sample, and tells securities of one day apart.

A model's score orders the securities of a session; how far a score moves the expected return is measured
afterwards, on days that the model has not seen (`forecasting.calibrating`). So a model that knows nothing costs
nothing: its scores turn out to move nothing.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from forecasting.features.design import Design
from forecasting.features.windows import Grid

Vector = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Sample:
    """What there is to learn from: n cells.

    Attributes:
        design: shape (n, features).
        returns: shape (n,), the simple returns that followed; never NaN.
        ranks: shape (n,), where each stood among all of its session, -0.5 to 0.5.
        scale: shape (n,), the standard deviation expected of such a return on that session.
        sessions: shape (n,), the row of each cell's session.
    """

    design: Design
    returns: Vector
    ranks: Vector
    scale: Vector
    sessions: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.returns)


class Fitted(Protocol):
    """A model that has learnt."""

    def score(self, design: Design) -> Vector:
        """Shape (n,): the higher, the better a cell is expected to do among its session's securities."""
        ...

    def contributions(self, design: Design) -> Grid:
        """Shape (n, features): how far each feature moved a score from the usual one."""
        ...

    def text(self) -> str:
        """The whole of what was learnt; `Kind.load` reads it back to the bit."""
        ...


class Kind(Protocol):
    """A way to learn."""

    def fit(self, sample: Sample, seed: int) -> Fitted:
        """Learn. The same sample and seed give the same to the bit."""
        ...

    def load(self, text: str) -> Fitted:
        """What `Fitted.text` wrote.

        Raises:
            ValueError: the text is not whole, or another kind wrote it.
        """
        ...
