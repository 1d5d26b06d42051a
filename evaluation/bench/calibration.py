"""How often 90 % intervals hold: `stockelper bench calibration`.

The test year is 2025 and chose nothing; 2020 to 2024 are shown beside it, each walked through day by day with what
had come due by then. Terciles are those of EWMA volatility (decay .94, 60 sessions) among a day's securities.
Interval scores stand beside those of normal EWMA intervals of the same cells, and of GARCH(1,1)-t intervals of a
sample of securities, fitted on what was known before the year and filtered through it; see `calibration_scores`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from evaluation.bench.calibration_scores import baseline_rows, leads
from evaluation.bench.price_panels import price_files, price_panel
from evaluation.bench.result import BenchOptions, Row
from forecasting.evaluation.bootstrap import block_length, interval_of_mean
from forecasting.evaluation.interval_scores import (
    coverage_by,
    covered,
    daily_terciles,
    pinball,
    terciles,
)
from forecasting.intervals.conformal import (
    IntervalHistory,
    MarketStatistics,
    interval_history,
    intervals,
    market_statistics,
)
from forecasting.intervals.kinds import FittedIntervals, interval_kind
from forecasting.intervals.volatility import VolatilityStates, volatility_states
from forecasting.panel import Panel

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEVEL = 0.9
HORIZONS = (1, 5, 20)
TEST_YEAR = 2025
YEARS = (2020, 2021, 2022, 2023, 2024)
SPREADS: Mapping[int, float] = {1: 0.02, 5: 0.03, 20: 0.03}
"""Points between terciles that are aimed at."""
GARCH_SECURITIES = 200
LOOKED_BACK = 756
"""Sessions of the panel that a forecast of the day is timed with."""


@dataclass(frozen=True, eq=False)
class Judged:
    """One horizon's intervals and which of their cells are judged: a price was made, and the outcome is known."""

    history: IntervalHistory
    volatility: Matrix
    usable: Mask

    def within(self, year: int) -> Mask:
        """The usable cells whose as-of day lies in a year; shape (T, N)."""
        years = self.history.days.astype("datetime64[Y]").astype(int) + 1970
        return self.usable & (years == year)[:, None]


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The price files."""
    return {path.name: path for path in price_files(options).values()}


def run(options: BenchOptions) -> Sequence[Row]:
    """Coverage, terciles and scores of both markets at every horizon. Raises NoData without a file."""
    rows = [
        row
        for market, path in price_files(options).items()
        for row in _market_rows(market, price_panel(path, market), options.seed)
    ]
    return [*rows, *leads(rows)]


def _market_rows(market: str, panel: Panel, seed: int) -> list[Row]:
    states = volatility_states(panel)
    baselines = _baselines(panel, states, seed)
    rows: list[Row] = []
    for horizon in HORIZONS:
        name = f"calibration.{market}.{horizon}"
        statistics = market_statistics(states, horizon, level=LEVEL)
        rows += _horizon_rows(name, _judged(states, statistics), baselines, seed)
        if horizon == HORIZONS[0]:
            rows.append(_time_row(f"calibration.{market}.seconds", panel, statistics))
    return rows


def _judged(states: VolatilityStates, statistics: MarketStatistics) -> Judged:
    history = interval_history(states, statistics)
    known = ~(np.isnan(history.low) | np.isnan(history.realised) | np.isnan(states.volatility))
    return Judged(history, states.volatility, states.learnable & known)


def _horizon_rows(
    name: str, judged: Judged, baselines: Mapping[str, FittedIntervals], seed: int
) -> list[Row]:
    test = judged.within(TEST_YEAR)
    if not test.any():
        return []
    past = [(year, judged.within(year)) for year in YEARS]
    return [
        _coverage_row(f"{name}.coverage", judged, test, seed),
        *_tercile_rows(name, judged, test),
        *baseline_rows(name, judged.history, test, baselines, seed),
        *_pinball_rows(name, judged, test),
        *(
            _coverage_row(f"{name}.coverage_{year}", judged, cells, seed)
            for year, cells in past
            if cells.any()
        ),
    ]


def _coverage_row(name: str, judged: Judged, cells: Mask, seed: int) -> Row:
    """The share of cells that held, with its interval over blocks of days no shorter than the horizon."""
    hits = _hits(judged, cells)
    number = cells.sum(axis=1)
    days = number > 0
    daily = np.nansum(hits[days], axis=1) / number[days]
    length = max(block_length(daily), float(judged.history.horizon))
    ci = interval_of_mean(daily, weights=number[days].astype(np.float64), length=length, seed=seed)
    share = float(np.nanmean(hits))
    return Row(name, share, "fraction", LEVEL, share / LEVEL, int(cells.sum()), ci)


def _tercile_rows(name: str, judged: Judged, cells: Mask) -> list[Row]:
    """Coverage of each third, and the most that two thirds differ by; the thirds of the whole year as well."""
    hits, values = _hits(judged, cells), np.where(cells, judged.volatility, np.nan)
    days = cells.any(axis=1)
    daily = _shares(hits[days], daily_terciles(values[days]))
    pooled = _shares(hits[days], terciles(values[days]))
    aim = SPREADS[judged.history.horizon]
    return [
        *(
            Row(f"{name}.coverage_{third}", share, "fraction", LEVEL, share / LEVEL)
            for third, share in daily.items()
        ),
        _spread_row(f"{name}.spread", daily, aim),
        _spread_row(f"{name}.spread_over_the_year", pooled, aim),
    ]


def _shares(hits: Matrix, groups: NDArray[np.str_]) -> dict[str, float]:
    found = {one.group: one.share for one in coverage_by(hits, groups)}
    return {third: found[third] for third in ("low", "middle", "high")}


def _pinball_rows(name: str, judged: Judged, cells: Mask) -> list[Row]:
    """The mean pinball loss of either end beside that of normal EWMA ends."""
    history, tail = judged.history, (1 - LEVEL) / 2
    end = NormalDist().inv_cdf(1 - tail) * judged.volatility[cells] * np.sqrt(history.horizon)
    realised = history.realised[cells]
    sides = {
        "low": (history.low[cells], np.expm1(-end), tail),
        "high": (history.high[cells], np.expm1(end), 1 - tail),
    }
    rows: list[Row] = []
    for side, (ours, other, probability) in sides.items():
        value = float(pinball(ours, realised, probability=probability).mean())
        reference = float(pinball(other, realised, probability=probability).mean())
        rows.append(
            Row(f"{name}.pinball_{side}", value, "return", reference, value / reference, int(cells.sum()))
        )
    return rows


def _spread_row(name: str, shares: Mapping[str, float], aim: float) -> Row:
    spread = max(shares.values()) - min(shares.values())
    return Row(name, spread, "fraction", aim, spread / aim)


def _hits(judged: Judged, cells: Mask) -> Matrix:
    """1 held, 0 missed, NaN where not judged."""
    history = judged.history
    return np.where(cells, covered(history.low, history.high, history.realised), np.nan)


def _baselines(panel: Panel, states: VolatilityStates, seed: int) -> Mapping[str, FittedIntervals]:
    """EWMA, and GARCH of a sample of securities, by what was known before the test year."""
    known = int(np.searchsorted(panel.days, np.datetime64(f"{TEST_YEAR}-01-01")))
    drawn = np.random.default_rng(seed).permutation(len(panel.securities))[:GARCH_SECURITIES]
    return {
        "ewma": interval_kind("ewma").fit(panel, states, known),
        "garch": interval_kind("garch").fit(panel, states, known, drawn.tolist()),
    }


def _time_row(name: str, panel: Panel, statistics: MarketStatistics) -> Row:
    """Seconds until every security of the last day has its interval and coverage, with the market's statistics kept."""
    recent = panel.last(LOOKED_BACK)
    started = perf_counter()
    made = intervals(interval_history(volatility_states(recent), statistics))
    seconds = perf_counter() - started
    return Row(name, seconds, "s", 2.0, seconds / 2.0, int((~np.isnan(made.low)).sum()))
