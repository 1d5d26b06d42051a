"""What counted shares are worth, what a sum of money buys, and what one put in earlier became."""

import datetime as dt

import pytest

from agents.context import Context
from agents.planner.invested import invested
from agents.planner.mentions import named
from agents.planner.money import Money, money
from agents.planner.worth import affordable, worth
from stockelper.types import Language
from tests.agents.conftest import HYNIX, NVIDIA, SAMSUNG, asked_and_verified, days_of, walk

LAST_CLOSE = {one: float(walk(one, days_of(one))["close"][-1]) for one in (SAMSUNG, HYNIX, NVIDIA)}


def close_on(security: str, day: dt.date) -> float:
    """The close of the first session from a day on."""
    bars = walk(security, days_of(security))
    return float(next(c for d, c in zip(bars["date"], bars["close"], strict=True) if d >= day))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("500만원 넣었으면", 5_000_000, "KRW"),
        ("1억 5000만원", 150_000_000, "KRW"),
        ("100만 투자", 1_000_000, "KRW"),
        ("3000원", 3_000, "KRW"),
        ("200달러어치", 200, "USD"),
        ("$1,000 in □", 1_000, "USD"),
        ("put $10k into □", 10_000, "USD"),
        ("5 grand in □", 5_000, "USD"),
        ("2 million won", 2_000_000, "KRW"),
    ],
)
def test_sums_of_money_are_read(text: str, amount: float, currency: str) -> None:
    assert money(text) == Money(amount=amount, currency=currency)


@pytest.mark.parametrize("text", ["10만 주", "2020년에", "5% up", "10 shares", "52주 신고가"])
def test_other_numbers_are_no_money(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    ("question", "shares"),
    [
        ("삼성전자 10주면 얼마야?", [10]),
        ("하이닉스 7주 사려면 얼마 필요해?", [7]),
        ("how much would 25 Nvidia shares cost", [25]),
        ("what are 40 shares of Nvidia worth today?", [40]),
        ("삼전 10주랑 하이닉스 5주 합치면?", [10, 5]),
        ("I have 30 Nvidia and 20 Intel shares, what's the total?", [30, 20]),
    ],
)
def test_worth_of_counted_shares_is_asked(context: Context, question: str, shares: list[int]) -> None:
    found = worth(named(question, context.resolver))
    assert found is not None
    assert [one.shares for one in found.positions] == shares


@pytest.mark.parametrize(
    "question",
    [
        "삼성전자 10주 사줘", "buy 10 shares of Nvidia", "삼성전자 10주, 하이닉스 5주 비중 어때?", "삼성전자 52주 최고가 얼마야",
        "10 Nvidia and 5 Intel: how risky is that?", "삼성전자 10주 수익률 얼마야", "should I sell my 10 Nvidia shares, how much would it cost",
    ],
)  # fmt: skip
def test_orders_risks_and_weeks_are_no_worth(context: Context, question: str) -> None:
    assert worth(named(question, context.resolver)) is None


@pytest.mark.parametrize(
    ("question", "language"),
    [("삼성전자 10주면 얼마야?", "ko"), ("how much would 10 Samsung Electronics shares cost", "en")],
)
def test_the_worth_of_shares_is_the_first_sentence(
    context: Context, question: str, language: Language
) -> None:
    found = asked_and_verified(context, question, language)
    assert found.value("position") == pytest.approx(10 * LAST_CLOSE[SAMSUNG])
    assert f"{10 * LAST_CLOSE[SAMSUNG]:,.0f}" in found.draft.text.split("[1]")[0]
    assert found.draft.status == "answered"


def test_two_holdings_are_summed(context: Context) -> None:
    found = asked_and_verified(context, "삼전 10주랑 하이닉스 5주 합치면?")
    assert found.value("total") == pytest.approx(10 * LAST_CLOSE[SAMSUNG] + 5 * LAST_CLOSE[HYNIX])
    assert found.draft.status == "answered"
    assert "허핀달" not in found.draft.text


def test_what_a_sum_buys_is_whole_shares(context: Context) -> None:
    found = asked_and_verified(context, "100만원으로 삼성전자 몇 주 살 수 있어?")
    assert found.value("shares") == 1_000_000 // LAST_CLOSE[SAMSUNG]
    assert affordable(named("삼성전자 몇 주 들고 있어?", context.resolver)) is None


def test_won_buy_no_us_shares_where_no_rate_is_stored(context: Context) -> None:
    found = asked_and_verified(context, "100만원으로 엔비디아 몇 주 살 수 있어?")
    assert found.draft.status == "no_data"
    assert "환율" in found.draft.text


@pytest.mark.parametrize(("budget", "start"), [("1", "No, "), ("100,000,000", "Yes, ")])
def test_whether_a_sum_is_enough_is_said_first(context: Context, budget: str, start: str) -> None:
    found = asked_and_verified(context, f"can I afford 3 shares of Nvidia with ${budget}?", "en")
    assert found.draft.text.startswith(start)


@pytest.mark.parametrize(
    ("question", "language", "factor"),
    [
        ("2025년 3월 5일에 삼성전자에 500만원 넣었으면 지금 얼마?", "ko", 5_000_000),
        ("if I'd put 2 million won in Samsung Electronics on 5 March 2025, what now?", "en", 2_000_000),
        ("what would 1000000 won put into Samsung Electronics on March 5, 2025 be worth today", "en", 1_000_000),
    ],
)  # fmt: skip
def test_a_sum_put_in_grows_as_the_close_did(
    context: Context, question: str, language: Language, factor: float
) -> None:
    found = asked_and_verified(context, question, language)
    start = close_on(SAMSUNG, dt.date(2025, 3, 5))
    assert found.value("invested_worth") == pytest.approx(factor * LAST_CLOSE[SAMSUNG] / start)
    assert found.draft.status == "answered"
    assert ("가격 수익률" if language == "ko" else "price return") in found.draft.text


def test_shares_bought_then_have_their_gain(context: Context) -> None:
    found = asked_and_verified(
        context, "had I bought 10 shares of Samsung Electronics in May 2025, what now?", "en"
    )
    start = close_on(SAMSUNG, dt.date(2025, 5, 1))
    assert found.value("gain") == pytest.approx(10 * (LAST_CLOSE[SAMSUNG] - start))


@pytest.mark.parametrize("security", ["삼성전자", "하이닉스"])
def test_shares_bought_then_are_told_in_korean_too(context: Context, security: str) -> None:
    found = asked_and_verified(context, f"2025년 3월 5일에 {security} 10주 샀으면 지금 얼마야")
    assert found.draft.text.startswith(("삼성전자 10주를", "SK하이닉스 10주를"))
    assert ("늘었습니다" in found.draft.text) == (found.value("gain") > 0)


def test_won_in_a_us_share_leave_the_exchange_rate_out(context: Context) -> None:
    found = asked_and_verified(context, "올해 6월에 엔비디아에 100만원 넣었으면 지금 얼마?")
    assert "환율 변동은" in found.draft.text


@pytest.mark.parametrize(
    "question",
    [
        "매달 10만원씩 삼성전자 샀으면 지금 얼마야", "엔비디아 골든크로스마다 샀으면 수익률", "DCA $100 every month into Nvidia since 2020", "삼성전자 실적 얼마야",
        "배당 재투자했으면 삼성전자 얼마", "if I bought Nvidia when RSI was under 30 and sold above 70",
    ],
)  # fmt: skip
def test_rules_of_trading_are_not_one_sum(context: Context, question: str) -> None:
    assert invested(named(question, context.resolver)) is None


def test_what_shares_were_worth_on_a_day_says_nothing_of_sessions_since(context: Context) -> None:
    found = asked_and_verified(context, "삼성전자 10주는 2025년 9월 15일에 얼마였어?")
    close = close_on(SAMSUNG, dt.date(2025, 9, 15))
    assert found.value("position") == pytest.approx(10 * close)
    assert "stale" not in {note.code for finding in found.findings for note in finding.notes}
