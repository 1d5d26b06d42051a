"""Distributions as counts on a fixed grid of scores, so that years of a market fit and are read at once."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Groups = NDArray[np.intp]

REACH = 12.0
CELLS = 600
EDGES = np.linspace(-REACH, REACH, CELLS + 1)


def counts(scores: Matrix, groups: Groups, many: int) -> Matrix:
    """How many scores of a day and group fall into each cell, shape (T, many, CELLS).

    Args:
        scores: shape (T, N); NaN is not counted, what lies beyond the grid is in its outermost cell.
        groups: shape (T, N), 0 to many - 1; below 0 is not counted.
    """
    days = len(scores)
    kept = ~np.isnan(scores) & (groups >= 0)
    cell = np.clip((scores[kept] + REACH) * (CELLS / (2 * REACH)), 0, CELLS - 1).astype(np.intp)
    row = np.broadcast_to(np.arange(days)[:, None], scores.shape)[kept]
    place = (row * many + groups[kept]) * CELLS + cell
    return np.bincount(place, minlength=days * many * CELLS).reshape(days, many, CELLS).astype(np.float64)


def cumulated(cells: Matrix) -> Matrix:
    """The mass below each edge along the last axis, which grows by one."""
    below = np.zeros((*cells.shape[:-1], cells.shape[-1] + 1))
    np.cumsum(cells, axis=-1, out=below[..., 1:])
    return below


def quantiles(below: Matrix, probability: Matrix) -> Matrix:
    """The scores below which a share of the mass lies, linear within a cell; shapes (G, CELLS + 1), (G,)."""
    wanted = probability * below[:, -1]
    cell = np.clip((below <= wanted[:, None]).sum(axis=1) - 1, 0, CELLS - 1)
    group = np.arange(len(below))
    left, right = below[group, cell], below[group, cell + 1]
    part = np.where(right > left, (wanted - left) / np.where(right > left, right - left, 1.0), 0.0)
    return EDGES[cell] + np.clip(part, 0.0, 1.0) * (2 * REACH / CELLS)


def shares_below(below: Matrix, scores: Matrix) -> Matrix:
    """The share of the mass below a score, shapes (G, CELLS + 1), (G,); NaN of an empty group."""
    at = np.clip((scores + REACH) * (CELLS / (2 * REACH)), 0, CELLS)
    cell = np.minimum(at.astype(np.intp), CELLS - 1)
    group = np.arange(len(below))
    left, right = below[group, cell], below[group, cell + 1]
    mass = below[:, -1]
    return np.where(mass > 0, (left + (at - cell) * (right - left)) / np.where(mass > 0, mass, 1.0), np.nan)
