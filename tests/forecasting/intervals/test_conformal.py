"""Intervals hold as often as they say and know nothing later than their day."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.evaluation.interval_scores import covered, daily_terciles, interval_score
from forecasting.intervals.conformal import IntervalHistory, interval_history, intervals, market_statistics
from forecasting.intervals.volatility import ewma_volatility, log_returns, volatility_states
from forecasting.panel import Panel
from tests.forecasting.intervals.simulated import market, with_bars


def history(panel: Panel, horizon: int = 1, level: float = 0.9) -> IntervalHistory:
    states = volatility_states(panel)
    return interval_history(states, market_statistics(states, horizon, level=level))


@pytest.mark.parametrize("level", [0.8, 0.9])
@pytest.mark.parametrize("horizon", [1, 5, 20])
def test_the_share_of_outcomes_inside_is_the_level_in_every_tercile_of_volatility(
    horizon: int, level: float
) -> None:
    panel = market()
    made = history(panel, horizon, level)
    hits = covered(made.low, made.high, made.realised)[150:]
    groups = daily_terciles(ewma_volatility(log_returns(panel)))[150:]
    known = ~np.isnan(hits)
    assert hits[known].mean() == pytest.approx(level, abs=0.02 if horizon < 20 else 0.04)
    shares = [hits[known & (groups == name)].mean() for name in ("low", "middle", "high")]
    assert max(shares) - min(shares) < 0.03


def test_they_beat_a_normal_interval_of_the_same_panel_on_the_interval_score() -> None:
    panel = market()
    made = history(panel)
    end = 1.6449 * ewma_volatility(log_returns(panel))
    ours = interval_score(made.low, made.high, made.realised, level=0.9)[150:]
    normal = interval_score(np.expm1(-end), np.expm1(end), made.realised, level=0.9)[150:]
    known = ~np.isnan(ours + normal)
    assert ours[known].mean() < normal[known].mean()


def test_a_break_in_volatility_is_made_up_for_within_weeks() -> None:
    made = history(market(shock=500))
    hits = covered(made.low, made.high, made.realised)
    assert np.nanmean(hits[500:503]) < 0.8
    assert np.nanmean(hits[520:555]) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize("horizon", [1, 20])
def test_a_later_bar_changes_no_interval(horizon: int) -> None:
    panel = market(400)
    whole = history(panel, horizon)
    day = panel.days[330].item()
    cut = history(panel.until(day), horizon)
    np.testing.assert_allclose(cut.low[-1], whole.low[330], rtol=1e-9)
    np.testing.assert_allclose(cut.high[-1], whole.high[330], rtol=1e-9)
    later = with_bars(panel, close=np.where(np.arange(400)[:, None] > 330, panel.close * 3, panel.close))
    np.testing.assert_allclose(history(later, horizon).low[330], whole.low[330], rtol=1e-9)


def test_the_same_bars_give_the_same_intervals_to_the_last_bit() -> None:
    first, second = history(market(300)), history(market(300))
    np.testing.assert_array_equal(first.low, second.low)
    np.testing.assert_array_equal(first.high, second.high)


def test_statistics_of_the_market_serve_any_selection_of_it() -> None:
    panel = market(400)
    states = volatility_states(panel)
    statistics = market_statistics(states, 5)
    whole = intervals(interval_history(states, statistics))
    few = with_bars(
        panel,
        **{
            name: getattr(panel, name)[:, 3:5]
            for name in ("open", "high", "low", "close", "volume", "halted")
        },
    )
    few = replace(few, securities=panel.securities[3:5])
    made = intervals(interval_history(volatility_states(few), statistics))
    assert made.securities == panel.securities[3:5]
    np.testing.assert_allclose(made.low, whole.low[3:5])
    np.testing.assert_array_equal(made.n, whole.n[3:5])


def test_statistics_of_other_days_are_refused() -> None:
    states = volatility_states(market(200))
    statistics = market_statistics(states, 1)
    other = volatility_states(market(150))
    with pytest.raises(ValueError, match="other days"):
        interval_history(other, statistics)


def test_realised_coverage_counts_what_came_due_in_the_last_250_sessions() -> None:
    made = history(market(), 20)
    last = intervals(made)
    hits = covered(made.low, made.high, made.realised)[-270:]
    assert set(last.n.tolist()) == {250}
    np.testing.assert_allclose(last.share, np.nanmean(hits, axis=0))
    assert last.market_share == pytest.approx(float(np.nanmean(hits)))
    assert last.as_of == made.days[-1].item()


def test_a_halted_security_keeps_an_interval_and_a_new_one_has_none_before_ten_sessions() -> None:
    panel = market(300)
    row = np.arange(300)[:, None]
    halt = (row >= 280) & (np.arange(90) == 0)
    unborn = (row < 294) & (np.arange(90) == 1)
    young = (row < 285) & (np.arange(90) == 2)
    close = np.where(halt, panel.close[279], panel.close)
    changes = {name: np.where(halt, np.nan, getattr(panel, name)) for name in ("open", "high", "low")}
    changes = {
        name: np.where(unborn | young, np.nan, value) for name, value in {**changes, "close": close}.items()
    }
    made = intervals(history(with_bars(panel, halted=halt, **changes)))
    assert made.low[0] < 0 < made.high[0]
    assert np.isnan(made.low[1])
    assert made.n[1] == 0
    assert made.low[2] < 0 < made.high[2]


def test_a_security_that_never_moves_gets_a_narrow_interval_and_disturbs_no_other() -> None:
    panel = market(300)
    still = np.arange(90) == 0
    flat = {name: np.where(still, 100.0, getattr(panel, name)) for name in ("open", "high", "low", "close")}
    usual, made = intervals(history(panel)), intervals(history(with_bars(panel, **flat)))
    assert 0 < made.high[0] - made.low[0] < 0.3 * np.median(usual.high - usual.low)
    np.testing.assert_allclose(made.high[1:], usual.high[1:], rtol=0.1)


def test_three_securities_share_one_group_and_too_short_a_panel_gives_nothing() -> None:
    made = history(market(400, 3))
    hits = covered(made.low, made.high, made.realised)[100:]
    assert np.nanmean(hits) == pytest.approx(0.9, abs=0.04)
    short = intervals(history(market(20)))
    assert np.isnan(short.low).all()
    assert short.market_n == 0
    assert np.isnan(short.market_share)


def test_a_split_inside_the_window_is_no_movement() -> None:
    panel = market(300)
    split = (np.arange(300)[:, None] >= 270) & (np.arange(90) == 0)
    cut = {
        name: np.where(split, getattr(panel, name) / 5, getattr(panel, name))
        for name in ("open", "high", "low", "close")
    }
    made, usual = history(with_bars(panel, **cut), 5), history(panel, 5)
    np.testing.assert_allclose(made.high[-1], usual.high[-1], rtol=0.1)
    assert np.isnan(made.realised[265:270, 0]).all()
    assert not np.isnan(made.realised[270:295, 0]).any()
