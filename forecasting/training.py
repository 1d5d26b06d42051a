"""Training: a walk-forward over the last two years for the record, then a fit on all that is known."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.splits import Fold
from forecasting.features.design import Cells, Design, design
from forecasting.features.inputs import Inputs
from forecasting.measuring import gridded, probabilities, summary
from forecasting.models.growing import Grow, here
from forecasting.models.kinds import kind
from forecasting.models.model import Fitted, Vector
from forecasting.record import Record
from forecasting.sampling import WARMING, Targets, chosen, folds, part, sample, targets
from forecasting.soundness import LEAST_SECURITIES
from stockelper.errors import NoData

MOST = 200_000
"""Cells that the final model learns from; more change little and take longer."""
EARLIER = 120_000
"""Cells that each of the walk-forward's models learns from."""
RECORDED = 250_000
"""Scores that the record of a walk-forward holds at most; a large market is scored every few sessions."""
FEWEST = 2_000
"""Cells below which nothing is learnt."""
LATELY = 250
"""Sessions whose number of securities that traded is looked at."""
SEED = 7


@dataclass(frozen=True, eq=False)
class Trained:
    """A fitted model and how it, or the earlier ones of its walk-forward, did on days unseen.

    Attributes:
        rows: cells that the final fit learnt from.
        seconds: of everything, features included.
    """

    kind: str
    horizon: int
    fitted: Fitted
    record: Record
    metrics: dict[str, float]
    rows: int
    features: tuple[str, ...]
    seconds: float
    seed: int


def train(
    given: Inputs, horizon: int, name: str = "lightgbm", seed: int = SEED, grow: Grow = here
) -> Trained:
    """Fit one model for a horizon on everything in the panel.

    Raises:
        BadInput: there is no such kind of model.
        NoData: the panel is too short or too small to learn from.
    """
    started, chosen_kind = time.perf_counter(), kind(name, grow)
    _check_size(given)
    outcome = targets(given, horizon)
    sessions = len(given.panel.days)
    final = chosen(outcome.known, WARMING, sessions, MOST, seed)
    if len(final) < FEWEST:
        raise NoData("too_little_to_train", market=given.market.code, rows=len(final), fewest=FEWEST)
    tried = _recorded(given, outcome, folds(sessions, horizon))
    made = design(given, _joined(final, tried))
    learnt = _first(made, len(final))
    scores = np.full(len(tried), np.nan, dtype=np.float32)
    trials = Design(made.values[len(final) :], made.names)
    for fold in folds(sessions, horizon):
        seen = _thinned(final.rows <= fold.train[-1], EARLIER)
        earlier = chosen_kind.fit(sample(part(learnt, seen), outcome, final.only(seen)), seed)
        new = (tried.rows >= fold.test[0]) & (tried.rows <= fold.test[-1])
        scores[new] = earlier.score(part(trials, new))
    fitted = chosen_kind.fit(sample(learnt, outcome, final), seed)
    return Trained(
        name,
        horizon,
        fitted,
        _record(given, tried, scores),
        summary(scores, tried, outcome) | probabilities(scores, tried, outcome),
        len(final),
        made.names,
        time.perf_counter() - started,
        seed,
    )


def _check_size(given: Inputs) -> None:
    """A score orders a session's securities: of a handful no forecast would be made."""
    usual = int(np.median(given.panel.traded[-LATELY:].sum(axis=1)))
    if usual < LEAST_SECURITIES:
        raise NoData("too_few_to_train", market=given.market.code, n=usual, fewest=LEAST_SECURITIES)


def _recorded(given: Inputs, outcome: Targets, tried: list[Fold]) -> Cells:
    """The cells of a walk-forward: all securities of every session, or of every second, third, …"""
    if not tried:
        return Cells(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp))
    begin, end = tried[0].test[0], tried[-1].test[-1] + 1
    usable = given.panel.traded[begin:end] & (outcome.scale[begin:end] > 0)
    step = max(1, -(-int(usable.sum()) // RECORDED))
    rows, columns = np.nonzero(usable)
    kept = rows % step == 0
    return Cells(rows[kept] + begin, columns[kept])


def _thinned(where: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """At most so many of the places, evenly taken."""
    places = np.flatnonzero(where)
    kept = np.zeros_like(where)
    kept[places[:: max(1, -(-len(places) // most))]] = True
    return kept


def _joined(one: Cells, other: Cells) -> Cells:
    return Cells(np.concatenate([one.rows, other.rows]), np.concatenate([one.columns, other.columns]))


def _first(made: Design, count: int) -> Design:
    return Design(np.asfortranarray(made.values[:count]), made.names)


def _record(given: Inputs, cells: Cells, scores: Vector) -> Record:
    grid, rows = gridded(scores, cells, len(given.panel.securities))
    return Record(given.panel.days[rows], given.panel.securities, grid)
