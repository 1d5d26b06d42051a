"""Windows that no word holds by chance, and turns of phrase that settle alone what is asked."""

import pytest

from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    "question",
    [
        "카카오 지금 주가 얼마야?", "네이버 지금 주가 알려줘", "SK하이닉스 지금 주가", "요금 주가 영향은?", "삼성전자 현금주식 비율",
        "삼성전자 배당일 언제야", "현대차 이번 주요 뉴스", "현대차 지난 주주총회 결과",
    ],
)  # fmt: skip
def test_a_stretch_is_not_found_across_words_or_within_one(asking: Planner, question: str) -> None:
    window = asking(question).window
    assert window is None or window.label == "default"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("삼성전자 금주 수익률", "this_week"),
        ("삼성전자 이번 주 수익률", "this_week"),
        ("이번주 카카오 주가 어땠어", "this_week"),
        ("LG화학 지난주 수익률", "last_week"),
        ("셀트리온 금일 주가", "today"),
        ("카카오 당월 수익률", "this_month"),
    ],
)
def test_a_stretch_that_is_said_is_still_read(asking: Planner, question: str, label: str) -> None:
    window = asking(question).window
    assert window is not None
    assert window.label == label


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("LG전자 요즘 어때?", "quote"),
        ("현대차 요즘 어때", "quote"),
        ("요즘 네이버 어때요?", "quote"),
        ("셀트리온은 최근에 어떤가요", "quote"),
        ("엔비디아 요새 괜찮아?", "quote"),
        ("포스코 요즘 어떤지 알려줘", "quote"),
        ("테슬라 요즘 뉴스 어때", "news"),
        ("애플 최근 실적 어때", "fundamentals"),
    ],
)
def test_how_a_company_does_lately_is_its_price(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)


@pytest.mark.parametrize(
    "question",
    [
        "What is a Bollinger band?", "What is a golden cross?", "What are moving averages?", "What's MACD?", "what is RSI",
        "볼린저 밴드가 뭐야?", "이평선이 뭐임", "골든크로스란?",
    ],
)  # fmt: skip
def test_what_a_figure_is_is_explained_and_nothing_else(asking: Planner, question: str) -> None:
    made = asking(question)
    assert made.kinds == ("education",)
    assert made.clarify is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("RSI of KOSPI", "technical"),
        ("골든크로스 종목 알려줘", "screen"),
        ("golden cross stocks today", "screen"),
    ],
)
def test_a_figure_of_a_market_is_no_definition(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Own 10 shares of NVDA and 5 of AMD", "portfolio"),
        ("I own 10 shares of AAPL, 5 of MSFT and 20 of KO. What's it worth and what are the weights?", "portfolio"),
        ("I have 30 shares of Tesla and 12 of Ford", "portfolio"),
        ("We hold 100 of Intel and 50 shares of Nike", "portfolio"),
        ("buy 10 shares of NVDA and 5 of AMD", "order"),
    ],
)  # fmt: skip
def test_what_somebody_owns_is_no_order(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)
