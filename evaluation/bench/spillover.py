"""Whether skill is found where it is, and only there: `stockelper bench spillover`.

The practice market is made from forty seeds: in twenty what moves a supplier reaches its customers a day later, in twenty
it does not. Each is installed in a store of its own, a vintage is trained on what was known by the last day, and a
forecast of one session ahead is asked for, all of it as the product does. `found` counts the verdicts `skill` with the
spill-over (of twenty, at least 18 are asked for), `false` those without it (at most 2).
"""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from collectors.practice.cast import companies
from collectors.practice.install import install
from evaluation.bench.result import BenchOptions, Row
from forecasting.registry import Models
from forecasting.service import Forecasts
from forecasting.vintages import vintage
from stockelper.clock import Clock
from stockelper.markets.practice import PRACTICE
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Skill

UNTIL = datetime(2026, 6, 30, 12, tzinfo=UTC)
SEEDS = 20
FOUND, FALSE = 18, 2
"""What is asked for."""
HORIZON = 1


@dataclass(frozen=True)
class Verdicts:
    """What was said of each seed's market, with the spill-over and without."""

    with_it: Sequence[Skill]
    without: Sequence[Skill]


def data(options: BenchOptions) -> Mapping[str, Path]:
    """It reads no file: the practice market is made from its seeds."""
    del options
    return {}


def run(options: BenchOptions) -> Sequence[Row]:
    """Judge forty markets; the seeds follow from the bench's own."""
    seeds = range(options.seed * 1000, options.seed * 1000 + SEEDS)
    return rows(
        Verdicts(
            [judged(seed, spillover=True) for seed in seeds],
            [judged(seed, spillover=False) for seed in seeds],
        )
    )


def rows(found: Verdicts) -> list[Row]:
    """How many verdicts said `skill` on either side, and the mean daily rank ICs that they stand on."""
    return [
        _count_row("spillover.found", found.with_it, FOUND),
        _count_row("spillover.false", found.without, FALSE),
        _mean_row("spillover.rank_ic", found.with_it),
        _mean_row("spillover.rank_ic_without", found.without),
    ]


def judged(seed: int, *, spillover: bool) -> Skill:
    """The verdict that a forecast on a seed's market carries."""
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as name:
        folder = Path(name)
        with closing(SqliteDocuments(folder / "documents.db")) as documents:
            install(documents, Clock(UNTIL), seed=seed, spillover=spillover)
            models = Models(folder / "models")
            vintage(documents, models, PRACTICE, UNTIL.date(), [HORIZON])
            made = Forecasts(documents, models).forecast(
                companies()[0].id, horizon=HORIZON, as_of=UNTIL.date()
            )
    return made.skill


def _count_row(name: str, verdicts: Sequence[Skill], asked: int) -> Row:
    count = sum(one.verdict == "skill" for one in verdicts)
    return Row(name, count, "verdicts", asked, count / asked, len(verdicts))


def _mean_row(name: str, verdicts: Sequence[Skill]) -> Row:
    values = [one.value for one in verdicts if one.value is not None]
    return Row(name, float(np.mean(values)) if values else None, "correlation", n=len(values))
