"""Turns that change the ranking just shown: its order, length, sector or figure."""

import pytest

from tests.agents.planner.conftest import Planner, last_plan

GAINERS = "top 5 US gainers this month"
LOSERS = "worst 5 US stocks this month"
RISEN = "이번 달 많이 오른 코스피 종목"


@pytest.mark.parametrize(
    ("first", "then", "operator", "limit"),
    [
        (GAINERS, "And the worst five instead?", "bottom", 5),
        (GAINERS, "show me the bottom three", "bottom", 3),
        (GAINERS, "what about the worst performers?", "bottom", 5),
        (GAINERS, "flip it", "bottom", 5),
        (LOSERS, "and the best five instead?", "top", 5),
        (LOSERS, "show me the top ten", "top", 10),
        ("코스피 이번 달 꼴찌 5개", "상위 3개는?", "top", 3),
        ("코스피 이번 달 꼴찌 5개", "반대로", "top", 5),
    ],
)
def test_a_ranking_is_turned_and_cut(
    asking: Planner, first: str, then: str, operator: str, limit: int
) -> None:
    made = last_plan(asking, [first, then], listed=("US:NVDA", "US:INTC"))
    assert made.kinds == ("screen",)
    assert [(one.measure, one.operator) for one in made.screens] == [("return", operator)]
    assert made.limit == limit


@pytest.mark.parametrize(
    ("first", "then", "sector"),
    [
        (GAINERS, "Only tech ones", "Information Technology"),
        (GAINERS, "just the banks", "Financials"),
        (RISEN, "반도체만", "Semiconductors"),
        (RISEN, "그중 은행주만", "Banks"),
    ],
)
def test_a_ranking_is_narrowed_to_a_sector(asking: Planner, first: str, then: str, sector: str) -> None:
    made = last_plan(asking, [first, then])
    assert made.window is not None
    assert (made.kinds, made.sector, made.window.label) == (("screen",), sector, "this_month")


def test_a_ranking_is_put_by_another_figure(asking: Planner) -> None:
    made = last_plan(asking, [RISEN, "가장 많이 내린 건?", "거래량 많은 건?"])
    assert [(one.measure, one.operator) for one in made.screens] == [("volume", "top")]
    assert "KOSPI" in made.markets


def test_a_ranking_by_volume_is_turned_by_volume(asking: Planner) -> None:
    made = last_plan(asking, ["highest volume US stocks this month", "and the lowest five?"])
    assert [(one.measure, one.operator) for one in made.screens] == [("volume", "bottom")]
