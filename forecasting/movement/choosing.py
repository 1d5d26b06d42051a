"""Choose one setting for all benchmarks, on walk-forward parts of the train part and on the validation part.

Two months of validation hold some forty days, on which chance decides; the train part's later two thirds are
therefore validated on as well, each piece by a model that knew only what came before it. No day on or after the first
test day of any benchmark is looked at, since all of them share one market.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.evaluation.splits import Fold
from forecasting.movement.model import Setting, learn, score
from forecasting.movement.movements import Mask, Matrix, Movements
from forecasting.movement.protocol import Days, Part, Protocol
from forecasting.movement.scoring import Counts, daily_counts, mcc_of
from forecasting.movement.signals import Signals, signals

Rows = NDArray[np.intp]
Scored = Callable[[Fold, int], Matrix]
"""The scores of a fold's test rows by a model of a seed, learnt from its train rows."""

PIECES = 6
FIRST_SHARE = 0.3
"""The share of the train part that is only learnt from."""
SEEDS = 5
SETTINGS = tuple(Setting(penalty, life) for penalty in (30.0, 100.0, 300.0, 1000.0) for life in (None, 500.0))


@dataclass(frozen=True, eq=False)
class Benchmark:
    """One benchmark, ready to be learnt and scored."""

    protocol: Protocol
    movements: Movements
    signals: Signals
    samples: Mask

    @property
    def days(self) -> Days:
        """The days of all rows."""
        return self.movements.days


def benchmark(protocol: Protocol, found: Movements) -> Benchmark:
    """A benchmark of movements."""
    return Benchmark(protocol, found, signals(found), found.samples(protocol))


def part_fold(asked: Benchmark, part: Part) -> Fold:
    """The whole train part against another part."""
    return Fold(asked.protocol.rows(asked.days, "train"), asked.protocol.rows(asked.days, part))


def walked(asked: Benchmark) -> list[Fold]:
    """The later part of train in pieces, each learnt from what lies more than the look-back before it."""
    train = asked.protocol.rows(asked.days, "train")
    pieces = np.array_split(train[int(FIRST_SHARE * len(train)) :], PIECES)
    return [Fold(train[: piece[0] - train[0] - asked.protocol.lag], piece) for piece in pieces if piece.size]


def counted(asked: Benchmark, folds: Sequence[Fold], scored: Scored, seeds: Sequence[int]) -> list[Counts]:
    """The daily counts of all folds' test days, for each seed."""
    return [
        np.concatenate([_fold_counts(asked, fold, scored(fold, seed)) for fold in folds]) for seed in seeds
    ]


def by_setting(asked: Benchmark, setting: Setting) -> Scored:
    """The scores of the model with a setting."""
    return lambda fold, seed: score(
        asked.signals, fold.test, learn(asked.signals, fold.train, setting, seed=seed)
    )


def choose(asked: Sequence[Benchmark], seeds: Sequence[int]) -> Setting:
    """The setting whose correlation, mean over the benchmarks, is largest."""
    return max(SETTINGS, key=lambda setting: judged(asked, lambda one: by_setting(one, setting), seeds))


def judged(asked: Sequence[Benchmark], scoring: Callable[[Benchmark], Scored], seeds: Sequence[int]) -> float:
    """Matthews' correlation on all days that may be looked at while choosing, mean over benchmarks and seeds."""
    end = min(np.datetime64(one.protocol.test_from, "D") for one in asked)
    found = [mcc_of(counted(one, choosing_folds(one, end), scoring(one), seeds)) for one in asked]
    return float(np.mean(found))


def choosing_folds(asked: Benchmark, end: np.datetime64) -> list[Fold]:
    """The walk-forward pieces and the validation part, up to the day before `end`."""
    return [
        Fold(fold.train, fold.test[asked.days[fold.test] < end])
        for fold in (*walked(asked), part_fold(asked, "validation"))
    ]


def _fold_counts(asked: Benchmark, fold: Fold, scores: Matrix) -> Counts:
    return daily_counts(scores, asked.movements.label[fold.test], asked.samples[fold.test])
