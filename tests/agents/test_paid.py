"""The price of one share that a question says was paid, told from other averages."""

import pytest

from agents.context import Context
from agents.market.single import LISTED
from agents.planner import plan
from agents.tools.holding import paid
from tests.agents.conftest import answered


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("my average is 120 on NVDA", 120.0),
        ("average cost $55, am I up?", 55.0),
        ("bought AAPL at 150", 150.0),
        ("평단 12만 삼전", 120_000.0),
        ("Disney 50-day moving average vs 200-day", None),
        ("moving average 200", None),
        ("average price target 200", None),
        ("average volume over 30 days", None),
    ],
)
def test_only_what_was_paid_is_a_price_paid(question: str, price: float | None) -> None:
    assert paid(question) == price


@pytest.mark.parametrize(
    "question",
    [
        "LG씨엔에스 상장 첫날 얼마나 올랐어?", "카카오뱅크 상장일에 얼마 올랐지", "크래프톤 상장하고 첫날 종가 얼마였어", "에이피알 상장 당일 종가",
        "how much did Airbnb rise on its first day of trading", "How did Paypal do on its market debut?",
    ],
)  # fmt: skip
def test_the_first_day_of_a_listing_is_asked_in_many_words(question: str) -> None:
    assert LISTED.search(question)


def test_the_first_stored_session_is_told_with_its_move(context: Context) -> None:
    text = answered(plan("삼성전자 상장 첫날 얼마나 올랐어?", context), context).draft.text
    assert text.startswith("삼성전자의 저장된 시세는")
    assert "상장일인지는 기록에 없음" in text
