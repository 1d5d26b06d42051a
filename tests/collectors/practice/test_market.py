"""The simulated prices: rules of the exchange kept, figures plausible, causes visible."""

from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from collectors.practice import tables
from collectors.practice.cast import companies, linked
from collectors.practice.market import Market, simulate
from stockelper.markets.practice import PRACTICE
from stockelper.markets.rules import tick_of


@pytest.fixture(scope="module")
def bars(market: Market) -> pl.DataFrame:
    return tables.bars(market)


@pytest.fixture(scope="module")
def shares(bars: pl.DataFrame) -> pl.DataFrame:
    return bars.filter(pl.col("security") != "INDEX:PRACTICE")


def test_every_company_has_a_bar_on_every_session(market: Market, bars: pl.DataFrame) -> None:
    sessions = PRACTICE.sessions(datetime(2022, 1, 3, tzinfo=UTC).date(), market.now.date())
    counts = bars.group_by("security").agg(pl.len(), pl.col("date").n_unique().alias("days"))
    assert counts.height == len(companies()) + 1 == 41
    assert set(counts["len"]) == set(counts["days"]) == {len(sessions)}
    assert bars["date"].max() == sessions[-1]


def test_prices_stand_on_ticks_and_volumes_are_whole(shares: pl.DataFrame) -> None:
    sample = shares.filter(~pl.col("halted")).sample(2_000, seed=7)
    for day, *prices in sample.select("date", "open", "high", "low", "close").iter_rows():
        steps = PRACTICE.ladder(day)
        assert all(Decimal(price) % tick_of(steps, Decimal(price)) == 0 for price in prices)
    assert (sample["volume"] > 0).all()


def test_open_and_close_lie_between_low_and_high(bars: pl.DataFrame) -> None:
    traded = bars.filter(~pl.col("halted"))
    inside = (pl.col("low") <= pl.min_horizontal("open", "close")) & (
        pl.col("high") >= pl.max_horizontal("open", "close")
    )
    assert traded.select(inside.all()).item()
    assert traded.select((pl.col("low") > 0).all()).item()


def test_no_bar_leaves_the_daily_limit_of_its_reference(market: Market, shares: pl.DataFrame) -> None:
    splits = tables.actions(market).filter(pl.col("type") == "split").select("security", "ex_date", "factor")
    moved = (
        shares.sort("security", "date")
        .join(splits, left_on=["security", "date"], right_on=["security", "ex_date"], how="left")
        .with_columns(reference=pl.col("close").shift(1).over("security") / pl.col("factor").fill_null(1.0))
        .filter(pl.col("reference").is_not_null() & ~pl.col("halted"))
    )
    ends = moved.select(
        high=(pl.col("high") / pl.col("reference")).max(), low=(pl.col("low") / pl.col("reference")).min()
    )
    assert ends["high"].item() <= 1.30
    assert ends["low"].item() >= 0.70


def test_a_split_shows_as_a_jump_in_raw_prices_and_disappears_with_its_action(
    market: Market, shares: pl.DataFrame
) -> None:
    splits = tables.actions(market).filter(pl.col("type") == "split")
    done = splits.filter(pl.col("ex_date") < market.now.date())
    assert done.height >= 1
    for security, ex, factor in done.select("security", "ex_date", "factor").iter_rows():
        own = shares.filter(pl.col("security") == security).sort("date")
        before = own.filter(pl.col("date") < ex).tail(1)
        after = own.filter(pl.col("date") == ex)
        assert before["halted"].item()
        assert abs(after["close"].item() * factor / before["close"].item() - 1) < 0.30
        assert after["close"].item() < before["close"].item() * 0.66


def test_halts_have_no_open_high_low_or_volume_and_keep_the_last_close(shares: pl.DataFrame) -> None:
    ordered = shares.sort("security", "date").with_columns(last=pl.col("close").shift(1).over("security"))
    halted = ordered.filter("halted")
    assert 5 < halted.height < 200
    assert halted.select(pl.col("open", "high", "low").is_null().all()).row(0) == (True, True, True)
    assert (halted["volume"] == 0).all()
    assert halted.filter(pl.col("last").is_not_null() & (pl.col("last") != pl.col("close"))).is_empty()


def test_bars_are_known_at_the_close_and_nothing_later_than_now(market: Market, bars: pl.DataFrame) -> None:
    assert bars["known_at"].to_list()[:5] == [PRACTICE.close_at(day) for day in bars["date"].to_list()[:5]]
    assert bars.select((pl.col("known_at") <= market.now).all()).item()
    opened = PRACTICE.open_at(PRACTICE.last_session(market.now))
    during = tables.bars(simulate(opened))
    assert during["date"].max() == PRACTICE.session_offset(opened.date(), -1)


def test_the_index_moves_with_the_weighted_companies(market: Market, bars: pl.DataFrame) -> None:
    index = bars.filter(pl.col("security") == "INDEX:PRACTICE").sort("date")["close"].to_numpy()
    capitalisation = (market.bars.close * market.bars.shares).sum(axis=1)[: len(index)]
    assert np.allclose(index[1:] / index[:-1], capitalisation[1:] / capitalisation[:-1], atol=2e-5)
    assert 300 < index.min() < index.max() < 5_000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_returns_look_like_those_of_a_market(now: datetime, seed: int) -> None:
    drawn = simulate(now, seed).returns
    annual = drawn.total.std(axis=0) * np.sqrt(245)
    assert ((annual > 0.20) & (annual < 0.60)).mean() > 0.95
    centred = drawn.total - drawn.total.mean(axis=0)
    kurtosis = (centred**4).mean(axis=0) / (centred**2).mean(axis=0) ** 2
    assert np.median(kurtosis) > 4.0
    size = np.abs(drawn.company)
    clustering = [np.corrcoef(size[:-10, i], size[10:, i])[0, 1] for i in range(size.shape[1])]
    assert np.mean(clustering) > 0.02
    assert set(np.unique(drawn.regimes)) == {0, 1, 2}


def lagged(market: Market) -> float:
    """The mean correlation of a customer's return with its supplier's of the day before, market taken out."""
    alone = market.returns.total - market.returns.total.mean(axis=1, keepdims=True)
    return float(
        np.mean([np.corrcoef(alone[:-1, s], alone[1:, c])[0, 1] for s, c in sorted(linked("SUPPLIES"))])
    )


@pytest.mark.parametrize("seed", [11, 12, 13, 14, 15])
def test_suppliers_move_their_customers_a_day_later_and_not_with_the_switch_off(
    now: datetime, seed: int
) -> None:
    assert lagged(simulate(now, seed)) > 0.12
    assert abs(lagged(simulate(now, seed, spillover=False))) < 0.03


def test_the_switch_changes_nothing_but_the_spill(now: datetime, market: Market) -> None:
    without = simulate(now, spillover=False)
    assert np.array_equal(without.returns.company, market.returns.company)
    assert [story.id for story in without.stories] == [story.id for story in market.stories]


def test_events_move_prices_on_their_day_and_not_before(market: Market) -> None:
    alone = market.returns.total - market.returns.total.mean(axis=1, keepdims=True)
    events = [s for s in market.stories if 5 < s.session < len(alone) - 1 and abs(s.effect) >= 0.03]
    assert len(events) > 200
    signed = np.array(
        [[alone[s.session + lag, s.company] * np.sign(s.effect) for lag in (-1, 0)] for s in events]
    )
    assert abs(signed[:, 0].mean()) < 0.004
    assert signed[:, 1].mean() > 0.03


def test_volume_rises_on_event_days(market: Market) -> None:
    volume = market.bars.volume.astype(float)
    events = [s for s in market.stories if s.session > 20 and abs(s.effect) >= 0.03]
    ratios = [
        volume[s.session, s.company] / np.median(volume[s.session - 20 : s.session, s.company])
        for s in events
    ]
    assert np.median(ratios) > 1.5


def test_before_its_first_day_the_market_is_empty() -> None:
    assert tables.bars(simulate(datetime(2021, 6, 1, tzinfo=UTC))).is_empty()


def test_the_market_ends_with_the_packaged_calendar() -> None:
    final = simulate(datetime(2036, 5, 5, tzinfo=UTC), seed=3)
    assert tables.bars(final)["date"].max() == PRACTICE.calendar.last
    assert all(split.effective < len(final.days) for _, split in final.splits)
