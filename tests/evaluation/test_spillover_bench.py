"""`bench spillover` counts the verdicts of markets in which news travels, and of those in which it does not."""

import pytest

from evaluation.bench.spillover import Verdicts, judged, rows
from stockelper.types import Skill


def verdict(value: float | None) -> Skill:
    said = "unknown" if value is None else "skill" if value > 0.05 else "no_skill"
    return Skill(verdict=said, metric="rank_ic", value=value, ci=None)


def test_verdicts_of_skill_are_counted_on_both_sides_and_no_others() -> None:
    found = Verdicts(
        [verdict(0.1)] * 19 + [verdict(0.0)], [verdict(0.02)] * 18 + [verdict(0.2), verdict(None)]
    )
    made = {row.name: row for row in rows(found)}
    assert (made["spillover.found"].value, made["spillover.found"].reference) == (19, 18)
    assert (made["spillover.false"].value, made["spillover.false"].reference) == (1, 2)
    assert made["spillover.rank_ic"].value == pytest.approx(0.095)
    assert made["spillover.rank_ic_without"].n == 19


def test_a_forecast_on_a_market_where_news_travels_says_skill() -> None:
    made = judged(3, spillover=True)
    assert made.verdict == "skill"
    assert made.value is not None and made.value > 0.05
