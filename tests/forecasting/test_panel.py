"""Bars as matrices."""

from datetime import date

import numpy as np
import polars as pl

from forecasting.panel import panel

BARS = pl.DataFrame(
    {
        "security": ["KRX:B", "KRX:A", "KRX:A"],
        "date": [date(2025, 1, 3), date(2025, 1, 3), date(2025, 1, 2)],
        "open": [5.0, None, 10.0],
        "high": [6.0, None, 12.0],
        "low": [4.0, None, 9.0],
        "close": [5.5, 11.0, 11.0],
        "volume": [7, 0, 3],
        "halted": [None, True, False],
    }
)


def test_a_bar_stands_at_its_session_and_security_and_a_missing_one_is_nan() -> None:
    made = panel(BARS)
    assert made.securities == ("KRX:A", "KRX:B")
    assert made.days.tolist() == [date(2025, 1, 2), date(2025, 1, 3)]
    np.testing.assert_array_equal(made.close, [[11.0, np.nan], [11.0, 5.5]])
    np.testing.assert_array_equal(made.volume, [[3.0, np.nan], [0.0, 7.0]])


def test_a_halt_is_not_traded() -> None:
    np.testing.assert_array_equal(panel(BARS).traded, [[True, False], [False, True]])


def test_a_panel_until_a_day_holds_nothing_later() -> None:
    made = panel(BARS)
    assert made.until(date(2025, 1, 2)).days.tolist() == [date(2025, 1, 2)]
    assert made.until(date(2025, 1, 2)).close.shape == (1, 2)
    assert made.row(date(2025, 1, 1)) == -1
    assert made.row(date(2026, 1, 1)) == 1


def test_the_last_sessions_of_a_panel_keep_its_columns() -> None:
    made = panel(BARS)
    assert made.last(1).days.tolist() == [date(2025, 1, 3)]
    assert made.last(1).securities == made.securities
    assert made.last(9).days.tolist() == made.days.tolist()
