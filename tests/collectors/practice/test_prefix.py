"""A later end changes no earlier row, whatever the two ends are."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from collectors.practice import tables
from collectors.practice.articles import articles, filings
from collectors.practice.market import Market, simulate
from collectors.practice.ties import relation_versions

FIRST, LAST = datetime(2022, 1, 4, tzinfo=UTC), datetime(2026, 6, 30, tzinfo=UTC)


def everything(market: Market) -> dict[str, pl.DataFrame]:
    texts = [*articles(market.seed, market.stories), *filings(market.stories)]
    return {
        "bars": tables.bars(market),
        "actions": tables.actions(market),
        "facts": tables.facts(market),
        "articles": tables.articles(market, texts),
        "filings": tables.filings(market, texts),
        "relations": relation_versions(market, texts),
    }


@pytest.fixture(scope="module")
def later(market: Market) -> dict[str, pl.DataFrame]:
    return everything(market)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, int((LAST - FIRST).total_seconds())))
def test_what_was_known_at_any_moment_is_what_a_later_market_says_of_it(
    later: dict[str, pl.DataFrame], seconds: int
) -> None:
    moment = FIRST + timedelta(seconds=seconds)
    for name, frame in everything(simulate(moment)).items():
        before = later[name].filter(pl.col("known_at") <= moment)
        assert_frame_equal(frame, before, check_row_order=False, check_exact=True)


def test_another_seed_is_another_market_of_the_same_companies(market: Market) -> None:
    other = simulate(market.now, seed=1)
    assert not (other.bars.close == market.bars.close).all()
    assert (other.bars.close[0] / market.bars.close[0]).max() < 1.7
