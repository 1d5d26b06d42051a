"""The design matrix: the chosen cells of a panel as rows, the features as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.features.groups import GROUPS
from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Cells:
    """Places in a panel, one for each row of a design matrix: `rows` are sessions, `columns` securities."""

    rows: Rows
    columns: Rows

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, grid: Grid) -> NDArray[np.float32]:
        """The grid's values at these places."""
        return grid[self.rows, self.columns]

    def only(self, chosen: NDArray[np.bool_]) -> "Cells":
        """Some of the places."""
        return Cells(self.rows[chosen], self.columns[chosen])


@dataclass(frozen=True, eq=False)
class Design:
    """A matrix of shape (cells, features), column after column in memory, and the features' names."""

    values: Grid
    names: tuple[str, ...]


def design(given: Inputs, cells: Cells) -> Design:
    """The features at some cells. Grids are made one after the other, so that few stand in memory at once."""
    names: list[str] = []
    columns: list[NDArray[np.float32]] = []
    with np.errstate(invalid="ignore", divide="ignore"):
        for group in GROUPS.values():
            for name, grid in group(given):
                names.append(name)
                columns.append(_finite(cells.of(grid)))
    values = np.empty((len(cells), len(names)), dtype=np.float32, order="F")
    for number, column in enumerate(columns):
        values[:, number] = column
    return Design(values, tuple(names))


def _finite(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(np.isfinite(values), values, np.float32(np.nan))
