"""Every way to give intervals keeps the contract: walk the registry."""

import numpy as np
import pytest

from forecasting.intervals.kinds import INTERVALS, interval_kind
from forecasting.intervals.volatility import volatility_states
from forecasting.panel import Panel
from stockelper.errors import BadInput
from tests.forecasting.intervals.simulated import market, with_bars

KNOWN, SHOWN, ASKED = 500, 650, (1, 4, 7)


@pytest.fixture(scope="module")
def panel() -> Panel:
    return market(securities=70)


def ends(panel: Panel, name: str, horizon: int = 1) -> tuple[np.ndarray, np.ndarray]:
    fitted = interval_kind(name).fit(panel, volatility_states(panel), KNOWN, ASKED)
    low, high = fitted.ends(horizon, 0.9)
    return low[:, ASKED], high[:, ASKED]


@pytest.mark.parametrize("name", sorted(INTERVALS))
@pytest.mark.parametrize("horizon", [1, 5])
def test_nine_of_ten_returns_lie_within(panel: Panel, name: str, horizon: int) -> None:
    low, high = ends(panel, name, horizon)
    close = panel.close[:, ASKED]
    realised = close[KNOWN + horizon :] / close[KNOWN:-horizon] - 1
    held = (low[KNOWN:-horizon] <= realised) & (realised <= high[KNOWN:-horizon])
    assert held.mean() == pytest.approx(0.9, abs=0.06)
    assert (low[KNOWN:] < 0).all()
    assert (high[KNOWN:] > 0).all()


@pytest.mark.parametrize("name", sorted(INTERVALS))
def test_later_bars_change_no_interval_of_before(panel: Panel, name: str) -> None:
    later = np.arange(len(panel.days))[:, None] > SHOWN
    planted = with_bars(
        panel,
        **{
            field: np.where(later, 1.7 * getattr(panel, field), getattr(panel, field))
            for field in ("open", "high", "low", "close")
        },
    )
    for one, other in zip(ends(panel, name), ends(planted, name), strict=True):
        np.testing.assert_array_equal(one[: SHOWN + 1], other[: SHOWN + 1])


def test_a_security_that_is_not_asked_for_costs_no_fit(panel: Panel) -> None:
    low, _ = interval_kind("garch").fit(panel, volatility_states(panel), KNOWN, ASKED).ends(1, 0.9)
    assert np.flatnonzero(~np.isnan(low).all(axis=0)).tolist() == list(ASKED)


def test_an_unknown_way_is_bad_input() -> None:
    with pytest.raises(BadInput):
        interval_kind("guess")
