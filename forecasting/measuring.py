"""How well scores told the securities of a session apart: daily IC and rank IC."""

import numpy as np

from forecasting.evaluation.correlation import (
    Information,
    information,
    information_coefficients,
    rank_information_coefficients,
)
from forecasting.features.design import Cells
from forecasting.features.windows import Grid
from forecasting.models.model import Vector
from forecasting.sampling import Targets


def gridded(
    scores: Vector, cells: Cells, securities: int
) -> tuple[Grid, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """The scores of cells as (their sessions, securities), and the row of each of these sessions."""
    rows, places = np.unique(cells.rows, return_inverse=True)
    grid = np.full((len(rows), securities), np.nan, dtype=np.float32)
    grid[places, cells.columns] = scores
    return grid, rows


def summary(scores: Vector, cells: Cells, outcome: Targets) -> dict[str, float]:
    """sessions, ic, icir, rank_ic and rank_icir of scores at some cells; only the first where it is 0."""
    grid, rows = gridded(scores, cells, outcome.returns.shape[1])
    predicted, realised = grid.astype(np.float64), outcome.returns[rows].astype(np.float64)
    plain = information(information_coefficients(predicted, realised))
    if plain.days < 2:
        return {"sessions": float(plain.days)}
    ranked = information(rank_information_coefficients(predicted, realised))
    return {"sessions": float(plain.days), **_told("ic", plain), **_told("rank_ic", ranked)}


def _told(name: str, found: Information) -> dict[str, float]:
    ratio = 0.0 if np.isnan(found.ratio) else found.ratio
    return {name: found.mean, f"{name}ir": ratio}
