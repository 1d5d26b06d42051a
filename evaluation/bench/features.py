"""How fast features, training and predicting are: `stockelper bench features`.

All features of the KRX file's four million bars; the same lags as mlforecast (Nixtla) makes in the same run, in an
environment of its own (at most 1.5 times its time is aimed at); a LightGBM fit beside the bare library's on the
same matrix (at most 1.2 times); and all securities of one day predicted, their features included.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.bench.mlforecast_side import LAGS, WIDTHS, mlforecast_seconds
from evaluation.bench.price_panels import price_files, price_inputs, price_panel
from evaluation.bench.result import BenchOptions, Row
from forecasting.features.design import Cells, design
from forecasting.features.groups import GROUPS
from forecasting.features.windows import Grid, lagged, rolling_mean
from forecasting.models.boosted import OBJECTIVES, SETTINGS, TREES, Boosted
from forecasting.models.growing import threads
from forecasting.models.model import Fitted, Sample
from forecasting.panel import Panel
from forecasting.sampling import WARMING, chosen, sample, targets
from forecasting.training import MOST

MARKET = "krx"
HORIZON = 5
FEATURES_S, PREDICT_S = 60.0, 2.0
"""What is aimed at."""
LOOKED_BACK = 400
"""Sessions that the features of one day are made from."""
UNTIL = date(2024, 12, 31)


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The price file."""
    path = price_files(options)[MARKET]
    return {path.name: path}


def run(options: BenchOptions) -> Sequence[Row]:
    """Seconds of each. Raises NoData without the file."""
    (path,) = data(options).values()
    panel = price_panel(path, MARKET)
    learnt = _sample(panel.until(UNTIL), options.seed)
    fitted, fitting = _fitting_row(learnt, options.seed)
    return [_features_row(panel), lag_row(panel), fitting, _predicting_row(panel, fitted)]


def _features_row(panel: Panel) -> Row:
    """Every group's grids over the whole panel, one after the other."""
    given = price_inputs(panel, MARKET)

    def all_groups() -> None:
        with np.errstate(invalid="ignore", divide="ignore"):
            for group in GROUPS.values():
                for _ in group(given):
                    pass

    seconds = _seconds(all_groups)
    return Row("features.seconds", seconds, "s", FEATURES_S, seconds / FEATURES_S, _bars(panel))


def lag_row(panel: Panel) -> Row:
    """The same lags and rolling means of the close; no reference where mlforecast could not be set up."""
    close = panel.close.astype(np.float32)
    ours = min(_seconds(lambda: _lags(close)) for _ in range(2))
    theirs = mlforecast_seconds(panel.close)
    return Row("features.lags_s", ours, "s", theirs, None if theirs is None else ours / theirs, _bars(panel))


def _lags(close: Grid) -> list[Grid]:
    before = lagged(close, 1)
    return [*(lagged(close, lag) for lag in LAGS), *(rolling_mean(before, width) for width in WIDTHS)]


def _sample(panel: Panel, seed: int) -> Sample:
    given = price_inputs(panel, MARKET)
    outcome = targets(given, HORIZON)
    cells = chosen(outcome.known, WARMING, len(panel.days), MOST, seed)
    return sample(design(given, cells), outcome, cells)


def _fitting_row(learnt: Sample, seed: int) -> tuple[Fitted, Row]:
    """Ours beside the bare library with the same settings, the better of two each, in turn."""
    kept: list[Fitted] = []
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(2):
        ours.append(_seconds(lambda: kept.append(Boosted().fit(learnt, seed))))
        bare.append(_seconds(lambda: _bare(learnt, seed)))
    value, reference = min(ours), min(bare)
    return kept[0], Row("features.lightgbm_s", value, "s", reference, value / reference, len(learnt))


def _bare(learnt: Sample, seed: int) -> None:
    import lightgbm

    settings = {**SETTINGS, **OBJECTIVES["rank"], "seed": seed, "num_threads": threads(len(learnt))}
    matrix = lightgbm.Dataset(learnt.design.values, learnt.ranks)
    lightgbm.train(settings, matrix, num_boost_round=TREES)


def _predicting_row(panel: Panel, fitted: Fitted) -> Row:
    """Features and scores of the last day's securities, from its bars and those before."""
    recent = panel.last(LOOKED_BACK)
    columns = np.flatnonzero(recent.traded[-1])
    cells = Cells(np.full(len(columns), len(recent.days) - 1), columns)
    seconds = _seconds(lambda: fitted.score(design(price_inputs(recent, MARKET), cells)))
    return Row("features.predict_s", seconds, "s", PREDICT_S, seconds / PREDICT_S, len(columns))


def _seconds(measured: Callable[[], object]) -> float:
    started = time.perf_counter()
    measured()
    return time.perf_counter() - started


def _bars(panel: Panel) -> int:
    known: NDArray[np.bool_] = ~np.isnan(panel.close)
    return int(known.sum())
