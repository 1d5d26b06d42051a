"""Sums over securities that do not change by a bit when others stand between them that are not known."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def row_sums(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Shape (T, 1): each row's sum, one value after the other, so that zeros between them are of no consequence."""
    if not values.shape[1]:
        return np.zeros((len(values), 1))
    return np.cumsum(values, axis=1, dtype=np.float64)[:, -1:]
