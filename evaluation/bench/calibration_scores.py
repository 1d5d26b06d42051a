"""How far intervals are ahead of the baselines', by the mean interval score of the cells that both have one for.

`score_by_NAME` holds the score beside the baseline's; `lead_over_NAME` is the part of the baseline's score that it is
better by, with its interval over blocks of days; `calibration.leads` counts the leads of a run, one for each market, horizon and
baseline, and `calibration.sure_leads` those whose interval lies above zero.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.bench.result import Row
from forecasting.evaluation.bootstrap import block_length, interval_of_mean
from forecasting.evaluation.interval_scores import interval_score
from forecasting.intervals.conformal import IntervalHistory
from forecasting.intervals.kinds import Ends, FittedIntervals

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

BASELINES = ("ewma", "garch")


def baseline_rows(
    name: str, history: IntervalHistory, cells: Mask, others: Mapping[str, FittedIntervals], seed: int
) -> list[Row]:
    """The score and the lead beside each baseline; none beside one that has no interval for any of the cells."""
    rows: list[Row] = []
    for baseline in BASELINES:
        ends = others[baseline].ends(history.horizon, history.level)
        both = cells & ~np.isnan(ends[0])
        if both.any():
            rows += _compared(name, baseline, history, both, ends, seed)
    return rows


def leads(rows: Sequence[Row]) -> list[Row]:
    """How many of a run's leads there are, and how many are more than chance."""
    found = [row for row in rows if ".lead_over_" in row.name]
    ahead = sum(1 for row in found if row.value is not None and row.value > 0)
    sure = sum(1 for row in found if row.ci is not None and row.ci[0] > 0)
    return [_count_row("calibration.leads", ahead, found), _count_row("calibration.sure_leads", sure, found)]


def _compared(
    name: str, baseline: str, history: IntervalHistory, cells: Mask, ends: Ends, seed: int
) -> list[Row]:
    level, realised = history.level, history.realised
    ours = interval_score(history.low, history.high, realised, level=level)
    other = interval_score(*ends, realised, level=level)
    value, reference = float(ours[cells].mean()), float(other[cells].mean())
    ratio, number = value / reference, int(cells.sum())
    ci = _of_days((other - ours) / reference, cells, history.horizon, seed)
    return [
        Row(f"{name}.score_by_{baseline}", value, "return", reference, ratio, number),
        Row(f"{name}.lead_over_{baseline}", 1 - ratio, "fraction", n=number, ci=ci),
    ]


def _of_days(values: Matrix, cells: Mask, horizon: int, seed: int) -> tuple[float, float]:
    """The interval of the cells' mean over blocks of days no shorter than the horizon."""
    number = cells.sum(axis=1)
    days = number > 0
    daily = np.where(cells, values, 0.0).sum(axis=1)[days] / number[days]
    length = max(block_length(daily), float(horizon))
    return interval_of_mean(daily, weights=number[days].astype(np.float64), length=length, seed=seed)


def _count_row(name: str, count: int, of: Sequence[Row]) -> Row:
    return Row(name, float(count), "comparisons", float(len(of)), count / len(of) if of else None, len(of))
