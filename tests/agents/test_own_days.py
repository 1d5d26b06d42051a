"""A share listed within the year is measured in a screen as it is alone."""

from collections.abc import Callable

import numpy as np
import pytest

from agents.tools.own_days import of_own_days
from stockelper import measures
from stockelper.measures import Array

SESSIONS = 80


def rsi(close: Array) -> Array:
    return measures.rsi(close)[-1]


def macd(close: Array) -> Array:
    return measures.macd(close).histogram[-1]


def prices(seed: int) -> Array:
    return 100.0 * np.exp(np.random.default_rng(seed).normal(0.0, 0.02, SESSIONS).cumsum())


@pytest.mark.parametrize("compute", [rsi, macd])
@pytest.mark.parametrize("missing", [[], range(20), range(40), [30, 31, 55]])
def test_each_is_measured_over_the_days_that_it_has(
    compute: Callable[[Array], Array], missing: list[int]
) -> None:
    close = np.column_stack([prices(1), prices(2)])
    close[list(missing), 1] = np.nan
    alone = close[np.isfinite(close[:, 1]), 1][:, None]
    assert of_own_days(close, compute) == pytest.approx([compute(close[:, :1])[0], compute(alone)[0]])


@pytest.mark.parametrize("compute", [rsi, macd])
@pytest.mark.parametrize("missing", [range(SESSIONS - 5), range(SESSIONS), [SESSIONS - 1]])
def test_too_few_days_or_no_last_one_have_no_measure(
    compute: Callable[[Array], Array], missing: list[int]
) -> None:
    close = np.column_stack([prices(1), prices(2)])
    close[list(missing), 1] = np.nan
    assert np.isnan(of_own_days(close, compute)[1])
