"""The practice market's known truth: what suppliers pass on to customers is found, and nothing where there is nothing."""

from datetime import UTC, datetime

import polars as pl
import pytest

from collectors.practice import tables
from collectors.practice.articles import articles, filings
from collectors.practice.market import simulate
from collectors.practice.ties import relation_versions
from forecasting.digests import row_digests
from forecasting.features.inputs import Inputs, inputs
from forecasting.judging import skill
from forecasting.panel import panel
from forecasting.reading import TIE_COLUMNS, TIES, MarketBars
from forecasting.sampling import targets
from forecasting.training import train
from stockelper.markets.practice import PRACTICE

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def practice(seed: int, *, spillover: bool) -> Inputs:
    market = simulate(NOW, seed, spillover=spillover)
    texts = [*articles(seed, market.stories), *filings(market.stories)]
    ours = [pl.col(end).str.starts_with("PRACTICE:") for end in ("head", "tail")]
    first = relation_versions(market, texts).filter(~pl.col("revision"), pl.col("type").is_in(TIES), *ours)
    made = panel(tables.bars(market).filter(pl.col("security").str.starts_with("PRACTICE:")))
    sectors = dict(tables.securities().select("security", "sector").iter_rows())
    bases = ("raw",) * len(made.securities)
    known = MarketBars(
        PRACTICE, made, tuple(sectors[one] for one in made.securities), bases, row_digests(made)
    )
    return inputs(known, first.select(TIE_COLUMNS))


@pytest.mark.parametrize(("seed", "spillover"), [(1, True), (2, True), (1, False), (2, False)])
def test_skill_is_found_where_news_travels_and_not_where_it_does_not(seed: int, *, spillover: bool) -> None:
    given = practice(seed, spillover=spillover)
    made = train(given, 1, "linear")
    scores = made.record.on(given.panel.days, given.panel.securities)
    verdict = skill(scores, targets(given, 1), tries=1)
    assert verdict.verdict == ("skill" if spillover else "no_skill")
