"""Each indicator against a computation written another way, or figures published by others."""

import math
import statistics
from itertools import pairwise

import numpy as np
import pytest

from stockelper import measures

WALK: measures.Array = np.cumprod(1.0 + np.random.default_rng(7).normal(0.0, 0.02, 320)) * 50_000.0
PUBLISHED = [
    44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931,
    46.0328, 45.6140, 46.2820, 46.2820, 46.0028, 46.0328,
]  # fmt: skip


def weighted_by_hand(values: list[float], periods: int) -> list[float | None]:
    out: list[float | None] = [None] * (periods - 1) + [statistics.fmean(values[:periods])]
    for value in values[periods:]:
        before = out[-1]
        assert before is not None
        out.append(value * 2 / (periods + 1) + before * (1 - 2 / (periods + 1)))
    return out


def test_an_average_is_the_mean_of_the_last_values_and_unknown_before():
    averages = measures.sma(WALK, 20)
    assert np.isnan(averages[:19]).all()
    assert averages[-1] == pytest.approx(statistics.fmean(WALK[-20:].tolist()), rel=1e-13)


def test_an_average_of_too_little_history_is_unknown():
    assert np.isnan(measures.sma(WALK[:19], 20)).all()
    assert np.isnan(measures.ema(WALK[:19], 20)).all()


def test_rsi_matches_the_published_worked_example():
    strength = measures.rsi(np.array(PUBLISHED))
    assert np.isnan(strength[:14]).all()
    assert [round(float(value), 2) for value in strength[14:]] == [70.53, 66.32, 66.55]


def test_rsi_matches_wilders_definition_step_by_step():
    steps = [b - a for a, b in pairwise(WALK.tolist())]
    up = statistics.fmean(max(step, 0.0) for step in steps[:14])
    down = statistics.fmean(max(-step, 0.0) for step in steps[:14])
    for step in steps[14:]:
        up, down = (up * 13 + max(step, 0.0)) / 14, (down * 13 + max(-step, 0.0)) / 14
    assert measures.rsi(WALK)[-1] == pytest.approx(100 - 100 / (1 + up / down), rel=1e-12)


def test_rsi_is_100_when_nothing_fell_and_50_when_nothing_moved():
    assert measures.rsi(np.linspace(1.0, 29.0, 29))[-1] == 100.0
    assert measures.rsi(np.full(30, 5.0))[-1] == 50.0


def test_macd_matches_averages_computed_by_hand():
    closes = WALK.tolist()
    fast, slow = weighted_by_hand(closes, 12), weighted_by_hand(closes, 26)
    line = [f - s for f, s in zip(fast, slow, strict=True) if f is not None and s is not None]
    signal = weighted_by_hand(line, 9)[-1]
    found = measures.macd(WALK)
    assert found.line[-1] == pytest.approx(line[-1], rel=1e-9)
    assert found.signal[-1] == pytest.approx(signal, rel=1e-9)
    assert found.histogram[-1] == pytest.approx(line[-1] - (signal or 0.0), rel=1e-7)


def test_bollinger_bands_stand_two_population_deviations_around_the_average():
    bands, last = measures.bollinger(WALK), WALK[-20:].tolist()
    assert bands.middle[-1] == pytest.approx(statistics.fmean(last), rel=1e-13)
    assert bands.upper[-1] == pytest.approx(statistics.fmean(last) + 2 * statistics.pstdev(last), rel=1e-12)
    assert bands.lower[-1] == pytest.approx(statistics.fmean(last) - 2 * statistics.pstdev(last), rel=1e-12)


def test_volatility_is_the_sample_deviation_of_log_returns_a_year():
    logs = [math.log(b / a) for a, b in pairwise(WALK.tolist())]
    assert measures.volatility(WALK) == pytest.approx(statistics.stdev(logs) * math.sqrt(252), rel=1e-12)


def test_drawdown_finds_the_deepest_fall_and_where_it_was():
    found = measures.drawdown(np.array([10.0, 12.0, 9.0, 13.0, 7.8, 11.0]))
    assert (found.peak, found.trough) == (3, 4)
    assert found.depth == pytest.approx(-0.4)


def test_a_series_that_never_falls_has_no_drawdown():
    assert measures.drawdown(np.array([1.0, 2.0, 3.0])).depth == 0.0


def test_volume_ratio_compares_the_last_day_with_the_days_before_it():
    assert measures.volume_ratio(np.array([100.0] * 20 + [250.0])) == 2.5
    assert np.isnan(measures.volume_ratio(np.array([0.0] * 20 + [250.0])))


def test_beta_of_twice_the_index_is_two():
    index = np.array([100.0, 101.0, 99.0, 104.0, 103.0])
    steps = np.concatenate([np.ones(1), 1.0 + 2.0 * (index[1:] / index[:-1] - 1.0)])
    own: measures.Array = np.cumprod(steps)
    assert measures.beta(own, index) == pytest.approx(2.0)
    assert math.isnan(measures.beta(own, np.full(5, 3.0)))


def test_columns_are_computed_side_by_side():
    both = np.column_stack([WALK, WALK[::-1]])
    assert measures.rsi(both)[-1, 0] == pytest.approx(measures.rsi(WALK)[-1])
    assert measures.macd(both).signal[-1, 1] == pytest.approx(measures.macd(WALK[::-1].copy()).signal[-1])
    assert measures.volatility(both).shape == (2,)
