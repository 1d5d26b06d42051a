"""How much of a security was traded over a stretch."""

import datetime as dt

import polars as pl
import pytest

from tests.agents.conftest import NVIDIA, SAMSUNG, Ask
from tests.agents.test_market_windows import bars, window


@pytest.mark.parametrize("security", [SAMSUNG, NVIDIA])
def test_the_volume_of_a_stretch_is_summed_and_set_against_the_sessions_before(ask: Ask, security: str):
    first = dt.date(2025, 12, 1)
    asked = ask(
        securities=(security,),
        measures=("volume",),
        question="volume this month",
        window=window(first, label="this_month"),
        language="en",
    )
    own = bars(security).filter(pl.col("date") >= first)["volume"]
    before = bars(security).filter(pl.col("date") < first)["volume"].tail(20)
    assert asked.value("volume_total") == own.sum()
    assert asked.value("volume_mean") == pytest.approx(own.mean())
    assert asked.value("volume_mean_before") == pytest.approx(before.mean())
    assert "changed hands from Dec 1, 2025 to Dec 30, 2025" in asked.draft.text


def test_the_volume_of_no_stretch_is_that_of_the_last_session(ask: Ask):
    asked = ask(securities=(SAMSUNG,), measures=("volume",), question="삼성전자 거래량")
    assert "거래량" in asked.draft.text
    assert "volume_total" not in {item.name for item in asked.evidence.values()}
