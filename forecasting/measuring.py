"""How well scores told the securities of a session apart, and how far the probabilities made of them can be believed."""

import numpy as np
from numpy.typing import NDArray

from forecasting.calibrating import calibration
from forecasting.evaluation.correlation import (
    Information,
    information,
    information_coefficients,
    rank_information_coefficients,
)
from forecasting.evaluation.direction import accuracy, brier, calibration_curve, confusion
from forecasting.features.cross_section import ranks
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


def probabilities(scores: Vector, cells: Cells, outcome: Targets) -> dict[str, float]:
    """How far probabilities of a rise can be believed: learnt on the first half of the sessions, tried on the second.

    Returns:
        accuracy, brier, brier_of_none (of the share that rose, said of all) and calibration_error: the mean distance
        of a probability from the share that came true. Nothing where there are too few sessions; a return of
        exactly zero is left out.
    """
    grid, rows = gridded(scores, cells, outcome.returns.shape[1])
    half = len(rows) // 2
    begun = rows[:half][rows[:half] <= rows[half] - outcome.horizon] if half else rows[:0]
    learnt = calibration(grid[: len(begun)], _of_rows(outcome, begun))
    if learnt is None:
        return {}
    standing, realised = ranks(grid[half:]), outcome.returns[rows[half:]]
    known = ~np.isnan(standing) & ~np.isnan(realised) & (realised != 0)
    if not known.any():
        return {}
    p_up, rose = learnt.probabilities(standing[known].astype(np.float64)), realised[known] > 0
    curve = calibration_curve(p_up, rose)
    return {
        "accuracy": accuracy(confusion(p_up > 0.5, rose)),
        "brier": brier(p_up, rose),
        "brier_of_none": brier(np.full(len(rose), rose.mean()), rose),
        "calibration_error": sum(abs(one.predicted - one.observed) * one.n for one in curve) / len(rose),
    }


def _of_rows(outcome: Targets, rows: NDArray[np.intp]) -> Targets:
    return Targets(outcome.horizon, outcome.returns[rows], outcome.ranks[rows], outcome.scale[rows])


def _told(name: str, found: Information) -> dict[str, float]:
    ratio = 0.0 if np.isnan(found.ratio) else found.ratio
    return {name: found.mean, f"{name}ir": ratio}
