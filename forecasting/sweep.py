"""One model on every session up to the last one that was asked for: what forecasts of any of them share.

Each row knows only sessions up to its own, so a sweep to a later day serves the earlier ones as long as what was known
on them is a beginning of what it was made from, which fingerprints tell. Sweeps are kept as files beside the bars.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from forecasting.calibrating import Calibration, calibration
from forecasting.day_designs import recent
from forecasting.digests import Digests, digest
from forecasting.evaluation.correlation import rank_information_coefficients
from forecasting.features.design import Cells, design
from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid
from forecasting.ground import REACH, Ground
from forecasting.intervals.conformal import (
    IntervalHistory,
    MarketStatistics,
    interval_history,
    market_statistics,
)
from forecasting.intervals.volatility import volatility_states
from forecasting.judging import verdict
from forecasting.kept_files import content_of, put
from forecasting.labels import ahead, scale
from forecasting.registry import Stored
from forecasting.sampling import Targets
from stockelper.types import Skill

FORMAT = 2
LEVEL = 0.9
"""The probability with which an interval is to hold the return."""
MANY = 300
"""Securities for which the states of the whole market are made, which every horizon shares."""
_GRIDS = ("rows", "scores", "returns", "scale", "daily")
_STATISTICS = ("market", "coefficient", "cuts", "quantile")


@dataclass(frozen=True, eq=False)
class Sweep:
    """A model's scores of past sessions beside what came, and the market's side of its intervals.

    Attributes:
        chain: shape (T, 16), fingerprints of all that was known up to each of the panel's sessions.
        securities: N ids.
        rows: shape (R,), the sessions that were scored, as rows of the panel.
        scores, returns, scale: shapes (R, N): see `forecasting.sampling.Targets`; returns are NaN where not due.
        daily: shape (R,), each session's rank IC; NaN where it is not known.
        statistics: of all T sessions.
    """

    chain: Digests
    securities: tuple[str, ...]
    rows: NDArray[np.intp]
    scores: Grid
    returns: Grid
    scale: Grid
    daily: NDArray[np.float64]
    statistics: MarketStatistics

    @property
    def horizon(self) -> int:
        """Sessions ahead."""
        return self.statistics.horizon

    def serves(self, chain: Digests) -> bool:
        """Whether this sweep, cut after the last session of that chain, is what would be made for it."""
        last = len(chain) - 1
        return last < len(self.chain) and bool((self.chain[last] == chain[last]).all())

    def due(self, row: int) -> NDArray[np.bool_]:
        """Which of the scored sessions have an outcome at the close of one, shape (R,)."""
        return self.rows <= row - self.horizon

    def skill(self, row: int, tries: int) -> Skill:
        """The verdict at the close of a session."""
        due = self.due(row)
        step = int(np.median(np.diff(self.rows[due]))) if due.sum() > 1 else 1
        return verdict(self.daily[due], horizon=self.horizon, tries=tries, step=step)

    def calibration(self, row: int) -> Calibration | None:
        """What the scores had turned out to mean by the close of a session."""
        due = self.due(row)
        outcome = Targets(self.horizon, self.returns[due], self.returns[due], self.scale[due])
        return calibration(self.scores[due], outcome)


def sweep(ground: Ground, stored: Stored) -> Sweep:
    """Score, and walk the intervals through, everything up to the ground's last session."""
    given, horizon = ground.given, stored.card.horizon
    record = stored.record.on(given.panel.days, given.panel.securities)
    rows = np.flatnonzero(~np.isnan(record).all(axis=1))
    rows, scores = _after(given, stored, rows, record[rows])
    returns, deviation = ahead(given, horizon)[rows], scale(given, horizon)[rows]
    daily = rank_information_coefficients(scores.astype(np.float64), returns.astype(np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        sized_at = min(len(given.panel.days) - 1, max(0, given.panel.row(stored.card.trained_until)))
        statistics = market_statistics(ground.states, horizon, level=LEVEL, sized_at=sized_at)
    return Sweep(
        chain_of(ground, stored), given.panel.securities, rows, scores, returns, deviation, daily, statistics
    )


def spread(found: Sweep, ground: Ground, columns: NDArray[np.intp]) -> IntervalHistory:
    """The intervals of some securities on every session of the ground."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if len(columns) > MANY:
            states = ground.states.of(columns)
        else:
            states = volatility_states(ground.given.panel.of(columns))
        return interval_history(states, _first(found.statistics, len(states.days)))


def cut(history: IntervalHistory, sessions: int) -> IntervalHistory:
    """As it stood at the close of an earlier session: what came later is not known."""
    realised = history.realised[:sessions].copy()
    realised[max(0, sessions - history.horizon) :] = np.nan
    return replace(
        history,
        days=history.days[:sessions],
        sigma=history.sigma[:sessions],
        low=history.low[:sessions],
        high=history.high[:sessions],
        realised=realised,
    )


def _first(statistics: MarketStatistics, sessions: int) -> MarketStatistics:
    parts = {name: getattr(statistics, name)[:sessions] for name in (*_STATISTICS, "days")}
    return replace(statistics, **parts)


def _after(
    given: Inputs, stored: Stored, recorded: NDArray[np.intp], scores: Grid
) -> tuple[NDArray[np.intp], Grid]:
    """The record with the model's own scores of sessions after it, as far apart as those of the record."""
    sessions = len(given.panel.days)
    step = int(np.median(np.diff(recorded))) if len(recorded) > 1 else 1
    first = given.panel.row(stored.card.trained_until)
    new = np.arange(first + step, sessions, step)
    if not len(new):
        return recorded, scores
    begin = max(0, int(new[0]) + 1 - REACH)
    near = recent(given, begin, sessions)
    usable = near.panel.traded & (near.variance > 0)
    wanted = np.zeros_like(usable)
    wanted[new - begin] = usable[new - begin]
    cells = Cells(*np.nonzero(wanted))
    made = np.full(usable.shape, np.nan, dtype=np.float32)
    made[cells.rows, cells.columns] = stored.score(design(near, cells))
    return np.concatenate([recorded, new]), np.concatenate([scores, made[new - begin]])


def chain_of(ground: Ground, stored: Stored) -> Digests:
    """The fingerprints of what a model's sweep over the ground is made from."""
    model = digest(stored.card.model_dump_json().encode())
    mixed = np.frombuffer(model, dtype=np.uint8)
    return ground.chain ^ mixed


def path_of(folder: Path, stored: Stored) -> Path:
    """Where a model's sweep is kept."""
    card = stored.card
    return folder / "sweeps" / card.market / str(card.horizon) / f"{card.name}.npz"


def keep(found: Sweep, path: Path) -> None:
    """Write a sweep."""
    file, statistics = BytesIO(), found.statistics
    np.savez(
        file,
        format=FORMAT,
        horizon=found.horizon,
        level=statistics.level,
        days=statistics.days,
        chain=found.chain,
        securities=np.array(found.securities, dtype=np.str_),
        **{name: getattr(found, name) for name in _GRIDS},
        **{name: getattr(statistics, name) for name in _STATISTICS},
    )
    put(path, file.getvalue())


def kept(path: Path) -> Sweep | None:
    """The sweep in a file; None where there is none, or not a whole one of this format."""
    content = content_of(path)
    if content is None:
        return None
    try:
        with np.load(BytesIO(content), allow_pickle=False) as found:
            return _loaded({name: found[name] for name in found.files})
    except (ValueError, KeyError, OSError, BadZipFile):
        return None


def _loaded(found: Mapping[str, NDArray[Any]]) -> Sweep:
    """Raises ValueError or KeyError."""
    if int(found["format"]) != FORMAT:
        raise ValueError("format")
    parts = {name: found[name] for name in _STATISTICS}
    statistics = MarketStatistics(int(found["horizon"]), float(found["level"]), days=found["days"], **parts)
    grids = {name: found[name] for name in _GRIDS}
    return Sweep(found["chain"], tuple(found["securities"].tolist()), **grids, statistics=statistics)
