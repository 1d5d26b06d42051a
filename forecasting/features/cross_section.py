"""Comparisons among the securities of one session: ranks, means, means by sector."""

import numpy as np
from numpy.typing import NDArray

from forecasting.features.windows import Grid
from forecasting.summing import row_sums

Groups = NDArray[np.intp]
FEWEST = 5
"""Securities that a session needs for its ranks to say anything."""


def ranks(values: Grid) -> Grid:
    """Where each stands among the known of its session: -0.5 the least, 0.5 the greatest, ties in column order.

    NaN where a value is not known, or fewer than five are.
    """
    order = np.argsort(values, axis=1, kind="stable")  # NaN comes last
    places = np.empty(values.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(values.shape[1], dtype=np.int32)[None, :], axis=1)
    known = ~np.isnan(values)
    count = known.sum(axis=1, keepdims=True)
    spread = (places.astype(np.float32) + np.float32(0.5)) / np.maximum(count, 1).astype(np.float32)
    return np.where(known & (count >= FEWEST), spread - np.float32(0.5), np.float32(np.nan))


def session_mean(values: Grid) -> Grid:
    """Shape (T, 1): the mean of each session's known values; NaN where there is none."""
    known = ~np.isnan(values)
    count = known.sum(axis=1, keepdims=True)
    total = row_sums(np.nan_to_num(values, nan=0.0))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)


def group_mean(values: Grid, groups: Groups) -> Grid:
    """Shape (T, N): the mean over each security's group on that session.

    Args:
        groups: shape (N,), the number of each security's group; -1 is a group of none and stays NaN.
    """
    made = np.full_like(values, np.nan)
    for group in np.unique(groups[groups >= 0]):
        inside = groups == group
        made[:, inside] = session_mean(values[:, inside])
    return made


def numbered(names: tuple[str, ...]) -> Groups:
    """Group numbers of names in their sorted order; the empty name is -1."""
    known = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([known.get(name, -1) for name in names], dtype=np.intp)
