"""Turns of what-if: another number of shares, sum, day or company, and a sum put into what was just told."""

import pytest

from tests.agents.planner.conftest import Planner, last_plan


@pytest.mark.parametrize(
    ("turns", "question", "security", "first"),
    [
        (("에코프로 100주를 2025-01-02에 샀으면?", "200주였으면?"), "200주", "KRX:086520", "2025-01-02"),
        (("에코프로 100주를 2025-01-02에 샀으면?", "200주였으면?", "50주였다면?"), "50주", "KRX:086520", "2025-01-02"),
        (("에코프로 100주를 2025-01-02에 샀으면?", "50주라면?", "2024년 1월 2일에 샀다면?"), "50주", "KRX:086520", "2024-01-02"),
        (("에코프로 100주를 2025-01-02에 샀으면?", "2024년 1월 2일에 샀다면?", "카카오였다면?"), "100주", "KRX:035720", "2024-01-02"),
        (("삼성전자에 100만원 넣었으면?", "애플이었다면?"), "100만원", "US:AAPL", "2022-12-30"),
        (("삼성전자에 100만원 넣었으면?", "애플이었다면?", "2023년 초라면?"), "100만원", "US:AAPL", "2023-01-01"),
        (("삼성전자에 작년 초에 100만원 넣었으면?", "2023년 초라면?"), "100만원", "KRX:005930", "2023-01-01"),
        (("if I had bought 10 shares of Nvidia on 2024-03-05, what's it worth?", "what about in 2023?"), "10 shares", "US:NVDA", "2023-01-01"),
        (("if I had put $1000 in Nvidia, what would I have now?", "and at the start of 2023?"), "$1000", "US:NVDA", "2023-01-01"),
    ],
)  # fmt: skip
def test_the_same_sum_is_asked_with_one_part_replaced(
    asking: Planner, turns: tuple[str, ...], question: str, security: str, first: str
) -> None:
    made = last_plan(asking, turns)
    assert made.securities == (security,)
    assert question in made.question
    assert made.window is not None
    assert made.window.from_.isoformat() == first


@pytest.mark.parametrize(
    ("turns", "amount", "security", "first"),
    [
        (("What was Apple's close a year ago?", "If I had bought 50 shares then, what's my gain?"), "50 shares", "US:AAPL", "2024-12-30"),
        (("What was Apple's close a year ago?", "If I had bought 50 shares then, what's my gain?", "How about Microsoft instead?"), "50 shares", "US:MSFT", "2024-12-30"),
        (("Nvidia close on 2024-03-05", "suppose I put $1,000 in at that price, what is it now?"), "$1,000", "US:NVDA", "2024-03-05"),
        (("카카오 2024년 1월 2일 종가는?", "그때 30주 샀으면 지금 얼마야?"), "30주", "KRX:035720", "2024-01-02"),
        (("애플 2024년 수익률", "50주 샀으면 지금 얼마야?"), "50주", "US:AAPL", "2024-01-01"),
        (("카카오 2024년 1월 2일 종가는?", "그때 샀으면 얼마 벌었어?"), "샀으면", "KRX:035720", "2024-01-02"),
        (("how did Apple do in 2024", "what if I had bought 10 shares?"), "10 shares", "US:AAPL", "2024-01-01"),
        (("Apple close on 2024-03-05", "if I had bought then, what would I have made?"), "bought", "US:AAPL", "2024-03-05"),
        (("삼성전자 2023년 3월 2일 종가", "그날 500만원 넣었다면 지금 얼마?"), "500만원", "KRX:005930", "2023-03-02"),
    ],
)  # fmt: skip
def test_a_sum_is_put_into_what_was_just_told(
    asking: Planner, turns: tuple[str, ...], amount: str, security: str, first: str
) -> None:
    made = last_plan(asking, turns)
    assert made.securities == (security,)
    assert amount in made.question
    assert made.window is not None
    assert made.window.from_.isoformat() == first


@pytest.mark.parametrize("turn", ["최근 50주 수익률은?", "지난 20주 동안은?"])
def test_weeks_stay_weeks_where_no_shares_were_counted(asking: Planner, turn: str) -> None:
    made = last_plan(asking, ("에코프로 올해 수익률", turn))
    assert made.window is not None
    assert made.window.label.endswith("w")
