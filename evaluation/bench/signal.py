"""How well models order a day's securities on real prices: `stockelper bench signal`.

Each kind of model learns from labels that were known by the end of 2023; the one with the best mean daily IC on 2024
is refitted on what was known by the end of 2024 and tested on 2025, which chose nothing. The references are qlib's
published LightGBM on CSI300 (test years 2017 to 2020), whose label is a day's return. Prices alone go in: no sectors,
news or relations. `choice` rows show every kind that was tried; `luck` is the probability that the test's ICIR is
more than the best of so many tries would show by luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.bench.price_panels import price_files, price_inputs, price_panel
from evaluation.bench.result import BenchOptions, Row
from forecasting.evaluation.bootstrap import block_length, interval_of_mean
from forecasting.evaluation.correlation import (
    Information,
    information,
    information_coefficients,
    rank_information_coefficients,
)
from forecasting.evaluation.deflation import deflated_ratio
from forecasting.features.design import Cells, Design, design
from forecasting.features.inputs import Inputs
from forecasting.measuring import gridded
from forecasting.models.kinds import kind
from forecasting.models.model import Vector
from forecasting.sampling import WARMING, Targets, chosen, sample, targets
from forecasting.training import MOST

HORIZONS = (1, 5, 20)
TRIED = ("lightgbm", "linear", "ensemble", "momentum", "drift")
TRAINED_UNTIL, CHOSEN_UNTIL, TESTED_UNTIL = date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)
CHOSEN_ON = 250_000
"""Cells of 2024 at most: a large market is scored every few sessions."""
REFERENCES: Mapping[str, float] = {"ic": 0.0448, "icir": 0.366, "rank_ic": 0.0469, "rank_icir": 0.388}
"""https://github.com/microsoft/qlib/tree/main/examples/benchmarks, LightGBM on Alpha158."""


@dataclass(frozen=True)
class Parts:
    """Cells of one market and horizon, and their features, part after part in one matrix."""

    cells: Mapping[str, Cells]
    made: Design

    def design(self, name: str) -> Design:
        """The features of one part."""
        first = 0
        for other, cells in self.cells.items():
            if other == name:
                return Design(
                    np.asfortranarray(self.made.values[first : first + len(cells)]), self.made.names
                )
            first += len(cells)
        raise KeyError(name)


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The price files."""
    return {path.name: path for path in price_files(options).values()}


def run(options: BenchOptions) -> Sequence[Row]:
    """Coefficients of both markets at every horizon. Raises NoData without a file."""
    rows: list[Row] = []
    for market, path in price_files(options).items():
        panel = price_panel(path, market).until(TESTED_UNTIL)
        given = price_inputs(panel, market)
        for horizon in HORIZONS:
            rows += measured(f"signal.{market}.{horizon}", given, horizon, options.seed)
    return rows


def measured(name: str, given: Inputs, horizon: int, seed: int) -> list[Row]:
    """Choose on 2024, test on 2025: the coefficients of one market and horizon."""
    outcome = targets(given, horizon)
    parts = _parts(given, outcome, horizon, seed)
    choices = {tried: _coefficients(parts, outcome, tried, "train", "choose", seed) for tried in TRIED}
    means = {tried: information(found[0]) for tried, found in choices.items()}
    best = max(means, key=lambda tried: means[tried].mean)
    plain, ranked = _coefficients(parts, outcome, best, "refit", "test", seed)
    return [
        *_told(name, "ic", plain, horizon, seed),
        *_told(name, "rank_ic", ranked, horizon, seed),
        _luck_row(f"{name}.luck", plain, list(means.values())),
        *(
            Row(f"{name}.choice.{tried}", found.mean, "correlation", n=found.days)
            for tried, found in means.items()
        ),
    ]


def _parts(given: Inputs, outcome: Targets, horizon: int, seed: int) -> Parts:
    """Training cells end `horizon` sessions before what they are tried on begins, so no label overlaps it."""
    trained, tried = given.panel.row(TRAINED_UNTIL) + 1, given.panel.row(CHOSEN_UNTIL) + 1
    cells = {
        "train": chosen(outcome.known, WARMING, trained - horizon, MOST, seed),
        "refit": chosen(outcome.known, WARMING, tried - horizon, MOST, seed),
        "choose": _every(outcome, trained, tried - horizon, CHOSEN_ON),
        "test": _every(outcome, tried, len(given.panel.days), None),
    }
    joined = Cells(
        np.concatenate([part.rows for part in cells.values()]),
        np.concatenate([part.columns for part in cells.values()]),
    )
    return Parts(cells, design(given, joined))


def _every(outcome: Targets, first: int, last: int, most: int | None) -> Cells:
    """All securities of every session, or of every second, third, … where that is more than asked for."""
    rows, columns = np.nonzero(outcome.known[first:last])
    step = 1 if most is None else max(1, -(-len(rows) // most))
    kept = rows % step == 0
    return Cells(rows[kept] + first, columns[kept])


def _coefficients(
    parts: Parts, outcome: Targets, name: str, learnt: str, tried: str, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Daily IC and rank IC of a kind that learnt from one part, on another."""
    fitted = kind(name).fit(sample(parts.design(learnt), outcome, parts.cells[learnt]), seed)
    return _daily(fitted.score(parts.design(tried)), parts.cells[tried], outcome)


def _daily(scores: Vector, cells: Cells, outcome: Targets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    grid, rows = gridded(scores, cells, outcome.returns.shape[1])
    predicted, realised = grid.astype(np.float64), outcome.returns[rows].astype(np.float64)
    return information_coefficients(predicted, realised), rank_information_coefficients(predicted, realised)


def _told(name: str, figure: str, daily: NDArray[np.float64], horizon: int, seed: int) -> list[Row]:
    found = information(daily)
    known = daily[~np.isnan(daily)]
    length = max(block_length(known), float(horizon))
    ci = interval_of_mean(known, length=length, seed=seed)
    return [
        _row(f"{name}.{figure}", found.mean, REFERENCES[figure], found.days, ci),
        _row(
            f"{name}.{figure}ir" if figure == "rank_ic" else f"{name}.icir",
            found.ratio,
            _ratio(figure),
            found.days,
        ),
    ]


def _ratio(figure: str) -> float:
    return REFERENCES["rank_icir" if figure == "rank_ic" else "icir"]


def _row(name: str, value: float, reference: float, n: int, ci: tuple[float, float] | None = None) -> Row:
    return Row(name, value, "correlation" if ci else "ratio", reference, value / reference, n, ci)


def _luck_row(name: str, daily: NDArray[np.float64], tried: Sequence[Information]) -> Row:
    """The deflated ratio of the chosen kind over the test days."""
    ratios = np.array([found.ratio for found in tried])
    known = daily[~np.isnan(daily)]
    deviation = float(np.nanstd(ratios, ddof=1))
    return Row(
        name, deflated_ratio(known, tries=len(tried), deviation=deviation), "probability", n=len(known)
    )
